"""Borders of areas: rings by code as before, or a topology; what is of neither form is refused with a reason."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import numpy as np
import pytest

from console.models.area_shapes import shapes_of

SQUARE = [[0, 0], [2, 0], [2, 2], [0, 2]]


def read(body: Any) -> Any:
    return shapes_of(json.dumps(body).encode())


def test_a_ring_and_several_rings_by_code() -> None:
    found = read({"1": SQUARE, "2": [SQUARE, [[5, 5], [6, 5], [6, 6]]], "3": [[1, 1], [2, 2]]})
    assert [len(found[code]) for code in ("1", "2", "3")] == [1, 2, 0]
    assert found["1"][0][0].tolist() == SQUARE and len(found["1"][0]) == 1


def topology(**more: Any) -> dict[str, Any]:
    """Two squares side by side, the left one with a hole; the border between them is written once (arc 0)."""
    geometries = [
        {"type": "Polygon", "id": "left", "arcs": [[0, 1], [3]]},
        {"type": "MultiPolygon", "id": 7, "arcs": [[[-1, 2]]]},
        {"type": "Point", "id": "none", "coordinates": [1, 1]},
    ]
    return {
        "type": "Topology",
        "arcs": [
            [[10, 0], [0, 10]],  # between them, northwards
            [[10, 10], [-10, 0], [0, -10], [10, 0]],
            [[10, 0], [10, 0], [0, 10], [-10, 0]],
            [[4, 4], [2, 0], [0, 2], [-2, -2]],
        ],
        "objects": {"areas": {"type": "GeometryCollection", "geometries": geometries}},
        "transform": {"scale": [0.1, 0.1], "translate": [118, 37]},
    } | more


def test_a_topology_gives_shared_borders_holes_and_parts() -> None:
    found = read(topology())
    assert set(found) == {"left", "7"}
    outer, hole = found["left"][0]
    assert np.allclose(outer, [[119, 37], [119, 38], [118, 38], [118, 37], [119, 37]])
    assert np.allclose(hole, [[118.4, 37.4], [118.6, 37.4], [118.6, 37.6], [118.4, 37.4]])
    (right,) = found["7"][0]
    assert np.allclose(right, [[119, 38], [119, 37], [120, 37], [120, 38], [119, 38]])


def test_one_without_quantising_is_degrees_already() -> None:
    plain = topology(arcs=[[[0, 0], [2, 0], [2, 2], [0, 0]]], transform=None)
    plain["objects"]["areas"]["geometries"] = [{"type": "Polygon", "id": "a", "arcs": [[0]]}]
    assert read(plain)["a"][0][0].tolist() == [[0, 0], [2, 0], [2, 2], [0, 0]]


@pytest.mark.parametrize(
    "body",
    [
        [1, 2],
        {"1": 5},
        {"1": [["a", "b"]]},
        {"type": "Topology"},
        topology(arcs=[]),
        topology(arcs=[[[0, 0], [1]]]),
        topology(objects={"areas": {"geometries": [{"type": "Polygon", "id": "a", "arcs": [[9]]}]}}),
        topology(objects={"areas": {"geometries": [{"type": "Polygon", "id": "a", "arcs": [["x"]]}]}}),
    ],
)
def test_what_is_no_border_is_refused(body: Any) -> None:
    with pytest.raises((ValueError, msgspec.DecodeError)):
        read(body)
