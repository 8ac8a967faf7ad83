"""Mapbox vector tiles, decoded layer by layer when somebody asks for one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from mapbox_vector_tile.Mapbox import vector_tile_pb2

Part = list[tuple[float, float]]
POINT, LINE, POLYGON = 1, 2, 3
_MOVE, _CLOSE = 1, 7


class BadTile(ValueError):
    """Bytes that are no vector tile, or one whose geometry ends in the middle."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing on the map. ``parts`` are rings, lines or points in tile units: 0 to 1 across the tile, y down."""

    shape: int
    tags: dict[str, Any]
    parts: list[Part]

    def word(self, key: str) -> str:
        """A tag as text, empty when it is missing."""
        return str(self.tags.get(key, ""))

    def number(self, key: str) -> float:
        """A tag as a number, 0 when it is missing or is none."""
        value = self.tags.get(key, 0)
        return float(value) if isinstance(value, int | float) else 0.0


class VectorTile:
    """One tile's layers: parsed at once by protobuf, its geometry only when a layer is wanted."""

    def __init__(self, data: bytes = b"") -> None:
        self._raw = vector_tile_pb2.tile()
        try:
            self._raw.ParseFromString(data)
        except Exception as problem:  # protobuf's own kinds, of a package that is not ours to import
            raise BadTile(str(problem)) from problem
        self._layers: dict[str, list[Feature]] = {}

    @cached_property
    def _by_name(self) -> dict[str, Any]:
        return {layer.name: layer for layer in self._raw.layers}

    def layer(self, name: str) -> list[Feature]:
        """The features of a layer, in their order; none when the tile has no such layer."""
        if name not in self._layers:
            raw = self._by_name.get(name)
            try:
                self._layers[name] = list(_features(raw)) if raw is not None else []
            except IndexError as problem:
                raise BadTile(f"layer {name} ends in the middle") from problem
        return self._layers[name]


@cache
def empty_tile() -> VectorTile:
    """The tile where the archive has none."""
    return VectorTile()


def _features(layer: Any) -> Iterable[Feature]:
    keys = list(layer.keys)
    values = [_value(value) for value in layer.values]
    scale = 1.0 / (layer.extent or 4096)
    for raw in layer.features:
        pairs = list(raw.tags)
        tags = {keys[k]: values[v] for k, v in zip(pairs[::2], pairs[1::2], strict=False)}
        yield Feature(raw.type, tags, _geometry(list(raw.geometry), scale))


def _value(value: Any) -> Any:
    for _field, content in value.ListFields():
        return content
    return None


def _geometry(commands: list[int], scale: float) -> list[Part]:
    """The parts of one feature (MVT 2.1, chapter 4.3)."""
    parts: list[Part] = []
    part: Part = []
    x = y = at = 0
    while at < len(commands):
        command, count = commands[at] & 7, commands[at] >> 3
        at += 1
        if command == _CLOSE:
            continue
        for _ in range(count):
            dx, dy = commands[at], commands[at + 1]
            at += 2
            x += (dx >> 1) ^ -(dx & 1)
            y += (dy >> 1) ^ -(dy & 1)
            if command == _MOVE:
                part = []
                parts.append(part)
            part.append((x * scale, y * scale))
    return parts
