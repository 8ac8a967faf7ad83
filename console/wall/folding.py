"""When an output is missing, its important panes move onto the others, and nothing else there moves more than it must.

Pure: the same scene and the same missing outputs always give the same picture, so a monitor that comes back finds
everything where it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from console.wall.scene import COLUMNS, ROWS, Pane

Size = tuple[float, float]
"""Width and height of an output in pixels; only their ratio matters here."""
At = tuple[float, float, float, float]
TOP, BOTTOM = "header", "ticker"
KEPT = (TOP, "alarms", "map", BOTTOM)
"""What a hall can't do without, in the order in which it finds a new place."""
STRIP_SHARE = 2.75 / 24
"""Of a landscape output's height, for a header or a ticker that comes to it: its type may be larger than at home."""
LEAST = (0.22, 0.16)
"""The least width and height of a pane in shares of a landscape output of 16:9, so that its words still fit."""
LEAST_TILES = (0.5, 0.14)
LANDSCAPE = 16 / 9


def is_strip(pane: Pane) -> bool:
    """Whether it is a line along an edge."""
    return pane.kind in (TOP, BOTTOM)


def is_kept(pane: Pane) -> bool:
    """Whether it moves when its output is missing; of the maps and lists only those that show everything."""
    return pane.kind in KEPT and not pane.show if pane.keep is None else pane.keep


def fold(panes: Sequence[Pane], sizes: Mapping[int, Size]) -> tuple[list[Pane], list[Pane]]:
    """The panes on the outputs that are there (the keys of ``sizes``), and those that found no room.

    What another output shows already is not moved.
    """
    here = [pane for pane in panes if pane.output in sizes]
    gone = [pane for pane in panes if pane.output not in sizes and is_kept(pane)]
    lost: list[Pane] = []
    for pane in sorted(gone, key=lambda each: KEPT.index(each.kind) if each.kind in KEPT else len(KEPT)):
        if any((each.kind, each.show) == (pane.kind, pane.show) for each in here):
            continue
        for host in _hosts(pane, here, sizes):
            others = [each for each in here if each.output != host]
            made = _take_in([each for each in here if each.output == host], pane, host, sizes[host])
            if made is not None:
                here = others + made
                break
        else:
            lost.append(pane)
    return here, lost


def _hosts(pane: Pane, here: Sequence[Pane], sizes: Mapping[int, Size]) -> list[int]:
    """Outputs in the order in which they are asked: a header goes first, a ticker last, others where there is least."""
    if pane.kind == TOP:
        return sorted(sizes)
    if pane.kind == BOTTOM:
        return sorted(sizes, reverse=True)
    load = {host: sum(each.output == host and is_kept(each) and not is_strip(each) for each in here) for host in sizes}
    return sorted(sizes, key=lambda host: (load[host], abs(host - int(pane.output)), host))


def _take_in(own: list[Pane], pane: Pane, host: int, size: Size) -> list[Pane] | None:
    after = int(pane.output) > host
    coming = replace(pane, output=host)
    if is_strip(pane):
        return _with_strip(own, coming, size)
    for made in _ways(own, coming, size, after):
        if all(_fits(each, size) for each in made if not is_strip(each)):
            return made
    return None


def _with_strip(own: list[Pane], strip: Pane, size: Size) -> list[Pane]:
    tall = ROWS * STRIP_SHARE * min(1.0, size[0] / size[1] / LANDSCAPE)
    top = strip.kind == TOP

    def shift(at: At) -> At:
        x, y, width, height = at
        share = (ROWS - tall) / ROWS
        return x, y * share + (tall if top else 0), width, height * share

    line = replace(strip, at=(0, 0 if top else ROWS - tall, COLUMNS, tall))
    moved = [replace(pane, at=shift(pane.at)) for pane in own]
    return [line, *moved] if top else [*moved, line]


def _ways(own: list[Pane], pane: Pane, size: Size, after: bool) -> Iterator[list[Pane]]:
    """Ways to make room, the gentlest first: beside an important pane, beside everything, instead of the rest."""
    body = [each for each in own if not is_strip(each)]
    strips = [each for each in own if is_strip(each)]
    kept = sorted((each for each in body if is_kept(each)), key=lambda each: -each.at[2] * each.at[3])
    for each in kept:
        rest = [other for other in own if other is not each]
        for half in _halves(each.at, size, after):
            mine, its = half
            yield [*rest, replace(each, at=mine), replace(pane, at=its)]
    room = _body_room(strips)
    for mine, its in _halves(room, size, after):
        yield [*strips, *(replace(each, at=_into(each.at, room, mine)) for each in body), replace(pane, at=its)]
    for mine, its in _halves(room, size, after):
        small = [replace(each, at=_into(each.at, room, mine)) for each in body]
        yield [*strips, *(each for each in small if is_kept(each) or _fits(each, size)), replace(pane, at=its)]
    if not kept:
        yield [*strips, replace(pane, at=room)]


def _halves(at: At, size: Size, after: bool) -> list[tuple[At, At]]:
    """The place cut in two: what stays and what comes; across its longer side first."""
    x, y, width, height = at
    side = ((x, y, width / 2, height), (x + width / 2, y, width / 2, height))
    stack = ((x, y, width, height / 2), (x, y + height / 2, width, height / 2))
    long_first = [side, stack] if width * size[0] / COLUMNS >= height * size[1] / ROWS else [stack, side]
    return [(one, other) if after else (other, one) for one, other in long_first]


def _body_room(strips: Sequence[Pane]) -> At:
    top = max((pane.at[1] + pane.at[3] for pane in strips if pane.kind == TOP), default=0.0)
    bottom = min((pane.at[1] for pane in strips if pane.kind == BOTTOM), default=float(ROWS))
    return 0.0, top, float(COLUMNS), bottom - top


def _into(at: At, old: At, new: At) -> At:
    """A place inside ``old`` at the same place inside ``new``."""
    across, down = new[2] / old[2], new[3] / old[3]
    return new[0] + (at[0] - old[0]) * across, new[1] + (at[1] - old[1]) * down, at[2] * across, at[3] * down


def _fits(pane: Pane, size: Size) -> bool:
    least = LEAST_TILES if pane.kind == "tiles" else LEAST
    wide, tall = pane.at[2] / COLUMNS * size[0], pane.at[3] / ROWS * size[1]
    reference = min(size[0] / LANDSCAPE, size[1]) if size[0] >= size[1] else min(size[0], size[1] / LANDSCAPE)
    return wide >= least[0] * reference * LANDSCAPE - 1e-6 and tall >= least[1] * reference - 1e-6
