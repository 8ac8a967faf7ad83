"""The layers' picture: painted once for a place and a zoom, larger than the view, and moved until it no longer fits.

A heavy picture is painted in small steps, beside the GUI thread where its owner has it done there; until it is done the
old one is shown, stretched.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from resources.theme import Theme
from widgets.map.beside import Job
from widgets.map.layers.cover import Cover, cover_of
from widgets.map.layers.paint import discs_of, paint, paint_points
from widgets.map.layers.stack import Laid, LayerStack
from widgets.map.stamp import blank
from widgets.map.view import View

MARGIN = 128
"""Widget pixels on all sides, so that a small move of the map costs no new picture."""
RIM = 24
"""Device pixels around the view that are painted too."""
SLICE_S = 0.004
"""Longest time painted at once; a picture that takes longer is heavy, and so, presumably, is the next one."""


@dataclass(slots=True, eq=False)
class Picture:
    """A transparent image of the layers that ``key`` names, for a view that is larger than the map's.

    It does not change once it is finished. ``cover``: where points lie in it.
    """

    image: QImage
    view: View
    key: Hashable
    cover: Cover | None = None

    def serves(self, key: Hashable, view: View) -> bool:
        """Whether it shows those layers, and holds the whole view at its zoom."""
        mine = self.view
        if key != self.key or (mine.zoom, mine.dpr, mine.factor) != (view.zoom, view.dpr, view.factor):
            return False
        left, top = (theirs - ours - RIM for theirs, ours in zip(view.origin, mine.origin, strict=True))
        right, bottom = left + view.width * view.dpr + 2 * RIM, top + view.height * view.dpr + 2 * RIM
        return left >= 0 and top >= 0 and right <= self.image.width() and bottom <= self.image.height()

    def place(self, view: View) -> tuple[float, float, float]:
        """Where its corner lies in a view, in device pixels, and how much it is stretched there."""
        share = view.world / self.view.world
        left, top = self.view.origin
        return left * share - view.origin[0], top * share - view.origin[1], share

    def show(self, painter: QPainter, view: View) -> None:
        """Put it where it belongs in a view, stretched if that has another zoom."""
        at_x, at_y, share = self.place(view)
        if abs(share - 1.0) < 1e-9:
            painter.drawImage(QPointF(round(at_x), round(at_y)), self.image)
        else:
            target = QRectF(at_x, at_y, self.image.width() * share, self.image.height() * share)
            painter.drawImage(target, self.image)


class Work:
    """A picture that is being painted, by one thread at a time."""

    def __init__(self, key: Hashable, view: View, theme: Theme, laid: list[Laid]) -> None:
        wide = replace(view, width=view.width + 2 * MARGIN, height=view.height + 2 * MARGIN)
        image = QImage(round(wide.width * wide.dpr), round(wide.height * wide.dpr), _FORMAT)
        self.picture = Picture(image, wide, key)
        self.took = 0.0
        self.job: Job[bool] | None = None
        self._painter, self._covering = QPainter(), QPainter()
        self._steps = self._all(theme, laid)
        self._painting = threading.Lock()
        self._given_up = False

    def go_on(self, seconds: float) -> bool:
        """Paint for about so long; True when it is done, or given up."""
        began = time.perf_counter()
        with self._painting:
            try:
                for _ in self._steps:
                    if self._given_up:
                        break
                    if time.perf_counter() - began > seconds:
                        return False
                self._close()
            except BaseException:
                self._close()
                raise
            finally:
                self.took += time.perf_counter() - began
        return True

    def hand_over(self, told: Callable[[], None]) -> None:
        """Have the rest painted beside the GUI thread."""
        if self.job is None:
            self.job = Job(self._paint_rest, told)

    def _paint_rest(self) -> bool:
        while not self.go_on(SLICE_S):
            pass
        return True

    def __del__(self) -> None:
        """An image must not go before its painter."""
        self.end()

    def end(self) -> None:
        """Let go of the image; nothing more is painted, but for a step that another thread is at."""
        self._given_up = True
        if self._painting.acquire(blocking=False):
            self._close()
            self._painting.release()

    def _close(self) -> None:
        for painter in (self._painter, self._covering):
            if painter.isActive():
                painter.end()
        self._steps = iter(())  # holds an image, which must not go before its painter

    def _all(self, theme: Theme, laid: list[Laid]) -> Iterator[None]:
        image, view = self.picture.image, self.picture.view
        blank(image, QColor(0, 0, 0, 0))
        self._painter.begin(image)
        for each in laid:
            yield from paint(self._painter, view, theme, each)
        yield from self._with_points(theme, [each for each in laid if len(each.prepared.points)])

    def _with_points(self, theme: Theme, laid: list[Laid]) -> Iterator[None]:
        """Points of all layers over everything else, and once more by themselves."""
        image, view = self.picture.image, self.picture.view
        if not laid:
            return
        points = QImage(image.size(), _FORMAT)
        blank(points, QColor(0, 0, 0, 0))
        yield
        self._covering.begin(points)
        for each in laid:
            yield from paint_points((self._painter, self._covering), view, theme, each)
        self._covering.end()
        self.picture.cover = cover_of(points, [disc for each in laid for disc in discs_of(each.prepared, view)])


_FORMAT = QImage.Format.Format_ARGB32_Premultiplied


class LayerSheet:
    """What is shown of the layers, and the picture that will replace it. Vehicles that move never touch either."""

    def __init__(self) -> None:
        self.finished = 0
        """Counts the pictures that were finished."""
        self._shown: Picture | None = None
        self._work: Work | None = None
        self._zoom = -1.0
        self._heavy = False

    @property
    def busy(self) -> bool:
        """Whether there is a picture to go on with."""
        return self._work is not None

    @property
    def shown(self) -> Picture | None:
        """The newest picture there is; it does not change any more."""
        return self._shown

    def prepare(self, view: View, theme: Theme, stack: LayerStack) -> bool:
        """Have the picture for a view, or begin it; False when what ``show`` shows is not up to date.

        Then the caller goes on with ``work`` while it is ``busy``, or else asks again once the map rests.
        """
        laid = list(stack.seen(view))
        key = (tuple((each.key, each.revision, each.layer.opacity) for each in laid), theme.name)
        zooming, self._zoom = self._zoom not in (-1.0, view.zoom), view.zoom
        if not laid:
            self._abandon()
            self.finished += self._shown is not None
            self._shown = None
            return True
        if self._shown is None or not self._shown.serves(key, view):
            self._prepare(key, view, theme, laid, zooming)
        return self._shown is not None and self._shown.serves(key, view)

    def show(self, painter: QPainter, view: View) -> None:
        """Put the newest picture there is on one whose origin is the view's corner."""
        if self._shown is not None:
            self._shown.show(painter, view)

    def hand_over(self, told: Callable[[], None]) -> None:
        """Have the next picture painted beside the GUI thread; ``collect`` it when ``told`` is called."""
        if self._work is not None:
            self._work.hand_over(told)

    def collect(self) -> bool:
        """Take what was painted beside the GUI thread; True when there was something."""
        return self._work is not None and self._work.job is not None and self.work()

    def work(self) -> bool:
        """Paint a little more of the next picture, or see whether it was painted elsewhere; True when it is done."""
        if self._work is None or not self._done(self._work):
            return False
        self._shown, self._heavy = self._work.picture, self._work.took > SLICE_S
        self._work = None
        self.finished += 1
        return True

    def _prepare(self, key: Hashable, view: View, theme: Theme, laid: list[Laid], zooming: bool) -> None:
        if self._work is not None and not self._work.picture.serves(key, view):
            self._abandon()
        if self._work is None and not (zooming and self._heavy):
            self._work = Work(key, view, theme, laid)
            if not self._heavy:
                self.work()

    @staticmethod
    def _done(work: Work) -> bool:
        if work.job is None:
            return work.go_on(SLICE_S)
        return work.job.done and work.job.take()

    def _abandon(self) -> None:
        if self._work is not None:
            self._work.end()
            self._work = None
