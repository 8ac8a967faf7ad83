"""Grid events and city-management cases from report to closure, with due times, overdue marks and rework.

Classes follow the GB/T 30428.2 lineage (domain notes 5.1); hours to closure are typical of published local rules and
stand for no one city's. A case's category is "大类/小类".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from console.domain.entities import Case, Stage, System
from console.domain.incidents import case_rules
from console.gateway.simulator.case_desk import CaseDesk
from console.gateway.simulator.places import Places
from console.gateway.simulator.world import HOUR, MINUTE, World, local_hour


@dataclass(frozen=True, slots=True)
class Kind:
    """One class of case: hours until it is due and the department that handles it; ``weight``: how often it comes.

    ``fault``: what is wrong with the component that the class is named after; empty: something near a place.
    """

    category: str
    hours: float
    department: str
    weight: float
    fault: str = ""


CITY_KINDS = (
    Kind("市容环境/暴露垃圾", 4, "市城市管理局", 14), Kind("市容环境/道路不洁", 4, "市城市管理局", 10),
    Kind("市容环境/积存垃圾渣土", 24, "市城市管理局", 7), Kind("市容环境/道路破损", 48, "市城市管理局", 6),
    Kind("市容环境/私搭乱建", 72, "市城市管理局", 3), Kind("市容环境/油烟污染", 24, "市生态环境局", 3),
    Kind("宣传广告/非法小广告", 8, "市城市管理局", 8), Kind("宣传广告/占道广告牌", 8, "市城市管理局", 4),
    Kind("施工管理/工地扬尘", 12, "市生态环境局", 4), Kind("施工管理/施工扰民", 6, "市生态环境局", 4),
    Kind("施工管理/无证掘路", 12, "市城市管理局", 2), Kind("突发事件/道路积水", 4, "市城市管理局", 2),
    Kind("突发事件/下水道堵塞或破损", 12, "市城市管理局", 4), Kind("突发事件/架空线缆损坏", 12, "市城市管理局", 2),
    Kind("街面秩序/无照经营游商", 4, "市城市管理局", 9), Kind("街面秩序/店外经营", 4, "市城市管理局", 10),
    Kind("街面秩序/机动车乱停放", 4, "市城市管理局", 12), Kind("街面秩序/非机动车乱停放", 4, "市城市管理局", 10),
    Kind("公用设施/路灯", 24, "市城市管理局", 6, "不亮"), Kind("公用设施/雨水箅子", 8, "市城市管理局", 4, "缺失"),
    Kind("公用设施/污水井盖", 6, "市城市管理局", 4, "破损"), Kind("园林绿化/行道树", 48, "市城市管理局", 4, "倾斜"),
)  # fmt: skip
GRID_KINDS = (
    Kind("民生诉求/噪音扰民", 12, "市生态环境局", 10), Kind("民生诉求/供水供暖", 24, "市网格化服务管理中心", 9),
    Kind("民生诉求/物业服务", 72, "市网格化服务管理中心", 9), Kind("民生诉求/停车难", 72, "市交通运输局", 5),
    Kind("矛盾纠纷/邻里纠纷", 48, "市网格化服务管理中心", 7), Kind("矛盾纠纷/劳资纠纷", 72, "市网格化服务管理中心", 4),
    Kind("安全隐患/消防通道占用", 8, "市应急管理局", 8), Kind("安全隐患/电动车飞线充电", 12, "市应急管理局", 8),
    Kind("安全隐患/燃气隐患", 6, "市应急管理局", 3), Kind("公共服务/独居老人走访", 24, "市网格化服务管理中心", 8),
    Kind("环境卫生/河道漂浮物", 24, "市生态环境局", 4), Kind("环境卫生/露天焚烧", 4, "市生态环境局", 4),
    Kind("道路交通/客货车违停", 6, "市交通运输局", 5), Kind("道路交通/标志损坏", 48, "市交通运输局", 3),
)  # fmt: skip

PER_DAY = {System.CITY: 560.0, System.GRID: 440.0}
_RHYTHM = (0.15, 0.1, 0.08, 0.08, 0.1, 0.3, 0.8, 1.4, 2.0, 2.2, 2.1, 1.7, 1.2, 1.4, 1.9, 2.0, 1.9, 1.6, 1.2, 0.9, 0.7,
           0.5, 0.35, 0.2)  # fmt: skip
"""Reports by hour of the local day against the mean: the city works by day."""
DONE, SIMULATED = "已到场处置，现场恢复", "模拟处置人员"
"""What a simulated department reports, and who: nobody shall take it for a person's."""
_FORWARD = {
    Stage.REPORTED: Stage.FILED, Stage.FILED: Stage.DISPATCHED, Stage.DISPATCHED: Stage.HANDLING,
    Stage.HANDLING: Stage.CHECKING, Stage.CHECKING: Stage.CLOSED,
}  # fmt: skip
_SHARE = {Stage.REPORTED: 0.03, Stage.FILED: 0.05, Stage.DISPATCHED: 0.15, Stage.HANDLING: 0.55, Stage.CHECKING: 0.12}
"""Usual share of the time until due that a stage takes."""
REWORK_CHANCE = 0.04


class Cases:
    """All cases of the grid and of city management. The due timer is the gateway's: it alone marks a case overdue."""

    depth = 30 * HOUR

    def __init__(self, world: World, adopted: list[Case]) -> None:
        self._world = world
        self._rng = world.chance("cases")
        self._places = Places(world.city)
        self._adopted = adopted
        self._desk = CaseDesk(world)

    def begin(self, now: int) -> None:
        """Go on with what an earlier run left open, and plan the reports."""
        for case in sorted(self._adopted, key=lambda case: case.id):
            self._plan_next(case, now)
            if not case.overdue:
                self._world.schedule.at(max(case.due, now), partial(self._overdue, case.id))
        for system, kinds in ((System.CITY, CITY_KINDS), (System.GRID, GRID_KINDS)):
            self._plan_report(system, kinds, now)

    def _plan_report(self, system: System, kinds: tuple[Kind, ...], now: int) -> None:
        """Reports come as a Poisson process at its greatest rate, thinned to the rhythm of the day."""
        top = max(_RHYTHM)
        gap = self._rng.expovariate(PER_DAY[system] * top / (24 * HOUR))

        def report(due: int) -> None:
            if self._rng.random() * top < _RHYTHM[int(local_hour(due))]:
                self._report(system, kinds, due)
            self._plan_report(system, kinds, due)

        self._world.schedule.at(now + max(1, int(gap)), report)

    def _report(self, system: System, kinds: tuple[Kind, ...], at: int) -> None:
        kind = self._rng.choices(kinds, [kind.weight for kind in kinds])[0]
        subclass = kind.category.split("/")[1]
        place = self._places.draw(self._rng, subclass if kind.fault else "")
        title = f"{place.name}{kind.fault}" if kind.fault else f"{place.name}附近{subclass}"
        prefix = "CG" if system is System.CITY else "WG"
        case = Case(
            id=f"{prefix}-{self._world.number():08d}", v=1, at=at, system=system, stage=Stage.REPORTED,
            category=kind.category, title=title, opened=at,
            due=at + int(kind.hours * HOUR), department=kind.department, area=place.area, lon=place.lon, lat=place.lat,
        )  # fmt: skip
        self._world.say(case)
        self._plan_next(case, at)
        self._world.schedule.at(case.due, partial(self._overdue, case.id))

    def _plan_next(self, case: Case, at: int) -> None:
        span = max(case.due - case.opened, HOUR)
        late = 2.2 if self._rng.random() < 0.1 else 1.0
        wait = span * _SHARE[case.stage] * self._rng.lognormvariate(-0.35, 0.45) * late
        name = case.id
        self._world.schedule.at(at + max(MINUTE, int(wait)), partial(self._advance, name))

    def _advance(self, name: str, due: int) -> None:
        case = self._world.now_is(Case, name)
        if not isinstance(case, Case) or case.by:
            return  # a person has closed it, or has it in hand
        if not self._desk.takes_up(case, due):
            return
        if case.request is not None or case.deferral is not None or self._desk.puts_off(case, due):
            self._world.schedule.at(due + HOUR, partial(self._advance, name))
            return
        stage = _FORWARD[case.stage]
        told: dict[str, Any] = {"feedback": DONE, "handler": SIMULATED} if stage is Stage.CHECKING else {}
        if stage is Stage.DISPATCHED:
            told = {"sent": due}
        if case.stage is Stage.CHECKING and self._rng.random() < REWORK_CHANCE:
            stage, told = Stage.HANDLING, case_rules.sent_again(case)
        closed = due if stage is Stage.CLOSED else None
        after = self._world.change(case, due, stage=stage, closed=closed, **told)
        if after.open:
            self._plan_next(after, due)

    def _overdue(self, name: str, due: int) -> None:
        case = self._world.now_is(Case, name)
        if not isinstance(case, Case) or case.overdue or case.deferral is not None:
            return  # whose clock stands falls due when it goes on: the gateway's timer sees to that
        self._world.change(case, due, overdue=True)
