"""Running incidents of the simulated city: their tasks, responsible units and reports, each with its timeline entry."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from functools import partial

from console.config.tables import TableBook
from console.domain.entities import Dossier, Entry, Event, Incident, Report, ReportStage, Stamp, Task, Unit
from console.domain.incidents import incident as rules
from console.domain.incidents import reporting
from console.gateway.simulator.places import Places
from console.gateway.simulator.world import HOUR, MINUTE, World

SIMULATED = "模拟值班长"
SENDER = "city"
"""The level whose reports this centre owes."""
REPORTS_AT = 0.6
"""Reports go out when this share of their time has passed."""
TASK_STEP = 40 * MINUTE
_STAGES = {ReportStage.FIRST: "初报", ReportStage.FURTHER: "续报", ReportStage.FINAL: "终报"}
_MARKS = (("joined", 0, 2), ("received", 2, 6), ("arrived", 15, 45))
"""What a unit does, and after how many minutes at the earliest and at the latest."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One that may happen: where, and which unit does what."""

    cls: str
    grade: int
    place: str
    title: str
    tasks: tuple[tuple[str, str], ...]
    """What is to be done, and by whom."""


KINDS = (
    Kind(
        "事故灾难", 4, "camera", "{}附近货车侧翻致柴油泄漏",
        (("现场警戒与交通管制", "市公安局"), ("围堵泄漏物并布设吸油毡", "市应急管理局"),
         ("下游取水口加密监测", "市生态环境局"), ("提交续报", "市应急管理局")),
    ),
    Kind(
        "自然灾害", 4, "camera", "{}附近边坡落石阻断道路",
        (("封闭路段并设置绕行", "市交通运输局"), ("地质专家现场评估", "市应急管理局"), ("清理落石", "市交通运输局")),
    ),
    Kind(
        "公共卫生事件", 4, "grid_staff", "{}附近学校疑似聚集性腹泻",
        (("流行病学调查", "市卫生健康委"), ("食品与水样留样送检", "市卫生健康委"),
         ("家长沟通", "市网格化服务管理中心")),
    ),
)  # fmt: skip


class Incidents:
    """A new log begins with one of each kind; later ones are the operators' own."""

    depth = 12 * HOUR

    def __init__(self, world: World, adopted: list[Event]) -> None:
        self._world = world
        self._adopted = bool(adopted)
        self._rng = world.chance("incidents")
        self._places = Places(world.city)

    def begin(self, now: int) -> None:
        """Plan what happens to each; after a restart those that run are left to the people."""
        if not self._adopted:
            for kind in KINDS:
                self._incident(now, kind)

    def _incident(self, now: int, kind: Kind) -> None:
        place = self._places.draw(self._rng, kind=kind.place)
        opened = now + int(self._rng.uniform(6, 11) * HOUR)
        incident = Incident(
            id=f"SJ-{self._world.number():08d}", v=1, at=opened, by=SIMULATED, cls=kind.cls, grade=kind.grade,
            title=kind.title.format(place.name), opened=opened, area=place.area, lon=place.lon, lat=place.lat,
        )  # fmt: skip
        self._at(opened, incident, Stamp.OPENED, grade=str(kind.grade), cls=kind.cls)
        for unit in dict.fromkeys(unit for _, unit in kind.tasks):
            self._unit(incident, unit)
        for number, (title, unit) in enumerate(kind.tasks):
            self._task(incident, number, title, unit)
        closed = opened + int(self._rng.uniform(7, 16) * HOUR)
        for row in reporting.duties(TableBook().current().reporting, kind.cls, kind.grade, SENDER):
            self._reports(incident, row, closed)
        self._world.schedule.at(closed, partial(self._close, incident))

    def _unit(self, incident: Incident, name: str) -> None:
        """It joins, receives its order and arrives."""
        for mark, least, most in _MARKS:
            at = incident.opened + int(self._rng.uniform(least, most) * MINUTE)
            self._world.schedule.at(at, partial(self._mark, incident.id, name, mark))

    def _mark(self, incident: str, name: str, mark: str, due: int) -> None:
        before = self._world.now_is(Unit, rules.part_id("UN", incident, name))
        if not self._running(incident) or not isinstance(before, Unit | None):
            return
        with contextlib.suppress(rules.AlreadySo):  # a person was faster
            self._world.say(rules.mark_unit(before, incident, name, mark, SIMULATED, due))
            self._tell(incident, due, Stamp.UNIT, unit=name, mark=mark)

    def _task(self, incident: Incident, number: int, title: str, unit: str) -> None:
        task = Task(
            id=f"{incident.id}-{number + 1}", v=1, at=incident.opened, incident=incident.id, title=title, unit=unit,
            due=incident.opened + (number + 1) * TASK_STEP,
        )  # fmt: skip
        self._world.schedule.at(incident.opened, lambda _due: self._world.say(task))
        done = incident.opened + int((number + self._rng.uniform(0.4, 1.3)) * TASK_STEP)
        self._world.schedule.at(done, partial(self._finish, task))

    def _finish(self, task: Task, due: int) -> None:
        current = self._world.now_is(Task, task.id)
        if isinstance(current, Task) and not current.done and self._running(task.incident):
            self._world.change(current, due, by=SIMULATED, done=True, done_at=due, done_by=SIMULATED)
            late = str((due - task.due) // MINUTE) if due - task.due >= MINUTE else ""
            self._tell(task.incident, due, Stamp.TASK, task=task.id, title=task.title, done="1", late_minutes=late)

    def _reports(self, incident: Incident, row: reporting.Row, closed: int) -> None:
        """The simulated watch leader reports in time: nothing is late by itself in a city that nobody runs."""
        step = int(row.minutes * MINUTE * REPORTS_AT)
        times = {
            ReportStage.FIRST: [incident.opened + step],
            ReportStage.FURTHER: list(range(incident.opened + 2 * step, closed, step)),
            ReportStage.FINAL: [closed + step],
        }
        progress = "处置结束" if row.stage is ReportStage.FINAL else "处置正在进行"
        for number, at in enumerate(times[row.stage]):
            report = Report(
                id=f"{incident.id}-{row.stage.value}-{row.to}-{row.channel}-{number}", v=1, at=at, by=SIMULATED,
                incident=incident.id, stage=row.stage, to=row.to, channel=row.channel,
                text=f"{_STAGES[row.stage]}：{incident.title}，{progress}",
            )  # fmt: skip
            self._world.schedule.at(at, partial(self._report, report))

    def _report(self, report: Report, due: int) -> None:
        if report.stage is ReportStage.FINAL or self._running(report.incident):
            self._world.say(report)
            facts = {"stage": report.stage.value, "to": report.to, "channel": report.channel}
            self._tell(report.incident, due, Stamp.REPORT, report.text, **facts)

    def _close(self, incident: Incident, due: int) -> None:
        current = self._world.now_is(Incident, incident.id)
        if isinstance(current, Incident):
            closed = self._world.change(current, due, by=SIMULATED, closed=due)
            self._world.say(Dossier(id=closed.id, v=1, at=due, by=SIMULATED, incident=closed, text="处置结束"))
            self._tell(incident.id, due, Stamp.CLOSED, "处置结束")

    def _running(self, name: str) -> bool:
        return self._world.now_is(Incident, name) is not None

    def _at(self, at: int, incident: Incident, sort: Stamp, **facts: str) -> None:
        def happen(due: int) -> None:
            self._world.say(incident)
            self._tell(incident.id, due, sort, incident.title, **facts)

        self._world.schedule.at(at, happen)

    def _tell(self, about: str, at: int, sort: Stamp, text: str = "", **facts: str) -> None:
        self._world.say(
            Entry(id=f"EN-{self._world.number():08d}", v=1, at=at, by=SIMULATED, about=about, sort=sort,
                  data={name: value for name, value in facts.items() if value}, text=text)
        )  # fmt: skip
