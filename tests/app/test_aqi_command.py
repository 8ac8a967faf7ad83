"""``commandwall aqi`` answers with one JSON object, or one sentence and exit code 2, and loads no toolkit for it."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from console.app.aqi import add_arguments, run

FULL = ["SO2=8", "NO2=20", "CO=0.4", "O3=60", "PM10=30"]
"""Day IAQI by hand: 8, 25, 10, 30, 30."""


def command(*words: str) -> int:
    parser = argparse.ArgumentParser(prog="commandwall aqi")
    add_arguments(parser)
    return run(parser.parse_args(words))


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    assert command(*words) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert captured.out.count("\n") == 1
    result = json.loads(captured.out)
    assert isinstance(result, dict)
    return result


def test_the_promised_object(capsys: pytest.CaptureFixture[str]) -> None:
    result = answer(capsys, "--standard", "2026", "--period", "day", *FULL, "PM25=75")
    assert result == {
        "aqi": 114,
        "level": 3,
        "category": "轻度污染",
        "color": "#FF7E00",
        "primary": ["PM2.5"],
        "iaqi": {"SO2": 8, "NO2": 25, "CO": 10, "O3": 30, "PM10": 30, "PM2.5": 114},
    }


def test_chinese_is_written_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    command("--standard", "2012", "--period", "day", "PM25=20")
    assert '"优"' in capsys.readouterr().out


@pytest.mark.parametrize("name", ["PM25", "PM2.5", "pm2_5"])
def test_2012_with_one_pollutant(capsys: pytest.CaptureFixture[str], name: str) -> None:
    result = answer(capsys, "--standard", "2012", "--period", "day", f"{name}=75")
    assert (result["aqi"], result["primary"], result["iaqi"]) == (100, ["PM2.5"], {"PM2.5": 100})


@pytest.mark.parametrize("words", [["CO=NA"], ["CO="], ["co=na"], []])
def test_missing_in_2026_is_null_up_to_100(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    rest = [word for word in FULL if not word.startswith("CO")]
    result = answer(capsys, "--standard", "2026", "--period", "day", *rest, "PM2.5=60", *words)
    assert [result[key] for key in ("aqi", "level", "category", "color", "primary")] == [None, None, None, None, []]
    indices = {"SO2": 8, "NO2": 25, "O3": 30, "PM10": 30, "PM2.5": 100}
    assert result["iaqi"] == ({**indices, "CO": None} if words else indices)


def test_unmonitored_holds_nothing_back(capsys: pytest.CaptureFixture[str]) -> None:
    rest = [word for word in FULL if not word.startswith("CO")]
    result = answer(capsys, "--standard", "2026", "--period", "day", *rest, "PM2.5=60", "CO=/")
    assert result["aqi"] == 100
    assert result["iaqi"] == {"SO2": 8, "NO2": 25, "CO": None, "O3": 30, "PM10": 30, "PM2.5": 100}


def test_no_longer_computed_is_a_visible_null(capsys: pytest.CaptureFixture[str]) -> None:
    result = answer(capsys, "--standard", "2012", "--period", "hour", "SO2=801", "PM25=42")
    assert (result["aqi"], result["primary"], result["iaqi"]) == (59, ["PM2.5"], {"SO2": None, "PM2.5": 59})
    result = answer(capsys, "--standard", "2012", "--period", "day", "O3=801", "PM25=42")
    assert (result["aqi"], result["iaqi"]) == (59, {"O3": None, "PM2.5": 59})
    result = answer(capsys, "--standard", "2026", "--period", "hour", "SO2=801")
    assert (result["aqi"], result["iaqi"]) == (200, {"SO2": 200})


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--period", "day", "PM25=1"], "--standard is required: 2012 or 2026."),
        (["--standard", "2012", "PM25=1"], "--period is required: hour or day."),
        (["--standard", "2013", "--period", "day", "PM25=1"], "--standard must be 2012 or 2026, not '2013'."),
        (["--standard", "2026", "--period", "week", "PM25=1"], "--period must be hour or day, not 'week'."),
        (["--standard", "2026", "--period", "day"], "Give at least one concentration, for example PM2.5=75."),
        (["--standard", "2026", "--period", "day", "PM25"], "'PM25' is not of the form NAME=VALUE"),
        (["--standard", "2026", "--period", "day", "NO=3"], "Unknown pollutant 'NO'"),
        (["--standard", "2026", "--period", "day", "PM25=1", "PM2.5=2"], "PM2.5 is given more than once."),
        (["--standard", "2026", "--period", "day", "SO2=-5"], "The SO2 concentration -5 is negative."),
        (["--standard", "2026", "--period", "day", "SO2=nan"], "The SO2 concentration 'nan' is not a finite number."),
        (["--standard", "2026", "--period", "day", "SO2=ten"], "The SO2 concentration 'ten' is not a number."),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(
    capsys: pytest.CaptureFixture[str], words: list[str], complaint: str
) -> None:
    assert command(*words) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("commandwall aqi: ")
    assert complaint in captured.err
    assert captured.err.count("\n") == 1


def test_help_tells_a_stranger_the_units() -> None:
    parser = argparse.ArgumentParser(prog="commandwall aqi")
    add_arguments(parser)
    text = parser.format_help()
    for phrase in (
        "micrograms per cubic metre",
        "milligrams per cubic metre",
        "2012|2026",
        "hour|day",
        "NA",
        "example:",
    ):
        assert phrase in text


def installed_command() -> Path:
    name = "commandwall.exe" if os.name == "nt" else "commandwall"
    return Path(sys.executable).with_name(name)


@pytest.mark.e2e
def test_the_installed_command_answers_without_qt_even_in_a_plain_locale() -> None:
    environment = {**os.environ, "PYTHONPROFILEIMPORTTIME": "1", "PYTHONIOENCODING": "ascii"}
    words = [str(installed_command()), "aqi", "--standard", "2026", "--period", "hour", "PM2.5=75", "CO=0.4"]
    done = subprocess.run(words, env=environment, capture_output=True, timeout=60, check=False)
    imports = done.stderr.decode()
    assert done.returncode == 0, imports
    result = json.loads(done.stdout.decode("utf-8"))
    assert (result["aqi"], result["category"], result["iaqi"]) == (114, "轻度污染", {"CO": 4, "PM2.5": 114})
    assert "console.domain.environment.aqi" in imports
    for heavy in ("PySide6", "msgspec", "numpy"):
        assert heavy not in imports


@pytest.mark.e2e
def test_the_installed_command_exits_2_on_bad_input() -> None:
    words = [str(installed_command()), "aqi", "--standard", "2026", "--period", "day", "XYZ=1"]
    done = subprocess.run(words, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"commandwall aqi: Unknown pollutant 'XYZ'")
    assert done.stderr.count(b"\n") == 1
