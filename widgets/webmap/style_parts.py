"""What every layer of the MapLibre style is made with."""

from __future__ import annotations

from typing import Any

from widgets.map.style import Stops

Layer = dict[str, Any]
SOURCE = "city"


def by_zoom(stops: Stops, factor: float = 1.0) -> Any:
    """Linear between the stops, as ``at_zoom`` has it."""
    if len(stops) == 1:
        return stops[0][1] * factor
    return ["interpolate", ["linear"], ["zoom"], *(part for zoom, value in stops for part in (zoom, value * factor))]


def layer_of(name: str, kind: str, source: str, paint: Layer, **more: Any) -> Layer:
    """A layer of the city's tiles; ``source`` is the layer in them."""
    return {"id": name, "type": kind, "source": SOURCE, "source-layer": source, "paint": paint} | more


def is_one(key: str, *values: str) -> list[Any]:
    """A filter: the property is one of these."""
    return ["in", ["get", key], ["literal", list(values)]]
