"""The alarm rules against a plain model written from the design table (ISA-18.2 letters), not from the code."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from console.domain.alarms import alarm_state as rules
from console.domain.alarms.alarm_state import Refusal, State, Why, state_of
from console.domain.entities import Alarm, System

pytestmark = pytest.mark.operations

T0 = 1_780_000_000_000
HOUR = 3_600_000

PLAIN = {
    ("A", "occurs"): "B",
    ("B", "acknowledge"): "C",
    ("B", "clears"): "D",
    ("C", "clears"): "A",
    ("C", "rises"): "B",
    ("C", "re-alarm"): "B",
    ("D", "acknowledge"): "A",
    ("D", "occurs"): "B",
}
"""The table for a point that doesn't latch. What isn't here changes no letter."""
LATCHING = {
    ("A", "occurs"): "B",
    ("B", "acknowledge"): "C",
    ("B", "clears"): "L both",
    ("C", "clears"): "L reset",
    ("C", "rises"): "B",
    ("C", "re-alarm"): "B",
    ("L both", "acknowledge"): "L reset",
    ("L both", "reset"): "L acknowledge",
    ("L both", "occurs"): "B",
    ("L reset", "reset"): "A",
    ("L reset", "occurs"): "B",
    ("L acknowledge", "acknowledge"): "A",
    ("L acknowledge", "occurs"): "B",
}
"""For a latching point; the word after L is what it still needs."""


class Model:
    """Letters and covers, as the table has them."""

    def __init__(self, latching: bool) -> None:
        self.table = LATCHING if latching else PLAIN
        self.under = "B"
        self.active = True
        self.covers: set[str] = set()

    @property
    def letter(self) -> str:
        return next((cover for cover in "GFE" if cover in self.covers), self.under[0])

    def can(self, event: str) -> bool:
        return not self.covers and (self.under, event) in self.table

    def happens(self, event: str) -> None:
        if event in ("occurs", "clears"):
            self.active = event == "occurs"
        if not self.covers:
            self.under = self.table.get((self.under, event), self.under)

    def uncover(self, cover: str, active: str) -> None:
        self.covers.remove(cover)
        self.under = active if self.active else "A"


class Pair:
    """An alarm and its model, walked side by side; every step checks that they are at the same letter."""

    def __init__(self, latching: bool, set_by_source: bool) -> None:
        self.now = T0
        self.model = Model(latching)
        self.alarm = Alarm(
            id="AL-1", v=1, at=T0, raised=T0, system=System.CITY, priority=3, title="水位超限", source="s", rule="r",
            latching=latching, latched=latching and set_by_source,
        )  # fmt: skip

    def step(self, name: str) -> None:
        getattr(self, name)()
        self.check()

    def check(self) -> None:
        alarm, model = self.alarm, self.model
        assert state_of(alarm).value == model.letter
        assert alarm.active is model.active, "the condition is tracked under every cover"
        assert (alarm.cleared is None) is model.active
        assert alarm.open is (model.letter != "A"), "only a normal alarm leaves the table"
        if not alarm.acknowledged:
            assert (alarm.acknowledged_by, alarm.acknowledged_at) == ("", 0)
        if not alarm.hidden:
            assert alarm.reason == ""

    def take(self, outcome, accepted, by=""):
        """One step's outcome: a new version by the right person, or nothing at all."""
        if not accepted:
            assert isinstance(outcome, Refusal) or outcome == self.alarm
            return
        assert isinstance(outcome, Alarm), outcome
        assert (outcome.v, outcome.at, outcome.by) == (self.alarm.v + 1, self.now, by)
        self.alarm = outcome

    def occurs(self):
        self.take(rules.occur(self.alarm, self.now, 1.0), True)
        if not self.model.active:
            self.model.happens("occurs")

    def clears(self):
        self.take(rules.clear(self.alarm, self.now), self.model.active)
        if self.model.active:
            self.model.happens("clears")

    def acknowledge(self):
        accepted = self.model.can("acknowledge")
        self.take(rules.acknowledge(self.alarm, "张三", self.now), accepted, "张三")
        if accepted:
            self.model.happens("acknowledge")
            assert (self.alarm.acknowledged_by, self.alarm.acknowledged_at) == ("张三", self.now)

    def rises(self):
        self.changes(max(1, self.alarm.priority - 1))

    def falls(self):
        self.changes(min(4, self.alarm.priority + 1))

    def changes(self, priority):
        rises = priority < self.alarm.priority
        self.take(rules.change_priority(self.alarm, priority, self.now), True)
        if rises:
            self.model.happens("rises")

    def re_alarms(self):
        accepted = self.model.can("re-alarm")
        self.take(rules.re_alarm(self.alarm, self.now), accepted)
        self.model.happens("re-alarm")

    def reset(self):
        accepted = self.model.can("reset")
        self.take(rules.reset(self.alarm, "李四", self.now), accepted, "李四")
        self.model.happens("reset")

    def shelve(self, minutes=30):
        accepted = not self.model.covers and self.model.under != "A"
        outcome = rules.shelve(self.alarm, "张三", self.now, self.now + minutes * 60_000, "检修 ")
        self.take(outcome, accepted, "张三")
        if accepted:
            self.model.covers.add("E")
            assert self.alarm.reason == "检修"

    def unshelve(self):
        accepted = "E" in self.model.covers
        self.take(rules.unshelve(self.alarm, "王五", self.now), accepted, "王五")
        if accepted:
            self.model.uncover("E", "C")

    def shelf_runs_out(self):
        self.now = max(self.now, self.alarm.until)
        self.shelf_timer()

    def shelf_timer(self):
        accepted = "E" in self.model.covers and self.now >= self.alarm.until
        self.take(rules.expire(self.alarm, self.now), accepted)
        if accepted:
            self.model.uncover("E", "B")

    def suppress(self):
        self.take(rules.suppress(self.alarm, "", self.now, "上游停机"), True)
        self.model.covers.add("F")

    def suppression_ends(self):
        accepted = "F" in self.model.covers
        self.take(rules.unsuppress(self.alarm, "", self.now), accepted)
        if accepted:
            self.model.uncover("F", "B")

    def out_of_service(self):
        self.take(rules.take_out_of_service(self.alarm, "张三", self.now, "换传感器"), True, "张三")
        self.model.covers.add("G")

    def back_to_service(self):
        accepted = "G" in self.model.covers
        self.take(rules.return_to_service(self.alarm, "张三", self.now), accepted, "张三")
        if accepted:
            self.model.uncover("G", "B")


BARE = ("occurs", "clears", "acknowledge", "rises", "re_alarms", "reset", "shelve", "unshelve", "shelf_runs_out")
COVERED = ("falls", "suppress", "suppression_ends", "out_of_service", "back_to_service", "shelf_timer")
POINTS = [(False, False), (True, False), (True, True)]


@pytest.mark.parametrize(("latching", "set_by_source"), POINTS)
def test_every_short_sequence_ends_at_the_letter_of_the_table(latching, set_by_source):
    for steps in product(BARE, repeat=4):
        pair = Pair(latching, set_by_source)
        for name in steps:
            pair.step(name)


class LongWalks(RuleBasedStateMachine):
    """Long sequences with times, and with several covers at once."""

    @initialize(point=st.sampled_from(POINTS))
    def begin(self, point):
        self.pair = Pair(*point)

    @rule(minutes=st.integers(1, 300))
    def time_passes(self, minutes):
        self.pair.now += minutes * 60_000

    @rule(name=st.sampled_from(BARE))
    def plain_step(self, name):
        self.pair.step(name)

    @rule(name=st.sampled_from(COVERED))
    def covering_step(self, name):
        self.pair.step(name)

    @rule(minutes=st.integers(1, 480))
    def shelve_for(self, minutes):
        self.pair.shelve(minutes)
        self.pair.check()

    @rule(priority=st.integers(1, 4))
    def severity_changes(self, priority):
        self.pair.changes(priority)
        self.pair.check()


LongWalks.TestCase.settings = settings(max_examples=100, stateful_step_count=60, deadline=None)
TestLongWalks = LongWalks.TestCase


def alarm(**fields):
    fields = {"active": True, "acknowledged": False} | fields
    return Alarm(
        id="AL-1", v=7, at=T0, raised=T0, system=System.CITY, priority=2, title="t", source="s", rule="r", **fields
    )


@pytest.mark.parametrize("acknowledged", [False, True])
def test_a_shelf_emptied_by_hand_causes_no_flood_and_one_that_ran_out_annunciates(acknowledged):
    shelved = rules.shelve(alarm(acknowledged=acknowledged), "张三", T0, T0 + HOUR, "误报")
    assert state_of(shelved) is State.SHELVED
    by_hand = rules.unshelve(shelved, "李四", T0 + 60_000)
    assert state_of(by_hand) is State.ACKNOWLEDGED
    assert (by_hand.acknowledged_by, by_hand.acknowledged_at, by_hand.until) == ("李四", T0 + 60_000, 0)
    timed = rules.expire(shelved, T0 + HOUR)
    assert state_of(timed) is State.UNACKNOWLEDGED
    assert timed.by == "", "nobody did it"


def test_an_inactive_alarm_is_normal_whichever_way_it_leaves_the_shelf():
    cleared = rules.clear(rules.shelve(alarm(latching=True), "张三", T0, T0 + HOUR, "误报"), T0 + 1)
    assert state_of(rules.unshelve(cleared, "李四", T0 + 2)) is State.NORMAL
    assert state_of(rules.expire(cleared, T0 + HOUR)) is State.NORMAL


def test_a_shelf_ends_at_its_time_and_not_before():
    shelved = rules.shelve(alarm(), "张三", T0, T0 + HOUR, "误报")
    assert rules.expire(shelved, T0 + HOUR - 1) is shelved
    assert not rules.expire(shelved, T0 + HOUR).shelved


@pytest.mark.parametrize(
    ("until", "reason", "why"),
    [
        (T0 + HOUR, "", Why.NO_REASON),
        (T0 + HOUR, "  \n", Why.NO_REASON),
        (T0, "误报", Why.EXPIRY_PAST),
        (T0 - 1, "误报", Why.EXPIRY_PAST),
        (T0 + rules.LONGEST_SHELF_MS + 1, "误报", Why.EXPIRY_FAR),
    ],
)
def test_a_shelf_needs_a_reason_and_an_expiry_ahead_but_not_too_far(until, reason, why):
    assert rules.shelve(alarm(), "张三", T0, until, reason) == Refusal(why)
    assert isinstance(rules.shelve(alarm(), "张三", T0, T0 + rules.LONGEST_SHELF_MS, "误报"), Alarm)


def test_an_update_while_the_condition_stands_names_nobody_and_keeps_the_acknowledgement():
    seen = rules.acknowledge(alarm(), "张三", T0 + 1)
    updated = rules.occur(seen, T0 + 2, 9.5)
    assert (updated.by, updated.acknowledged_by, updated.acknowledged_at) == ("", "张三", T0 + 1)
    assert state_of(updated) is State.ACKNOWLEDGED


@pytest.mark.parametrize(
    ("before", "act", "why"),
    [
        (alarm(acknowledged=True), rules.acknowledge, Why.ALREADY_ACKNOWLEDGED),
        (alarm(acknowledged=True, active=False), rules.acknowledge, Why.CLEARED),
        (alarm(shelved=True), rules.acknowledge, Why.HIDDEN),
        (alarm(), rules.reset, Why.NOT_LATCHED),
        (alarm(latching=True, latched=True), rules.reset, Why.STILL_ACTIVE),
        (alarm(), rules.unshelve, Why.NOT_SHELVED),
        (alarm(), rules.unsuppress, Why.NOT_SUPPRESSED),
        (alarm(), rules.return_to_service, Why.NOT_OUT_OF_SERVICE),
    ],
)
def test_an_act_that_makes_no_sense_is_refused_with_its_reason(before, act, why):
    assert act(before, "张三", T0) == Refusal(why)
