"""How long the window's own thread is held up while a layer becomes GeoJSON for the page: made there, or on a thread.

    python -m benchmarks.page_geojson --vertices 100000

``at once``: making it on the window's thread, which is held up for all of that. ``on a thread``: a loop on the window's
thread notes its longest wait for its turn (beyond the switch interval of 5 ms it waits for a single call), while the
thread makes the same bytes. The ratio holds on a busy machine, the milliseconds do not.
"""

from __future__ import annotations

import argparse
import sys
import time

import numpy as np
from PySide6.QtGui import QGuiApplication

from console.models.city_map.shapes import Form, Look, Shape, ShapeLayer
from resources import theme
from widgets.map.layers.stack import LayerStack
from widgets.webmap.geojson import geojson
from widgets.webmap.layers import LayerBytes

ROUNDS = 5


def main() -> int:
    """Print a line for each way; the milliseconds of the middle round."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vertices", type=int, default=100_000)
    parser.add_argument("--shapes", type=int, default=10)
    args = parser.parse_args()
    application = QGuiApplication.instance() or QGuiApplication([sys.argv[0], "-platform", "offscreen"])
    chosen = theme.load()
    at_once, on_thread, whole = [], [], []
    for turn in range(ROUNDS):
        stack = LayerStack()
        stack.set(_layer(args.vertices, args.shapes, 0.1 + turn / 100))
        laid = next(iter(stack.shown()))
        start = time.perf_counter()
        size = len(geojson(laid.prepared, chosen))
        at_once.append(time.perf_counter() - start)
        held = LayerBytes(stack)
        start = before = time.perf_counter()
        made = held.get(laid.key, chosen)
        assert made is not None
        longest = 0.0
        while not made.done():
            now = time.perf_counter()
            longest, before = max(longest, now - before), now
        on_thread.append(longest)
        whole.append(time.perf_counter() - start)
        held.close()
    middle = ROUNDS // 2
    print(f"{args.vertices} vertices in {args.shapes} areas, {size / 1e6:.1f} MB")
    print(f"at once      {sorted(at_once)[middle] * 1000:7.1f} ms of the window's thread")
    print(f"on a thread  {sorted(on_thread)[middle] * 1000:7.1f} ms longest wait, done after "
          f"{sorted(whole)[middle] * 1000:.1f} ms beside a thread that never rests")  # fmt: skip
    del application
    return 0


def _layer(vertices: int, shapes: int, radius: float) -> ShapeLayer:
    look = Look(fill="#336699", line="#FFFFFF")
    turn = np.linspace(0, 2 * np.pi, vertices // shapes, endpoint=False)
    rings = [
        np.stack([118 + n / 10 + radius * np.cos(turn), 37 + radius * np.sin(turn)], axis=1) for n in range(shapes)
    ]
    made = tuple(Shape(f"a{n}", Form.AREA, (ring,), look) for n, ring in enumerate(rings))
    return ShapeLayer("own-x", "x", shapes=made)


if __name__ == "__main__":
    sys.exit(main())
