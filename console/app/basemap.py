"""``commandwall basemap``: says what is wrong with each base map, or fetches one ahead."""

from __future__ import annotations

import argparse
import re
import sys
import time
from pathlib import Path

from console.app.options import add_cache_option, cache_path
from console.basemap.check import check
from console.basemap.open import Providers
from console.basemap.prefetch import Progress, prefetch
from console.basemap.provider import Bounds, ProviderError
from console.config.map_settings import Remote
from console.config.settings import Settings, SettingsError, load

LIMIT = 20_000
"""Tiles of one prefetch unless said otherwise; a city of 60 km at zooms 7 to 15 has some 7,000."""
TELL_S = 2.0
CENTRE = (118.68, 37.44)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    add_cache_option(parser)
    acts = parser.add_subparsers(dest="act", required=True, metavar="check|prefetch")
    check_ = acts.add_parser("check", help="ask every base map for one tile and say what is wrong with it")
    ahead = acts.add_parser("prefetch", help="bring a region of one base map to the disk")
    for each in (check_, ahead):
        each.add_argument("--config", type=Path, required=True, metavar="FILE", help="settings file (TOML)")
    check_.add_argument("--at", type=_place, default=CENTRE, metavar="LON,LAT", help="where to ask (degrees, WGS-84)")
    ahead.add_argument("--base", required=True, metavar="NAME", help="the base map, as the settings name it")
    ahead.add_argument("--bbox", type=_box, required=True, metavar="W,S,E,N", help="the region (degrees, WGS-84)")
    ahead.add_argument("--zooms", type=_zooms, required=True, metavar="FIRST-LAST", help="for example 7-15")
    ahead.add_argument("--limit", type=int, default=LIMIT, help="refuse more tiles than this (default: %(default)s)")


def run(args: argparse.Namespace) -> int:
    """0 when all is well, 1 when something is wrong with a base map, 2 for a mistake in the settings or options."""
    try:
        settings = load(args.config)
        return _check(args, settings) if args.act == "check" else _prefetch(args, settings)
    except (SettingsError, ProviderError) as error:
        print(f"commandwall basemap: {error}", file=sys.stderr)
        return 2


def _check(args: argparse.Namespace, settings: Settings) -> int:
    providers = Providers(settings.map, cache_path(args))
    if not settings.map.bases:
        print("the settings name no base map: the fictional city is shown")
    verdicts = [check(providers, base, *args.at) for base in settings.map.bases]
    for verdict in verdicts:
        print(f"{'ok   ' if verdict.good else 'FAULT'} {verdict.name}: {verdict.words}")
    return 0 if all(verdict.good for verdict in verdicts) else 1


def _prefetch(args: argparse.Namespace, settings: Settings) -> int:
    base = next((base for base in settings.map.bases if base.name == args.base), None)
    if base is None:
        raise SettingsError(f"there is no base map “{args.base}” in the settings")
    if not isinstance(base, Remote):
        raise SettingsError(f"base map {base.name} is a file already")
    provider = Providers(settings.map, cache_path(args)).remote(base)
    last = 0.0

    def tell(progress: Progress) -> None:
        nonlocal last
        if time.monotonic() - last > TELL_S:
            last = time.monotonic()
            print(f"{progress.done:,} of {progress.whole:,} tiles", file=sys.stderr)

    progress = prefetch(provider, args.bbox, args.zooms, args.limit, tell, base.parallel)
    print(f"{progress.done:,} of {progress.whole:,} tiles are on the disk")
    if progress.stopped:
        print(f"stopped: {progress.stopped}; what is on the disk stays, say the same again to go on")
    elif progress.lacking:
        print(f"{progress.lacking:,} could not be had: {provider.state.detail}")
    return 1 if progress.lacking else 0


def _numbers(text: str, many: int) -> list[float]:
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) != many:
        raise argparse.ArgumentTypeError(f"“{text}” is not {many} numbers with commas between them")
    return numbers


def _place(text: str) -> tuple[float, float]:
    lon, lat = _numbers(text, 2)
    if not (-180 <= lon <= 180 and -85 <= lat <= 85):
        raise argparse.ArgumentTypeError(f"“{text}” is no place: longitude first, then latitude")
    return lon, lat


def _box(text: str) -> Bounds:
    west, south, east, north = _numbers(text, 4)
    if not (-180 <= west < east <= 180 and -85 <= south < north <= 85):
        raise argparse.ArgumentTypeError(f"“{text}” is no box: west, south, east, north")
    return west, south, east, north


def _zooms(text: str) -> range:
    found = re.fullmatch(r"(\d{1,2})(?:-(\d{1,2}))?", text)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    if not 0 <= first <= last <= 22:
        raise argparse.ArgumentTypeError(f"“{text}” is not FIRST-LAST with zooms of 0 to 22")
    return range(first, last + 1)
