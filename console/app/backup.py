"""``commandwall backup``: a gateway's data in one file, while it runs; look at such a file; put it back."""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tarfile
from pathlib import Path

from console.gateway.backup import BadBackup, check, restore, save

DONE, FAILED, USAGE_ERROR = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "do", choices=("save", "check", "restore"),
        help="write a backup of a gateway's folder, look whether one is whole, or put it into a new folder",
    )  # fmt: skip
    parser.add_argument("file", type=Path, metavar="FILE", help="the backup (.tar.gz)")
    parser.add_argument("--data", type=Path, metavar="DIR", help="data folder of the gateway; restore: a new one")


def run(args: argparse.Namespace) -> int:
    """0; 1 after a sentence that says what is wrong, nothing having been changed; 2 for a mistake in what was typed."""
    if args.data is None and args.do != "check":
        print(f"commandwall backup: {args.do} needs --data DIR", file=sys.stderr)
        return USAGE_ERROR
    try:
        if args.do == "save":
            count = save(args.data, args.file)
            print(f"{args.file}: {count} files, {args.file.stat().st_size / 1e6:,.1f} MB")
        elif args.do == "check":
            print(f"{args.file} is whole: {check(args.file)} files")
        else:
            print(f"{args.data}: {restore(args.file, args.data)} files. Check it: "
                  f"commandwall audit verify --data {args.data}")  # fmt: skip
        return DONE
    except (BadBackup, sqlite3.Error, tarfile.TarError) as error:
        print(f"commandwall backup: {error}", file=sys.stderr)
    except OSError as error:
        print(f"commandwall backup: {error.filename or args.file}: {error.strerror or error}", file=sys.stderr)
    return FAILED
