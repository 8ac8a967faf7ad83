"""Areas by a figure: classes that say their borders, zero that is not unknown, drilling down and up again."""

from __future__ import annotations

from console.domain.area_code import AreaLevel
from console.domain.classing import Rule
from console.domain.entities import System
from console.models.city_map.layers.choropleth import NONE, RAMP, UNKNOWN, choropleth, subject
from console.models.city_map.layers.focus import Focus
from console.models.city_map.shapes import Form
from console.models.figures.tally import Figure, Measure
from tests.models.city_map.layers.city import COMMUNITY, COUNTY, OTHER, TOWN, city_world, moment
from tests.models.figures.test_tally import case

CASES = subject(Figure(Measure.CASES))
TOWNS = Focus(COUNTY, AreaLevel.TOWN)


def _cases(*areas: str) -> list[object]:
    return [case(f"C{at}", area=area) for at, area in enumerate(areas)]


def test_an_area_shows_its_figure_and_its_class_says_its_borders() -> None:
    world = city_world(*_cases(TOWN + "001001", TOWN + "001002", OTHER + "001001"))  # type: ignore[arg-type]
    layer = choropleth("n", CASES, moment(world, focus=TOWNS, rule=Rule.QUANTILE))
    looks = {shape.id: shape.look for shape in layer.shapes}
    assert (looks[TOWN].label, looks[TOWN].fill) == ("2", RAMP[-1])
    assert (looks[OTHER].label, looks[OTHER].fill) == ("1", RAMP[0])
    assert [entry.words for entry in layer.legend] == ["2 件", "1 件", "0 件"]
    assert "件" in layer.legend_title and "镇街" in layer.legend_title and "分位数" in layer.legend_title
    assert layer.source == "主中心" and layer.at is not None


def test_an_area_with_borders_is_filled_and_one_without_is_a_disc_at_its_place() -> None:
    layer = choropleth("n", CASES, moment(city_world(), focus=TOWNS))
    forms = [(shape.id, shape.form) for shape in layer.shapes]
    assert forms == [(f"{COUNTY}/border", Form.AREA), (TOWN, Form.AREA), (TOWN, Form.AREA), (OTHER, Form.POINT)]
    assert layer.shapes[-1].parts[0].tolist() == [[118.75, 37.4]]


def test_the_border_of_a_larger_area_is_wider_lies_lower_and_carries_no_figure() -> None:
    shapes = choropleth("n", CASES, moment(city_world(case("a", area=TOWN)), focus=TOWNS)).shapes
    county, town = shapes[0].look, shapes[1].look
    assert (county.fill, county.label, shapes[0].lines) == ("", "", ()) and county.line == town.line
    assert county.width > town.width > 0
    assert not [s for s in choropleth("n", CASES, moment(city_world(), focus=Focus())).shapes if "/" in s.id]


def test_nothing_is_a_colour_of_its_own_and_unknown_is_hatched_without_a_number() -> None:
    nothing = choropleth("n", CASES, moment(city_world(), focus=Focus()))
    assert (nothing.shapes[0].look.fill, nothing.shapes[0].look.label) == (NONE, "0")
    unheard = choropleth("n", CASES, moment(city_world(heard=False), focus=Focus()))
    look = unheard.shapes[0].look
    assert (look.fill, look.label, look.hatched) == (UNKNOWN, "", True)
    assert unheard.at is None and [entry.hatched for entry in unheard.legend] == [True]
    assert "未知" in unheard.shapes[0].lines[0]


def test_what_lies_in_none_of_the_areas_is_told() -> None:
    world = city_world(*_cases(TOWN + "001001", "", "880000"))  # type: ignore[arg-type]
    layer = choropleth("n", CASES, moment(world, focus=Focus()))
    assert "2" in layer.legend[-1].words and not layer.legend[-1].colour


def test_the_card_answers_the_other_figures_too() -> None:
    world = city_world(case("a", area=TOWN + "001001", overdue=True), case("b", area=TOWN + "001001"))
    layer = choropleth("n", CASES, moment(world, focus=TOWNS))
    lines = next(shape.lines for shape in layer.shapes if shape.id == TOWN)
    assert lines[0] == "未办结案件：2 件" and "超期未办结案件：1 件" in lines


def test_a_figure_of_one_system_counts_that_system_only() -> None:
    world = city_world(case("a", area=COUNTY + "001001001"), case("b", area=COUNTY + "001001001", system=System.CITY))
    layer = choropleth("n", subject(Figure(Measure.CASES, System.CITY)), moment(world))
    assert layer.shapes[0].look.label == "1"


def test_down_and_up_again_and_never_above_the_city() -> None:
    registers = city_world().registers
    county = Focus().down(registers.areas[COUNTY])
    assert county == Focus(COUNTY, AreaLevel.TOWN)
    town = county.down(registers.areas[TOWN])
    assert town == Focus(TOWN, AreaLevel.COMMUNITY) and [a.code for a in town.areas(registers)] == [COMMUNITY]
    grid = town.down(registers.areas[COMMUNITY])
    assert grid.level is AreaLevel.GRID and grid.up(registers) == town
    assert town.up(registers) == county and county.up(registers) == Focus() and Focus().up(registers) == Focus()
    assert [area.name for area in town.path(registers)] == ["示例省", "示范市", "海曲区", "人民路街道"]
    assert [area.name for area in Focus().path(registers)] == ["示例省", "示范市"]
