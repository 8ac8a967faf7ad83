"""The state that a log adds up to: versions, closing, buckets that are forgotten, and the digest."""

from __future__ import annotations

import itertools
import random

import msgspec
import pytest

from console.domain.counters import CounterKey
from console.domain.entities import KIND_NUMBER, Alarm, Case, Dropped, Event, Sample, Stage
from console.domain.ledger import Ledger, state_digest
from tests.fakes.events import HOUR, NOW, alarm, case, incident, normal, sample

ALARM, CASE = KIND_NUMBER[Alarm], KIND_NUMBER[Case]
OPEN = CounterKey("city", "alarm.open", 0)


def _ledger(*events: Event) -> Ledger:
    ledger = Ledger()
    for event in events:
        ledger.apply(event)
    return ledger


def _digest(ledger: Ledger, fleet: bytes = b"") -> dict[str, str]:
    return state_digest(ledger.entities.values(), ledger.latest.values(), ledger.counters, fleet)


@pytest.mark.parametrize("v", [1, 2])
def test_an_older_or_equal_version_changes_nothing(v: int) -> None:
    ledger = _ledger(alarm(v=2, title="now"))
    before = _digest(ledger)
    ledger.drain()
    assert ledger.apply(alarm(v=v, title="before", acknowledged=True)) is False
    assert _digest(ledger) == before
    assert not ledger.drain().entities


def test_a_newer_version_replaces_the_entity() -> None:
    ledger = _ledger(alarm(), alarm(v=5, acknowledged=True))
    assert list(ledger.entities.values()) == [alarm(v=5, acknowledged=True)]
    assert ledger.counters[OPEN] == 1


def test_an_entity_that_closes_leaves_and_its_row_is_named() -> None:
    ledger = _ledger(alarm())
    ledger.drain()
    assert ledger.apply(normal(alarm(), 2)) is True
    assert ledger.entities == {}
    assert ledger.drain().entities == {(ALARM, "A-1")}
    assert ledger.counters[OPEN] == 0


def test_kinds_with_the_same_id_are_different_things() -> None:
    ledger = _ledger(alarm("X"), case("X"))
    assert set(ledger.entities) == {(ALARM, "X"), (CASE, "X")}


def test_a_sample_is_newest_by_version_not_by_time() -> None:
    ledger = _ledger(sample(v=1, at=NOW), sample(v=3, at=NOW - 5000, value=3.0), sample(v=2, at=NOW + 9000))
    assert ledger.latest["st-1/PM25"].value == 3.0
    assert [each.v for each in ledger.drain().series["st-1/PM25"]] == [1, 3]
    assert ledger.entities == {}


def test_a_drain_hands_over_each_change_once() -> None:
    ledger = _ledger(alarm(), sample(), case())
    touched = ledger.drain()
    assert touched.entities == {(ALARM, "A-1"), (CASE, "C-1")}
    assert list(touched.series) == ["st-1/PM25"]
    assert OPEN in touched.counters
    again = ledger.drain()
    assert not again.entities and not again.series and not again.counters


def test_buckets_older_than_two_days_are_forgotten_and_named() -> None:
    old, kept, newest = NOW - 50 * HOUR, NOW - 48 * HOUR, NOW
    ledger = _ledger(case("a", opened=old), case("b", opened=kept))
    ledger.drain()
    ledger.apply(case("c", opened=newest))
    hours = sorted(key.bucket for key in ledger.counters if key.measure == "case.opened")
    half = 1_800_000
    assert hours == [kept - half, newest - half]
    assert CounterKey("grid", "case.opened", old - half) in ledger.drain().counters
    assert ledger.counters[CounterKey("grid", "case.open", 0)] == 3


def test_forgetting_is_by_measure_and_system() -> None:
    ledger = _ledger(case("a", opened=NOW - 100 * HOUR), alarm(at=NOW))
    assert any(key.measure == "case.opened" for key in ledger.counters)


ENTITIES: list[Event] = [alarm("a"), alarm("b", priority=1), case("c"), incident("d")]
LATEST = [sample("s", 4, 1.5), sample("t", 2, None)]
COUNTERS = {CounterKey("city", "alarm.open", 0): 2, CounterKey("grid", "case.opened", NOW): 1}


def test_the_digest_does_not_see_the_order() -> None:
    whole = state_digest(ENTITIES, LATEST, COUNTERS, b"f")
    for order in itertools.permutations(ENTITIES):
        backwards = dict(reversed(list(COUNTERS.items())))
        assert state_digest(order, LATEST[::-1], backwards, b"f") == whole


def test_a_counter_of_zero_is_absent() -> None:
    more = {**COUNTERS, CounterKey("city", "case.open", 0): 0}
    assert state_digest(ENTITIES, LATEST, more, b"") == state_digest(ENTITIES, LATEST, COUNTERS, b"")


CHANGES: dict[str, tuple[list[Event], list[Sample], dict[CounterKey, int], bytes]] = {
    "an entity gone": (ENTITIES[1:], LATEST, COUNTERS, b"f"),
    "an entity twice": ([*ENTITIES, ENTITIES[0]], LATEST, COUNTERS, b"f"),
    "a title": ([alarm("a", title="x"), *ENTITIES[1:]], LATEST, COUNTERS, b"f"),
    "a version": ([alarm("a", v=2), *ENTITIES[1:]], LATEST, COUNTERS, b"f"),
    "a flag": ([alarm("a", acknowledged=True), *ENTITIES[1:]], LATEST, COUNTERS, b"f"),
    "a stage": ([*ENTITIES[:2], case("c", stage=Stage.FILED), ENTITIES[3]], LATEST, COUNTERS, b"f"),
    "a value": (ENTITIES, [sample("s", 4, 1.6), LATEST[1]], COUNTERS, b"f"),
    "a gap filled": (ENTITIES, [LATEST[0], sample("t", 2, 0.0)], COUNTERS, b"f"),
    "a quality flag": (ENTITIES, [sample("s", 4, 1.5, flag="D"), LATEST[1]], COUNTERS, b"f"),
    "a count": (ENTITIES, LATEST, {**COUNTERS, CounterKey("city", "alarm.open", 0): 3}, b"f"),
    "a bucket": (ENTITIES, LATEST, {**COUNTERS, CounterKey("grid", "case.opened", NOW + HOUR): 1}, b"f"),
    "a position": (ENTITIES, LATEST, COUNTERS, b"g"),
}


def test_the_digest_sees_every_change_and_tells_them_apart() -> None:
    states = {name: state_digest(*parts)["state"] for name, parts in CHANGES.items()}
    states["unchanged"] = state_digest(ENTITIES, LATEST, COUNTERS, b"f")["state"]
    assert len(set(states.values())) == len(states)


@pytest.mark.parametrize(
    ("change", "part"),
    [("a title", "entities"), ("a value", "latest"), ("a count", "counters"), ("a position", "fleet")],
)
def test_the_digest_says_which_part_differs(change: str, part: str) -> None:
    one, other = state_digest(ENTITIES, LATEST, COUNTERS, b"f"), state_digest(*CHANGES[change])
    assert {name for name in one if one[name] != other[name]} == {part, "state"}


def test_what_is_over_is_handed_over_as_it_ended_and_once() -> None:
    ledger = _ledger(alarm(), case(), sample())
    assert not ledger.drain().done
    closed = case(v=2, stage=Stage.CLOSED)
    ledger.apply(closed)
    assert ledger.drain().done == {(CASE, case().id): closed}
    assert not ledger.drain().done


@pytest.mark.parametrize("restored", [False, True])
def test_an_area_that_has_been_quiet_for_days_loses_its_old_counters_with_the_others(restored: bool) -> None:
    def at(name: str, hours: int, area: str) -> Case:
        return case(name, area=area, opened=NOW + hours * HOUR)

    ledger = _ledger(at("a", 0, "330101"), at("b", 0, "330102"))
    if restored:
        ledger = Ledger(ledger.entities, ledger.latest, dict(ledger.counters))
    for hour in range(1, 50):
        ledger.apply(at(f"c{hour}", hour, "330102"))
    kept = {key for key in ledger.counters if key.plain == "case.opened"}
    assert min(key.bucket for key in kept) == (NOW + HOUR) // HOUR * HOUR, "48 hours before the newest"
    assert {key.area for key in kept} == {"", "330102"}
    assert CounterKey("grid", "case.opened/330101", NOW // HOUR * HOUR) in ledger.drain().counters


def hours_of(ledger: Ledger, measure: str = "case.opened") -> list[int]:
    """The hours (from this one) for which a flow has a counter."""
    return sorted((key.bucket - NOW) // HOUR + 1 for key in ledger.counters if key.measure == measure and key.bucket)


YEARS = 9 * 365 * 24


@pytest.mark.parametrize("ahead", [49, 30 * 24, YEARS])
@pytest.mark.parametrize("often", [1, 60], ids=["once", "for days"])
def test_a_clock_that_is_ahead_empties_nobody_s_day(ahead: int, often: int) -> None:
    """Every hour one case in time, and after the tenth hour one a day or years ahead, again and again."""
    ledger = Ledger()
    for hour in range(60):
        ledger.apply(case(f"c{hour}", opened=NOW + hour * HOUR))
        if 10 <= hour < 10 + often:
            ledger.apply(case(f"f{hour}", opened=NOW + (hour + ahead + 60) * HOUR))
    mine = [hour for hour in hours_of(ledger) if hour < 60]
    assert mine == list(range(59 - 48, 60)), "two days of the present, whole"


def test_a_gateway_that_was_off_for_a_week_goes_on_and_forgets_in_the_end() -> None:
    ledger = Ledger()
    weeks = [hour + week * 24 * 9 for week in range(12) for hour in range(60)]
    for hour in weeks:
        ledger.apply(case(f"c{hour}", opened=NOW + hour * HOUR))
    found = hours_of(ledger)
    last = weeks[-1]
    assert [hour for hour in found if hour > last - 49] == list(range(last - 48, last + 1))
    assert len(found) == 3 * 49, "no more than three runs, each of two days"


def test_what_is_forgotten_does_not_depend_on_where_one_begins_to_follow() -> None:
    """A console begins with a snapshot in the middle; it forgets what the gateway forgets."""
    events = [case(f"c{n}", opened=NOW + (n * 37 % 400) * HOUR) for n in range(400)]
    for start in (0, 1, 57, 200, 399):
        whole, late = Ledger(), Ledger()
        for event in events[:start]:
            whole.apply(event)
        late.entities, late.counters = dict(whole.entities), dict(whole.counters)
        for event in events[start:]:
            whole.apply(event)
            late.apply(event)
        assert late.counters == whole.counters


def day_of_reports(seed: int) -> list[Case]:
    """Reports that come in over weeks, with pauses; each is filed, or void, or waits."""
    chance, now = random.Random(seed), NOW
    waiting: list[Case] = []
    events: list[Case] = []
    for number in range(200):
        now += chance.choice([0, 0, HOUR, 5 * HOUR, 30 * HOUR, 60 * HOUR])
        if waiting and chance.random() < 0.6:
            old = waiting.pop(chance.randrange(len(waiting)))
            filed = chance.random() < 0.5
            ends = {"stage": Stage.FILED} if filed else {"stage": Stage.CLOSED, "closed": now, "dropped": Dropped.VOID}
            events.append(msgspec.structs.replace(old, v=old.v + 1, at=now, **ends))
        else:
            waiting.append(case(f"c{number}", at=now, opened=now - chance.choice([0, HOUR, 70 * HOUR])))
            events.append(waiting[-1])
    return events


@pytest.mark.parametrize("seed", range(20))
def test_what_was_taken_off_again_leaves_no_trace_that_only_one_side_has(seed: int) -> None:
    """A snapshot, a checkpoint and a cache hold no counter of zero; who begins with one forgets the same later."""
    events = day_of_reports(seed)
    for start in range(0, 200, 7):
        whole = _ledger(*events[:start])
        told = {key: n for key, n in whole.counters.items() if n}
        late = Ledger(dict(whole.entities), {}, told)
        for event in events[start:]:
            whole.apply(event)
            late.apply(event)
        assert _digest(late) == _digest(whole)
