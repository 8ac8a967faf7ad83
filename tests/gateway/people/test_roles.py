"""Every role by every act, through a real gateway process: accepted is what the table of posts says, and no more.

The table below is written by hand from the plan of the centre, not taken from the program.
"""

from __future__ import annotations

import typing
import urllib.request
from collections.abc import Iterator

import msgspec
import pytest

from console.commands import intents as do
from console.commands.envelope import Command, Outcome, Verdict, new_id
from console.commands.session import SignIn
from console.domain.incidents.filing import Told
from console.domain.roles import Role
from console.gateway.people.demo import PEOPLE, password_of
from tests.gateway.process import GatewayProcess, quick, stopped
from tests.gateway.tiny_city import write_city

pytestmark = [pytest.mark.operations, pytest.mark.e2e]
NOTHING = "no such thing"
PICTURE = "0" * 64
WISHES: tuple[do.Intent, ...] = (
    do.Acknowledge(about=NOTHING), do.ResetLatch(about=NOTHING), do.Shelve(about=NOTHING, until=1, reason="检修"),
    do.Unshelve(about=NOTHING), do.TakeOutOfService(about=NOTHING, reason="检修"), do.ReturnToService(about=NOTHING),
    do.Comment(about=NOTHING, text=" "), do.Dispatch(about=NOTHING, departments=("市公安局",)),
    do.Transfer(about=NOTHING, department="市公安局", reason="职责"), do.Urge(about=NOTHING, note="请尽快"),
    do.Extend(about=NOTHING, due=1, reason="材料"), do.DecideRequest(about=NOTHING, approve=True),
    do.Defer(about=NOTHING, until=1, reason="待立项"), do.Resume(about=NOTHING, reason="可办"),
    do.WithdrawRequest(about=NOTHING),
    do.SendBack(about=NOTHING, reason="职责"), do.FileCase(about=NOTHING),
    do.DeclineCase(about=NOTHING, reason="不属实", told=Told.PHONE), do.VoidCase(about=NOTHING, reason="测试"),
    do.Receive(about=NOTHING), do.Feedback(about=NOTHING, text="已办"), do.Close(about=NOTHING, text="已复查"),
    do.Escalate(about=NOTHING, reason="协调"), do.NotifyCounty(about=NOTHING, county="990101"),
    do.OpenIncident(about=NOTHING, cls="", grade=4, title="x"), do.Attach(about=NOTHING),
    do.GradeIncident(about=NOTHING, grade=4, reason="x"), do.CloseIncident(about=NOTHING, text="x"),
    do.ActivatePlan(about=NOTHING, plan="x", level=4), do.CheckTask(about=NOTHING),
    do.Report(about=NOTHING, stage="first", to="x", text="x"), do.UnitMark(about=NOTHING, unit="x", mark="joined"),
    do.Invite(about=NOTHING, person="x", mark="left"),
    do.SaveShift(about="S-1", starts=2, ends=1, leader="", commanders={}, watch_leader="", dispatchers={}),
    do.RequestSwap(about=NOTHING, person="x", other="y", reason="x"), do.DecideSwap(about=NOTHING, approve=True),
    do.GiveHandover(about=NOTHING, shift="x", body="{}", digest=PICTURE),
    do.TakeHandover(about=NOTHING, digest=PICTURE),
)  # fmt: skip
DUTY = {
    "acknowledge", "reset", "shelve", "unshelve", "comment", "dispatch", "transfer", "urge", "extend", "send_back",
    "receive", "feedback", "close", "notify_county", "open_incident", "attach", "check_task", "report", "unit_mark",
    "invite", "request_swap", "give_handover", "take_handover", "file_case", "decline_case",
    "defer", "resume", "withdraw_request",
}  # fmt: skip
LEADERS = DUTY | {
    "out_of_service", "return_to_service", "escalate", "grade_incident", "close_incident", "activate_plan",
    "save_shift", "decide_swap", "decide_extension", "void_case",
}  # fmt: skip
TABLE: dict[Role, set[str]] = {
    Role.COMMANDER: LEADERS, Role.WATCH_LEADER: LEADERS, Role.DISPATCHER: DUTY, Role.WALL: set(), Role.BRIEFING: set(),
    Role.TECHNICIAN: {"comment", "out_of_service", "return_to_service"}, Role.SUPERVISION: {"comment", "urge"},
    Role.SYSTEM_ADMIN: set(), Role.AUDIT_ADMIN: set(), Role.SECURITY_ADMIN: set(),
}  # fmt: skip


AT_A_DESK = {Role.COMMANDER, Role.WATCH_LEADER, Role.DISPATCHER}


def tag(wish: do.Intent) -> str:
    return str(wish.__struct_config__.tag)


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GatewayProcess]:
    folder = tmp_path_factory.mktemp("roles")
    made = GatewayProcess(*quick(folder / "log", write_city(folder / "city")))
    yield made
    stopped(made)


def judged(gateway: GatewayProcess, who: str, session: str, wish: do.Intent) -> Outcome:
    at = gateway.get("/v1/hello")["time"]
    command = Command(
        id=new_id(), intent=wish, kind="", actor=who, session=session, terminal="席位 3", at=at, expires=at + 60_000
    )
    request = urllib.request.Request(gateway.url + "/v1/commands", msgspec.json.encode(command), method="POST")
    with urllib.request.urlopen(request, timeout=10) as answer:
        return msgspec.json.decode(answer.read(), type=Outcome)


def test_every_act_and_every_role_is_in_the_table() -> None:
    assert {tag(wish) for wish in WISHES} == {each.__struct_config__.tag for each in typing.get_args(do.AnyIntent)}
    assert set(TABLE) == set(Role)


def test_every_role_has_a_demo_account_and_every_department_of_an_incident_a_dispatcher() -> None:
    assert {person.role for person in PEOPLE} == set(Role)
    departments = {person.department for person in PEOPLE if person.role is Role.DISPATCHER}
    assert departments >= {"市应急管理局", "市城市管理局", "市交通运输局", "市生态环境局", "市委政法委", "市公安局",
                           "市网格化服务管理中心"}  # fmt: skip


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.id)
def test_the_gateway_takes_from_each_account_what_its_post_may_do(gateway: GatewayProcess, person) -> None:
    signed = SignIn([gateway.url], "席位 3").by_password(person.id, password_of(person.id))
    whole_numbers = {"reveal"} if person.role in AT_A_DESK else set()
    assert set(signed.acts) == TABLE[person.role] | whole_numbers, "what the desk offers"
    outcomes = {tag(wish): judged(gateway, signed.person.id, signed.session, wish) for wish in WISHES}
    taken = {name for name, outcome in outcomes.items() if outcome.verdict is not Verdict.FORBIDDEN}
    assert taken == TABLE[person.role]
    refused = {outcome.reason for outcome in outcomes.values() if outcome.verdict is Verdict.FORBIDDEN}
    assert refused <= {"the role has no right to this act"}
    assert all(outcome.seq == 0 for outcome in outcomes.values()), "nothing of this makes sense, so nothing happened"
