"""``commandwall doctor``: why something is wrong, without calling us."""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator
from enum import Enum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from console.app.checks.basemap_check import check_bases
from console.app.checks.hall_check import check_hall
from console.app.checks.station_check import check_station
from console.app.options import add_cache_option, add_reader_key_option, cache_path
from console.app.station import folder_of, make_known
from console.config.secrets import for_others
from console.config.settings import Backend, NetworkSettings, SettingsError, backends_from, network_from
from console.domain.retention import Reached
from console.feed.rest import BackendRest, LinkError
from console.store import schema
from console.store.generations import CacheError, CacheRoot
from console.store.holding import holding_words
from console.store.pictures import PictureFolder
from console.store.reader import CacheReader

PYSIDE = "6.11.3"
SAFE_SQLITE = (3, 51, 3)
"""Older ones have a WAL-reset fault when two connections write; we have one writer, so it is a remark, not an error."""
LOW_DISK_BYTES = 2 * 1024**3


class Verdict(Enum):
    """How bad it is."""

    OK = "ok"
    REMARK = "note"
    FAULT = "FAULT"


class Finding(NamedTuple):
    """One thing that was looked at."""

    verdict: Verdict
    what: str
    detail: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the doctor."""
    add_cache_option(parser)
    parser.add_argument("--backend", action="append", default=[], metavar="NAME=URL", help="also ask this gateway")
    add_reader_key_option(parser)
    parser.add_argument(
        "--config", type=Path, metavar="FILE", help="settings file (TOML); its gateways and base maps are asked"
    )


def run(args: argparse.Namespace) -> int:
    """Print a line a finding; 0 if nothing is faulty, 1 if something is, 2 if the settings can't be used."""
    try:
        asked, network = bool(args.backend or args.config), network_from(args.config)
        backends = backends_from(args.backend, args.config, args.reader_key) if asked else []
        make_known(network, backends, folder_of(None if args.backend else args.config))
    except SettingsError as error:
        print(f"commandwall doctor: {error}", file=sys.stderr)
        return 2
    faulty = False
    station = _station(network, backends)
    for finding in (*_machine(), *_cache(cache_path(args)), *_hall(args.config), *_bases(args), *station):
        faulty |= _say(finding)
    for backend in backends:
        for url in backend.urls:
            faulty |= _say(_gateway(backend.name, url))
    return int(faulty)


def _say(finding: Finding) -> bool:
    print(f"{finding.verdict.value:<6} {finding.what}: {finding.detail}")
    return finding.verdict is Verdict.FAULT


def _machine() -> Iterator[Finding]:
    yield Finding(Verdict.OK, "Python", sys.version.split()[0])
    try:
        qt = version("PySide6")
    except PackageNotFoundError:
        qt = "missing"
    yield Finding(
        Verdict.OK if qt == PYSIDE else Verdict.FAULT, "PySide6", qt if qt == PYSIDE else f"{qt}, not {PYSIDE}"
    )
    sqlite_words = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info < SAFE_SQLITE:
        yield Finding(Verdict.REMARK, "SQLite", f"{sqlite_words}; safe with one writer, which is how we use it")
    else:
        yield Finding(Verdict.OK, "SQLite", sqlite_words)
    display = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    if sys.platform.startswith("linux") and not display:
        yield Finding(Verdict.REMARK, "display", "none; windows draw on virtual monitors only")
    else:
        yield Finding(Verdict.OK, "display", display or sys.platform)
    yield _base_map()


def _base_map() -> Finding:
    import resources

    archive = Path(resources.__file__).with_name("city") / "city.pmtiles"
    if not archive.is_file():
        return Finding(Verdict.FAULT, "base map", f"{archive.name} is missing from the installation")
    return Finding(Verdict.OK, "base map", f"{archive.name}, {archive.stat().st_size / 2**20:.1f} MB")


def _cache(path: Path) -> Iterator[Finding]:
    if not path.exists():
        yield Finding(Verdict.REMARK, "cache", f"{path} does not exist yet: no feed has run")
        return
    if for_others(path):
        yield Finding(Verdict.REMARK, "cache", f"other users of this computer can look into {path}: chmod 700")
    free = shutil.disk_usage(path).free
    verdict = Verdict.OK if free > LOW_DISK_BYTES else Verdict.FAULT
    yield Finding(verdict, "disk", f"{free / 2**30:.1f} GB free for the cache")
    root = CacheRoot(path)
    try:
        name = root.current()
    except CacheError as error:
        yield Finding(Verdict.FAULT, "cache", str(error))
        return
    if name is None:
        yield Finding(Verdict.REMARK, "cache", f"{path} holds nothing yet")
        return
    yield _integrity(root, name)
    for folder in root.aside():
        yield Finding(Verdict.REMARK, "cache", f"generation {folder.name} was damaged and is kept aside")
    yield from _holding(root)
    yield from _links(root)


def _integrity(root: CacheRoot, name: str) -> Finding:
    try:
        database = schema.open_reader(root.database(name))
        verdict = database.execute("PRAGMA quick_check(1)").fetchone()[0]
        made = database.execute("PRAGMA user_version").fetchone()[0]
        database.close()
    except sqlite3.Error as error:
        return Finding(Verdict.FAULT, "cache", f"generation {name} cannot be read: {error}")
    said = f"generation {name}, schema {made}, check: {verdict}"
    if verdict != "ok":
        return Finding(Verdict.FAULT, "cache", said)
    if made == schema.VERSION:
        return Finding(Verdict.OK, "cache", said)
    other = "an older" if made < schema.VERSION else "a newer"
    return Finding(
        Verdict.FAULT, "cache", f"{said}; made by {other} version, this one reads {schema.VERSION}: restart the feed"
    )


def _holding(root: CacheRoot) -> Iterator[Finding]:
    reader = CacheReader(root)
    changes = reader.poll()
    reader.close()
    for holding in changes.holding if changes else []:
        short = holding.reached is not Reached.NOTHING or holding.share < 1
        yield Finding(Verdict.REMARK if short else Verdict.OK, "room", holding_words(holding))
    size = sum(file.size for file in PictureFolder(root.path).files())
    yield Finding(Verdict.OK, "pictures", f"{size / 2**20:.0f} MB")


def _links(root: CacheRoot) -> Iterator[Finding]:
    reader = CacheReader(root)
    changes = reader.poll()
    reader.close()
    for row in changes.backends if changes else []:
        heard = time.time() - row.link.heard_at / 1000
        said = f"{row.link.state}, heard {heard:.0f} s ago" if row.link.heard_at else "never heard"
        lost, doubled = row.counts.lost(row.cursor.seq), row.counts.duplicated(row.cursor.seq)
        detail = f"{said}; at {row.cursor.seq}, quarantined {row.counts.quarantined}, lost {lost}, duplicated {doubled}"
        bad = bool(lost or doubled)
        verdict = Verdict.FAULT if bad else Verdict.OK if row.link.state == "live" and heard < 10 else Verdict.REMARK
        yield Finding(verdict, f"link {row.name}", f"{detail}. {row.link.reason}".rstrip(". "))


def _hall(config: Path | None) -> Iterator[Finding]:
    for good, what, detail in check_hall(config) if config is not None else ():
        yield Finding(Verdict.OK if good else Verdict.FAULT, what, detail)


def _bases(args: argparse.Namespace) -> Iterator[Finding]:
    for base in check_bases(args.config, cache_path(args)) if args.config is not None else ():
        yield Finding(Verdict.OK if base.good else Verdict.FAULT, f"base map {base.name}", base.words)


def _station(network: NetworkSettings, backends: list[Backend]) -> Iterator[Finding]:
    for good, what, detail in check_station(network, backends):
        yield Finding(Verdict.OK if good else Verdict.REMARK, what, detail)


def _gateway(name: str, url: str) -> Finding:
    try:
        hello = BackendRest(url).hello()
    except LinkError as error:
        return Finding(Verdict.FAULT, f"gateway {name}", f"{url}: {error}")
    skew = hello.time / 1000 - time.time()
    said = f"{url}: server {hello.server}, log at {hello.seq}, clock {skew:+.1f} s"
    return Finding(Verdict.OK if abs(skew) < 60 else Verdict.REMARK, f"gateway {name}", said)
