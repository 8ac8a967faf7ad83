"""Simulated people who now and then do with a case what is not its usual way: 不予立案, 作废.

They are named as simulated in the story of each case, and leave alone what a person has in hand.
"""

from __future__ import annotations

from console.domain.entities import Case, Dropped, Entry, Stage, Stamp
from console.domain.incidents import filing
from console.domain.incidents.incident import part_id
from console.gateway.simulator.world import World

RECEIVER = "模拟受理员"
DECLINED = ("现场核实未见所报问题", "不属于本系统管理范围，已告知相应渠道", "同一问题已有案件在办")
VOIDED = ("系统联调测试件", "重复上报")
DECLINE_CHANCE, VOID_CHANCE = 0.035, 0.004
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

    def tell(self, case: Case, at: int, sort: Stamp, who: str, text: str, facts: dict[str, str]) -> None:
        """One line of the story of a case."""
        name = part_id("EN", case.id, sort.value, str(at))
        self._world.say(Entry(id=name, v=1, at=at, by=who, about=case.id, sort=sort, data=facts, text=text))
