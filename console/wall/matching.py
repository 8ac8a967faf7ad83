"""Which monitor is which output: a pure rule, total and stable.

By serial number; else by model on the same connector; else by connector; else by the place on the desktop; else in
reading order. Every monitor gets an output as long as there is one, no output gets two monitors, and the order in
which the system lists its monitors does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

import msgspec

from console.wall.outputs import Output, Rect, Screen, reading_order

NEARLY = 0.5
"""Two rectangles that share so much of the smaller one are the same place."""


class How(StrEnum):
    """By what a monitor was known, the surest first."""

    SERIAL = "serial"
    MODEL = "model and connector"
    CONNECTOR = "connector"
    PLACE = "place"
    ORDER = "order"


class Match(msgspec.Struct, frozen=True):
    """Indexes of an output and of the screen that stands there."""

    output: int
    screen: int
    how: How


Cost = tuple[float, ...]
Rule = Callable[[Output, Screen], Cost | None]
"""How well a screen suits an output, less is better; None: not at all."""


def match_screens(outputs: Sequence[Output], screens: Sequence[Screen]) -> tuple[Match, ...]:
    """The matches by number of output."""
    found: list[Match] = []
    free = list(range(len(outputs)))
    here = sorted(range(len(screens)), key=lambda n: _content(screens[n]))
    for how, rule in _RULES:
        pairs = [
            (cost, output, rank)
            for output in free
            for rank, screen in enumerate(here)
            if (cost := rule(outputs[output], screens[screen])) is not None
        ]
        taken: set[int] = set()
        for _, output, rank in sorted(pairs):
            if output in free and rank not in taken:
                found.append(Match(output, here[rank], how))
                free.remove(output)
                taken.add(rank)
        here = [screen for rank, screen in enumerate(here) if rank not in taken]
    last = [here[n] for n in reading_order([screens[n].rect for n in here])]
    found += [Match(output, screen, How.ORDER) for output, screen in zip(free, last, strict=False)]
    return tuple(sorted(found, key=lambda match: match.output))


def _content(screen: Screen) -> tuple[object, ...]:
    return msgspec.structs.astuple(screen)


def _by_serial(output: Output, screen: Screen) -> Cost | None:
    """Makers' names are written in several ways (``DEL``, ``Dell Inc.``), so they only part what else is equal."""
    if not output.serial or (output.serial, output.model) != (screen.serial, screen.model):
        return None
    return (
        float(output.manufacturer != screen.manufacturer),
        float(output.connector != screen.connector),
        _apart(output, screen),
    )


def _by_model(output: Output, screen: Screen) -> Cost | None:
    if not output.model or output.model != screen.model or _by_connector(output, screen) is None:
        return None
    return (_apart(output, screen),)


def _by_connector(output: Output, screen: Screen) -> Cost | None:
    return (_apart(output, screen),) if output.connector and output.connector == screen.connector else None


def _by_place(output: Output, screen: Screen) -> Cost | None:
    apart = _apart(output, screen)
    return (apart,) if apart <= 1 - NEARLY else None


_RULES: tuple[tuple[How, Rule], ...] = (
    (How.SERIAL, _by_serial),
    (How.MODEL, _by_model),
    (How.CONNECTOR, _by_connector),
    (How.PLACE, _by_place),
)


def _apart(output: Output, screen: Screen) -> float:
    """0 for the same place on the desktop, 1 for another."""
    smaller = min(_area(output.desktop), _area(screen.rect))
    return 1 - _shared(output.desktop, screen.rect) / smaller if smaller > 0 else 1.0


def _area(rect: Rect) -> int:
    return rect[2] * rect[3]


def _shared(one: Rect, other: Rect) -> int:
    width = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    height = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return max(0, width) * max(0, height)
