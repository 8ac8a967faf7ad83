"""Duty: who is on shift, warnings in force, running incidents with their tasks, resources, and devices on line.

Names are masked and invented. Shifts change at 08:30 and 20:30 local time; a shift belongs to the day it starts on.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from console.config.tables import TableBook
from console.domain import reporting
from console.domain.entities import Asset, Duty, Event, Incident, Report, ReportStage, Resource, Task, Warning
from console.gateway.simulator.places import Places
from console.gateway.simulator.world import DAY, HOUR, MINUTE, UTC_OFFSET, World, local_day

SHIFT_STARTS = 8 * HOUR + 30 * MINUTE
STAFF = {"市网格化服务管理中心": 10, "市应急管理局": 2, "市生态环境局": 4, "市交通运输局": 4, "市城市管理局": 6}
"""Seconded staff by department, 26 in all; half of them are on a shift."""
HEADS = {team: "主任" if team.endswith("中心") else "局长" for team in STAFF}
"""The head of each department is its 指挥长."""
_FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_WARNINGS = ((4, "大风", 20), (3, "霾", 26), (4, "道路结冰", 12))
"""Level, event, hours in force."""
_SIGNAL = {1: ("红色", "Ⅰ级/特别严重"), 2: ("橙色", "Ⅱ级/严重"), 3: ("黄色", "Ⅲ级/较重"), 4: ("蓝色", "Ⅳ级/一般")}
_INCIDENTS = (
    (
        "事故灾难",
        4,
        "camera",
        "{}附近货车侧翻致柴油泄漏",
        ("现场警戒与交通管制", "围堵泄漏物并布设吸油毡", "下游取水口加密监测", "提交续报"),
    ),
    ("自然灾害", 4, "camera", "{}附近边坡落石阻断道路", ("封闭路段并设置绕行", "地质专家现场评估", "清理落石")),
    ("公共卫生事件", 4, "grid_staff", "{}附近学校疑似聚集性腹泻", ("流行病学调查", "食品与水样留样送检", "家长沟通")),
)
_DEVICES = ("air_station", "outfall", "site", "water_level", "camera", "bridge")
_RESOURCES = ("team", "shelter", "store", "expert", "hospital", "fire_station")
_OFFLINE_SHARE = 0.025
"""Devices that are down for repair from the start and stay so."""
OFFLINE = "离线"
SENDER = "city"
"""The level whose reports this centre owes."""
REPORTS_AT = 0.6
"""Reports go out when this share of their time has passed."""
_STAGES = {ReportStage.FIRST: "初报", ReportStage.FURTHER: "续报", ReportStage.FINAL: "终报"}


class DutyRoom:
    """Everything that changes a few times a day."""

    depth = 12 * HOUR

    def __init__(self, world: World, adopted: list[Event]) -> None:
        self._world = world
        self._adopted = adopted
        self._rng = world.chance("duty")
        self._places = Places(world.city)

    def begin(self, now: int) -> None:
        """Say who is on duty and what stands; after a restart only what comes next is planned."""
        start = (now - local_day(now) - SHIFT_STARTS) // (DAY // 2) * (DAY // 2) + local_day(now) + SHIFT_STARTS
        if self._adopted:
            self._world.schedule.at(start + DAY // 2, self._shift)
            devices = [entity for entity in self._adopted if isinstance(entity, Asset) and entity.state == OFFLINE]
            self._world.schedule.at(now + 5 * MINUTE, partial(self._bring_back, devices))
        else:
            self._shift(start)
            self._devices(now)
            for incident in _INCIDENTS:
                self._incident(now, *incident)
        for n, (level, event, hours) in enumerate(_WARNINGS):
            self._world.schedule.every(now + (3 + 2 * n) * HOUR, (hours + 9) * HOUR,
                                       partial(self._warn, level, event, hours))  # fmt: skip

    def _shift(self, start: int) -> None:
        day = datetime.fromtimestamp((start + UTC_OFFSET) / 1000, UTC)
        name = f"duty-{day:%Y%m%d}-{'day' if day.hour < 12 else 'night'}"
        people = {team: [self._person() for _ in range(count // 2)] for team, count in STAFF.items()}
        heads = {team: f"{HEADS[team]} {self._person()}" for team in STAFF}
        if self._world.now_is(Duty, name) is None:
            self._world.say(
                Duty(id=name, v=1, at=start, starts=start, ends=start + DAY // 2, leader=f"副市长 {self._person()}",
                     commander=f"市应急管理局{heads['市应急管理局']}", commanders=heads,
                     watch_leader=f"市城市管理局副局长 {self._person()}", dispatchers=people)
            )  # fmt: skip
        self._world.schedule.at(start + DAY // 2, self._shift)

    def _person(self) -> str:
        """A masked name: the family name and two stars."""
        return f"{self._rng.choice(_FAMILY)}**"

    def _warn(self, level: int, event: str, hours: int, due: int) -> None:
        colour, words = _SIGNAL[level]
        warning = Warning(
            id=f"YJ-{self._world.number():08d}", v=1, at=due, level=level, event=event, sender="示范市气象台",
            headline=f"示范市气象台发布{event}{colour}预警[{words}]", issued=due, expires=due + hours * HOUR,
        )  # fmt: skip
        self._world.say(warning)

        def lift(at: int) -> None:
            self._world.change(warning, at, cancelled=True)

        self._world.schedule.at(warning.expires, lift)

    def _incident(self, now: int, cls: str, grade: int, kind: str, title: str, tasks: tuple[str, ...]) -> None:
        place = self._places.draw(self._rng, kind=kind)
        opened = now + int(self._rng.uniform(6, 11) * HOUR)
        incident = Incident(
            id=f"SJ-{self._world.number():08d}", v=1, at=opened, cls=cls, grade=grade, title=title.format(place.name),
            opened=opened, area=place.area, lon=place.lon, lat=place.lat,
        )  # fmt: skip
        self._world.schedule.at(opened, partial(self._say, incident))
        for n, words in enumerate(tasks):
            task = Task(id=f"{incident.id}-{n + 1}", v=1, at=opened, incident=incident.id, title=words,
                        due=opened + (n + 1) * 40 * MINUTE)  # fmt: skip
            done = opened + int((n + self._rng.uniform(0.4, 1.3)) * 40 * MINUTE)
            self._world.schedule.at(opened, partial(self._say, task))
            self._world.schedule.at(done, partial(self._finish, task))
        closed = opened + int(self._rng.uniform(7, 16) * HOUR)
        for row in reporting.duties(TableBook().current().reporting, cls, grade, SENDER):
            self._reports(incident, row, opened, closed)
        self._world.schedule.at(closed, partial(self._close, incident))

    def _reports(self, incident: Incident, row: reporting.Row, opened: int, closed: int) -> None:
        """The simulated watch leader reports in time: nothing is late by itself in a city that nobody runs."""
        step = int(row.minutes * MINUTE * REPORTS_AT)
        times = {
            ReportStage.FIRST: [opened + step],
            ReportStage.FURTHER: list(range(opened + 2 * step, closed, step)),
            ReportStage.FINAL: [closed + step],
        }
        progress = "处置结束" if row.stage is ReportStage.FINAL else "处置正在进行"
        for n, at in enumerate(times[row.stage]):
            report = Report(
                id=f"{incident.id}-{row.stage.value}-{row.to}-{row.channel}-{n}", v=1, at=at, incident=incident.id,
                stage=row.stage, to=row.to, channel=row.channel,
                text=f"{_STAGES[row.stage]}：{incident.title}，{progress}",
            )  # fmt: skip
            self._world.schedule.at(at, partial(self._report, report))

    def _report(self, report: Report, due: int) -> None:
        if report.stage is ReportStage.FINAL or self._world.now_is(Incident, report.incident) is not None:
            self._world.say(report)

    def _say(self, event: Event, _: int) -> None:
        self._world.say(event)

    def _finish(self, task: Task, due: int) -> None:
        current = self._world.now_is(Task, task.id)
        if isinstance(current, Task) and not current.done:
            self._world.change(current, due, done=True)

    def _close(self, incident: Incident, due: int) -> None:
        current = self._world.now_is(Incident, incident.id)
        if isinstance(current, Incident):
            self._world.change(current, due, closed=due)

    def _devices(self, now: int) -> None:
        for kind in _DEVICES:
            for asset in self._world.city.of_kind(kind):
                online = kind == "air_station" or self._rng.random() > _OFFLINE_SHARE
                self._world.say(Asset(id=asset.id, v=1, at=now, online=online, state="" if online else "停用检修"))
        for kind in _RESOURCES:
            for asset in self._world.city.of_kind(kind):
                free = self._rng.random() < 0.85
                self._world.say(
                    Resource(
                        id=asset.id, v=1, at=now, name=asset.name, available=free, state="待命" if free else "执行任务"
                    )
                )

    def _bring_back(self, devices: list[Asset], due: int) -> None:
        """After a restart: who was to bring these back on line is gone with the earlier run."""
        for device in devices:
            current = self._world.now_is(Asset, device.id)
            if isinstance(current, Asset) and current.state == OFFLINE:
                self._world.change(current, due, online=True, state="")
