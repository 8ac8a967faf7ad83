"""Scenes: panes on a grid over the wall's outputs, read from TOML and checked."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

COLUMNS = 12
ROWS = 24
SLACK = 1e-6
"""Grid units that two panes may share: 0.1 + 0.2 is a little more than 0.3."""


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
    if not any(layout.outputs == 1 for layout in scene.layouts):
        raise SceneError(f"scene {path} has no layout for one output")
    for layout in (*scene.layouts, Layout(1, scene.more)):
        _check(path, layout)
    return scene


def _check(path: Path, layout: Layout) -> None:
    for number, pane in enumerate(layout.panes):
        x, y, width, height = pane.at
        inside = min(x, y) >= 0 and min(width, height) > 0 and x + width <= COLUMNS and y + height <= ROWS
        if not inside or not all(map(math.isfinite, pane.at)):
            raise SceneError(f"scene {path}: pane {pane.name} at {list(pane.at)} is off the {COLUMNS}×{ROWS} grid")
        if pane.output >= layout.outputs:
            raise SceneError(f"scene {path}: pane {pane.name} is on output {pane.output} of {layout.outputs}")
        for other in layout.panes[:number]:
            if other.output == pane.output and _overlap(other, pane):
                raise SceneError(f"scene {path}: panes {other.name} and {pane.name} overlap on output {pane.output}")


def _overlap(one: Pane, other: Pane) -> bool:
    (ax, ay, aw, ah), (bx, by, bw, bh) = one.at, other.at
    return ax < bx + bw - SLACK and bx < ax + aw - SLACK and ay < by + bh - SLACK and by < ay + ah - SLACK


def place(pane: Pane, width: int, height: int, gap: int) -> tuple[int, int, int, int]:
    """The pane's rectangle on an output of ``width`` × ``height`` pixels, with ``gap`` pixels between panes."""
    x, y, w, h = pane.at
    left, top = gap + x * (width - gap) / COLUMNS, gap + y * (height - gap) / ROWS
    right, bottom = gap + (x + w) * (width - gap) / COLUMNS, gap + (y + h) * (height - gap) / ROWS
    return round(left), round(top), round(right) - round(left) - gap, round(bottom) - round(top) - gap
