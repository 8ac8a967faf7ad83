"""What may become of a case besides its usual way, through real processes: said at a desk, judged, counted, told."""

from __future__ import annotations

import time
from pathlib import Path

import msgspec
import pytest

from console.commands import intents as do
from console.commands.desk_line import submit
from console.commands.envelope import Command, Stage, make
from console.commands.outbox import Entry, OutboxReader
from console.commands.session import SignedIn, SignIn
from console.domain.entities import Case, Event, Stamp, System
from console.domain.entities import Entry as Line
from console.domain.entities import Stage as CaseStage
from console.domain.incidents.filing import Told
from e2e.processes import Gateway, Plant, contact, level, reading, until

pytestmark = [pytest.mark.e2e, pytest.mark.operations]
HOUR = 3_600_000
OURS = System.CENTRE.value
"""A system in which the simulated city has no cases, so that each counter is this test's."""


class Hall:
    """A gateway and a feed, and the people who act through them."""

    def __init__(self, plant: Plant) -> None:
        self.gateway: Gateway = plant.gateway()
        self.gateway.await_ready()
        plant.feed(f"城={self.gateway.url}")
        contact(plant.cache, "城")
        self.cache: Path = plant.cache
        self.now = int(time.time() * 1000)
        self.people: dict[str, SignedIn] = {}
        self._said = 0

    def put(self, *cases: Case) -> None:
        """A system of record tells of them."""
        self.gateway.control(inject=[msgspec.json.encode(case).decode() for case in cases])
        level(self.cache, "城", self.gateway)

    def act(self, who: str, intent: do.AnyIntent, *, twice: bool = False) -> Entry:
        """One act by a demo account; the gateway's word on it."""
        if who not in self.people:
            self.people[who] = SignIn([self.gateway.url], "席位 3").by_password(who, f"demo-{who}-2024", "")
        seat = self.people[who]
        now = int(time.time() * 1000)
        command: Command = make(
            intent, "Case", actor=seat.person.id, session=seat.session, terminal="席位 3", now_ms=now
        )
        for _ in range(1 + twice):
            submit(self.cache, "城", [command])
        self._said += 1
        entry = until(lambda: self._word_on(command.id), 20, "the gateway's word")
        level(self.cache, "城", self.gateway)
        return entry

    def _word_on(self, name: str) -> Entry | None:
        entries = OutboxReader(self.cache).recent() or []
        return next((e for e in entries if e.command.id == name and e.stage is not Stage.PENDING), None)

    def done(self, who: str, intent: do.AnyIntent) -> None:
        assert self.act(who, intent, twice=True).stage is Stage.DELIVERED

    def refused(self, who: str, intent: do.AnyIntent, reason: str) -> None:
        entry = self.act(who, intent)
        assert entry.stage is Stage.REFUSED and entry.outcome is not None and reason in entry.outcome.reason, entry

    def events(self) -> list[Event]:
        with reading(self.cache) as changes:
            return [event for _, _, event in changes.entities]

    def case(self, name: str) -> Case | None:
        return next((event for event in self.events() if isinstance(event, Case) and event.id == name), None)

    def story(self, name: str) -> list[tuple[Stamp, str, str]]:
        lines = [event for event in self.events() if isinstance(event, Line) and event.about == name]
        return [(line.sort, line.by, line.text) for line in sorted(lines, key=lambda line: (line.at, line.id))]

    def figures(self) -> dict[str, int]:
        with reading(self.cache) as changes:
            return {key.measure: n for _, _, key, n in changes.counters if key.system == OURS and n}


@pytest.fixture
def hall(plant: Plant) -> Hall:
    return Hall(plant)


def case(hall: Hall, name: str, stage: CaseStage = CaseStage.REPORTED, system: System = System.CENTRE) -> Case:
    return Case(id=name, v=1, at=hall.now, system=system, stage=stage, category="市容环境/暴露垃圾", title=name,
                opened=hall.now, due=hall.now + 4 * HOUR, department="市城市管理局")  # fmt: skip


def test_reports_are_filed_declined_and_voided_and_the_console_s_figures_are_the_gateway_s(hall: Hall) -> None:
    hall.put(*[case(hall, f"R-{n}") for n in range(4)], case(hall, "CG-R", system=System.CITY))
    assert hall.figures() == {"case.opened": 4, "case.unfiled": 4, "case.open": 4}
    hall.done("watch", do.FileCase(about="R-0"))
    hall.done("watch", do.DeclineCase(about="R-1", reason="现场未见所报问题", told=Told.PHONE))
    hall.refused("city", do.DeclineCase(about="R-2", reason="不想办", told=Told.NOBODY), "of its own")
    hall.refused("grid", do.VoidCase(about="R-2", reason="测试件"), "no right")
    hall.done("watch", do.VoidCase(about="R-2", reason="测试件"))
    assert hall.figures() == {
        "case.opened": 3, "case.filed": 1, "case.declined": 1, "case.unfiled": 1, "case.open": 2,
    }  # fmt: skip
    assert hall.case("R-1") is None and hall.case("R-2") is None
    assert hall.story("R-1") == [(Stamp.DECLINED, "演示值班长", "现场未见所报问题")]
    hall.refused("commander", do.Dispatch(about="CG-R", departments=("市城市管理局",)), "filed by supervision")
    hall.done("watch", do.FileCase(about="CG-R"))
    hall.refused("watch", do.Dispatch(about="CG-R", departments=("市城市管理局",)), "does not direct")
    hall.done("commander", do.Dispatch(about="CG-R", departments=("市城市管理局",)))


def test_a_case_is_deferred_by_two_people_withdrawn_by_one_and_goes_on_with_the_time_it_had(hall: Hall) -> None:
    hall.put(case(hall, "D-1", CaseStage.HANDLING), case(hall, "D-2", CaseStage.HANDLING))
    until_then = hall.now + 72 * HOUR
    hall.refused("grid", do.Defer(about="D-1", until=until_then, reason="待立项"), "another department")
    for name in ("D-1", "D-2"):
        hall.done("city", do.Defer(about=name, until=until_then, reason="待立项"))
    hall.refused("city", do.DecideRequest(about="D-1", approve=True), "no right")
    hall.refused("watch", do.WithdrawRequest(about="D-2"), "takes the request back")
    hall.done("city", do.WithdrawRequest(about="D-2"))
    hall.done("watch", do.DecideRequest(about="D-1", approve=True))
    aside = hall.case("D-1")
    assert aside is not None and aside.deferral is not None and aside.deferral.agreed == "演示值班长"
    assert hall.figures()["case.deferred"] == 1
    hall.refused("city", do.Feedback(about="D-1", text="已办"), "resume it first")
    hall.done("city", do.Resume(about="D-1", reason="已立项"))
    going = hall.case("D-1")
    assert going is not None and going.deferral is None
    assert going.due - aside.due == going.at - aside.deferral.since, "what stood, to the millisecond"
    assert "case.deferred" not in hall.figures()
    assert [sort for sort, _, _ in hall.story("D-1")] == [Stamp.DEFERRED, Stamp.DEFERRED, Stamp.RESUMED]
    assert [who for _, who, _ in hall.story("D-2")] == ["演示城管调度员"] * 2
