"""Where secrets are fetched from; they are never logged, printed or written anywhere by us."""

from __future__ import annotations

import importlib
import importlib.util
import os
from pathlib import Path

PLACES = ("env:", "file:", "keyring:")
"""How the name of a place begins; the value itself never stands in a settings file."""
OTHERS_MAY, EVERYBODY_MAY = 0o077, 0o007
LONGEST = 16_384


class SecretError(ValueError):
    """There is no usable secret; the message says where it was looked for, never what was found."""


def is_place(text: str) -> bool:
    """Whether this names a place at all: ``env:NAME``, ``file:PATH`` or ``keyring:SERVICE/USER``."""
    return text.startswith(PLACES) and text not in PLACES


def secret_at(told: str, folder: Path) -> str:
    """From the environment, a file only its owner may read (named from ``folder``), or the keyring.

    Raises ``SecretError``.
    """
    if not is_place(told):
        raise SecretError("a secret is kept at env:NAME, file:PATH or keyring:SERVICE/USER")
    kind, _, place = told.partition(":")
    if kind == "file":
        place = str(folder / Path(place).expanduser())
    found = {"env": _environment, "file": _file, "keyring": _keyring}[kind](place)
    value = found.strip("\r\n")
    if not value or len(value) > LONGEST or not all(letter.isprintable() for letter in value):
        raise SecretError(f"{told} holds no usable secret")
    return value


def for_others(path: Path) -> bool:
    """Whether other users of this machine may do anything with a file. Raises ``OSError``."""
    return os.name == "posix" and bool(path.stat().st_mode & OTHERS_MAY)


def for_everybody(path: Path) -> bool:
    """The same beyond its owner's group, which a service's account may be in. Raises ``OSError``."""
    return os.name == "posix" and bool(path.stat().st_mode & EVERYBODY_MAY)


def _environment(name: str) -> str:
    if name not in os.environ:
        raise SecretError(f"environment variable {name} is not set")
    return os.environ[name]


def _file(name: str) -> str:
    path = Path(name)
    try:
        if for_others(path):
            raise SecretError(f"secret file {path} can be read by others: chmod 600")
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SecretError(f"secret file {path} cannot be read") from error


def _keyring(place: str) -> str:
    service, _, user = place.rpartition("/")
    if importlib.util.find_spec("keyring") is None:
        raise SecretError("the package keyring is not installed")
    try:
        found = importlib.import_module("keyring").get_password(service, user)
    except Exception as error:  # a keyring's back ends raise errors of their own
        raise SecretError(f"the keyring does not open: {type(error).__name__}") from error
    if found is None:
        raise SecretError(f"the keyring holds nothing for {place}")
    return str(found)
