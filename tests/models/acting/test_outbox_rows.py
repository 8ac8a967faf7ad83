"""Commands in words: stages, who was first, and the next sensible act."""

from __future__ import annotations

from typing import Any

import pytest

from console.commands import intents as do
from console.commands.envelope import Outcome, Stage, Verdict, make
from console.commands.intents import AnyIntent
from console.commands.outbox import Entry
from console.domain.alarms.alarm_state import Why
from console.domain.entities import Duty, Event, Incident, Task
from console.models.acting.outbox_rows import Next, asks, pending_words, row_of, tally
from console.models.duty.handover import shift_words
from console.models.world import World
from tests.fakes.events import case
from tests.models.alarms.test_flood import alarm
from tests.models.kit import backend
from tests.models.worlds import NOW
from tests.models.worlds import world_of as world_with

pytestmark = pytest.mark.operations


def entry(intent: AnyIntent, stage: Stage, outcome: Outcome | None = None, place: int = 1, **fields: Any) -> Entry:
    command = make(intent, "Alarm", actor="u", session="s", terminal="t", expected=1, now_ms=NOW)
    return Entry(place, "gw", command, stage, outcome, fields.get("attempts", 0), NOW + 5_000)


def world_of(*events: Event) -> World:
    """A world that follows the backend of these commands."""
    world = world_with(*events)
    world.backends[7] = backend(7, "gw")
    return world


ACK = do.Acknowledge(about="A-1")
CONFLICT = Outcome(verdict=Verdict.CONFLICT, reason=Why.ALREADY_ACKNOWLEDGED.value, by="王建国", at=NOW)


def test_a_conflict_says_who_did_what_and_when_and_offers_the_next_act(qapp: object) -> None:
    row = row_of(world_of(alarm(1, NOW)), entry(ACK, Stage.CONFLICT, CONFLICT))
    assert "王建国" in row.detail and "已确认过" in row.detail
    assert row.target == "告警 1"
    assert row.next == (Next.RESEND, Next.LOOK, Next.DISCARD)


def test_an_expired_dispatch_is_asked_about_again(qapp: object) -> None:
    outcome = Outcome(verdict=Verdict.EXPIRED, reason="waited too long")
    row = row_of(
        world_of(alarm(1, NOW)), entry(do.Dispatch(about="A-1", departments=("应急",)), Stage.EXPIRED, outcome)
    )
    assert Next.RESEND in row.next
    assert "已过期" in row.detail


def test_a_case_an_incident_and_a_task_are_looked_at_where_they_are_worked_on(qapp: object) -> None:
    late = Outcome(verdict=Verdict.EXPIRED, reason="waited too long")
    spill = Incident(id="I-1", v=4, at=NOW, cls="事故灾难", grade=4, title="泄漏", opened=NOW)
    due = Task(id="T-1", v=2, at=NOW, incident="I-1", title="封堵雨水口", due=NOW)
    world = world_of(case("CG-1"), spill, due)
    dispatch = row_of(world, entry(do.Dispatch(about="CG-1", departments=("市公安局",)), Stage.EXPIRED, late))
    assert dispatch.next == (Next.RESEND, Next.LOOK, Next.DISCARD), "it asks again"
    assert dispatch.place is not None and (dispatch.place.page, dispatch.target) == ("cases", "暴露垃圾")
    grade = row_of(world, entry(do.GradeIncident(about="I-1", grade=3, reason="x"), Stage.CONFLICT, CONFLICT))
    assert grade.place is not None and (grade.place.page, grade.place.version) == ("incidents", 4)
    tick = row_of(world, entry(do.CheckTask(about="T-1"), Stage.CONFLICT, CONFLICT))
    assert tick.place is not None and (tick.place.id, tick.target) == ("I-1", "泄漏 · 封堵雨水口")


def test_a_refused_command_is_not_offered_again(qapp: object) -> None:
    outcome = Outcome(verdict=Verdict.FORBIDDEN, reason="the role has no right to this act")
    row = row_of(world_of(alarm(1, NOW)), entry(ACK, Stage.REFUSED, outcome))
    assert row.next == (Next.LOOK, Next.DISCARD)


def test_what_is_closed_can_only_be_put_aside(qapp: object) -> None:
    row = row_of(world_of(), entry(ACK, Stage.CONFLICT, CONFLICT))
    assert row.next == (Next.DISCARD,)
    assert row.target == "A-1"


@pytest.mark.parametrize("why", list(Why))
def test_every_reason_of_the_rules_has_chinese_words(qapp: object, why: Why) -> None:
    outcome = Outcome(verdict=Verdict.INVALID, reason=why.value)
    detail = row_of(world_of(), entry(ACK, Stage.REFUSED, outcome)).detail
    assert not any("a" <= letter.lower() <= "z" for letter in detail)
    assert "网关未接受" not in detail


def test_what_was_put_aside_counts_no_more(qapp: object) -> None:
    entries = [entry(ACK, Stage.PENDING), entry(ACK, Stage.CONFLICT, CONFLICT), entry(ACK, Stage.CONFLICT, CONFLICT)]
    aside = [entries[1].command.id]
    assert tally(entries, aside)[Stage.CONFLICT] == 1
    assert [asks(each, aside) for each in entries] == [False, False, True]


def test_acts_on_their_way_are_told_by_alarm(qapp: object) -> None:
    opened = do.OpenIncident(about="IN-1", cls="火灾", grade=4, title="起火", alarms=("A-2", "A-3"))
    words = pending_words([entry(ACK, Stage.PENDING), entry(opened, Stage.PENDING), entry(ACK, Stage.DELIVERED)])
    assert words["A-1"] == "确认待送达"
    assert set(words) == {"A-1", "A-2", "A-3"}


def test_a_hand_over_is_called_by_its_shift(qapp: object) -> None:
    hours = 3_600_000
    shift = Duty(id="duty-n", v=1, at=NOW, starts=NOW, ends=NOW + 12 * hours, leader="l", commander="c",
                 watch_leader="w", commanders={}, dispatchers={})  # fmt: skip
    given = do.GiveHandover(about="HO-duty-n", shift="duty-n", body="", digest="0" * 64)
    row = row_of(world_of(shift), entry(given, Stage.DELIVERED))
    assert "HO-" not in row.target and row.target == shift_words(world_of(shift), "duty-n") and "–" in row.target
    assert row_of(world_of(), entry(given, Stage.DELIVERED)).target == "HO-duty-n"
