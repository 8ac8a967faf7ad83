"""The world: what is told is what is known; a reload voids the rest; unknown and old never look live."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from console.domain.counters import CounterKey
from console.domain.entities import Event
from console.domain.truth import Quality
from console.models.figures.tiles import grid_tile
from console.models.world import SLICE_ROWS, World
from console.store.changes import BackendRow, Changes, QuarantineRow
from console.store.commit import Cursor, LinkState, Receipt
from tests.fakes.events import EPOCH, HOUR, NOW, alarm, case, incident, sample
from tests.models.kit import CITY, apply, backend, changes, fleet_frame, register

OPEN, FLOW = CounterKey("grid", "case.open", 0), CounterKey("grid", "case.opened", NOW)


def _titles(world: World) -> set[str]:
    return {row.id for row in world.alarms.rows(10_000)}


def test_every_kind_goes_to_its_place() -> None:
    world = apply(World(), changes([(1, alarm()), (2, case()), (3, incident()), (0, sample())], {OPEN: 4}))
    assert _titles(world) == {"A-1"}
    assert (set(world.cases), set(world.incidents)) == ({2}, {3})
    assert world.latest == {"st-1/PM25": (CITY, sample())}
    assert world.total("grid", "case.open") == 4


def test_removals_take_away_whatever_it_was() -> None:
    world = apply(World(), changes([(1, alarm()), (2, case()), (3, incident())]))
    apply(world, changes(removed=[1, 2, 3, 99]))
    assert not _titles(world) and not world.cases and not world.incidents


def test_a_key_that_is_another_things_now_leaves_no_ghost() -> None:
    world = apply(World(), changes([(1, alarm()), (2, case())]))
    apply(world, changes([(1, incident()), (2, alarm("B"))]))
    assert _titles(world) == {"B"}
    assert (set(world.cases), set(world.incidents)) == (set(), {1})


def test_a_reload_voids_everything_that_is_not_in_it() -> None:
    world = apply(
        World(),
        changes(
            [(1, alarm("old")), (2, case()), (0, sample("gone"))], {OPEN: 7}, backends=[backend()],
            frames=[(CITY, fleet_frame(9000, NOW, 3, {1: 0}))], receipts=[(1, Receipt("city", 1, 2))],
            quarantine=[QuarantineRow(1, CITY, "e", 1, 1, "bad", b"")],
        ),
    )  # fmt: skip
    new = changes(
        [(5, alarm("new"))], {FLOW: 2}, reload=True, generation="g2", frames=[(CITY, fleet_frame(3, 5, 2, {0: 0}))]
    )
    apply(world, new)
    assert _titles(world) == {"new"}
    assert not world.cases and not world.latest and not world.receipts and not world.quarantine and not world.backends
    assert (world.total("grid", "case.open"), world.total("grid", "case.opened", NOW)) == (0, 2)
    assert (world.fleet.size(), world.fleet.at(CITY)) == (2, 5), "a new log's frames begin at small numbers"
    assert world.generation == "g2"


def test_nothing_is_told_in_the_middle_of_a_reload(qtbot: QtBot) -> None:
    world = apply(World(), changes([(1, alarm("old"))]))
    told: list[set[str]] = []
    world.alarms.changed.connect(lambda: told.append(_titles(world)))
    rows = [(key, alarm(f"A-{key}")) for key in range(10, 10 + 3 * SLICE_ROWS)]
    for _ in world.apply(changes(rows, reload=True)):
        world.announce()
        assert _titles(world) == {"old"}
    world.announce()
    assert [len(each) for each in told] == [3 * SLICE_ROWS]


def test_a_large_change_is_cut_into_slices() -> None:
    world = World()
    rows: list[tuple[int, Event]] = [(key, case(f"C-{key}")) for key in range(1, 10 * SLICE_ROWS + 1)]
    steps = world.apply(changes(rows))
    sizes = [0]
    for _ in steps:
        sizes.append(len(world.cases))
    assert max(after - before for before, after in itertools.pairwise(sizes)) <= SLICE_ROWS
    assert len(world.cases) == 10 * SLICE_ROWS


_count = st.tuples(st.integers(1, 4), st.integers(-5, 50) | st.none())


@given(st.lists(_count, max_size=30))
def test_totals_are_the_sum_over_backends_whatever_came_and_went(steps: list[tuple[int, int | None]]) -> None:
    world, rows = World(), {}
    for key, n in steps:
        made = Changes()
        if n is None:
            made.counters_removed = [key]
            rows.pop(key, None)
        else:
            made.counters = [(key, key, OPEN if key < 3 else FLOW, n)]
            rows[key] = n
        apply(world, made)
    assert world.total("grid", "case.open") == sum(n for key, n in rows.items() if key < 3)
    assert world.total("grid", "case.opened", NOW) == sum(n for key, n in rows.items() if key >= 3)
    assert len(world.totals) <= 2


def test_a_flow_is_summed_from_where_it_is_asked() -> None:
    hours = {CounterKey("grid", "case.opened", NOW + n * HOUR): 10**n for n in range(4)}
    world = apply(World(), changes([], {**hours, CounterKey("city", "case.opened", NOW): 5}))
    assert world.total("grid", "case.opened", NOW + 2 * HOUR) == 1100
    assert world.total("grid", "case.opened", NOW + 9 * HOUR) == 0


def test_topics_are_told_once_a_frame_and_only_what_changed(qtbot: QtBot) -> None:
    world, told = World(), []
    for topic in ("alarms", "counters", "fleet", "links", "registers", "entities", "receipts", "quarantine"):
        getattr(world, f"{topic}_changed").connect(lambda topic=topic: told.append(topic))
    world.latest_changed.connect(lambda touched: told.append(frozenset(touched)))
    for _ in world.apply(changes([(1, alarm()), (0, sample("s"))])):
        pass
    for _ in world.apply(changes([(2, alarm("B")), (0, sample("t"))])):
        pass
    assert told == []
    world.announce()
    assert sorted(map(str, told)) == sorted(map(str, ["alarms", frozenset({"s", "t"})]))
    told.clear()
    world.announce()
    assert told == []


def _with(link: LinkState) -> World:
    row = backend()
    return apply(World(), changes(backends=[BackendRow(row.key, row.name, "", row.cursor, row.counts, link)]))


def test_an_unknown_backend_and_a_link_never_heard_are_unknown() -> None:
    world = apply(World(), changes(backends=[backend(heard_ago=None)]))
    for key in (CITY, 99):
        for data_at, cadence in ((0, 0), (0, 5), (0, 3600)):
            assert world.truth(key, data_at, cadence).quality is Quality.UNKNOWN
    assert world.link_truth().quality is Quality.UNKNOWN
    assert World().link_truth().quality is Quality.UNKNOWN


def test_data_that_is_not_there_is_unknown_on_the_best_link() -> None:
    world = apply(World(), changes(backends=[backend(heard_ago=0.1)]))
    assert world.truth(CITY, 0, 5).quality is Quality.UNKNOWN
    assert world.truth(CITY, 0, 3600).quality is Quality.UNKNOWN
    assert world.truth(CITY, 0, 0).quality is Quality.LIVE


@pytest.mark.parametrize(("heard_ago", "quality"), [(1.0, Quality.LIVE), (8.0, Quality.LIVE), (10.0, Quality.CACHED)])
def test_the_links_age_is_by_the_clock_that_nobody_can_turn(
    monkeypatch: pytest.MonkeyPatch, heard_ago: float, quality: Quality
) -> None:
    world = apply(World(), changes(backends=[backend(heard_ago=heard_ago)]))
    real = time.time
    for jump in (-86_400.0, 0.0, 86_400.0):
        monkeypatch.setattr(time, "time", lambda jump=jump: real() + jump)
        assert world.truth(CITY, 0, 0).quality is quality


def test_a_link_of_another_boot_goes_by_the_wall_clock() -> None:
    long_ago = int((time.time() - 3600) * 1000)
    world = _with(LinkState("live", "", long_ago, time.monotonic_ns(), "another boot", 0, 5))
    truth = world.truth(CITY, 0, 0)
    assert truth.quality is Quality.CACHED
    assert truth.since == pytest.approx(long_ago, abs=2000)


def test_a_link_of_another_boot_is_not_live_because_the_clock_came_back_behind_it() -> None:
    tomorrow = int((time.time() + 86_400) * 1000)
    world = _with(LinkState("connecting", "", tomorrow, time.monotonic_ns(), "another boot", 0, 5))
    assert world.truth(CITY, 0, 0).quality is Quality.CACHED
    assert world.truth(CITY, tomorrow, 5).quality > Quality.LIVE


@pytest.mark.parametrize("hours", [-24, 0, 24])
def test_the_citys_time_is_the_servers(hours: int) -> None:
    offset = hours * HOUR
    world = apply(World(), changes(backends=[backend(offset_ms=offset)]))
    assert world.now() == pytest.approx(time.time() * 1000 + offset, abs=2000)
    servers_now = int(time.time() * 1000) + offset
    assert world.truth(CITY, servers_now - 3000, 5).quality is Quality.LIVE
    assert world.truth(CITY, servers_now - 60_000, 5).quality is Quality.DELAYED


def test_the_worst_link_speaks_for_all() -> None:
    world = apply(World(), changes(backends=[backend(1, "a"), backend(2, "b", 60.0)]))
    assert (world.link_truth().quality, world.link_truth().source) == (Quality.CACHED, "b")


def test_a_backend_never_heard_hides_nothing_of_the_others_and_is_named() -> None:
    silent = replace(backend(2, "b", None), cursor=Cursor())
    world = apply(World(), changes([(1, alarm())], backends=[backend(1, "a"), silent],
                                   frames=[(1, fleet_frame(1, int(time.time() * 1000), 4, {2: 0}))]))  # fmt: skip
    for truth in (world.link_truth(), world.fleet_truth(), grid_tile(world).truth):
        assert (truth.quality, truth.missing) == (Quality.LIVE, ("b",))
    assert world.truth(2, 0, 0).quality is Quality.UNKNOWN
    begun = replace(silent, cursor=Cursor(EPOCH, 5, 0))
    apply(world, changes(backends=[begun]))
    assert world.link_truth().quality is Quality.CACHED, "its first rows are no better than that until it is level"


def test_a_damaged_frame_or_register_changes_nothing() -> None:
    good = changes(frames=[(CITY, fleet_frame(1, NOW, 4, {2: 0}))], registers=[register("assets", [])])
    world = apply(
        World(), good, changes(frames=[(CITY, b"garbage")], registers=[(CITY, "areas", b"{"), (CITY, "new", b"")])
    )
    assert world.fleet.known() == 1
    assert world.registers.areas == {}


def _stop(steps: Iterator[None]) -> None:
    next(steps)
    del steps


def test_a_change_that_is_given_up_half_way_does_not_silence_the_world() -> None:
    world = World()
    _stop(world.apply(changes([(key, alarm(f"A-{key}")) for key in range(1, 200)], reload=True)))
    apply(world, changes([(1, alarm())], reload=True))
    assert world.alarms.count() == 1


@pytest.mark.parametrize("jump", [-24 * HOUR, 24 * HOUR])
def test_the_citys_time_does_not_follow_a_clock_that_is_turned_in_an_outage(
    monkeypatch: pytest.MonkeyPatch, jump: int
) -> None:
    world = apply(World(), changes(backends=[backend(offset_ms=5_000)]))
    before, real = world.now(), time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() + jump * 1_000_000)
    down = backend(offset_ms=5_000)
    apply(world, changes(backends=[replace(down, link=msgspec.structs.replace(down.link, state="down"))]))
    assert world.now() == pytest.approx(before, abs=2000)
    apply(world, changes(backends=[backend(offset_ms=5_000 - jump)]))
    assert world.now() == pytest.approx(before, abs=2000), "the link measures the new difference"


def test_a_window_keeps_no_more_of_a_list_than_the_cache() -> None:
    world = World()
    for start in range(1, 20_001, 4_000):
        rows = [QuarantineRow(key, CITY, EPOCH, key, NOW, "bad", b"x") for key in range(start, start + 4_000)]
        receipts = [(key, Receipt("city", 1, 2)) for key in range(start, start + 4_000)]
        apply(world, Changes(quarantine=rows, receipts=receipts))
    assert (len(world.quarantine), min(world.quarantine)) == (10_000, 10_001)
    assert (len(world.receipts), min(world.receipts)) == (5_000, 15_001)


def test_of_two_cities_the_first_backends_one_names_the_wall_whichever_comes_last() -> None:
    registers = World().registers
    for number, name in ((2, "乙市"), (1, "甲市"), (2, "乙市"), (3, "丙市")):
        registers.load(number, "city", b'{"name":"' + name.encode() + b'"}')
    assert registers.city.name == "甲市"
    registers.load(1, "city", '{"name":"甲新市"}'.encode())
    assert registers.city.name == "甲新市"
