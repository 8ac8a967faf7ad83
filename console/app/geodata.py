"""``commandwall geodata``: reads one file into the folder of imported layers, in a process that may be ended.

Says lines of JSON on stdout: ``{"progress": 0.4}`` while it reads, then ``{"done": manifest}`` or ``{"refused": kind,
"facts": …}``. A file that needs more memory than stated is refused, whatever it is.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import stat
import sys
import time
from pathlib import Path
from typing import Any

import msgspec

from console.geodata.geojson import read_geojson
from console.geodata.library import Library, Manifest, digest_of, name_of
from console.geodata.making import MOST_READ, Bounds, make
from console.geodata.problem import GeoProblem, Kind
from console.geodata.records import Reading
from console.geodata.shapefile import beside, read_shapefile

MEMORY_MB = 1536
"""Address space of this process beyond what it has at the start; measured need: see docs/evidence."""
TELL_S = 0.1
GEOJSON, SHP = (".geojson", ".json"), ".shp"
COMPANIONS = (".dbf", ".prj", ".cpg", ".shx")
EXIT_REFUSED = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Command line of ``commandwall geodata``."""
    parser.add_argument("--file", type=Path, required=True, help="GeoJSON, or the .shp of a shapefile")
    parser.add_argument("--into", type=Path, required=True, metavar="DIR", help="folder of imported layers")
    parser.add_argument("--title", required=True)
    parser.add_argument("--source", default="")
    parser.add_argument("--at", type=int, default=None, metavar="MS", help="time of the data, ms since 1970")
    parser.add_argument("--colour", default="")
    parser.add_argument("--origin", default="", help="kept with the layer: what it was read from")
    parser.add_argument("--crs", default="", help="EPSG:n, GCJ-02 or BD-09 (default: what the file says)")
    parser.add_argument("--swap", action="store_true", help="latitude stands first in the file")
    parser.add_argument("--city", default="", metavar="W,S,E,N", help="to say whether the layer lies in it")
    parser.add_argument("--limit-mb", type=int, default=200, help="larger files are refused (default: %(default)s)")


def run(args: argparse.Namespace) -> int:
    """0 when the layer is kept, 1 when the file is refused."""
    _bound_memory()
    try:
        manifest = _take(args)
    except GeoProblem as problem:
        return _refuse(problem)
    except MemoryError:
        return _refuse(GeoProblem(Kind.NO_MEMORY, limit=MEMORY_MB))
    _say({"done": msgspec.to_builtins(manifest)})
    return 0


def _take(args: argparse.Namespace) -> Manifest:
    path: Path = args.file
    try:
        about = path.stat()
        size = about.st_size
        if not (stat.S_ISREG(about.st_mode) or stat.S_ISDIR(about.st_mode)):
            raise GeoProblem(Kind.UNREADABLE, why="no file")  # a pipe or a device has no end
        if size > args.limit_mb << 20:
            raise GeoProblem(Kind.TOO_LARGE, size=size >> 20, limit=args.limit_mb)
        reading, files = _read(path)
        digest = digest_of(path)
    except FileNotFoundError as problem:
        raise GeoProblem(Kind.MISSING) from problem
    except OSError as problem:
        raise GeoProblem(Kind.UNREADABLE, why=problem.strerror or str(problem)) from problem
    made, report = make(reading, args.crs, args.swap, _city(args.city))
    added = int(time.time() * 1000)
    manifest = Manifest(
        name=name_of(digest, args.title, added), title=args.title, source=args.source, at=args.at, added=added,
        colour=args.colour, file=path.name, sha256=digest, report=report, origin=args.origin,
    )  # fmt: skip
    library = Library(args.into)
    library.tidy()
    library.add(manifest, made, files)
    return manifest


def _read(path: Path) -> tuple[Reading, tuple[Path, ...]]:
    teller = _Teller()
    if path.suffix.lower() == SHP:
        reading = read_shapefile(path, MOST_READ, teller.tell)
        return reading, (path, *(found for each in COMPANIONS if (found := beside(path, each)) is not None))
    if path.suffix.lower() in GEOJSON:
        return read_geojson(path, MOST_READ, teller.tell), (path,)
    raise GeoProblem(Kind.UNKNOWN_FORM)


class _Teller:
    """Says how far it is, not too often."""

    def __init__(self) -> None:
        self._last = 0.0

    def tell(self, share: float) -> None:
        """The share read."""
        now = time.monotonic()
        if now - self._last > TELL_S:
            self._last = now
            _say({"progress": round(share, 3)})


def _city(text: str) -> Bounds | None:
    try:
        west, south, east, north = (float(each) for each in text.split(","))
    except ValueError:
        return None
    return west, south, east, north


def _refuse(problem: GeoProblem) -> int:
    _say({"refused": problem.kind.value, "facts": problem.facts})
    return EXIT_REFUSED


def _say(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def _bound_memory() -> None:
    """Where the system can: a file that makes us grow ends in ``MemoryError`` and not with the whole machine."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_MB << 20, hard))
