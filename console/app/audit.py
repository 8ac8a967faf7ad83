"""``commandwall audit``: check a gateway's audit log, or write it out for people to read."""

from __future__ import annotations

import argparse
import sys
import time
from datetime import datetime
from pathlib import Path

from console.domain.audit import BadLine, Checked, Head, Record, from_line, head_from_bytes, verify
from console.gateway.people.audit_log import DAMAGED, LOG, read_head, read_lines

SOUND, BROKEN, USAGE_ERROR = 0, 1, 2
_LOOKS, _PAUSE_SECONDS = 5, 0.1
"""A running gateway may write between our two looks at log and head: look again before calling it broken."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("do", choices=("verify", "export"), help="check the chain of hashes, or print readable text")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="data folder of the gateway")
    parser.add_argument("--head", metavar="N:HASH", help="also compare with a head that was noted elsewhere earlier")


def run(args: argparse.Namespace) -> int:
    """0 if the log is whole, 1 after a sentence that names the first bad record, 2 if there is nothing to check."""
    try:
        noted = _noted(args.head) if args.head else None
        if not (args.data / LOG).exists() and not list(args.data.glob(f"{DAMAGED}*")):
            print(f"There is no audit log in {args.data}.", file=sys.stderr)
            return USAGE_ERROR
        if args.do == "export":
            return _export(args.data)
        return _verify(args.data, noted)
    except BrokenPipeError:
        return SOUND
    except BadLine:
        print("--head must be a number, a colon and 64 hex digits, as `audit verify` prints it.", file=sys.stderr)
    except OSError as error:
        print(f"The audit log cannot be read: {error.filename or args.data}: {error.strerror}.", file=sys.stderr)
    return USAGE_ERROR


def _noted(text: str) -> Head:
    number, _, digest = text.partition(":")
    return head_from_bytes(f"{number} 0 {digest}\n".encode())


def _verify(folder: Path, noted: Head | None) -> int:
    checked = check(folder)
    wrong = checked.wrong or _against(folder, noted)
    if wrong:
        print(f"The audit log is NOT whole: {wrong}.")
        return BROKEN
    print(f"The audit log is whole: {checked.sound.n} records, head {checked.sound.n}:{checked.sound.hash}")
    aside = sorted(path.name for path in folder.glob(f"{DAMAGED}*.log"))
    if aside:
        print(f"But an earlier one was found damaged and set aside: {', '.join(aside)}.")
        return BROKEN
    return SOUND


def check(folder: Path) -> Checked:
    """Check log against head. Raises ``OSError``."""
    checked = Checked(Head(), "there is no log")
    for _ in range(_LOOKS):
        try:
            head = read_head(folder)
        except BadLine:
            return Checked(Head(), "the head is not readable, so nobody knows where the log should end")
        if head is None:
            return Checked(Head(), "the head is missing, so nobody knows where the log should end")
        checked = verify(read_lines(folder / LOG) if (folder / LOG).exists() else (), head)
        if not checked.wrong or checked.sound.n < head.n:
            return checked
        time.sleep(_PAUSE_SECONDS)
    return checked


def _against(folder: Path, noted: Head | None) -> str:
    """What contradicts a head that somebody noted earlier: a log written anew from end to end is sound in itself."""
    if noted is None or noted.n == 0:
        return ""
    for number, line in enumerate(read_lines(folder / LOG), 1):
        if number == noted.n:
            return "" if from_line(line)[1] == noted.hash else f"record {number} is not the one that was noted"
    return f"record {noted.n} was noted, but the log ends before it"


def _export(folder: Path) -> int:
    checked = check(folder)
    print(f"# CommandWall audit log of {folder}")
    print("# number  time  actor (role)  terminal  act  about  result  detail")
    for line in read_lines(folder / LOG) if (folder / LOG).exists() else ():
        try:
            print(_readable(from_line(line)[0]))
        except BadLine as error:
            print(f"!! a record here {error}")
    if checked.wrong:
        print(f"# NOT whole: {checked.wrong}")
        return BROKEN
    print(f"# whole: head {checked.sound.n}:{checked.sound.hash}")
    return SOUND


def _readable(record: Record) -> str:
    when = datetime.fromtimestamp(record.at / 1000).astimezone().isoformat(sep=" ", timespec="milliseconds")
    who = f"{record.actor or '-'} ({record.role or '-'})"
    columns = (str(record.n), when, who, record.terminal, record.act, record.about, record.result, record.detail)
    return "  ".join(_inert(text) or "-" for text in columns)


def _inert(text: str) -> str:
    """Control, direction and other invisible characters as escapes: an entry must not be able to fake another line."""
    return "".join(c if c.isprintable() and c != "\\" else c.encode("unicode_escape").decode() for c in text)
