"""The layers for the page: GeoJSON and PNG from memory, made on a thread when the page asks; what it is told of each.

Colours are resolved here, so the page knows no theme; names and words stay here too.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, NamedTuple

import numpy as np
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from console.models.city_map.shapes import PictureLayer
from resources.theme import Theme
from widgets.map.layers.stack import Laid, LayerStack, colour_of
from widgets.webmap.geojson import Dropped, geojson

JSON, PNG = b"application/geo+json", b"image/png"
Mark = tuple[int, str]
"""Revision and theme."""


class Made(NamedTuple):
    """A layer's bytes and what they are."""

    kind: bytes
    data: bytes


class _Work:
    """One making under way, and who waits for it."""

    def __init__(self, mark: Mark, waiting: list[Future[Made]]) -> None:
        self.mark, self.waiting = mark, waiting
        self.dropped = threading.Event()


class LayerBytes:
    """Answers for the newest revision of each layer; what was made is kept until there is a newer one.

    It is made on a thread. Who asked for a revision that has become old meanwhile gets the newer one when that is done,
    so answers never go back in time, and the making of the old one is dropped.
    """

    def __init__(self, stack: LayerStack) -> None:
        self._stack = stack
        self._made: dict[int, tuple[Mark, Made]] = {}
        self._under_way: dict[int, _Work] = {}
        self._lock = threading.Lock()
        self._closed = False
        self._queue: deque[tuple[Laid, Theme, _Work]] = deque()
        self._worker: threading.Thread | None = None
        """There is one only while there is something to make."""

    def get(self, key: int, theme: Theme) -> Future[Made] | None:
        """A layer by its number; None when there is none. To be called on the window's thread."""
        there = {laid.key: laid for laid in self._stack.shown()}
        with self._lock:
            for gone in self._made.keys() - there.keys():
                del self._made[gone]  # a layer that comes again has another number
            laid = there.get(key)
            if laid is None or self._closed:
                return None
            mark = (laid.revision, theme.name)
            done: Future[Made] = Future()
            kept, work = self._made.get(key), self._under_way.get(key)
            if kept is not None and kept[0] == mark:
                done.set_result(kept[1])
            elif work is not None and work.mark == mark:
                work.waiting.append(done)
            else:
                self._begin(laid, theme, _Work(mark, [done]))
        return done

    def close(self) -> None:
        """End the thread; nobody is answered any more."""
        with self._lock:
            self._closed = True
            works, self._under_way = list(self._under_way.values()), {}
            worker = self._worker
            self._queue.clear()
        for work in works:
            work.dropped.set()
            for each in work.waiting:
                each.cancel()
        if worker is not None:
            worker.join()

    def _begin(self, laid: Laid, theme: Theme, work: _Work) -> None:
        old = self._under_way.get(laid.key)
        if old is not None:
            old.dropped.set()
            work.waiting, old.waiting = [*old.waiting, *work.waiting], []
        self._under_way[laid.key] = work
        self._queue.append((laid, theme, work))
        if self._worker is None:
            self._worker = threading.Thread(target=self._go, name="web-layers", daemon=True)
            self._worker.start()

    def _go(self) -> None:
        while True:
            with self._lock:
                if not self._queue:
                    self._worker = None
                    return
                laid, theme, work = self._queue.popleft()
            self._make(laid, theme, work)

    def _make(self, laid: Laid, theme: Theme, work: _Work) -> None:
        made, problem = None, None
        try:
            made = _made(laid, theme, work.dropped.is_set)
        except Dropped:
            return
        except Exception as caught:  # whoever waits must hear of it
            problem = caught
        with self._lock:
            if work.dropped.is_set():
                return
            if made is not None:
                self._made[laid.key] = (work.mark, made)
            del self._under_way[laid.key]
        for each in work.waiting:
            each.set_result(made) if made is not None else each.set_exception(problem)


def _made(laid: Laid, theme: Theme, dropped: Callable[[], bool]) -> Made:
    if dropped():
        raise Dropped
    if isinstance(laid.layer, PictureLayer):
        return Made(PNG, png(laid.layer))
    return Made(JSON, geojson(laid.prepared, theme, dropped))


def told(stack: LayerStack, theme: Theme) -> list[dict[str, Any]]:
    """What the page is told of every layer, from the lowest to the topmost."""
    return [_told(laid, theme) for laid in stack.shown()]


def _told(laid: Laid, theme: Theme) -> dict[str, Any]:
    layer = laid.layer
    told: dict[str, Any] = {
        "key": laid.key,
        "revision": laid.revision,
        "opacity": min(1.0, max(0.0, layer.opacity)),
        "from": max(0.0, layer.from_zoom),
        "to": min(24.0, layer.to_zoom),
        "halo": theme.token("map-label-halo"),
    }
    if isinstance(layer, PictureLayer):
        west, south, east, north = layer.bounds
        return told | {"corners": [[west, north], [east, north], [east, south], [west, south]]}
    hatches = {colour_of(theme, shape.look.fill) for shape in laid.prepared.shapes if shape.look.hatched}
    return told | {"hatches": sorted(hatches - {""})}


def png(layer: PictureLayer) -> bytes:
    """The picture as a file."""
    pixels = np.ascontiguousarray(layer.pixels, np.uint8)
    high, wide = pixels.shape[:2]
    image = QImage(pixels.data, wide, high, wide * 4, QImage.Format.Format_RGBA8888)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", 80)  # type: ignore[call-overload]  # the stub wants bytes, the library a word
    return bytes(buffer.data().data())
