"""Monitors that are there, outputs that a wall has, and the document in which a hall writes its outputs down."""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from console.domain.toml_mistakes import sentence

Rect = tuple[int, int, int, int]
"""Left, top, width, height."""
MOST_OUTPUTS = 24
MM_PER_PX = 25.4 / 96
"""Stands in where a monitor does not tell its size."""


class WallError(Exception):
    """The wall document can't be used; the message is for the person who wrote it."""


class Role(StrEnum):
    """What an output is for: the wall's scenes, a desk's windows, or nothing of ours."""

    WALL = "wall"
    DESK = "desk"
    UNUSED = "unused"


class Others(StrEnum):
    """What the wall does with monitors that the document does not know."""

    FILL = "fill"
    LEAVE = "leave"


class Screen(msgspec.Struct, frozen=True):
    """A monitor as it is there now. ``rect`` in logical pixels of the desktop; sizes of 0 mm are not known."""

    connector: str
    rect: Rect
    dpr: float = 1.0
    manufacturer: str = ""
    model: str = ""
    serial: str = ""
    size_mm: tuple[int, int] = (0, 0)

    @property
    def pixels(self) -> tuple[int, int]:
        """Its resolution."""
        return round(self.rect[2] * self.dpr), round(self.rect[3] * self.dpr)


class Output(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One place of the wall, and how the monitor there is known again.

    ``at_mm``: left and top of its picture on the wall, so that the bezels are the gaps between pictures. ``desktop``:
    where it stood on the desktop when this was written. ``node``: the computer that drives it, empty for whichever.
    """

    name: Annotated[str, Meta(min_length=1, max_length=40)]
    connector: str = ""
    manufacturer: str = ""
    model: str = ""
    serial: str = ""
    size_mm: tuple[float, float] = (0, 0)
    at_mm: tuple[float, float] = (0, 0)
    desktop: Rect = (0, 0, 0, 0)
    viewing_distance_m: Annotated[float, Meta(ge=0, le=50)] = 0
    role: Role = Role.WALL
    node: str = ""


class WallDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A hall's wall. Outputs are numbered from 1 in this order. A distance of 0 m: as the settings say."""

    outputs: Annotated[list[Output], Meta(min_length=1, max_length=MOST_OUTPUTS)]
    name: str = ""
    viewing_distance_m: Annotated[float, Meta(ge=0, le=50)] = 0
    others: Others = Others.FILL


def load_wall(path: Path) -> WallDocument:
    """Read a wall document. Raises ``WallError``."""
    try:
        wall = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), WallDocument)
    except FileNotFoundError as error:
        raise WallError(f"wall document {path} does not exist") from error
    except OSError as error:
        raise WallError(f"wall document {path} cannot be read: {error.strerror}") from error
    except msgspec.ValidationError as error:
        raise WallError(f"wall document {path}: {sentence(error, WallDocument)}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WallError(f"wall document {path}: {error}") from error
    names = [output.name for output in wall.outputs]
    if double := next((name for name in names if names.count(name) > 1), ""):
        raise WallError(f"wall document {path}: two outputs are called {double}")
    if not any(output.role is Role.WALL for output in wall.outputs):
        raise WallError(f"wall document {path}: no output has the role “wall”")
    for output in wall.outputs:
        if not all(map(math.isfinite, (*output.size_mm, *output.at_mm))) or min(output.size_mm) < 0:
            raise WallError(f"wall document {path}: size or place of output {output.name} is not a number of mm")
    return wall


def wall_text(wall: WallDocument) -> str:
    """The document as TOML."""
    lines = [
        "# The wall's outputs, numbered from 1 in this order. Sizes and places are of the pictures, in millimetres:",
        "# the bezels are the gaps between them. See docs/wall.md.",
        *_pairs(wall, skip={"outputs"}),
    ]
    for output in wall.outputs:
        lines += ["", "[[outputs]]", *_pairs(output, skip=set())]
    return "\n".join(lines) + "\n"


def _pairs(of: msgspec.Struct, skip: set[str]) -> Iterable[str]:
    plain: dict[str, Any] = msgspec.to_builtins(of)
    for key, value in plain.items():
        if key not in skip:
            # a JSON text is a TOML text, but for one character that TOML wants escaped
            yield f"{key} = {json.dumps(value, ensure_ascii=False).replace(chr(127), '')}"


def reading_order(rects: Sequence[Rect]) -> list[int]:
    """Indexes from left to right, row by row; a row is what begins above the middle of its topmost."""
    left = sorted(range(len(rects)), key=lambda n: (rects[n][1], rects[n][0], rects[n][2:]))
    order: list[int] = []
    while left:
        _, top, _, height = rects[left[0]]
        row = [n for n in left if rects[n][1] < top + height / 2] or left[:1]
        order += sorted(row, key=lambda n: (rects[n][0], rects[n][1], rects[n][2:]))
        left = [n for n in left if n not in row]
    return order


def draft(screens: Sequence[Screen]) -> WallDocument:
    """A document for the monitors that are there, to be put right by a person with a tape measure."""
    order = [screens[n] for n in reading_order([screen.rect for screen in screens])]
    across, down = _starts_mm(order, 0), _starts_mm(order, 1)
    return WallDocument(
        [
            Output(
                name=str(n + 1),
                connector=screen.connector,
                manufacturer=screen.manufacturer,
                model=screen.model,
                serial=screen.serial,
                size_mm=screen.size_mm,
                at_mm=(across[n], down[n]),
                desktop=screen.rect,
            )
            for n, screen in enumerate(order)
        ]
    )


def _starts_mm(screens: Sequence[Screen], axis: int) -> dict[int, int]:
    """Where each picture would begin if those before it stood edge to edge, in mm, by index."""
    starts: dict[int, int] = {}
    for n in sorted(range(len(screens)), key=lambda n: screens[n].rect[axis]):
        before = [m for m in starts if _is_before(screens[m].rect, screens[n].rect, axis)]
        starts[n] = max((starts[m] + _length_mm(screens[m], axis) for m in before), default=0)
    return starts


def _is_before(one: Rect, other: Rect, axis: int) -> bool:
    across = 1 - axis
    beside = one[across] < other[across] + other[2 + across] and other[across] < one[across] + one[2 + across]
    return beside and one[axis] + one[2 + axis] <= other[axis]


def _length_mm(screen: Screen, axis: int) -> int:
    return screen.size_mm[axis] or round(screen.rect[2 + axis] * MM_PER_PX)
