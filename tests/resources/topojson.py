"""TopoJSON 1.0 read word by word, as its specification says: what our own reader is held against."""

from __future__ import annotations

from typing import Any

Place = tuple[float, float]


def polygons(topology: dict[str, Any]) -> dict[str, list[list[list[Place]]]]:
    """Rings of every polygon by the geometry's id, in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Place]] = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        arcs.append(line)

    def ring(numbers: list[int]) -> list[Place]:
        places: list[Place] = []
        for number in numbers:
            line = arcs[number] if number >= 0 else arcs[~number][::-1]
            assert not places or places[-1] == line[0], "arcs must meet"
            places += line[1:] if places else line
        return places

    found = {}
    for geometry in topology["objects"]["areas"]["geometries"]:
        parts = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        found[geometry["id"]] = [[ring(numbers) for numbers in part] for part in parts]
    return found
