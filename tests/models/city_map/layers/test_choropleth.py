"""Areas by a figure: classes that say their borders, zero that is not unknown, drilling down and up again."""

from __future__ import annotations

import pytest

from console.domain.counters import CounterKey
from console.domain.entities import System
from console.domain.geo.area_code import AreaLevel
from console.domain.geo.classing import Rule
from console.models.city_map.layers.choropleth import FEW, NONE, RAMP, UNKNOWN, choropleth, fill_alpha, subject
from console.models.city_map.layers.focus import Focus
from console.models.city_map.shapes import Form
from console.models.clock import DAY_MS, HOUR_MS, midnight
from console.models.figures.tally import Figure, Measure
from console.models.world import World
from tests.models.city_map.layers.city import COMMUNITY, COUNTY, OTHER, TOWN, city_world, moment
from tests.models.figures.test_tally import case
from tests.models.kit import apply, changes

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
    assert (nothing.shapes[0].look.fill, nothing.shapes[0].look.label) == (NONE, "0 件")
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
    assert layer.shapes[0].look.label == "1 件"


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


PUNCTUAL = subject(Figure(Measure.PUNCTUAL))


def _closed(world: World, area: str, n: int, in_time: int) -> None:
    """So many closed today in an area, so many of them in time."""
    today = midnight(world.now())
    made: dict[CounterKey, int] = {}
    for name, count in (("case.closed", n), ("case.closed_in_time", in_time)):
        key = CounterKey("grid", name, today)
        made |= {key: count, key.within(area): count}
    apply(world, changes(counters=made))


def test_of_a_share_the_worst_is_strongest_all_is_a_colour_of_its_own_and_few_are_not_ranked() -> None:
    world = city_world()
    _closed(world, TOWN + "001001", 10, 7)
    layer = choropleth("n", PUNCTUAL, moment(world, focus=TOWNS))
    looks = {shape.id: shape.look for shape in layer.shapes}
    assert (looks[TOWN].label, looks[TOWN].fill) == ("70%", RAMP[-1]) and looks[OTHER].fill == ""
    assert [entry.words for entry in layer.legend][:3] == ["70%–99%", "100%", "应结案不足 5 件：不评级"]
    _closed(world, TOWN + "001001", 4, 1)
    few = choropleth("n", PUNCTUAL, moment(world, focus=TOWNS))
    look = next(shape.look for shape in few.shapes if shape.id == TOWN)
    assert (look.label, look.fill, look.hatched) == ("1/4", FEW, False)
    _closed(world, TOWN + "001001", 6, 6)
    whole = choropleth("n", PUNCTUAL, moment(world, focus=TOWNS))
    look = next(shape.look for shape in whole.shapes if shape.id == TOWN)
    assert (look.label, look.fill) == ("100%", NONE)


def test_a_day_of_which_nothing_was_heard_is_unknown_and_open_cases_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    world = city_world(case("a", area=TOWN + "001001"))
    heard = moment(world).heard_at()
    assert heard is not None
    monkeypatch.setattr(world, "now", lambda: midnight(heard) + DAY_MS + 1)
    day = choropleth("n", subject(Figure(Measure.REPORTED)), moment(world, focus=TOWNS))
    assert day.shapes[1].look.hatched and [entry.words for entry in day.legend] == ["未知：今日数据尚未收到"]
    now = choropleth("n", CASES, moment(world, focus=TOWNS))
    assert not now.shapes[1].look.hatched and now.shapes[1].look.label == "1"


def test_a_day_that_was_not_counted_from_its_beginning_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    world = city_world()
    today = midnight(world.now())
    monkeypatch.setattr(world, "now", lambda: today + 9 * HOUR_MS)
    apply(world, changes(counters={CounterKey("grid", "case.opened", today + 3 * HOUR_MS): 2}))
    layer = choropleth("n", subject(Figure(Measure.REPORTED)), moment(world))
    assert layer.legend[-1].words == "当日记录自 03:00 起，此前不详"
    assert "2 件不在所示区域" in layer.legend[-2].words, "counted, and nobody told where"


@pytest.mark.parametrize(
    ("level", "full", "faint"),
    [(AreaLevel.COUNTY, 12.0, 14.0), (AreaLevel.TOWN, 13.5, 15.5), (AreaLevel.COMMUNITY, 15.0, 17.0)],
)
def test_areas_wider_than_the_map_fade_and_stay_faintly(level: AreaLevel, full: float, faint: float) -> None:
    strengths = [fill_alpha(level, zoom) for zoom in (9.0, full, full + 1.0, faint, 18.0)]
    assert strengths[0] == strengths[1] > strengths[2] > strengths[3] == strengths[4] > 0


def test_grids_never_fade_for_nothing_is_smaller() -> None:
    assert fill_alpha(AreaLevel.GRID, 18.0) == fill_alpha(AreaLevel.GRID, 9.0)
