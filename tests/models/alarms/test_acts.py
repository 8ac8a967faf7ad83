"""What is offered: the role first, then the state by the rules themselves."""

from __future__ import annotations

from typing import Any

import pytest

from console.domain.roles import RIGHTS, Role, may
from console.models.alarms.acts import Act, offers, state_refuses
from console.models.alarms.history import happened
from console.models.alarms.procedures import load, procedure_of
from tests.models.alarms.test_flood import alarm
from tests.models.worlds import NOW

pytestmark = pytest.mark.operations
STATES: dict[str, dict[str, Any]] = {
    "B": {}, "C": {"acknowledged": True}, "D": {"active": False, "cleared": NOW},
    "L": {"active": False, "acknowledged": True, "latched": True, "latching": True},
    "E": {"shelved": True, "until": NOW + 1}, "G": {"out_of_service": True},
}  # fmt: skip
POSSIBLE = {
    "B": {Act.ACKNOWLEDGE, Act.SHELVE, Act.OUT_OF_SERVICE}, "C": {Act.SHELVE, Act.OUT_OF_SERVICE},
    "D": {Act.ACKNOWLEDGE, Act.SHELVE, Act.OUT_OF_SERVICE}, "L": {Act.RESET, Act.SHELVE, Act.OUT_OF_SERVICE},
    "E": {Act.UNSHELVE, Act.OUT_OF_SERVICE}, "G": {Act.RETURN},
}  # fmt: skip
ALWAYS = {Act.DISPATCH, Act.INCIDENT, Act.ATTACH, Act.COMMENT}


@pytest.mark.parametrize("letter", list(STATES))
def test_a_state_offers_what_the_rules_allow(qapp: object, letter: str) -> None:
    each = alarm(1, NOW, **STATES[letter])
    possible = {act for act in Act if not state_refuses(act, each, NOW)}
    assert possible == POSSIBLE[letter] | ALWAYS


@pytest.mark.parametrize("role", list(Role))
def test_a_role_is_offered_its_rights_and_no_more(qapp: object, role: Role) -> None:
    alarms = [(n, alarm(n, NOW, **fields)) for n, fields in enumerate(STATES.values(), 1)]
    found = offers(alarms, lambda act: may(role, act), NOW)
    possible = {act for act, offer in found.items() if offer.possible}
    assert possible == {act for act in Act if act.value in RIGHTS[role]}


def test_nobody_signed_in_is_offered_nothing_and_told_why(qapp: object) -> None:
    found = offers([(1, alarm(1, NOW))], lambda _act: True, NOW, locked=True)
    assert all(not offer.possible and offer.reason for offer in found.values())


def test_of_many_alarms_only_those_that_allow_it_are_meant(qapp: object) -> None:
    alarms = [(1, alarm(1, NOW)), (2, alarm(2, NOW, acknowledged=True)), (3, alarm(3, NOW))]
    assert offers(alarms, lambda _act: True, NOW)[Act.ACKNOWLEDGE].keys == (1, 3)


def test_a_dispatched_alarm_is_not_dispatched_again(qapp: object) -> None:
    assert "CG-1" in state_refuses(Act.DISPATCH, alarm(1, NOW, case="CG-1"), NOW)


def test_the_story_tells_each_change_once_and_the_newest_first(qapp: object) -> None:
    versions = [
        alarm(1, NOW, v=1), alarm(1, NOW + 1000, v=2, raised=NOW, acknowledged=True, by="张三"),
        alarm(1, NOW + 2000, v=3, raised=NOW, acknowledged=True, shelved=True, until=NOW + 9000, reason="检修",
              by="李四"),
        alarm(1, NOW + 3000, v=4, raised=NOW, acknowledged=True, active=False, cleared=NOW + 3000),
    ]  # fmt: skip
    lines = happened(versions)
    assert [line.at - NOW for line in lines] == [3000, 3000, 2000, 1000, 0]
    assert "检修" in lines[2].what and lines[2].by == "李四"
    assert (lines[3].what, lines[3].by) == ("确认", "张三")


def test_every_rule_of_the_simulator_has_a_procedure() -> None:
    from console.gateway.simulator.alarms import TEMPLATES

    rules = [each.rule for each in TEMPLATES] + ["air.aqi", "water.COD", "water.NH3-N", "dust.pm10", "appeal.flooding"]
    assert [rule for rule in rules if procedure_of(rule) is None] == []
    assert all(step.endswith("。") for each in load() for step in each.steps)


def test_an_exact_rule_comes_before_a_family() -> None:
    fatigue, phone = procedure_of("dsm.fatigue"), procedure_of("dsm.phone")
    assert fatigue is not None and phone is not None
    assert fatigue.title != phone.title
