"""The duty room in words: findings as sentences, days, weeks, who is known; the gateway's reasons."""

from __future__ import annotations

from datetime import date

import pytest

from console.commands.envelope import Command, Outcome, Stage, Verdict, new_id
from console.commands.intents import SaveShift, TakeHandover
from console.commands.outbox import Entry
from console.config.tables import TableBook
from console.domain.duty.roster import Code, Finding, encode
from console.domain.entities import Decision, Swap
from console.models.acting.acts import ACTS, not_saved_words, outcome_words
from console.models.duty.duty import (
    day_words,
    finding_words,
    in_week,
    known_people,
    running,
    span_words,
    swaps,
    week_of,
)
from tests.models.worlds import HOUR, MORNING, NOW, shift, world_of

pytestmark = pytest.mark.operations


def entry(verdict: Verdict, reason: str, intent: object = None, by: str = "") -> Entry:
    intent = intent or TakeHandover(about="HO", digest="0" * 64)
    command = Command(
        id=new_id(NOW), intent=intent, kind="x", actor="p", session="s", terminal="t", at=NOW, expires=NOW
    )
    return Entry(1, "gw-1", command, Stage.REFUSED, Outcome(verdict=verdict, reason=reason, by=by, at=NOW), 1, NOW)


def test_every_finding_is_a_sentence_without_codes() -> None:
    data = {"department": "市公安局", "person": "钱小雨", "posts": "leader,dispatcher", "starts": str(MORNING),
            "ends": str(MORNING + HOUR), "hours": "2", "needed_hours": "8", "staff": "2", "needed": "4", "count": "3",
            "least": "1", "year": "2028", "longest_hours": "24"}  # fmt: skip
    for code in Code:
        words = finding_words(Finding(code, data))
        assert words.endswith("。") and "{" not in words and not any("a" <= each <= "z" for each in words)


def test_short_rest_says_who_how_long_and_beside_which_shift() -> None:
    data = {
        "person": "钱小雨",
        "hours": "0",
        "needed_hours": "8",
        "starts": str(MORNING),
        "ends": str(MORNING + 12 * HOUR),
    }
    words = finding_words(Finding(Code.SHORT_REST, data))
    assert words == "钱小雨与 11-23 08:30 至 11-23 20:30 的班次只隔 0 小时，至少要休息 8 小时。"


def test_a_night_names_the_day_on_which_it_ends() -> None:
    assert span_words(shift("day")) == "08:30–20:30"
    assert span_words(shift("night", MORNING + 12 * HOUR)) == "20:30–次日 08:30"


def test_days_say_what_they_are() -> None:
    calendar = TableBook().current().calendar
    assert day_words(date(2026, 10, 1), calendar) == ("10-01 周四", "国庆节")
    assert day_words(date(2026, 10, 10), calendar) == ("10-10 周六", "调休上班")
    assert day_words(date(2026, 11, 22), calendar) == ("11-22 周日", "周末")
    assert day_words(date(2026, 11, 23), calendar) == ("11-23 周一", "")
    assert day_words(date(2031, 1, 1), calendar) == ("01-01 周三", "节假日表未录入")


def test_a_week_begins_on_monday_in_the_city() -> None:
    assert week_of(MORNING) == date(2026, 11, 23)
    assert week_of(MORNING - 9 * HOUR) == date(2026, 11, 16)
    sunday = shift("sunday night", MORNING - 12 * HOUR)
    world = world_of(sunday, shift("monday"))
    assert [each.id for _, each in in_week(world, date(2026, 11, 23))] == ["monday"]


def test_nobody_is_on_between_shifts() -> None:
    assert running(world_of(shift("long ago", 1000))) is None


def test_names_are_offered_again_also_masked_ones() -> None:
    one = shift("a", commanders={"市公安局": "孙明"}, dispatchers={"市公安局": ["李**", "钱小雨"]})
    world = world_of(one)
    assert known_people(world, "dispatcher", "市公安局") == ["钱小雨", "李**"]
    assert known_people(world, "commander", "市应急管理局") == []


def test_requests_that_wait_stand_first() -> None:
    done = Swap(id="done", v=2, at=NOW + 5, shift="a", person="甲", other="乙", reason="r", asked_by="甲",
                decision=Decision.APPROVED)  # fmt: skip
    asked = Swap(id="asked", v=1, at=NOW, shift="a", person="甲", other="乙", reason="r", asked_by="甲")
    assert [swap.id for _, swap in swaps(world_of(done, asked))] == ["asked", "done"]


def test_a_refused_roster_is_explained_in_the_rules_own_sentences() -> None:
    intent = SaveShift(about="d", starts=0, ends=1, leader="", commanders={}, watch_leader="", dispatchers={})
    reason = encode([Finding(Code.NO_LEADER), Finding(Code.NO_COMMANDER, {"department": "市公安局"})])
    words = outcome_words(entry(Verdict.INVALID, reason, intent))
    assert words == "被拒：排班未生效，没有带班市领导。市公安局没有指挥长。"


def test_a_conflict_says_who_was_first() -> None:
    words = outcome_words(entry(Verdict.CONFLICT, "already ticked", by="孙明"))
    assert words.startswith("冲突：接班签字未生效，孙明 ") and words.endswith("这一任务已勾选")


def test_no_reason_is_shown_in_another_language() -> None:
    for reason in ("something new in the rules", "Incident is closed or unknown"):
        assert not any("a" <= each <= "z" for each in outcome_words(entry(Verdict.INVALID, reason)))
    assert not any("a" <= each <= "z" for each in not_saved_words("disk I/O error"))


def test_every_act_has_a_name() -> None:
    from console.commands.intents import AnyIntent

    for intent in AnyIntent.__args__:
        assert str(intent.__struct_config__.tag) in ACTS
