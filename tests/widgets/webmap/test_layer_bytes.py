"""GeoJSON for the page, made on a thread: right to the last vertex, newest first, and nothing made for nobody."""

from __future__ import annotations

import json
import threading
from concurrent.futures import Future
from typing import Any

import numpy as np
import pytest

from console.models.city_map.shapes import Form, Look, PictureLayer, Shape, ShapeLayer
from resources import theme
from widgets.map.layers.stack import LayerStack
from widgets.webmap import layers
from widgets.webmap.geojson import PIECE, Dropped, geojson
from widgets.webmap.layers import LayerBytes, Made

LOOK = Look(fill="#112233", line="#445566")


def _ring(count: int, radius: float = 0.1) -> np.ndarray[Any, Any]:
    turn = np.linspace(0, 2 * np.pi, count, endpoint=False)
    return np.stack([118.5 + radius * np.cos(turn), 37.5 + radius * np.sin(turn)], axis=1)


def _layer(*shapes: Shape, name: str = "own-a") -> ShapeLayer:
    return ShapeLayer(name, "甲", shapes=shapes)


def _laid(stack: LayerStack) -> Any:
    return next(iter(stack.shown()))


@pytest.mark.parametrize("count", [3, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 5])
def test_what_is_written_in_pieces_is_the_shape_to_the_last_vertex(count: int) -> None:
    ring, hole = _ring(count), _ring(7, 0.01)
    line, point = _ring(count)[:, ::1], np.array([[118.5, 37.5]])
    stack = LayerStack()
    stack.set(_layer(
        Shape("a", Form.AREA, (ring, hole), LOOK), Shape("l", Form.LINE, (line,), LOOK),
        Shape("p", Form.POINT, (point,), LOOK),
    ))  # fmt: skip
    told = json.loads(geojson(_laid(stack).prepared, theme.load()))
    area, way, mark = (feature["geometry"] for feature in told["features"])
    assert [each["type"] for each in (area, way, mark)] == ["Polygon", "MultiLineString", "MultiPoint"]
    for written, meant in zip(area["coordinates"], (ring, hole), strict=True):
        assert written[0] == written[-1] and np.allclose(written[:-1], meant, atol=2e-7)
        assert len(written) == len(meant) + 1
    assert np.allclose(way["coordinates"][0], line, atol=2e-7) and len(way["coordinates"][0]) == count
    assert np.allclose(mark["coordinates"], point, atol=2e-7)


def test_nothing_is_written_on_for_nobody() -> None:
    stack = LayerStack()
    stack.set(_layer(*(Shape(f"p{n}", Form.POINT, (np.array([[118.5, 37.5]]),), LOOK) for n in range(100))))
    asked: list[int] = []

    def dropped() -> bool:
        asked.append(1)
        return len(asked) > 10

    with pytest.raises(Dropped):
        geojson(_laid(stack).prepared, theme.load(), dropped)
    assert len(asked) == 11


class Gate:
    """Makes wait until they are let on; each says which revision it made."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.go = threading.Semaphore(0), threading.Event()
        self.made: list[int] = []
        self.threads: set[str] = set()
        monkeypatch.setattr(layers, "_made", self._make)

    def _make(self, laid: Any, _theme: Any, dropped: Any) -> Made:
        if dropped():
            raise Dropped
        self.begun.release()
        self.threads.add(threading.current_thread().name)
        assert self.go.wait(10)
        if dropped():
            raise Dropped
        self.made.append(laid.revision)
        return Made(b"x", str(laid.revision).encode())


def _set(stack: LayerStack, radius: float) -> None:
    stack.set(_layer(Shape("a", Form.AREA, (_ring(5, radius),), LOOK)))


def _get(held: LayerBytes, stack: LayerStack) -> Future[Made]:
    found = held.get(_laid(stack).key, theme.load())
    assert found is not None
    return found


def test_who_asked_for_an_old_revision_gets_the_newest_and_the_old_one_is_dropped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stack, gate = LayerStack(), Gate(monkeypatch)
    held = LayerBytes(stack)
    _set(stack, 0.1)
    first, same = _get(held, stack), _get(held, stack)
    gate.begun.acquire()
    _set(stack, 0.2)
    second = _get(held, stack)
    _set(stack, 0.3)
    third = _get(held, stack)
    assert not any(each.done() for each in (first, same, second, third))
    gate.go.set()
    assert [each.result(10).data for each in (first, same, second, third)] == [b"3"] * 4
    assert gate.made == [3], "neither the one under way nor the one between was finished"
    assert _get(held, stack).done() and gate.made == [3], "kept"
    assert gate.threads == {"web-layers"}
    held.close()


def test_of_a_page_that_is_gone_nobody_is_left_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    stack, gate = LayerStack(), Gate(monkeypatch)
    held = LayerBytes(stack)
    _set(stack, 0.1)
    waiting = _get(held, stack)
    gate.begun.acquire()
    closing = threading.Thread(target=held.close)
    closing.start()
    gate.go.set()
    closing.join(10)
    assert waiting.cancelled() and not gate.made
    assert held.get(_laid(stack).key, theme.load()) is None


def test_a_making_that_fails_is_heard_of_and_tried_again_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    stack = LayerStack()
    held = LayerBytes(stack)
    _set(stack, 0.1)
    made = layers._made
    monkeypatch.setattr(layers, "_made", lambda *_: 1 / 0)
    assert isinstance(_get(held, stack).exception(10), ZeroDivisionError)
    monkeypatch.setattr(layers, "_made", made)
    assert _get(held, stack).result(10).kind == b"application/geo+json"
    held.close()


def test_a_picture_is_a_png_of_its_pixels() -> None:
    stack = LayerStack()
    held = LayerBytes(stack)
    pixels = np.zeros((4, 6, 4), np.uint8)
    stack.set(PictureLayer("own-w", "图", bounds=(118, 37, 119, 38), pixels=pixels))
    made = _get(held, stack).result(10)
    assert made.kind == b"image/png" and made.data[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(made.data[16:20], "big") == 6 and int.from_bytes(made.data[20:24], "big") == 4
    held.close()
