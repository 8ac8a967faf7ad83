"""Scenes: panes on a grid over the wall's outputs, read from TOML and checked."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

COLUMNS = 12
ROWS = 24


class SceneError(Exception):
    """The scene can't be used; the message is for the person who wrote it."""


class Pane(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One pane: what it is, on which output, and [x, y, width, height] in grid units. ``show`` picks its content."""

    kind: str
    output: Annotated[int, Meta(ge=0)]
    at: tuple[float, float, float, float]
    show: str = ""

    @property
    def name(self) -> str:
        """How health and logs call it."""
        return f"{self.kind}:{self.show}" if self.show else self.kind


class Layout(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The panes for a number of outputs."""

    outputs: Annotated[int, Meta(ge=1)]
    panes: list[Pane]


class Scene(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A named arrangement, for any number of outputs."""

    name: str
    title: str
    layouts: Annotated[list[Layout], Meta(min_length=1)]
    more: list[Pane] = []

    def panes(self, outputs: int) -> list[Pane]:
        """The panes for this many outputs: no output stays empty, no pane falls off the wall."""
        fitting = [layout for layout in self.layouts if layout.outputs <= outputs] or [self.layouts[0]]
        layout = max(fitting, key=lambda each: each.outputs)
        panes = [msgspec.structs.replace(pane, output=min(pane.output, outputs - 1)) for pane in layout.panes]
        for output in range(layout.outputs, outputs):
            panes += [msgspec.structs.replace(pane, output=output) for pane in self.more]
        return panes


def load_scene(path: Path) -> Scene:
    """Read a scene. Raises ``SceneError``."""
    try:
        scene = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Scene)
    except OSError as error:
        raise SceneError(f"scene {path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise SceneError(f"scene {path}: {error}") from error
    for pane in (*scene.more, *(pane for layout in scene.layouts for pane in layout.panes)):
        x, y, width, height = pane.at
        if min(x, y) < 0 or min(width, height) <= 0 or x + width > COLUMNS or y + height > ROWS:
            raise SceneError(f"scene {path}: pane {pane.name} at {list(pane.at)} is off the {COLUMNS}×{ROWS} grid")
    return scene


def place(pane: Pane, width: int, height: int, gap: int) -> tuple[int, int, int, int]:
    """The pane's rectangle on an output of ``width`` × ``height`` pixels, with ``gap`` pixels between panes."""
    x, y, w, h = pane.at
    left, top = gap + x * (width - gap) / COLUMNS, gap + y * (height - gap) / ROWS
    right, bottom = gap + (x + w) * (width - gap) / COLUMNS, gap + (y + h) * (height - gap) / ROWS
    return round(left), round(top), round(right) - round(left) - gap, round(bottom) - round(top) - gap
