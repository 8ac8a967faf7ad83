"""The picture under the markers: base map, layers and fleet in one image; only what changed is painted again.

A view of its own is painted at once. What is heavy and new over the same ground (a large fleet, the layers of a large
monitor) is put together beside the GUI thread, and the last picture is shown until it is done: 20,000 vehicles at 4K
cost that thread nothing but the showing. A map that is moved gets a picture larger than its view, which is then only
shifted until it no longer fits.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage

from resources.theme import Theme
from widgets.map import base_layer
from widgets.map.beside import Job
from widgets.map.layers import LayerStack
from widgets.map.layers.sheet import LayerSheet
from widgets.map.names import PlaceName
from widgets.map.plate import PAD, Ground, Plate, Wish, make_plate, patch
from widgets.map.tile_store import TileStore
from widgets.map.vehicle_layer import Fleet
from widgets.map.view import View

REACH = 128
"""Widget pixels on all sides of a view that is moved; whole device pixels at every ratio in quarters."""
AHEAD = 0.5
"""With less than this share of it left on a side, the next picture is begun."""
AT_ONCE = 6_000_000
"""Pixels that are copied at once, in about 4 ms; more are painted beside the GUI thread: later, but it holds up
nobody. 20,000 vehicles at 1920×1080 are just below."""
STRAIGHT = 1e-3
"""A picture is shifted by whole pixels only, or else it would not be the one of its view."""


@dataclass(frozen=True, slots=True)
class Scene:
    """All that lies under the markers; ``revision`` counts the tiles that came."""

    view: View
    theme: Theme
    store: TileStore | None
    revision: int
    layers: LayerStack
    fleet: Fleet
    pale: bool


class Frame:
    """Holds the last picture, where it lies, and the names of places upon it."""

    def __init__(self, sheet: LayerSheet) -> None:
        self.sheet = sheet
        self.corner = QPoint()
        """Of the picture, in device pixels of the view."""
        self._ground: tuple[Hashable, Ground] | None = None
        self._patches: dict[tuple[int, int, int], QImage] = {}
        self._patched: object = None
        self._last: View | None = None
        self._moving = False
        self._finished = sheet.finished
        self._plate: Plate | None = None
        self._spare: Plate | None = None
        self._job: Job[Plate] | None = None
        self._asked: Wish | None = None
        """What the job makes."""

    @property
    def busy(self) -> bool:
        """Whether a picture is being made beside the GUI thread, or one of the layers waits to be shown."""
        return self._job is not None or self._finished != self.sheet.finished

    @property
    def picture(self) -> QImage:
        """To be shown at ``corner``."""
        return self._plate.full if self._plate else QImage()

    def collect(self) -> None:
        """Take what was made beside the GUI thread; what lies on a ground that is no longer shown is not shown."""
        job = self._job
        if job is None or not job.done:
            return
        self._job = None
        made = job.take()
        if self._ground is not None and made.wish.ground is self._ground[1]:
            self._spare, self._plate = self._plate, made
        else:
            self._spare = made

    def expect_move(self) -> None:
        """Somebody has taken hold of the map: have a picture that can be shifted when it moves."""
        self._moving = True

    def forget(self) -> None:
        """Paint all anew next time."""
        self._ground = self._plate = self._spare = self._job = None

    def bring(self, scene: Scene, told: Callable[[], None]) -> bool:
        """Bring the picture up to date, or have that done; ``told`` is called when it is.

        False when the layers are an older picture, stretched: see ``LayerSheet.prepare``. New layers alone cost nothing
        here until their picture is done.
        """
        self.collect()
        shown = self._fitting(scene)
        held = self._hold(scene.view)
        exact = self.sheet.prepare(held, scene.theme, scene.layers)
        self._finished = self.sheet.finished
        wish = self._wish(self._ground_of(held, scene, shown), scene)
        if shown is None or not wish.same(shown.wish):
            self._make(wish, shown, told)
        assert self._plate is not None
        self.corner = QPoint(-PAD, -PAD) - (_shift(scene.view, self._plate.wish.ground.view) or QPoint())
        return exact

    def _fitting(self, scene: Scene) -> Plate | None:
        """The last picture, where it may be shown until the next one is done; that is waited for where it may not."""
        if _fits(scene, self._plate.wish if self._plate else None):
            return self._plate
        if self._job is not None and _fits(scene, self._asked):
            self._job.wait()  # the map is moved faster than it is painted: it is nearly done, and nobody does it twice
            self.collect()
            return self._plate if self._plate and _fits(scene, self._plate.wish) else None
        return None

    def _hold(self, view: View) -> View:
        """The view to paint: the last one while it holds this one; a larger one as soon as the map is moved."""
        last, self._last = self._last, view
        if self._ground is None or last is None or replace(last, x=view.x, y=view.y) != view:
            self._moving = False
            return view
        self._moving = self._moving or view != last
        held = self._ground[1].view
        shift = _shift(view, held)
        if shift is not None and (not self._moving or _far_from_edge(shift, view, held)):
            return held
        wide = replace(view, width=view.width + 2 * REACH, height=view.height + 2 * REACH)
        return wide if _straight(view, held) else view

    def _ground_of(self, view: View, scene: Scene, shown: Plate | None) -> Ground:
        key = (view, scene.theme.name, scene.store is not None, scene.revision)
        if self._ground is None or self._ground[0] != key:
            found = base_layer.pieces(view, scene.store) if scene.store is not None else ()
            self._ground = (key, Ground(view, scene.theme.token("map-land"), found, self._free_ground(shown)))
        return self._ground[1]

    def _free_ground(self, shown: Plate | None) -> QImage | None:
        """An image that nobody looks at any more, to paint the next ground on."""
        if self._job is not None:
            return None
        left = self._plate if shown is None else self._spare
        if left is None or (shown is not None and left.wish.ground is shown.wish.ground):
            return None
        return left.wish.ground.give()

    def _wish(self, ground: Ground, scene: Scene) -> Wish:
        seen = next(scene.layers.seen(ground.view), None) is not None
        overlay = self.sheet.finished + 1 if seen else 0
        return Wish(ground, overlay, self.sheet.shown, scene.fleet, scene.pale, scene.theme)

    def _make(self, wish: Wish, shown: Plate | None, told: Callable[[], None]) -> None:
        """At once where it is little, or where there is nothing to be shown meanwhile."""
        if shown is not None and wish.work(shown.wish) > AT_ONCE:
            if self._job is None or self._is_left(wish, shown):
                spare, self._spare = self._spare, None
                free = spare.own_base if spare and spare.base is not shown.base else None
                self._asked = wish
                self._job = Job(lambda: make_plate(wish, shown, spare, free), told)
            return
        old = self._plate if self._job is None else None  # a job may be reading it
        free = old.own_base if old else None
        self._plate = make_plate(wish, self._plate, old, free)

    def _is_left(self, wish: Wish, shown: Plate) -> bool:
        """Whether the job is for the ground that the hand is about to leave: nobody waits for it. Else the next ground
        would be begun too late, and painted at once: 70 ms and more at 4K.

        What it reads and paints on is left to it; what it makes is not taken.
        """
        return self._asked is not None and self._asked.ground is shown.wish.ground is not wish.ground

    def written(self, names: Iterable[PlaceName], shift: QPoint) -> Iterator[tuple[QPoint, QImage]]:
        """The names of places in this view, to be painted over the picture, with their corners in device pixels.

        ``shift``: their boxes are so far off, as the map was moved since.
        """
        plate = self._plate
        if plate is None:
            return
        if plate.mark is not self._patched:
            self._patched = plate.mark
            self._patches.clear()
        for name in names:
            if name.image is not None:
                corner = name.box.topLeft().toPoint() + shift
                at = corner - self.corner
                key = (name.image.cacheKey(), at.x(), at.y())
                if key not in self._patches:
                    self._patches[key] = patch(plate.base, name.image, at)
                yield corner, self._patches[key]


def _fits(scene: Scene, wish: Wish | None) -> bool:
    """Whether a picture may stand for a scene: it shows the same place in the same look."""
    if wish is None or wish.theme.name != scene.theme.name:
        return False
    return _shift(scene.view, wish.ground.view) is not None


def _way(view: View, held: View) -> tuple[float, float]:
    """From the corner of one view to that of another, in device pixels."""
    return view.origin[0] - held.origin[0], view.origin[1] - held.origin[1]


def _straight(view: View, held: View) -> bool:
    return all(abs(way - round(way)) < STRAIGHT for way in _way(view, held))


def _shift(view: View, held: View) -> QPoint | None:
    """Where a view's corner lies in the picture of another; None when that does not hold it, or not pixel for pixel."""
    if (view.zoom, view.dpr, view.factor) != (held.zoom, held.dpr, held.factor):
        return None
    x, y = map(round, _way(view, held))
    room_x, room_y = (held.width - view.width) * view.dpr, (held.height - view.height) * view.dpr
    return QPoint(x, y) if _straight(view, held) and 0 <= x <= room_x and 0 <= y <= room_y else None


def _far_from_edge(shift: QPoint, view: View, held: View) -> bool:
    """Whether a view may move on a while before it leaves the picture of the other, where that is larger."""
    least = REACH * AHEAD * view.dpr
    room_x, room_y = (held.width - view.width) * view.dpr, (held.height - view.height) * view.dpr
    return least <= shift.x() <= room_x - least and least <= shift.y() <= room_y - least
