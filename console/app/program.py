"""Which version this program is, and how it starts itself again: ``commandwall SUB``, so a frozen bundle works too."""

from __future__ import annotations

import shutil
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def own_command(sub: str) -> list[str]:
    """The words that start a sub-command of this very installation."""
    if getattr(sys, "frozen", False):
        return [sys.executable, sub]
    beside = Path(sys.executable).with_name("commandwall.exe" if sys.platform == "win32" else "commandwall")
    if beside.exists():
        return [str(beside), sub]
    found = shutil.which("commandwall")
    if found is None:
        raise FileNotFoundError("the commandwall command is not installed beside this Python")
    return [found, sub]


def own_version() -> str:
    """The version of this very installation, empty where it is not installed at all."""
    try:
        return version("commandwall")
    except PackageNotFoundError:
        return ""
