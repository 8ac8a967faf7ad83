"""``commandwall login``: the local accounts of a gateway that is not running, above all its first administrator."""

from __future__ import annotations

import argparse
import getpass
import sqlite3
import sys
import time
from pathlib import Path

from console.domain.audit import Entry
from console.domain.departments import DEPARTMENTS
from console.domain.roles import Person, Role
from console.gateway.lock import FolderLock, Locked
from console.gateway.people.accounts import Accounts
from console.gateway.people.audit_log import AuditLog, AuditUnavailable
from console.gateway.people.database import open_people
from console.gateway.people.passwords import Passwords, new_totp, totp_uri
from console.gateway.people.sessions import Sessions
from console.gateway.storage import StorageError, Transaction

USAGE_ERROR = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("do", choices=("add", "list", "disable", "enable"), help="what to do with the accounts")
    parser.add_argument("id", nargs="?", default="", help="id of the account")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="data folder of the gateway")
    parser.add_argument("--role", choices=[role.value for role in Role], help="role of a new account")
    parser.add_argument("--name", default="", help="name that others see")
    parser.add_argument(
        "--department",
        default="",
        help=f"by the name that cases have for it: {', '.join(DEPARTMENTS.values())} or another one",
    )
    parser.add_argument("--totp", action="store_true", help="ask for a one-time code too, and print its secret once")


def run(args: argparse.Namespace) -> int:
    """0, or 2 after one sentence that says what is wrong."""
    try:
        lock = FolderLock(args.data)
        try:
            return _do(args)
        finally:
            lock.release()
    except Locked:
        print("The gateway is running: stop it first, or change people as its security administrator.", file=sys.stderr)
    except (StorageError, AuditUnavailable, ValueError, OSError, sqlite3.Error) as error:
        print(f"Nothing was changed: {error}", file=sys.stderr)
    return USAGE_ERROR


def now() -> int:
    """The time in ms."""
    return time.time_ns() // 1_000_000


def _do(args: argparse.Namespace) -> int:
    db = open_people(args.data)
    audit = AuditLog(args.data, now)
    try:
        accounts = Accounts(db, now)
        if args.do == "list":
            _list(accounts)
            return 0
        with Transaction(db):
            if args.do == "add":
                _add(args, accounts, audit)
            else:
                _set_disabled(args.id, args.do == "disable", accounts, Sessions(db, now), audit)
        return 0
    finally:
        audit.close()
        db.close()


def _list(accounts: Accounts) -> None:
    for account in accounts.everybody():
        person, state = account.person, "disabled" if account.disabled else "open"
        print(f"{person.id}\t{person.name}\t{person.role.value}\t{person.department}\t{state}")


def _set_disabled(name: str, disabled: bool, accounts: Accounts, sessions: Sessions, audit: AuditLog) -> None:
    if accounts.find(name) is None:
        raise ValueError(f"there is no account “{name}”")
    accounts.set_disabled(name, disabled)
    if disabled:
        sessions.end_all(name)
    _record(audit, "disable" if disabled else "enable", name, "")


def _add(args: argparse.Namespace, accounts: Accounts, audit: AuditLog) -> None:
    if not args.role:
        raise ValueError("a new account needs --role")
    person = Person(args.id, args.name or args.id, Role(args.role), args.department)
    hashed, secret = Passwords().hash(_password()), new_totp() if args.totp else ""
    accounts.add(person, hashed, totp=secret)
    _record(audit, "add", person.id, f"{person.role.value} {person.department}".strip())
    if secret:
        print(totp_uri(secret, person.id))


def _record(audit: AuditLog, act: str, about: str, detail: str) -> None:
    entry = Entry(at=now(), actor="console", act=f"{act}_account", about=about, result="accepted", detail=detail)
    audit.write(entry)


def _password() -> str:
    """From the keyboard without echo, twice; or one line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != first:
        raise ValueError("the two passwords differ")
    return first
