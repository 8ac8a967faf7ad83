"""A full hall for the tests that measure: every page has something to show, long names among it, nothing runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from alarm_stage import alarm
from duty_stage import LEADER, Stage
from scenes import HOUR, MINUTE, PLAN, checklist, seat, shift, spill, story, unit

from console.config.tables import TableBook
from console.domain.counters import CounterKey
from console.domain.entities import (
    Answer,
    Case,
    Condition,
    Decision,
    Deferral,
    Event,
    Incident,
    Note,
    OutputState,
    Report,
    ReportStage,
    Request,
    Sample,
    Swap,
    System,
    Terminal,
    Warning,
    WindowState,
    Wish,
)
from console.domain.entities import Stage as CaseStage
from console.store.commit import Commit, Counts, Cursor, Poison, Receipt
from console.wire.positions import PositionFrame, encode_positions

DAY = 24 * HOUR
SERIES = [{"id": "cp-0/level", "asset": "cp-0", "factor": "level", "name": "井下水位", "unit": "m", "cadence": 3600.0,
           "limit": 50.0, "limit_label": "警戒水位 50"}]  # fmt: skip
SERIES += [
    {"id": f"{asset}/{factor}", "asset": asset, "factor": factor, "name": name, "unit": unit, "cadence": 3600.0,
     "limit": limit, "limit_label": label}
    for asset, factor, name, unit, limit, label in (
        ("aq-01", "PM2.5", "细颗粒物", "µg/m³", 75.0, "日均值限值"),
        ("aq-02", "PM2.5", "细颗粒物", "µg/m³", 75.0, "日均值限值"),
        ("DW-001", "COD", "化学需氧量", "mg/L", 50.0, "限值"),
        ("site-01", "PM10", "可吸入颗粒物", "µg/m³", 150.0, "限值"),
        ("wl-01", "level", "水位", "m", 12.5, "警戒水位"),
    )
]  # fmt: skip
"""What the charts of the wall are made from."""
VEHICLES = {"enterprises": ["示范市第一运输有限公司"], "kinds": ["客车"],
            "vehicles": [[f"v{n}", f"示A{n:05d}", 0, 0] for n in range(300)]}  # fmt: skip
LONG = "滨河新区经济技术开发区第三污水处理厂总排口化学需氧量超过排放限值"


class Hall(Stage):
    """A stage with a day behind it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, LEADER, backend="城市指挥中心")
        for name, body in (("series", SERIES), ("vehicles", VEHICLES)):
            self.writer.register(self.backend, name, "1", json.dumps(body, ensure_ascii=False).encode())
        now = self.world.now()
        self.put(*alarms(now), *emergencies(now), *duties(now), *cases(now), *terminals(now))
        self._count(now)
        self.hear()

    def _count(self, now: int) -> None:
        """Counters, series, the fleet, a receipt and an event that nobody understood."""
        hour = now // HOUR * HOUR
        commit = Commit(self.backend, Cursor("e", self.seq, 0), Counts())
        for system in ("grid", "city", "vehicles", "environment"):
            for measure in ("case.opened", "case.closed", "alarm.raised"):
                commit.counters.update({CounterKey(system, measure, hour - n * HOUR): 25 + 7 * n for n in range(24)})
            commit.counters[CounterKey(system, "case.open", 0)] = 1_344
            commit.counters[CounterKey(system, "case.overdue", 0)] = 17
        for series in (str(each["id"]) for each in SERIES):
            at = [hour - (47 - n) * HOUR for n in range(48)]
            commit.samples[series] = [
                Sample(id=series, v=n + 1, at=moment, value=30.0 + n) for n, moment in enumerate(at)
            ]
        commit.frames = [(1, True, fleet(now))]
        commit.poison = [Poison(self.seq + 1, "unknown kind", b"{}")]
        self.writer.commit(commit)
        self.writer.receipts(self.backend, [Receipt("示范市", now - 372_000, now, 41, 3, 2)])
        self.look()


def alarms(now: int) -> list[Event]:
    """In every state, of every system and priority, the longest title first."""
    systems = list(System)
    made: list[Event] = [alarm(now, 0, title=LONG, priority=1, value=12_345.6, limit=50.0, unit="mg/L",
                               series="cp-0/level", system=System.ENVIRONMENT)]  # fmt: skip
    for n in range(1, 40):
        made.append(alarm(now, n * 7, priority=n % 4 + 1, system=systems[n % len(systems)]))
    flags = (
        {"shelved": True, "until": now + HOUR, "reason": "排口检修，工单 0312"},
        {"out_of_service": True, "reason": "检修"},
        {"suppressed": True, "reason": "上级停机"},
        {"active": False, "cleared": now},
        {"acknowledged": True, "latched": True},
    )
    return made + [alarm(now, 400 + n, **each) for n, each in enumerate(flags)]


def terminals(now: int) -> list[Event]:
    """A wall that lacks an output, one that nobody hears, and a desk with most that can be wrong with one."""
    outputs = (OutputState("左", "1920×1080"), OutputState("右", missing=now - HOUR))
    died = "三维页面 18:02 停用：多次退出"
    wrong = WindowState(window="desk", painter="native", why=died, fell_back=True, trouble="t", deaths=(now,) * 3)
    shown = {
        "大厅西侧拼接屏控制主机": (WindowState(window="wall", outputs=outputs),),
        "指挥长会商室": (WindowState(window="wall"),),
        "一号席": (wrong,),
    }
    links = {"城": 0, "县": now}
    said = {name: Condition(node=name, version="0.1.0", since=now, windows=each, links=links)
            for name, each in shown.items()}  # fmt: skip
    return [
        Terminal(id=name, v=1, at=now, heard=now - 372_000, silent=name == "指挥长会商室", condition=condition)
        for name, condition in said.items()
    ]


def emergencies(now: int) -> list[Event]:
    """Incidents of all grades; the first with everything an incident can have."""
    plan = TableBook().current().plans[PLAN]
    made: list[Event] = [spill(now, plan=PLAN, level=3, activated=now - HOUR, source="12345 热线转来")]
    made += [*checklist(plan, now), *story(now, 40)]
    made += [unit(now, received=now, arrived=now), unit(now, "市消防救援支队"), seat(now)]
    made.append(seat(now, "市生态环境局", Answer.ANSWERED, answered=now, measured=now, loss=1.5, delay=80))
    about: dict[str, Any] = {"v": 1, "at": now}
    made.append(
        Report(
            id="R-1", incident="I-1", stage=ReportStage.FIRST, to="省应急管理厅", text="初步", channel="电话", **about
        )
    )
    made.append(Note(id="N-1", about="I-1", text="先控制泄漏。", author="赵志国", instruction=True, **about))
    for grade in (1, 2, 4):
        title = "老城区多处积水影响交通"
        opened = now - grade * HOUR
        made.append(
            Incident(id=f"I-{grade + 1}", cls="城市内涝与路面塌陷", grade=grade, title=title, opened=opened, **about)
        )
    headline = "暴雨橙色预警信号：未来 3 小时降雨量将达 50 毫米以上"
    until = {"issued": now - HOUR, "expires": now + 6 * HOUR}
    made.append(Warning(id="W-1", level=2, event="暴雨", headline=headline, sender="示范市气象台", **until, **about))
    return made


def cases(now: int) -> list[Event]:
    """One at each stage; of one an extension is asked for, of one a deferral, one is deferred, one is of the grid."""
    base: dict[str, Any] = {
        "v": 3, "at": now, "category": "市容环境/暴露垃圾", "opened": now - 3 * HOUR, "area": "990102003009005",
        "department": "市城市管理局", "lon": 118.65, "lat": 37.43,
    }  # fmt: skip
    made: list[Event] = [
        Case(id=f"CG-{number}", stage=stage, system=System.CITY, title=f"{LONG}旁暴露垃圾", due=now + number * HOUR,
             feedback="已清运", **base)
        for number, stage in enumerate(CaseStage)
    ]  # fmt: skip
    asked = Request(by="p-8", name="李工", until=now + DAY, reason="配件未到", at=now - MINUTE)
    made.append(Case(id="CG-90", stage=CaseStage.HANDLING, system=System.CITY, title="路灯不亮", due=now + HOUR,
                     request=asked, **base))  # fmt: skip
    aside = Deferral(
        since=now - HOUR, until=now + 7 * DAY, reason="产权单位尚未明确，待协调", name="李工", agreed="赵志国"
    )
    made.append(Case(id="CG-91", stage=CaseStage.HANDLING, system=System.CITY, title="架空线缆损坏", due=now + HOUR,
                     deferral=aside, **base))  # fmt: skip
    wish = Request(by="p-8", name="李工", until=now + 7 * DAY, reason="待立项", at=now - MINUTE, wish=Wish.DEFER)
    made.append(Case(id="CG-92", stage=CaseStage.HANDLING, system=System.CITY, title="道路破损", due=now + HOUR,
                     request=wish, **base))  # fmt: skip
    made.append(Case(id="WG-1", stage=CaseStage.REPORTED, system=System.GRID, title="楼道堆物", due=now - HOUR,
                     **(base | {"department": ""})))  # fmt: skip
    made.append(Note(id="N-2", about="CG-90", text="已到现场。", author="赵志国", v=1, at=now))
    return made


def duties(now: int) -> list[Event]:
    """A week of shifts, a swap that waits and one that was refused."""
    made: list[Event] = [shift(now, f"duty-{n:03d}", n * 12 * HOUR - 2 * HOUR) for n in range(-4, 8) if n]
    made.append(shift(now))
    asked: dict[str, Any] = {"shift": "duty-002", "person": "周建国002", "other": "赵志国", "reason": "外出开会"}
    made.append(Swap(id="S-1", v=1, at=now - MINUTE, asked_by="p-1", **asked))
    made.append(
        Swap(
            id="S-2", v=2, at=now - HOUR, asked_by="p-1", decision=Decision.REFUSED, answer="同日已有两人请假", **asked
        )
    )
    return made


def fleet(now: int) -> bytes:
    """Vehicles over the city."""
    n = np.arange(300)
    column = np.zeros(300, np.uint16)
    lon, lat = (118_600_000 + n * 500).astype(np.int32), (37_400_000 + n * 200).astype(np.int32)
    return encode_positions(PositionFrame(1, now, True, 300, n.astype(np.uint32), lon, lat, *[column] * 4))
