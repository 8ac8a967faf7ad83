"""The constraints of the roster, each with the explanation it gives."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, timedelta

import pytest

from console.config.tables import SHIPPED
from console.domain.duty.roster import Code, Finding, check, day_of, decode, encode, replaced, staff_of
from console.domain.entities import Duty
from console.domain.incidents.sla import HOUR, calendar_of

pytestmark = pytest.mark.operations

CALENDAR = calendar_of(tomllib.loads((SHIPPED / "holidays.toml").read_text(encoding="utf-8")))
STAFF = staff_of(tomllib.loads((SHIPPED / "duty.toml").read_text(encoding="utf-8")))
DEPARTMENTS = list(STAFF.departments)


def at(text: str) -> int:
    return int((datetime.fromisoformat(text).replace(tzinfo=UTC) - timedelta(hours=8)).timestamp() * 1000)


def shift(name="S1", starts="2026-11-23 08:30", hours=12, tag="", **fields):
    """A shift that is in order; ``tag`` makes its people others than those of another tag."""
    start = at(starts)
    full = {
        "leader": f"领导{tag}",
        "watch_leader": f"值班长{tag}",
        "commanders": {name: f"{name}长" for name in DEPARTMENTS},
        "dispatchers": {name: [f"{name}员{tag}"] for name in DEPARTMENTS},
    }
    return Duty(id=name, v=1, at=start, starts=start, ends=start + hours * HOUR, commander="x", **(full | fields))


def found(subject, *others):
    return check(subject, others, STAFF, CALENDAR)


def only(subject, *others):
    findings = found(subject, *others)
    assert len(findings) == 1, findings
    return findings[0]


def without(mapping, key):
    return {name: value for name, value in mapping.items() if name != key}


def test_the_five_departments_of_the_plan_second_26_people():
    assert sum(STAFF.departments.values()) == 26
    assert found(shift()) == []


def test_a_shift_needs_its_leader_and_its_watch_leader():
    assert only(shift(leader=" ")).code is Code.NO_LEADER
    assert only(shift(watch_leader="")).code is Code.NO_WATCH_LEADER


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_every_department_has_its_commander(department):
    finding = only(shift(commanders=without(shift().commanders, department)))
    assert (finding.code, finding.data, finding.refuses) == (Code.NO_COMMANDER, {"department": department}, True)


def test_a_department_that_has_the_people_must_send_a_dispatcher():
    finding = only(shift(dispatchers=without(shift().dispatchers, "市城市管理局")))
    assert (finding.code, finding.data["staff"]) == (Code.NO_DISPATCHER, "6")
    assert finding.refuses


def test_what_two_people_can_not_staff_is_stated_and_not_refused():
    finding = only(shift(dispatchers=without(shift().dispatchers, "市应急管理局")))
    assert (finding.code, finding.refuses) == (Code.UNDERSTAFFED, False)
    assert finding.data == {"department": "市应急管理局", "staff": "2", "needed": "4"}


def test_two_people_who_alternate_keep_duty_of_24_hours():
    days = [
        shift(f"S{n}", f"2026-11-{23 + n} 08:30", 24, str(n),
              dispatchers=shift(tag=str(n)).dispatchers | {"市应急管理局": [("甲", "乙")[n % 2]]})
        for n in range(4)
    ]  # fmt: skip
    for day in days:
        assert found(day, *days) == []


def test_a_department_nobody_knows_is_named():
    finding = only(shift(dispatchers=shift().dispatchers | {"市某局": ["甲"]}))
    assert (finding.code, finding.data) == (Code.UNKNOWN_DEPARTMENT, {"department": "市某局"})


@pytest.mark.parametrize("hours", [0, -1, 25])
def test_a_shift_ends_after_it_starts_and_within_a_day(hours):
    assert only(shift(hours=hours)).code is Code.BAD_SPAN


def test_nobody_has_two_posts_in_one_shift():
    finding = only(shift(watch_leader="市生态环境局员"))
    assert (finding.code, finding.data) == (
        Code.TWO_POSTS, {"person": "市生态环境局员", "posts": "watch_leader,dispatcher"},
    )  # fmt: skip


def test_nobody_is_in_two_shifts_at_once_not_even_a_leader():
    other = shift("S2", "2026-11-23 20:00", tag="2", leader="领导", commanders={})
    finding = only(shift(), other)
    assert finding.code is Code.OVERLAP
    assert finding.data == {"person": "领导", "shift": "S2", "starts": str(other.starts), "ends": str(other.ends)}


def test_shifts_that_touch_do_not_overlap_and_heads_may_follow_themselves():
    following = shift("S2", "2026-11-23 20:30", tag="2")
    assert following.starts == shift().ends
    assert set(following.commanders.values()) == set(shift().commanders.values())
    assert found(following, shift()) == []


@pytest.mark.parametrize(("rest", "code"), [(0, Code.SHORT_REST), (7.9, Code.SHORT_REST), (8, None), (12, None)])
def test_people_on_site_rest_eight_hours(rest, code):
    first = shift()
    start = datetime.fromisoformat("2026-11-23 20:30") + timedelta(hours=rest)
    later = shift("S2", start.isoformat(sep=" "), tag="2", watch_leader="值班长")
    for one, other in ((first, later), (later, first)):
        findings = found(one, other)
        assert [f.code for f in findings] == ([code] if code else []), "both ways round"
        if code:
            assert findings[0].data["hours"] == f"{rest:g}"
            assert findings[0].data["person"] == "值班长"


def test_a_night_on_duty_is_followed_by_a_day_off():
    night = shift("N", "2026-11-23 20:30")
    next_day, next_night = shift("D", "2026-11-24 08:30"), shift("N2", "2026-11-24 20:30")
    assert {f.code for f in found(next_day, night)} == {Code.SHORT_REST}
    assert found(next_night, night) == []


def test_masked_names_identify_nobody():
    masked = shift(leader="王**", watch_leader="李**", dispatchers={name: ["张**"] for name in DEPARTMENTS})
    assert found(masked, shift("S2", leader="王**", watch_leader="李**", commanders={}, dispatchers={})) == []


def test_a_former_version_of_the_same_shift_is_no_conflict():
    assert found(shift(), shift()) == []


def holiday(n, people):
    who = shift(tag=f"h{n}").dispatchers | {"市城市管理局": people}
    return shift(f"H{n}", f"2026-10-0{n} 08:30", tag=f"h{n}", dispatchers=who)


def test_holiday_shifts_are_fair_among_the_dispatchers_of_a_department():
    first, second = holiday(1, ["甲", "乙"]), holiday(3, ["甲"])
    assert found(second, first) == [], "one more than another is fair"
    finding = only(holiday(5, ["甲"]), first, second, holiday(7, ["丙"]))
    assert (finding.code, finding.data) == (Code.UNFAIR_HOLIDAYS, {"person": "甲", "count": "3", "least": "1"})
    assert not finding.refuses
    assert found(holiday(5, ["丙"]), first, second) == []


def test_fairness_without_a_calendar_says_that_it_is_not_known():
    finding = only(shift(starts="2029-10-01 08:30"))
    assert (finding.code, finding.data, finding.refuses) == (Code.CALENDAR, {"year": "2029"}, False)


def test_a_shift_that_crosses_midnight_belongs_to_the_day_it_starts_on():
    assert day_of(shift(starts="2026-11-23 20:30"), CALENDAR) == date(2026, 11, 23)


def test_a_replaced_person_is_gone_from_every_post_and_the_rest_stays():
    before = shift(leader="赵某")
    after = replaced(before, "赵某", "钱某")
    assert after.leader == "钱某"
    assert after.dispatchers == before.dispatchers
    assert replaced(before, "孙某", "钱某") is None


def test_findings_survive_their_way_through_a_reason():
    findings = [Finding(Code.NO_LEADER), Finding(Code.OVERLAP, {"person": "赵某", "shift": "S2"})]
    assert decode(encode(findings)) == findings
    assert decode("somebody was first") == []
    assert decode('{"code": 1}') == []
    assert decode('[{"code":"nonsense"}]') == []
