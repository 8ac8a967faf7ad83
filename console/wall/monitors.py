"""Virtual monitors for runs without a display: the file that Qt's offscreen platform reads, checked before Qt does.

Qt aborts on a missing or broken file, so it is read here first.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

THREE_MONITORS = 3


class MonitorsError(Exception):
    """The screens file can't be used; the message is for the person who wrote it."""


class Monitor(msgspec.Struct, frozen=True):
    """One virtual monitor; places in logical pixels."""

    name: str
    x: int
    y: int
    width: Annotated[int, Meta(ge=320, le=16384)]
    height: Annotated[int, Meta(ge=240, le=16384)]
    logicalDpi: Annotated[int, Meta(ge=50, le=600)] = 96
    logicalBaseDpi: Annotated[int, Meta(ge=50, le=600)] = 96
    dpr: Annotated[float, Meta(ge=0.5, le=4)] = 1.0


class _File(msgspec.Struct):
    screens: Annotated[list[Monitor], Meta(min_length=1, max_length=24)]


def load_monitors(path: Path) -> list[Monitor]:
    """Read and check a screens file. Raises ``MonitorsError``."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=_File).screens
    except FileNotFoundError as error:
        raise MonitorsError(f"screens file {path} does not exist") from error
    except OSError as error:
        raise MonitorsError(f"screens file {path} cannot be read: {error.strerror}") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise MonitorsError(f"screens file {path} is not usable: {error}") from error


def standard_monitors() -> list[Monitor]:
    """Three monitors of 1920×1080 side by side."""
    return [Monitor(f"VIRTUAL-{n + 1}", 1920 * n, 0, 1920, 1080) for n in range(THREE_MONITORS)]


def write_monitors(path: Path, monitors: list[Monitor]) -> None:
    """Write a screens file as Qt reads it."""
    path.write_text(json.dumps({"screens": [msgspec.structs.asdict(monitor) for monitor in monitors]}))
