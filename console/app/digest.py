"""``commandwall digest``: what a cache and a gateway add up to, so that equality can be proved."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

import requests

from console.app.options import add_cache_option, add_reader_key_option, cache_path
from console.app.station import folder_of, make_known
from console.config.settings import Backend, SettingsError, network_from
from console.domain.ledger import state_digest
from console.store.changes import Changes
from console.store.generations import CacheError, CacheRoot
from console.store.reader import CacheReader
from console.wire import trust
from console.wire.positions import Fleet, decode_positions
from console.wire.series_digest import series_digest

Digest = dict[str, Any]
UNEQUAL, USAGE_ERROR, NEVER_LEVEL = 1, 2, 3
QUARANTINE_SHOWN = 500
"""The newest so many quarantined numbers are compared; a window reads no more than twice as many."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the digest."""
    add_cache_option(parser)
    parser.add_argument("--gateway", metavar="URL", help="also ask this gateway, and compare")
    parser.add_argument(
        "--backend", metavar="NAME", help="which backend of the cache to compare (default: the only one)"
    )
    add_reader_key_option(parser)
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings file (TOML) that says who is believed")
    parser.add_argument("--wait", type=float, default=0.0, metavar="SECONDS", help="wait so long for both to be level")


def run(args: argparse.Namespace) -> int:
    """Print one JSON object; 0 if equal or nothing to compare, 1 if unequal, 2 if either can't be read.

    3 if both were never seen at the same event: a log that never rests, and a cache that follows it.
    """
    try:
        console = console_digests(cache_path(args))
        if args.gateway is None:
            print(json.dumps({"console": console}, ensure_ascii=False, indent=1))
            return 0
        asked = Backend("gateway", (args.gateway,), args.reader_key)
        make_known(network_from(args.config), [asked], folder_of(None))
        return _compare(args)
    except (CacheError, SettingsError, ValueError) as error:
        print(f"commandwall digest: {error}", file=sys.stderr)
        return USAGE_ERROR


def _compare(args: argparse.Namespace) -> int:
    until = time.monotonic() + args.wait
    while True:
        console = _pick(console_digests(cache_path(args)), args.backend)
        gateway = gateway_digest(args.gateway)
        equal = same(console, gateway)
        if equal or time.monotonic() >= until:
            break
        time.sleep(0.2)
    level = all(console[name] == gateway[name] for name in ("epoch", "seq"))
    said = {"equal": equal, "level": level, "console": console, "gateway": gateway}
    print(json.dumps(said, ensure_ascii=False, indent=1))
    return 0 if equal else UNEQUAL if level else NEVER_LEVEL


def same(console: Digest, gateway: Digest) -> bool:
    """Whether both add up to the same. Quarantined numbers count from the snapshot that the console began with."""
    theirs = [seq for seq in gateway["quarantined"] if seq > console["since"]]
    alike = all(console[name] == gateway[name] for name in ("epoch", "seq", "digest"))
    return alike and console["quarantined"] == theirs[-QUARANTINE_SHOWN:]


def _pick(digests: dict[str, Digest], name: str | None) -> Digest:
    if name is None and len(digests) == 1:
        return next(iter(digests.values()))
    if name not in digests:
        raise ValueError(f"the cache holds backends {', '.join(digests) or 'none'}: say which with --backend")
    return digests[name]


def gateway_digest(url: str) -> Digest:
    """Ask a gateway. Raises ``ValueError`` if it gives no digest."""
    session = trust.http_session()
    try:
        answer = session.get(url.rstrip("/") + "/v1/digest", timeout=30, headers=trust.reading(url))
        if answer.status_code == 401:
            raise ValueError(f"{url} gives its digest to readers only: say --reader-key")
        answer.raise_for_status()
        body: Digest = answer.json()
        return {name: body[name] for name in ("epoch", "seq", "digest", "quarantined")}
    except requests.ConnectionError as error:
        raise ValueError(f"nobody answers at {url}") from error
    except (requests.RequestException, KeyError) as error:
        raise ValueError(f"{url} gives no digest: {error}") from error


def console_digests(cache: Path) -> dict[str, Digest]:
    """Digest of every backend in a cache, from the tables on disk alone. Raises ``CacheError``."""
    if not (cache / "current").exists():
        raise CacheError(f"there is no cache in {cache}")
    reader = CacheReader(CacheRoot(cache))
    changes = reader.poll()
    if changes is None:
        raise CacheError(f"the cache in {cache} cannot be read")
    digests = {row.name: _digest(reader, changes, row.key) for row in changes.backends}
    reader.close()
    return digests


def _digest(reader: CacheReader, changes: Changes, backend: int) -> Digest:
    row = next(row for row in changes.backends if row.key == backend)
    latest = [sample for owner, sample in changes.latest if owner == backend and sample.v]
    fleet = Fleet()
    for owner, blob in changes.frames:
        if owner == backend:
            fleet.merge(decode_positions(blob))
    parts = state_digest(
        [event for _, owner, event in changes.entities if owner == backend],
        latest,
        {counter: n for _, owner, counter, n in changes.counters if owner == backend},
        fleet.canonical(),
    )
    columns = ((sample.id, reader.samples(backend, sample.id, 0, 2**62)) for sample in latest)
    parts["series"] = series_digest((name, each.at.tolist(), each.value.tolist()) for name, each in columns)
    since = row.counts.base
    quarantined = sorted(
        poison.seq
        for poison in changes.quarantine
        if poison.backend == backend and poison.epoch == row.cursor.epoch and poison.seq > since
    )[-QUARANTINE_SHOWN:]
    return {
        "epoch": row.cursor.epoch, "seq": row.cursor.seq, "since": since, "digest": parts, "quarantined": quarantined,
    }  # fmt: skip
