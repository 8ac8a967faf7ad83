"""What time alone brings about, through a real log."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import msgspec
import pytest

from console.commands import intents as do
from console.domain.alarms.alarm_state import State, state_of
from console.domain.entities import (
    Alarm,
    Case,
    Dossier,
    Duty,
    Entry,
    Handover,
    Incident,
    Note,
    Participant,
    Report,
    Stage,
    Stamp,
    Task,
    Unit,
    Warning,
)
from console.domain.ledger import Ledger
from console.gateway.timers import Timers, TimerSettings, due
from console.gateway.waiting import LogUnavailable
from tests.gateway.acts.bench import DAY, HOUR, MINUTE, benched
from tests.gateway.harness import NOW, alarm, case

pytestmark = pytest.mark.operations


def test_a_shelf_that_runs_out_annunciates_again_by_nobody_s_act(tmp_path):
    async def scenario(bench):
        bench.put(alarm(1), alarm(1, "AL-2"))
        for name in ("AL-1", "AL-2"):
            bench.must(do.Shelve(about=name, until=NOW + HOUR, reason="检修"))
        bench.must(do.Unshelve(about="AL-2"))
        bench.now = NOW + HOUR - 1
        assert await bench.tick() == 0
        bench.now = NOW + HOUR
        assert await bench.tick() == 1
        back = bench.get(Alarm, "AL-1")
        assert (state_of(back), back.by, back.command) == (State.UNACKNOWLEDGED, "", "")
        assert state_of(bench.get(Alarm, "AL-2")) is State.ACKNOWLEDGED
        assert await bench.tick() == 0, "once"

    benched(tmp_path, scenario)


def test_the_re_alarm_timer_is_off_by_default_and_counts_from_the_acknowledgement(tmp_path):
    async def scenario(bench):
        bench.put(alarm(1))
        bench.now = NOW + MINUTE
        bench.must(do.Acknowledge(about="AL-1"))
        seen = bench.get(Alarm, "AL-1")
        bench.put(msgspec.structs.replace(seen, v=seen.v + 1, at=NOW + 20 * MINUTE, value=3.0, by=""))
        bench.now = NOW + 31 * MINUTE
        assert await bench.tick() == 0
        settings = TimerSettings(re_alarm={3: 30 * MINUTE})
        bench.now -= 1
        assert await bench.tick(settings) == 0
        bench.now += 1
        assert await bench.tick(settings) == 1, "an update of the value doesn't put it off"
        assert state_of(bench.get(Alarm, "AL-1")) is State.UNACKNOWLEDGED
        assert await bench.tick(settings) == 0

    benched(tmp_path, scenario)


def test_a_case_is_overdue_after_its_due_time_and_its_incident_is_told_once(tmp_path):
    async def scenario(bench):
        bench.put(case(1, Stage.HANDLING), case(1, Stage.HANDLING, "CG-2"))
        bench.must(do.OpenIncident(about="IN-1", cls="自然灾害", grade=4, title="t", cases=("CG-1",)))
        bench.now = bench.get(Case, "CG-1").due
        assert await bench.tick(TimerSettings(sender="none")) == 0
        bench.now += 1
        assert await bench.tick(TimerSettings(sender="none")) == 3
        assert bench.get(Case, "CG-1").overdue
        told = [e for e in await bench.all(Entry) if e.sort is Stamp.OVERDUE]
        assert [(e.about, e.data["case"]) for e in told] == [("IN-1", "CG-1")]
        counters = {key.measure: n for key, n in bench.log.state.ledger.counters.items()}
        assert counters["case.overdue"] == 2
        assert await bench.tick(TimerSettings(sender="none")) == 0

    benched(tmp_path, scenario)


def test_a_warning_ends_at_its_time(tmp_path):
    async def scenario(bench):
        bench.put(Warning(id="YJ-1", v=1, at=NOW, level=3, event="大风", headline="t", sender="x", issued=NOW,
                          expires=NOW + HOUR))  # fmt: skip
        bench.now = NOW + HOUR - 1
        assert await bench.tick() == 0
        bench.now += 1
        assert await bench.tick() == 1
        assert bench.find(Warning, "YJ-1") is None

    benched(tmp_path, scenario)


def test_each_report_that_is_not_sent_in_time_is_one_line_of_the_timeline(tmp_path):
    async def scenario(bench):
        bench.must(do.OpenIncident(about="IN-1", cls="森林火灾", grade=2, title="t", source="瞭望"))
        bench.now = NOW + 30 * MINUTE
        assert await bench.tick() == 0, "on the minute is in time"
        bench.now += 1
        assert await bench.tick() == 1
        bench.must(do.Report(about="IN-1", stage="first", to="省政府总值班室", text="x", channel="书面"))
        bench.now = NOW + 3 * HOUR
        assert await bench.tick() == 1, "the written one was sent; the further one after it was not"
        missed = [entry.data for entry in await bench.all(Entry) if entry.sort is Stamp.REPORT_MISSED]
        assert [(m["stage"], m["channel"]) for m in missed] == [("first", "电话"), ("further", "书面")]
        assert await bench.tick() == 0

    benched(tmp_path, scenario)


def test_the_final_report_is_awaited_after_the_end(tmp_path):
    async def scenario(bench):
        bench.must(do.OpenIncident(about="IN-1", cls="森林火灾", grade=4, title="t", source="瞭望"))
        bench.must(do.Report(about="IN-1", stage="first", to="市政府总值班室", text="x"))
        bench.must(do.CloseIncident(about="IN-1", text="已扑灭"), "zhao")
        bench.now = NOW + 2 * DAY + 1
        assert await bench.tick() == 1
        assert [e.data["stage"] for e in await bench.all(Entry) if e.sort is Stamp.REPORT_MISSED] == ["final"]

    benched(tmp_path, scenario)


def test_parts_of_what_has_ended_are_archived_in_slices_and_those_of_what_runs_stay(tmp_path):
    async def scenario(bench):
        for name in ("IN-1", "IN-2"):
            bench.must(do.OpenIncident(about=name, cls="自然灾害", grade=4, title="t", source="x"))
            bench.must(do.ActivatePlan(about=name, plan="plan-flood", level=4), "wang")
            bench.must(do.UnitMark(about=name, unit="市水务局", mark="arrived"))
            bench.must(do.Invite(about=name, person="专家", mark="invited"))
            bench.must(do.Report(about=name, stage="first", to="市政府总值班室", text="x"))
            bench.must(do.Comment(about=name, text="备注"))
        await bench.log.settled()
        bench.must(do.CloseIncident(about="IN-1", text="完"), "zhao")
        kinds = (Task, Unit, Participant, Report, Entry, Note)
        before = {kind: len(await bench.all(kind)) for kind in kinds}
        settings = TimerSettings(sender="none", at_once=3)
        bench.now = NOW + 29 * DAY
        assert await bench.tick(settings) == 0, "the dossier still stands"
        bench.now = NOW + 30 * DAY
        assert await bench.tick(settings) == 1
        assert bench.find(Dossier, "IN-1") is None
        sizes = []
        while added := await bench.tick(settings):
            sizes.append(added)
        assert max(sizes) == 3
        left = {kind: await bench.all(kind) for kind in kinds}
        for kind in kinds:
            assert {getattr(each, "incident", "") or getattr(each, "about", "") for each in left[kind]} == {"IN-2"}, (
                kind
            )
            assert 0 < len(left[kind]) < before[kind]

    benched(tmp_path, scenario)


def test_entries_and_notes_of_a_closed_case_go_and_those_of_an_open_alarm_stay(tmp_path):
    async def scenario(bench):
        done = {"feedback": "已清理", "handler": "li", "evidence": ("a" * 64,)}
        bench.put(msgspec.structs.replace(case(1, Stage.CHECKING), **done), alarm(1))
        bench.must(do.Close(about="CG-1", text="已清理"))
        bench.must(do.Comment(about="CG-1", text="x"))
        bench.must(do.Comment(about="AL-1", text="y"))
        bench.now = NOW + DAY - 1
        assert await bench.tick() == 0
        bench.now = NOW + DAY
        assert await bench.tick() == 1
        assert await bench.all(Entry) == []
        bench.now = NOW + 7 * DAY
        assert await bench.tick() == 1
        assert [note.about for note in await bench.all(Note)] == ["AL-1"]

    benched(tmp_path, scenario)


def test_shifts_and_hand_overs_are_kept_for_their_time(tmp_path):
    async def scenario(bench):
        bench.put(
            Duty(id="S1", v=1, at=NOW, starts=NOW, ends=NOW + DAY, leader="a", commander="b", watch_leader="c"),
            Handover(id="H1", v=1, at=NOW, shift="S1", body="{}", digest="", giver="x", giver_id="x", given=NOW),
        )
        bench.now = NOW + 30 * DAY
        assert await bench.tick() == 1
        assert await bench.all(Handover) == []
        bench.now = NOW + 401 * DAY
        assert await bench.tick() == 1
        assert await bench.all(Duty) == []

    benched(tmp_path, scenario)


def test_two_looks_at_one_state_give_the_same_events(tmp_path):
    async def scenario(bench):
        ledger = Ledger()
        for n in range(50):
            ledger.apply(alarm(1, f"AL-{n}", shelved=True, until=NOW + n, reason="x"))
            ledger.apply(case(1, Stage.HANDLING, f"CG-{n}"))
        ledger.apply(Incident(id="IN-1", v=1, at=NOW, cls="自然灾害", grade=1, title="t", opened=NOW))
        tables = bench.book.current()
        first = due(ledger, NOW + DAY, tables, TimerSettings())
        assert len(first) == 102
        assert due(ledger, NOW + DAY, tables, TimerSettings()) == first

    benched(tmp_path, scenario)


def test_what_somebody_changed_in_the_same_moment_is_not_run_over(tmp_path):
    async def scenario(bench):
        bench.put(alarm(1))
        bench.must(do.Shelve(about="AL-1", until=NOW + HOUR, reason="检修"))
        await bench.log.settled()
        bench.now = NOW + HOUR
        bench.must(do.Unshelve(about="AL-1"), "li")
        assert Timers(bench.log, bench.book, lambda: bench.now).tick() == 0, "the state on disk still says shelved"
        assert bench.get(Alarm, "AL-1").by == "李四"

    benched(tmp_path, scenario)


def test_trouble_with_one_look_does_not_end_the_timers(tmp_path, monkeypatch, caplog):
    async def scenario(bench):
        monkeypatch.setattr("console.gateway.timers.SECOND", 0.01)
        timers = Timers(bench.log, bench.book, lambda: bench.now)
        trouble = [LogUnavailable("the disk is full"), ValueError("a bug")]

        def looks():
            raise trouble.pop(0) if trouble else asyncio.CancelledError

        monkeypatch.setattr(timers, "tick", looks)
        with suppress(asyncio.CancelledError):
            await asyncio.wait_for(timers.run(), 5)
        assert not trouble
        assert "the disk is full" in caplog.text
        assert "a bug" in caplog.text

    benched(tmp_path, scenario)


def test_a_flood_of_sixty_thousand_alarms_loses_none_and_counts_them_all(tmp_path):
    async def scenario(bench):
        for second in range(60):
            bench.put(*(alarm(1, f"AL-{second}-{n}") for n in range(1_000)))
            await bench.log.settled()
        ledger = bench.log.state.ledger
        assert sum(isinstance(entity, Alarm) for entity in ledger.entities.values()) == 60_000
        figures = {key.measure: n for key, n in ledger.counters.items()}
        assert (figures["alarm.open"], figures["alarm.unacknowledged"]) == (60_000, 60_000)
        assert sum(n for key, n in ledger.counters.items() if key.measure == "alarm.annunciated") == 60_000
        bench.must(do.Acknowledge(about="AL-59-999"), expected=1)
        assert await bench.tick() == 0

    benched(tmp_path, scenario)
