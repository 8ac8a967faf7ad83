"""Duty: who is on shift, warnings in force, resources, and devices on line.

Names are masked and invented. Shifts change at 08:30 and 20:30 local time; a shift belongs to the day it starts on.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from console.domain.entities import Asset, Duty, Event, Resource, Warning
from console.gateway.simulator.world import DAY, HOUR, MINUTE, UTC_OFFSET, World, local_day

SHIFT_STARTS = 8 * HOUR + 30 * MINUTE
SHIFT = DAY // 2
AHEAD = 15
"""Shifts that are planned: the running one and a week."""
COMMANDS = "市应急管理局"
"""The department whose 指挥长 the wall names."""
LEADERS = 5
STAFF = {"市网格化服务管理中心": 10, COMMANDS: 2, "市生态环境局": 4, "市交通运输局": 4, "市城市管理局": 6}
"""Seconded staff by department, 26 in all; half of them are on a shift."""
HEADS = {team: "主任" if team.endswith("中心") else "局长" for team in STAFF}
"""The head of each department is its 指挥长."""
_FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_WARNINGS = ((4, "大风", 20), (3, "霾", 26), (4, "道路结冰", 12))
"""Level, event, hours in force."""
_SIGNAL = {1: ("红色", "Ⅰ级/特别严重"), 2: ("橙色", "Ⅱ级/严重"), 3: ("黄色", "Ⅲ级/较重"), 4: ("蓝色", "Ⅳ级/一般")}
_DEVICES = ("air_station", "outfall", "site", "water_level", "camera", "bridge")
_RESOURCES = ("team", "shelter", "store", "expert", "hospital", "fire_station")
_OFFLINE_SHARE = 0.025
"""Devices that are down for repair from the start and stay so."""
OFFLINE = "离线"


def shift_start(at: int) -> int:
    """When the shift began (ms) that runs at a moment."""
    return (at - local_day(at) - SHIFT_STARTS) // SHIFT * SHIFT + local_day(at) + SHIFT_STARTS


class DutyRoom:
    """Everything that changes a few times a day."""

    depth = 12 * HOUR

    def __init__(self, world: World, adopted: list[Event]) -> None:
        self._world = world
        self._adopted = adopted
        self._rng = world.chance("duty")
        self._staff = {team: [self._person() for _ in range(count)] for team, count in STAFF.items()}
        self._commanders = {team: self._person() for team in STAFF}
        self._leaders = [self._person() for _ in range(LEADERS)]
        self._watch_leaders = [f"{team}副{title} {self._person()}" for team, title in HEADS.items()]

    def begin(self, now: int) -> None:
        """Say who is on duty and what stands; after a restart only what is new and what comes next."""
        self._shifts(now)
        if self._adopted:
            devices = [entity for entity in self._adopted if isinstance(entity, Asset) and entity.state == OFFLINE]
            self._world.schedule.at(now + 5 * MINUTE, partial(self._bring_back, devices))
        else:
            self._devices(now)
        for n, (level, event, hours) in enumerate(_WARNINGS):
            self._world.schedule.every(now + (3 + 2 * n) * HOUR, (hours + 9) * HOUR,
                                       partial(self._warn, level, event, hours))  # fmt: skip

    def _shift(self, now: int, start: int) -> None:
        """Say who is on this shift, unless people have planned it already."""
        day = datetime.fromtimestamp((start + UTC_OFFSET) / 1000, UTC)
        name = f"duty-{day:%Y%m%d}-{'day' if day.hour < 12 else 'night'}"
        if self._world.now_is(Duty, name) is not None:
            return
        turn = start // SHIFT
        commanders = {team: f"{HEADS[team]} {self._commanders[team]}" for team in STAFF}
        self._world.say(
            Duty(id=name, v=1, at=now, starts=start, ends=start + SHIFT,
                 leader=f"副市长 {self._leaders[turn // 2 % len(self._leaders)]}",
                 commander=f"{COMMANDS}{commanders[COMMANDS]}", commanders=commanders,
                 watch_leader=self._watch_leaders[turn % len(self._watch_leaders)],
                 dispatchers={team: people[turn % 2 :: 2] for team, people in self._staff.items()})
        )  # fmt: skip

    def _shifts(self, due: int) -> None:
        """The shift that runs and those of a week to come; the next one is added when this one ends."""
        start = shift_start(due)
        for number in range(AHEAD):
            self._shift(due, start + number * SHIFT)
        self._world.schedule.at(start + SHIFT, self._shifts)

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
