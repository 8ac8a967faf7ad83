"""The hand-over in words: what a draft names, since when, and the paper that is taken away."""

from __future__ import annotations

import msgspec
import pytest

from console.commands.envelope import Command, Stage, new_id
from console.commands.intents import Acknowledge
from console.commands.outbox import Entry as Sent
from console.domain.duty.handover import Line, Section, body_of, digest_of
from console.domain.entities import (
    Alarm,
    Asset,
    Case,
    Deferral,
    Entry,
    Event,
    Handover,
    Incident,
    Note,
    Request,
    Stamp,
    System,
    Task,
    Warning,
    Wish,
)
from console.domain.entities import Stage as CaseStage
from console.models.duty.handover import (
    draft,
    draft_of,
    handovers,
    id_of,
    matter,
    outgoing,
    paper_of,
    since_last,
    waiting,
)
from console.models.world import World
from tests.models.worlds import HOUR, MORNING, NOW, shift, world_of

pytestmark = pytest.mark.operations
NOON = 1_795_752_000_000
"""27 November 2026, 12:00 in the city."""


def everything(now: int) -> list[Event]:
    """One of each matter that a hand-over names, and some that it does not."""
    return [
        shift("duty-1", now - HOUR, leader="周建国"),
        Alarm(id="A", v=1, at=now, system=System.CITY, priority=2, title="路面塌陷", source="s", rule="r", raised=now),
        Alarm(id="S", v=1, at=now, system=System.CITY, priority=3, title="检修", source="s", rule="r", raised=now,
              shelved=True, until=now + HOUR, reason="工单 3"),
        Incident(id="I", v=1, at=now, cls="火灾", grade=2, title="仓库起火", opened=now),
        Task(id="T", v=1, at=now, incident="I", title="疏散", due=now),
        Task(id="TD", v=1, at=now, incident="I", title="做完的", due=now, done=True),
        Case(id="C", v=1, at=now, system=System.GRID, stage=CaseStage.HANDLING, category="x", title="已超时的",
             opened=now, due=now, overdue=True),
        Case(id="CN", v=1, at=now, system=System.GRID, stage=CaseStage.HANDLING, category="x", title="平常的",
             opened=now, due=now),
        Warning(id="W", v=1, at=now, level=3, event="大风", headline="大风黄色预警", sender="x", issued=now,
                expires=now + HOUR),
        Asset(id="cam-1", v=1, at=now, online=False, state="离线"),
        Asset(id="cam-2", v=1, at=now, online=True),
        Note(id="N", v=1, at=now, about="I", text="先疏散", author="周建国", instruction=True),
        Note(id="NN", v=1, at=now, about="I", text="普通备注", author="钱小雨"),
        Entry(id="E", v=1, at=now, about="C9", sort=Stamp.CLOSED, data={"title": "井盖已复位"}, text="现场复核"),
    ]  # fmt: skip


def stage(*more: Event) -> World:
    world = World()
    return world_of(*everything(world.now()), *more)


def sent(now: int) -> Sent:
    command = Command(id=new_id(now), intent=Acknowledge(about="A"), kind="Alarm", actor="p", session="s", terminal="t",
                      at=now, expires=now)  # fmt: skip
    return Sent(1, "gw-1", command, Stage.PENDING, None, 0, now)


def test_the_draft_names_all_that_is_open_and_nothing_else() -> None:
    world = stage()
    made = draft(world, [sent(world.now())], "口头交代")
    assert {section: made.count(section) for section in Section} == dict.fromkeys(Section, 1)
    assert made.shift == "duty-1" and made.remarks == "口头交代"


def test_each_matter_is_a_sentence_without_codes() -> None:
    world = stage()
    made = draft(world, [sent(world.now())])
    words = {section: matter(world, section, made.sections[section][0]) for section in Section}
    assert words[Section.SHELVED].startswith("检修 · 3 级 · 搁置 · ") and "工单 3 · 至 " in words[Section.SHELVED]
    assert words[Section.INCIDENTS].startswith("仓库起火 · Ⅱ 级 · 火灾 · ")
    assert words[Section.COMMANDS].startswith("确认 · ") and words[Section.COMMANDS].endswith("待送达")
    assert words[Section.DONE].startswith("井盖已复位 · 现场复核 · ")
    assert "已超时" in words[Section.CASES]


def test_requests_that_wait_are_handed_over_by_name_and_what_is_deferred_is_nobody_s_matter() -> None:
    base = {"v": 1, "at": 0, "system": System.CITY, "stage": CaseStage.HANDLING, "category": "x", "opened": 0, "due": 1}
    asks = {"until": NOON, "by": "p", "name": "钱小雨", "at": 0, "reason": "r"}
    aside = Deferral(since=0, until=NOON, reason="r", name="a", agreed="b")
    world = world_of(
        Case(id="X", title="要延期的", request=Request(**asks), **base),  # type: ignore[arg-type]
        Case(id="H", title="要缓办的", request=Request(wish=Wish.DEFER, **asks), **base),  # type: ignore[arg-type]
        Case(id="D", title="缓办的", overdue=True, deferral=aside, **base),  # type: ignore[arg-type]
    )
    made = draft(world, [])
    told = sorted(matter(world, Section.CASES, line) for line in made.sections[Section.CASES])
    assert [words.partition(" ")[0] for words in told] == ["要延期的", "要缓办的"]
    assert "延期至 11-27 12:00 待审批" in told[0] and "缓办至 11-27 12:00 待审批" in told[1]


def signed(world: World, **fields: object) -> Handover:
    body = body_of(draft(world, [], "看好水库"))
    base = {
        "shift": "duty-1",
        "body": body,
        "digest": digest_of(body),
        "giver": "钱小雨",
        "giver_id": "p-2",
        "given": 5000,
    }
    return Handover(id=id_of("duty-1"), v=1, at=5000, **(base | fields))  # type: ignore[arg-type]


def test_a_hand_over_waits_until_it_is_taken_and_counts_from_then() -> None:
    world = stage()
    given = signed(world)
    waits = stage(given)
    assert waiting(waits) is not None and since_last(waits) > 5000
    taken = msgspec.structs.replace(given, taker="孙明", taker_id="p-3", taken=6000)
    done = stage(taken)
    assert waiting(done) is None and since_last(done) == 5000
    assert [each.id for _, each in handovers(done)] == ["HO-duty-1"]


def test_the_paper_says_who_signed_what_under_which_hash() -> None:
    world = stage()
    given = signed(world)
    read = draft_of(given)
    assert read is not None
    paper = paper_of(world, read, given)
    text = "\n".join(
        [*paper.facts, *(line for part in paper.parts for line in (part.heading, *part.lines)), paper.foot]
    )
    for words in ("钱小雨", "未签字", given.digest, "看好水库", "仓库起火", "内容与校验值一致", "来源"):
        assert words in text


def test_a_body_that_was_changed_is_said_to_be() -> None:
    world = stage()
    given = signed(world, digest="0" * 64)
    read = draft_of(given)
    assert read is not None
    assert any("不一致" in fact for fact in paper_of(world, read, given).facts)
    assert draft_of(signed(world, body="{}")) is None


@pytest.mark.parametrize("section", list(Section))
@pytest.mark.parametrize("facts", [
    {}, {"grade": "9", "level": "9", "opened": "9" * 5_000}, {"grade": "", "raised": "²", "until": "-1", "due": "x"},
    {"at": "253402300799999", "since": "253402300799999", "expires": "999999999999999"},
])  # fmt: skip
def test_a_hand_over_from_another_desk_is_read_whatever_facts_stand_in_it(
    section: Section, facts: dict[str, str]
) -> None:
    assert matter(world_of(), section, Line("X-1", facts))


@pytest.mark.parametrize(("minutes", "taken", "shift_id"), [
    (-5, False, "night"), (0, False, "night"), (7, False, "night"), (119, False, "night"), (120, False, "day"),
    (7, True, "day"), (-5, True, "night"), (719, False, "day"), (727, False, "day"), (841, False, ""),
])  # fmt: skip
def test_what_is_signed_minutes_after_the_change_is_of_the_shift_that_has_ended(
    monkeypatch: pytest.MonkeyPatch, minutes: int, taken: bool, shift_id: str
) -> None:
    """Else the day's hand-over would meet a locked one of its own name in the evening."""
    monkeypatch.setattr(World, "now", lambda _world: MORNING + minutes * 60_000)
    night, day = shift("night", MORNING - 12 * HOUR), shift("day")
    given = Handover(id=id_of("night"), v=2, at=NOW, shift="night", body="{}", digest="", giver="钱", giver_id="p-2",
                     given=MORNING - 60_000, taker="孙", taker_id="p-3", taken=MORNING - 1)  # fmt: skip
    world = world_of(night, day, *([given] if taken else []))
    found = outgoing(world)
    assert (found.id if found else "") == shift_id
    assert draft(world, []).shift == shift_id
