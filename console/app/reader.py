"""``commandwall reader``: the keys by which stations may read at a gateway. It may be running; it looks by itself."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from pathlib import Path

from console.config.settings import SettingsError
from console.gateway.readers import KEYS_EACH, Reader, hash_of, load, new_key, parse, save

USAGE_ERROR = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("do", choices=("add", "list", "drop"), help="what to do with the keys")
    parser.add_argument("name", nargs="?", default="", help="the station: 1 to 40 characters")
    parser.add_argument("--readers", type=Path, required=True, metavar="FILE", help="the gateway's file of readers")
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="add: write the key there, for its owner only (default: print it once)"
    )
    parser.add_argument("--key", default="", metavar="MARK", help="drop: the key of this mark (list shows them)")
    parser.add_argument("--all", action="store_true", help="drop: every key of the station, which then reads no more")


def run(args: argparse.Namespace) -> int:
    """0, or 2 after one sentence that says what is wrong; then nothing was changed."""
    try:
        readers = load(args.readers) if args.do != "add" or args.readers.exists() else []
        if args.do == "list":
            for each in readers:
                print(f"{each.mark}  {each.made}  {each.name}")
            return 0
        if not args.name:
            raise ValueError("say which station")
        return _add(args, readers) if args.do == "add" else _drop(args, readers)
    except (SettingsError, ValueError) as error:
        print(f"commandwall reader: {error}", file=sys.stderr)
    except OSError as error:
        print(f"commandwall reader: {error.filename}: {error.strerror}", file=sys.stderr)
    return USAGE_ERROR


def _add(args: argparse.Namespace, readers: list[Reader]) -> int:
    if sum(each.name == args.name for each in readers) >= KEYS_EACH:
        raise ValueError(f"{args.name} has {KEYS_EACH} keys, the old and the new one: drop the old one first")
    key, today = new_key(), datetime.datetime.now(datetime.UTC).date().isoformat()
    added = Reader(hash_of(key), today, args.name)
    if parse("{} {} {}".format(*added)) != [added]:
        raise ValueError(f"“{args.name}” is no name of a station: 1 to 40 characters, none of them a control character")
    if args.out is None:
        save(args.readers, [*readers, added])
        print(key)
    else:
        _write(args.out, key)
        try:
            save(args.readers, [*readers, added])
        except OSError:
            args.out.unlink(missing_ok=True)
            raise
    print(f"{args.name} may read by key {added.mark}", file=sys.stderr)
    return 0


def _write(file: Path, key: str) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as out:
        out.write(f"{key}\n")


def _drop(args: argparse.Namespace, readers: list[Reader]) -> int:
    """The older of two; a station's last key only by its mark or with ``--all``."""
    theirs = [each for each in readers if each.name == args.name]
    if not theirs:
        raise ValueError(f"{args.name} has no key")
    if args.all:
        gone = theirs
    elif args.key:
        gone = [each for each in theirs if each.mark == args.key]
    elif len(theirs) > 1:
        gone = theirs[:1]
    else:
        raise ValueError(f"{args.name} has one key and would read no more: say --all")
    if not gone:
        raise ValueError(f"{args.name} has no key {args.key}")
    save(args.readers, [each for each in readers if each not in gone])
    print(f"{args.name}: dropped {', '.join(each.mark for each in gone)}", file=sys.stderr)
    return 0
