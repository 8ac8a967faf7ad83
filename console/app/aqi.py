"""``commandwall aqi``: the air quality index of typed-in concentrations, as one JSON object on stdout.

``iaqi`` in the output holds one entry for each pollutant named on the command line; null there means that it has no
index: given as NA, empty or "/", or no longer computed by the 2012 table (SO2 1 h and O3 8 h above 800 µg/m³).
"""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Collection, Sequence

from console.domain.environment.aqi import AqiReport, Period, Pollutant, Standard, evaluate, parse_pollutant

BAD_INPUT = 2
"""Exit code for input that cannot be judged, as argparse uses it."""

_DESCRIPTION = "Compute the Chinese air quality index (AQI, HJ 633) from measured concentrations and print it as JSON."
_EPILOG = """\
concentrations:
  SO2, NO2, O3, PM10 and PM2.5 in micrograms per cubic metre, CO in milligrams per cubic metre.
  PM25 and PM2_5 also mean PM2.5; upper or lower case does not matter.
  NA or nothing after "=" means: the value is missing. "/" means: not monitored at this station.
  A pollutant that is not named counts as missing.

which mean to give:
  day    24-hour means; for O3 the day's greatest 8-hour mean
  hour   1-hour means; under the 2012 edition PM10 and PM2.5 as 24-hour moving means

editions:
  2012   used before 2026-03-01
  2026   in force since 2026-03-01. With a missing pollutant it publishes the AQI only above 100.

output, one JSON object:
  aqi                     0 to 500, or null when there is no AQI to publish
  level, category, color  1 (best) to 6, its Chinese name and its display colour; null when aqi is null
  primary                 the pollutants that set an AQI above 50
  iaqi                    the index of each pollutant you named; null when it has none

example:
  commandwall aqi --standard 2026 --period day SO2=8 NO2=42 CO=0.9 O3=88 PM10=96 PM2.5=75
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give the parser this command's arguments and help.

    Choices are checked in ``run``, so that every mistake gets the same one-sentence answer.
    """
    parser.description = _DESCRIPTION
    parser.epilog = _EPILOG
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--standard", metavar="2012|2026", help="edition of HJ 633 to use (required)")
    parser.add_argument("--period", metavar="hour|day", help="what the concentrations cover (required)")
    parser.add_argument(
        "concentrations", nargs="*", metavar="NAME=VALUE", help="a pollutant and its concentration, e.g. PM2.5=75"
    )


def run(args: argparse.Namespace) -> int:
    """Print the report; exit code 0, or 2 with one sentence on stderr for bad input."""
    try:
        standard = Standard(_choice("--standard", args.standard, [edition.value for edition in Standard]))
        period = Period(_choice("--period", args.period, [period.value for period in Period]))
        given = parse_concentrations(args.concentrations)
        unmonitored = [pollutant for pollutant, text in given.items() if text == "/"]
        values = {pollutant: text for pollutant, text in given.items() if text not in (None, "/")}
        report = evaluate(standard, period, values, unmonitored)
    except ValueError as error:
        print(f"commandwall aqi: {error}", file=sys.stderr)
        return BAD_INPUT
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # JSON is UTF-8 (RFC 8259), whatever the locale
    print(json.dumps(as_json(report, given), ensure_ascii=False))
    return 0


def parse_concentrations(arguments: Sequence[str]) -> dict[Pollutant, str | None]:
    """``NAME=VALUE`` words by pollutant: None for NA or empty, "/" for unmonitored, else the number's text.

    Raises ValueError for a word without "=", an unknown pollutant, or one given twice.
    """
    given: dict[Pollutant, str | None] = {}
    for argument in arguments:
        name, equals, text = argument.partition("=")
        if not equals:
            raise ValueError(f"{argument[:40]!r} is not of the form NAME=VALUE, for example PM2.5=75.")
        pollutant = parse_pollutant(name)
        if pollutant in given:
            raise ValueError(f"{pollutant.value} is given more than once.")
        text = text.strip()
        given[pollutant] = None if text.upper() in {"", "NA"} else text
    if not given:
        raise ValueError("Give at least one concentration, for example PM2.5=75.")
    return given


def as_json(report: AqiReport, given: Collection[Pollutant]) -> dict[str, object]:
    """The report as the JSON object this command promises, its ``iaqi`` limited to the pollutants given."""
    level = report.level
    return {
        "aqi": report.aqi,
        "level": level.number if level else None,
        "category": level.category if level else None,
        "color": level.color if level else None,
        "primary": [pollutant.value for pollutant in report.primary],
        "iaqi": {pollutant.value: index for pollutant, index in report.iaqi.items() if pollutant in given},
    }


def _choice(option: str, value: str | None, choices: Sequence[str]) -> str:
    expected = " or ".join(choices)
    if value is None:
        raise ValueError(f"{option} is required: {expected}.")
    if value not in choices:
        raise ValueError(f"{option} must be {expected}, not {value[:40]!r}.")
    return value
