"""Scenes: panes on a grid over the wall's outputs, read from TOML and checked."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from console.domain.toml_mistakes import sentence
from console.wall.own_layer import OwnLayer, mistake

COLUMNS = 12
ROWS = 24
SLACK = 1e-6
"""Grid units that two panes may share: 0.1 + 0.2 is a little more than 0.3."""
WIDE = 2.4
"""Beyond this ratio of width to height an output is wide: one picture over several monitors."""


class SceneError(Exception):
    """The scene can't be used; the message is for the person who wrote it."""


class Shape(StrEnum):
    """What kind of rectangle an output is."""

    LANDSCAPE = "landscape"
    PORTRAIT = "portrait"
    WIDE = "wide"


def shape_of(size: tuple[float, float]) -> Shape:
    """Of an output of this width and height."""
    width, height = size
    if width < height:
        return Shape.PORTRAIT
    return Shape.WIDE if width > height * WIDE else Shape.LANDSCAPE


class Pane(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One pane: what it is, on which output, and [x, y, width, height] in grid units. ``show`` picks its content.

    ``output``: its number from 0, or its name in the wall document. ``keep``: whether it moves to another output when
    its own is missing; None: as its kind does. ``layers``: of a map, by name, the topmost last; ``level``: of which
    areas they show figures; ``own``: layers of one's own over them; ``base``: its base map, empty for the wall's.
    """

    kind: str
    output: Annotated[int, Meta(ge=0)] | str
    at: tuple[float, float, float, float]
    show: str = ""
    keep: bool | None = None
    layers: tuple[str, ...] = ()
    level: str = ""
    own: tuple[OwnLayer, ...] = ()
    base: str = ""

    @property
    def name(self) -> str:
        """How health and logs call it."""
        return f"{self.kind}:{self.show}" if self.show else self.kind


class Layout(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The panes for a number of outputs; with a ``shape`` only where every output has it."""

    outputs: Annotated[int, Meta(ge=1)]
    panes: list[Pane]
    shape: Shape | None = None


class Scene(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A named arrangement, for any number of outputs. ``more``: what outputs beyond the layout show, in turn."""

    name: str
    title: str
    layouts: Annotated[list[Layout], Meta(min_length=1)]
    more: list[Pane] = []

    def panes(self, outputs: int, names: Mapping[str, int] | None = None, shapes: Sequence[Shape] = ()) -> list[Pane]:
        """The panes for this many outputs: no output stays empty, no pane falls off the wall.

        ``names``: the number of each named output. ``shapes``: of the outputs, landscape where not given. Raises
        ``SceneError`` for a name that is not there.
        """
        layout = self.layout(outputs, shapes)
        panes = [self._numbered(pane, outputs, names or {}) for pane in layout.panes]
        empty = [n for n in range(outputs) if n >= layout.outputs and not any(pane.output == n for pane in panes)]
        for turn, output in enumerate(empty):
            panes += [msgspec.structs.replace(pane, output=output) for pane in self.filling(turn)]
        return panes

    def layout(self, outputs: int, shapes: Sequence[Shape] = ()) -> Layout:
        """The layout with the most outputs that fit, rather one made for their shape."""
        shape = shapes[0] if shapes and len(set(shapes)) == 1 else None
        suiting = [layout for layout in self.layouts if layout.shape in (None, shape)] or self.layouts
        fitting = [layout for layout in suiting if layout.outputs <= outputs] or [suiting[0]]
        return max(fitting, key=lambda each: (each.outputs, each.shape is not None))

    def filling(self, turn: int) -> list[Pane]:
        """What the ``turn``-th output beyond the layout shows."""
        groups = sorted({pane.output for pane in self.more}, key=str)
        return [pane for pane in self.more if groups and pane.output == groups[turn % len(groups)]]

    def own_layers(self) -> list[OwnLayer]:
        """All that any of its layouts names, each once."""
        panes = [pane for layout in self.layouts for pane in layout.panes] + self.more
        return list(dict.fromkeys(layer for pane in panes for layer in pane.own))

    def _numbered(self, pane: Pane, outputs: int, names: Mapping[str, int]) -> Pane:
        number = names.get(pane.output) if isinstance(pane.output, str) else min(pane.output, outputs - 1)
        if number is None:
            raise SceneError(f"no output of the wall is called {pane.output}")
        return msgspec.structs.replace(pane, output=number)


def load_scene(path: Path) -> Scene:
    """Read a scene. Raises ``SceneError``."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        scene = msgspec.convert(raw, Scene, dec_hook=lambda _type, told: _beside(path, told))
    except OSError as error:
        raise SceneError(f"scene {path} cannot be read: {error.strerror}") from error
    except msgspec.ValidationError as error:
        raise SceneError(f"scene {path}: {sentence(error, Scene)}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SceneError(f"scene {path}: {error}") from error
    if not any(layout.outputs == 1 and layout.shape is None for layout in scene.layouts):
        raise SceneError(f"scene {path} has no layout for one output of any shape")
    for layout in scene.layouts:
        _check(path, layout.panes, layout.outputs)
    _check(path, scene.more, math.inf)
    return scene


def _beside(path: Path, told: object) -> Path:
    """A file that a scene names, beside which it is looked for."""
    if not isinstance(told, str) or not told or "\0" in told:
        raise ValueError("expected the name of a file")
    return path.absolute().parent / Path(told).expanduser()


def _check(path: Path, panes: Iterable[Pane], outputs: float) -> None:
    before: list[Pane] = []
    for pane in panes:
        x, y, width, height = pane.at
        inside = min(x, y) >= 0 and min(width, height) > 0 and x + width <= COLUMNS and y + height <= ROWS
        if not inside or not all(map(math.isfinite, pane.at)):
            raise SceneError(f"scene {path}: pane {pane.name} at {list(pane.at)} is off the {COLUMNS}×{ROWS} grid")
        if isinstance(pane.output, int) and pane.output >= outputs:
            raise SceneError(f"scene {path}: pane {pane.name} is on output {pane.output} of {outputs}")
        if wrong := next(filter(None, map(mistake, pane.own)), ""):
            raise SceneError(f"scene {path}: pane {pane.name}: {wrong}")
        if (pane.own or pane.base) and pane.kind != "map":
            raise SceneError(f"scene {path}: pane {pane.name} is no map and has no own layers or base map")
        for other in before:
            if other.output == pane.output and _overlap(other, pane):
                raise SceneError(f"scene {path}: panes {other.name} and {pane.name} overlap on output {pane.output}")
        before.append(pane)


def _overlap(one: Pane, other: Pane) -> bool:
    (ax, ay, aw, ah), (bx, by, bw, bh) = one.at, other.at
    return ax < bx + bw - SLACK and bx < ax + aw - SLACK and ay < by + bh - SLACK and by < ay + ah - SLACK


def place(pane: Pane, width: int, height: int, gap: int) -> tuple[int, int, int, int]:
    """The pane's rectangle on an output of ``width`` × ``height`` pixels, with ``gap`` pixels between panes."""
    x, y, w, h = pane.at
    left, top = gap + x * (width - gap) / COLUMNS, gap + y * (height - gap) / ROWS
    right, bottom = gap + (x + w) * (width - gap) / COLUMNS, gap + (y + h) * (height - gap) / ROWS
    return round(left), round(top), round(right) - round(left) - gap, round(bottom) - round(top) - gap
