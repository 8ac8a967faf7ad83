"""监督轴与指挥轴: who directs a case does not judge what came of it (domain notes 5.2, the core of 数字城管).

The 监督中心 files or declines, verifies and closes; the 指挥中心 dispatches and urges. How far the two are kept apart
is a setting of the city (``limits.toml``), because a small centre has nobody else at night: by person (who acted for
one axis of a case does not act for the other), by role (nor does anybody of the same post), or not at all. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from console.domain.entities import Case, Hand, System
from console.domain.roles import Person


class Axis(Enum):
    """The two sides of 数字城管."""

    SUPERVISION = "supervision"
    COMMAND = "command"


class Apart(Enum):
    """How far the axes are kept apart for one case."""

    OFF = "off"
    PERSON = "person"
    ROLE = "role"


class AxisAct(Enum):
    """Acts that can belong to an axis; 返工 is the dispatch of what failed its verification."""

    DISPATCH = "dispatch"
    REWORK = "rework"
    TRANSFER = "transfer"
    URGE = "urge"
    CLOSE = "close"
    FILE = "file"
    DECLINE = "decline"


class Why(Enum):
    """Why an act was refused; the words are the interface's."""

    DIRECTED = "who directed a case does not verify it"
    VERIFIED = "who verified a case does not direct it"


@dataclass(frozen=True, slots=True)
class Axes:
    """The city's setting: how far apart, for cases of which systems, and which acts are whose."""

    apart: Apart
    systems: frozenset[System]
    acts: Mapping[AxisAct, Axis]

    def of(self, act: AxisAct, case: Case) -> Axis | None:
        """For which axis an act on this case is done; None: it belongs to neither."""
        return self.acts.get(act) if self.apart is not Apart.OFF and case.system in self.systems else None

    def refuses(self, act: AxisAct, case: Case, person: Person) -> Why | None:
        """Why this person may not do it: they, or their role, have acted for the other axis of this case."""
        axis = self.of(act, case)
        if axis is None:
            return None
        others = case.commanded if axis is Axis.SUPERVISION else case.supervised
        same = any(hand.role is person.role if self.apart is Apart.ROLE else hand.id == person.id for hand in others)
        if not same:
            return None
        return Why.DIRECTED if axis is Axis.SUPERVISION else Why.VERIFIED

    def mark(self, act: AxisAct, case: Case, person: Person) -> dict[str, tuple[Hand, ...]]:
        """The field of the case that remembers this act, as it is after it. Kept for every system.

        So a city that turns the setting on has the rule for the cases that are open then too.
        """
        axis = self.acts.get(act)
        if axis is None:
            return {}
        name = "supervised" if axis is Axis.SUPERVISION else "commanded"
        before: tuple[Hand, ...] = getattr(case, name)
        hand = Hand(id=person.id, role=person.role)
        return {name: before if hand in before else (*before, hand)}


def axes_of(table: Mapping[str, Any]) -> Axes:
    """The setting from the table ``two_axes`` of ``limits.toml``. Raises ``ValueError`` naming what is wrong."""
    acts: dict[AxisAct, Axis] = {}
    for axis in Axis:
        for name in table[axis.value]:
            if AxisAct(name) in acts:
                raise ValueError(f"two_axes: {name} belongs to one axis only")
            acts[AxisAct(name)] = axis
    return Axes(Apart(table["apart"]), frozenset(System(name) for name in table["systems"]), acts)
