"""Simulated people who now and then do with a case what is not its usual way: 不予立案, 作废, 缓办.

They are named as simulated in the story of each case, and leave alone what a person has in hand.
"""

from __future__ import annotations

from functools import partial

from console.domain.entities import Case, Decision, Dropped, Entry, Request, Stage, Stamp, Wish
from console.domain.incidents import filing, putting_off
from console.domain.incidents.incident import part_id
from console.gateway.simulator.world import DAY, MINUTE, World

RECEIVER, HANDLER, LEADER = "模拟受理员", "模拟处置人员", "模拟值班长"
DECLINED = ("现场核实未见所报问题", "不属于本系统管理范围，已告知相应渠道", "同一问题已有案件在办")
VOIDED = ("系统联调测试件", "重复上报")
DECLINE_CHANCE, VOID_CHANCE, DEFER_CHANCE = 0.035, 0.004, 0.008
DEFERRED = ("产权单位尚未明确，待协调", "待专项资金立项", "须停电作业，待供电部门排期")
_DAYS = (1, 3, 7)
_TOLD = (filing.Told.PHONE, filing.Told.APP, filing.Told.MESSAGE)


class CaseDesk:
    """Draws from chance of its own, so that the usual way of all other cases is the same with it or without."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._rng = world.chance("case desk")

    def takes_up(self, case: Case, at: int) -> bool:
        """Whether a report becomes a case; if not, it is over with this."""
        drawn = self._rng.random()
        if case.stage is not Stage.REPORTED or drawn >= DECLINE_CHANCE + VOID_CHANCE:
            return True
        if drawn < VOID_CHANCE:
            self._drop(case, at, Dropped.VOID, self._rng.choice(VOIDED), {})
        else:
            told = self._rng.choice(_TOLD).value
            self._drop(case, at, Dropped.DECLINED, self._rng.choice(DECLINED), {"told": told})
        return False

    def _drop(self, case: Case, at: int, how: Dropped, reason: str, facts: dict[str, str]) -> None:
        self._world.change(case, at, by=RECEIVER, **filing.over(how, reason, at))
        self.tell(case, at, Stamp.VOIDED if how is Dropped.VOID else Stamp.DECLINED, RECEIVER, reason, facts)

    def puts_off(self, case: Case, at: int) -> bool:
        """Whether what a department has in hand is to be deferred now; a leader agrees within the hour, or nobody does.

        What is asked for then waits for the people at the desks, and lapses if they leave it.
        """
        if case.stage is not Stage.HANDLING or self._rng.random() >= DEFER_CHANCE:
            return False
        until = at + self._rng.choice(_DAYS) * DAY
        request = Request(until=until, by=HANDLER, name=HANDLER, at=at, reason=self._rng.choice(DEFERRED),
                          department=case.department, wish=Wish.DEFER)  # fmt: skip
        self._world.change(case, at, request=request)
        self._tell_of(case, request, at, Decision.ASKED, HANDLER)
        if self._rng.random() < 0.7:
            soon = at + int(self._rng.uniform(10, 60)) * MINUTE
            self._world.schedule.at(soon, partial(self._agree, case.id))
        return True

    def _agree(self, name: str, due: int) -> None:
        case = self._world.now_is(Case, name)
        request = case.request if isinstance(case, Case) else None
        if not isinstance(case, Case) or request is None or request.by != HANDLER or case.by:
            return  # somebody at a desk was first
        self._world.change(case, due, request=None, **putting_off.granted(case, request, LEADER, due))
        self._tell_of(case, request, due, Decision.APPROVED, LEADER)

    def _tell_of(self, case: Case, request: Request, at: int, decision: Decision, who: str) -> None:
        facts = {"from": str(case.due), "to": str(request.until), "decision": decision.value, "asked_by": request.name}
        self.tell(case, at, Stamp.DEFERRED, who, request.reason, facts)

    def tell(self, case: Case, at: int, sort: Stamp, who: str, text: str, facts: dict[str, str]) -> None:
        """One line of the story of a case."""
        name = part_id("EN", case.id, sort.value, str(at))
        self._world.say(Entry(id=name, v=1, at=at, by=who, about=case.id, sort=sort, data=facts, text=text))
