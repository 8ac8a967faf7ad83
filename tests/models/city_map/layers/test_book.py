"""The book of layers: made when switched on and when their data changed, one at a time, in the order of hands."""

from __future__ import annotations

import pytest

from console.models.city_map.layers.book import LayerBook, Shown
from console.models.city_map.layers.catalogue import catalogue, figure_name, figure_of, is_layer_name, spec_named
from console.models.city_map.layers.focus import Focus
from console.models.city_map.shapes import MapLayer
from tests.models.city_map.layers.city import COUNTY, city_world
from tests.models.city_map.layers.test_points import SERIES, STATION
from tests.models.figures.test_tally import case
from tests.models.kit import apply, backend, changes

CASES, OVERDUE, CLUSTERS = "choropleth:open-cases", "choropleth:overdue-cases", "clusters:cases"


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(clock: Clock) -> LayerBook:
    world = city_world(case("C", area=COUNTY + "001001001"), assets=[STATION], series=[SERIES])
    return LayerBook(world, lambda _token: "#102030", clock=clock)


def _told(book: LayerBook) -> list[str]:
    told: list[str] = []
    book.made.connect(lambda layer: told.append(layer.name))
    book.gone.connect(lambda name: told.append(f"-{name}"))
    return told


def test_a_layer_is_made_when_switched_on_one_a_call(book: LayerBook) -> None:
    told = _told(book)
    book.switch(CASES, True)
    book.switch(CLUSTERS, True)
    assert told == []
    book.renew()
    assert told == [CASES]
    book.renew()
    book.renew()
    assert told == [CASES, CLUSTERS] and book.order() == [CASES, CLUSTERS]
    book.switch(CASES, False)
    assert told[-1] == f"-{CASES}" and CASES not in book.layers


def test_new_data_makes_a_layer_anew_but_not_too_often(book: LayerBook, clock: Clock) -> None:
    book.switch(CASES, True)
    book.renew_all()
    told = _told(book)
    apply(book._world, changes([(2, case("D", area=COUNTY + "001001001"))]))
    book.renew()
    assert told == [], "it was made this very moment"
    clock.now += 4
    book.renew()
    assert told == [CASES] and book.layers[CASES].shapes[0].look.label == "2 件"  # type: ignore[attr-defined]
    clock.now += 4
    book.renew()
    assert told == [CASES], "nothing came"


def test_a_wish_changes_the_layer_and_keeps_its_shapes(book: LayerBook) -> None:
    book.switch(CASES, True)
    book.renew()
    before: MapLayer = book.layers[CASES]
    book.set_wish(CASES, Shown(0.3, 9.0, 12.0))
    after = book.layers[CASES]
    assert (after.opacity, after.from_zoom, after.to_zoom) == (0.3, 9.0, 12.0)
    assert after.shapes is before.shapes  # type: ignore[attr-defined]


def test_a_move_tells_the_map_the_whole_order(book: LayerBook) -> None:
    for name in (CASES, OVERDUE, CLUSTERS):
        book.switch(name, True)
    book.renew_all()
    told = _told(book)
    book.move(CLUSTERS, -1)
    assert book.order() == [CASES, CLUSTERS, OVERDUE]
    assert [name for name in told if not name.startswith("-")] == [CASES, CLUSTERS, OVERDUE]
    book.move(CASES, -1)
    book.move("nobody", 1)
    assert book.order() == [CASES, CLUSTERS, OVERDUE]


def test_only_what_depends_on_the_zoom_is_made_anew_by_it(book: LayerBook) -> None:
    for name in (CASES, CLUSTERS):
        book.switch(name, True)
    book.renew_all()
    told = _told(book)
    book.set_zoom(9.2)
    book.renew_all()
    assert told == []
    book.set_zoom(12.0)
    book.renew_all()
    assert told == [CLUSTERS]


def test_another_focus_makes_all_anew(book: LayerBook) -> None:
    book.switch(CASES, True)
    book.renew()
    book.set_focus(Focus().down(book._world.registers.areas[COUNTY]))
    book.renew()
    assert {shape.id[:6] for shape in book.layers[CASES].shapes} == {COUNTY}  # type: ignore[attr-defined]


def test_a_layer_that_the_data_cannot_fill_waits_for_it(book: LayerBook) -> None:
    told = _told(book)
    book.switch("stations:O3", True)
    book.renew_all()
    assert told == [] and book.shown("stations:O3")


def test_every_offer_is_found_by_its_name_and_makes_a_layer(book: LayerBook) -> None:
    world = book._world
    offers = catalogue(world.registers, world.tally.kinds())
    assert len({spec.name for spec in offers}) == len(offers)
    for spec in offers:
        found = spec_named(spec.name, world.registers)
        assert found is not None and is_layer_name(spec.name)
        assert found.make(spec.name, book.moment()) is not None
    assert spec_named("stations:pm25", world.registers).name == "stations:PM2.5"  # type: ignore[union-attr]
    assert "choropleth:open-cases/市容环境" in {spec.name for spec in offers}


@pytest.mark.parametrize(
    "name", ["", "choropleth", "choropleth:x", "choropleth:open-cases@mars", "heat:x", "stations:"]
)
def test_what_is_no_layer_has_no_name(name: str) -> None:
    assert not is_layer_name(name)


def test_figures_go_through_their_names() -> None:
    for name in (CASES, "choropleth:open-cases@grid", "choropleth:open-cases/市容环境"):
        figure = figure_of(name)
        assert figure is not None and figure_name(figure) == name


def test_layers_of_a_silent_city_are_faint_until_it_is_heard_again(book: LayerBook) -> None:
    book.switch(CASES, True)
    book.set_wish(CASES, Shown(0.8, 0.0, 24.0))
    book.renew()
    assert (book.layers[CASES].opacity, book.remark) == (pytest.approx(0.8), "")
    told = _told(book)
    apply(book._world, changes(backends=[backend(name="主中心", heard_ago=60.0)]))
    book.renew()
    assert CASES in told and book.layers[CASES].opacity < 0.5 and "缓存" in book.remark
    assert book.wish(CASES).opacity == 0.8, "a person's wish is not touched"
    book.set_wish(CASES, Shown(0.4, 0.0, 24.0))
    assert book.layers[CASES].opacity < 0.25
    apply(book._world, changes(backends=[backend(name="主中心")]))
    book.renew()
    assert (book.layers[CASES].opacity, book.remark) == (pytest.approx(0.4), "")


def test_areas_are_made_anew_by_the_zoom_only_where_they_fade(book: LayerBook) -> None:
    book.switch(CASES, True)
    book.renew()
    strong = book.layers[CASES].shapes[-1].look.fill_alpha  # type: ignore[attr-defined]
    told = _told(book)
    for zoom, times in ((11.0, 0), (13.0, 1), (13.2, 1), (17.0, 2), (18.0, 2)):
        book.set_zoom(zoom)
        book.renew()
        assert len(told) == times, zoom
    assert book.layers[CASES].shapes[-1].look.fill_alpha < strong / 2  # type: ignore[attr-defined]
