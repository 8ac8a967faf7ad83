"""Classes of water on the map: written as they are called, coloured by class, held against the section's target."""

from __future__ import annotations

import pytest

from console.domain.environment.water import WaterClass, class_named
from console.models.city_map.layers.catalogue import catalogue
from console.models.city_map.layers.stations import station_layer
from console.models.city_map.markers import all_markers
from console.models.city_map.shapes import Shape
from console.models.world import World
from tests.fakes.events import sample
from tests.models.city_map.layers.city import city_world, moment
from tests.models.kit import apply, changes

HOUR = 3_600_000
ASSETS = [
    {"id": "ws-1", "kind": "water_section", "name": "青河大桥断面", "lon": 118.7, "lat": 37.4, "target": 3},
    {"id": "ws-2", "kind": "water_section", "name": "柳溪断面", "lon": 118.6, "lat": 37.4},
]
SERIES = [
    {"id": f"{asset['id']}/{factor}", "asset": asset["id"], "factor": factor, "name": factor, "cadence": 14_400,
     "via": "水质自动监测平台"}
    for asset in ASSETS for factor in ("NH3-N", "class")
]  # fmt: skip


def world_with(value: float | None) -> World:
    world = city_world(assets=ASSETS, series=SERIES)
    at = (world.now() // (4 * HOUR) - 1) * 4 * HOUR
    return apply(world, changes([(9, sample("ws-1/class", at=at, value=value))]))


def shape(world: World) -> Shape:
    layer = station_layer("sections:class", moment(world))
    assert layer is not None and layer.source == "水质自动监测平台"
    assert [entry.words for entry in layer.legend[:2]] == ["劣Ⅴ类 重度污染", "Ⅴ类 中度污染"]
    return next(each for each in layer.shapes if each.id == "ws-1")


@pytest.mark.parametrize(
    ("value", "label", "token", "kept"),
    [(1, "Ⅰ", "water1", "达到目标：Ⅲ类 良好"), (3, "Ⅲ", "water3", "达到目标：Ⅲ类 良好"),
     (4, "Ⅳ", "water4", "未达到目标：Ⅲ类 良好"), (6, "劣Ⅴ", "water6", "未达到目标：Ⅲ类 良好")],
)  # fmt: skip
def test_a_section_is_named_coloured_and_held_against_its_target(
    value: float, label: str, token: str, kept: str
) -> None:
    found = shape(world_with(value))
    assert (found.look.label, found.look.fill) == (label, token)
    assert found.lines[:2] == (f"class：{label}", kept)


def test_a_gap_is_hollow_and_a_number_that_is_no_class_has_no_name() -> None:
    assert shape(world_with(None)).look.label == "缺测"
    assert shape(world_with(9)).look.label == ""
    assert [class_named(value) for value in (0.0, 1.0, 6.0, 7.0)] == [None, WaterClass.I, WaterClass.WORSE, None]


def test_the_class_comes_first_among_the_layers_of_sections() -> None:
    names = [spec.name for spec in catalogue(world_with(3).registers) if spec.name.startswith("sections:")]
    assert names == ["sections:class", "sections:NH3-N"]


def test_on_the_plain_map_a_section_says_its_class_and_its_target() -> None:
    marker = next(each for each in all_markers(world_with(4)) if each.id == "ws-1")
    assert (marker.label, marker.token, marker.series) == ("水质 Ⅳ 类", "water4", "ws-1/class")
    assert marker.lines[0].startswith("class  Ⅳ类") and marker.lines[1] == "目标 Ⅲ类"
    assert next(each for each in all_markers(world_with(4)) if each.id == "ws-2").label == ""
    gap = next(each for each in all_markers(world_with(None)) if each.id == "ws-1")
    assert gap.label == "" and "缺测" in gap.lines[0]
