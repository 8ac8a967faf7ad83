"""From monitors, wall document and scene to windows: which panes stand on which monitor. Pure, so it can be compared:
a window whose plan did not change is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from console.wall.folding import Size, fold, is_kept, is_strip
from console.wall.matching import match_screens
from console.wall.outputs import Others, Output, Role, Screen, WallDocument, reading_order
from console.wall.reflow import upright
from console.wall.scene import Pane, Scene, Shape, shape_of


class WindowPlan(msgspec.Struct, frozen=True):
    """One window: on which monitor, and with which panes. ``number`` from 1; sizes and distances of 0 are unknown.

    Where panes have come from an output without a monitor, ``alone`` are those that stand there by the scene, and
    ``instead`` those that came with what is as important, if there is too little room for all.
    """

    number: int
    name: str
    screen: Screen
    size_mm: tuple[float, float]
    distance_m: float
    panes: tuple[Pane, ...]
    alone: tuple[Pane, ...] = ()
    instead: tuple[Pane, ...] = ()


class Arrangement(msgspec.Struct, frozen=True):
    """All windows of this computer; outputs without a monitor; panes of theirs that found no room elsewhere; names of
    all panes that the scene has on this computer's outputs."""

    windows: tuple[WindowPlan, ...]
    missing: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()


class _Seat(msgspec.Struct, frozen=True):
    """An output of the wall, and the monitor that stands there, if any."""

    output: Output
    number: int
    screen: Screen | None


def arrange(
    scene: Scene, screens: Sequence[Screen], document: WallDocument | None = None, node: str = ""
) -> Arrangement:
    """Lay the scene out on these monitors. Raises ``SceneError`` for an output name that the wall does not have.

    Without a document the outputs are the monitors that are there, in reading order. ``node``: this computer's name.
    """
    if document is None:
        ordered = [screens[n] for n in reading_order([screen.rect for screen in screens])]
        seats = [_Seat(Output(str(n)), n, screen) for n, screen in enumerate(ordered, start=1)]
        return _arranged(scene, seats, [], lambda _: True) if seats else Arrangement(())
    mine = [output for output in document.outputs if output.node in ("", node)]
    matches = {match.output: screens[match.screen] for match in match_screens(mine, screens)}
    there = {id(output): matches.get(n) for n, output in enumerate(mine)}
    seats = [
        _Seat(output, number, there.get(id(output)))
        for number, output in enumerate(document.outputs, start=1)
        if output.role is Role.WALL
    ]
    strangers = [screen for screen in screens if screen not in matches.values()]
    extra = strangers if document.others is Others.FILL else []
    return _arranged(scene, seats, extra, lambda seat: seat.output.node in ("", node))


def _arranged(
    scene: Scene, seats: Sequence[_Seat], extra: Sequence[Screen], ours: Callable[[_Seat], bool]
) -> Arrangement:
    """``seats`` in the wall's order; of those driven by other computers the monitors are not known."""
    names = {seat.output.name: n for n, seat in enumerate(seats)}
    panes = scene.panes(len(seats), names, [_shape(seat) for seat in seats])
    ready = _upright(scene, seats, panes)
    here = {n: seat for n, seat in enumerate(seats) if seat.screen is not None}
    sizes = {n: (float(seat.screen.rect[2]), float(seat.screen.rect[3])) for n, seat in here.items() if seat.screen}
    own = [pane for pane in ready if ours(seats[int(pane.output)])]
    placed, lost = fold(own, sizes) if sizes else ([], [])
    windows = [_window(n, seat, seat.screen, placed, own, sizes) for n, seat in here.items() if seat.screen is not None]
    for turn, screen in enumerate(extra):
        number = len(seats) + turn + 1
        filling = tuple(scene.filling(turn))
        windows.append(WindowPlan(number, screen.connector, screen, screen.size_mm, 0, filling))
    missing = tuple(seat.output.name for seat in seats if seat.screen is None and ours(seat))
    wanted = tuple(dict.fromkeys(pane.name for pane in own)) if sizes else ()
    return Arrangement(tuple(windows), missing, tuple(pane.name for pane in lost), wanted)


def _window(
    n: int, seat: _Seat, screen: Screen, placed: Sequence[Pane], own: Sequence[Pane], sizes: dict[int, Size]
) -> WindowPlan:
    panes, alone = (tuple(pane for pane in some if pane.output == n) for some in (placed, own))
    instead: tuple[Pane, ...] = ()
    if panes == alone:
        alone = ()
    else:
        important = [pane for pane in own if pane.output != n or is_kept(pane) or is_strip(pane)]
        instead = tuple(pane for pane in fold(important, sizes)[0] if pane.output == n)
        if _names(instead) - _names(alone) != _names(panes) - _names(alone):
            instead = ()  # what came would stand on another output then, and twice
    return WindowPlan(
        seat.number, seat.output.name, screen, _size_mm(seat), seat.output.viewing_distance_m, panes, alone, instead
    )  # fmt: skip


def _names(panes: Sequence[Pane]) -> set[str]:
    return {pane.name for pane in panes}


def _upright(scene: Scene, seats: Sequence[_Seat], panes: Sequence[Pane]) -> list[Pane]:
    """Landscape panes turned upright on portrait outputs, unless the layout was made for these shapes."""
    shapes = [_shape(seat) for seat in seats]
    if scene.layout(len(seats), shapes).shape is Shape.PORTRAIT:
        return list(panes)
    ready: list[Pane] = []
    for n, shape in enumerate(shapes):
        own = [pane for pane in panes if pane.output == n]
        ready += upright(own) if shape is Shape.PORTRAIT else own
    return ready


def _shape(seat: _Seat) -> Shape:
    """Of the monitor that is there, else as the document says, so that a missing one does not turn the others."""
    if seat.screen is not None:
        return shape_of(seat.screen.rect[2:])
    known = seat.output.desktop[2:] if all(seat.output.desktop[2:]) else seat.output.size_mm
    return shape_of(known) if all(known) else Shape.LANDSCAPE


def _size_mm(seat: _Seat) -> tuple[float, float]:
    """A measured size is believed before the one that the monitor tells."""
    if all(seat.output.size_mm) or seat.screen is None:
        return seat.output.size_mm
    return seat.screen.size_mm
