"""The duty room as the desk shows it: shifts, swaps, who is known, and the roster's findings as sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from console.domain.duty.roster import Code, Finding, decode, posts
from console.domain.entities import Decision, Duty, Event, Swap
from console.domain.incidents.sla import Calendar, CalendarNotAvailable
from console.models.clock import local, number_in
from console.models.text.phrases import listed, weekday
from console.models.world import World

POSTS = {"leader": "带班市领导", "watch_leader": "值班长", "commander": "指挥长", "dispatcher": "调度员"}
DECISIONS = {
    Decision.ASKED: "待审批", Decision.APPROVED: "已同意", Decision.REFUSED: "未同意",
    Decision.LAPSED: "班次结束前未审批，失效", Decision.WITHDRAWN: "已撤回",
}  # fmt: skip
_SENTENCES = {
    Code.BAD_SPAN: "班次的起止时间不对，或超过 {longest_hours} 小时。",
    Code.NO_LEADER: "没有带班市领导。",
    Code.NO_WATCH_LEADER: "没有值班长。",
    Code.NO_COMMANDER: "{department}没有指挥长。",
    Code.NO_DISPATCHER: "{department}没有调度员。",
    Code.UNKNOWN_DEPARTMENT: "{department}不在编制表中。",
    Code.TWO_POSTS: "{person}在同一班次担任两个岗位（{posts}）。",
    Code.OVERLAP: "{person}同时排在 {starts} 至 {ends} 的班次。",
    Code.SHORT_REST: "{person}与 {starts} 至 {ends} 的班次只隔 {hours} 小时，至少要休息 {needed_hours} 小时。",
    Code.NOT_ON_SHIFT: "{person}不在这个班次里。",
    Code.UNDERSTAFFED: "{department}编制 {staff} 人，不足 {needed} 人，无法每班都有调度员。",
    Code.UNFAIR_HOLIDAYS: "{person}今年节假日值班 {count} 次，同部门最少的为 {least} 次。",
    Code.CALENDAR: "{year} 年的节假日表尚未录入，无法核对节假日轮值。",
}


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("duty", text)


def finding_words(finding: Finding) -> str:
    """One finding of the roster's rules as a sentence."""
    data = dict(finding.data)
    for name in ("starts", "ends"):
        if at := number_in(data.get(name, "")):
            data[name] = f"{local(at):%m-%d %H:%M}"
    if "posts" in data:
        data["posts"] = listed(tr(POSTS.get(post, post)) for post in data["posts"].split(","))
    try:
        return tr(_SENTENCES[finding.code]).format(**data)
    except KeyError:
        return tr("排班规则不允许。")


def remarks_of(shift: Duty) -> list[str]:
    """What the rules state about a saved shift."""
    return [finding_words(finding) for text in shift.remarks for finding in decode(text)]


def shifts(world: World) -> list[tuple[int, Duty]]:
    """All shifts with their cache keys, in the order in which they start."""
    return sorted(world.duty.items(), key=lambda item: (item[1].starts, item[1].id))


def week_of(at: int) -> date:
    """The Monday of the week that an instant lies in."""
    day = local(at).date()
    return day - timedelta(days=day.weekday())


def in_week(world: World, monday: date) -> list[tuple[int, Duty]]:
    """The shifts that start in a week."""
    days = {monday + timedelta(days=number) for number in range(7)}
    return [(key, shift) for key, shift in shifts(world) if local(shift.starts).date() in days]


def day_words(day: date, calendar: Calendar) -> tuple[str, str]:
    """A day as ``11-22 周日``, and what kind of day it is if it is no plain one: 国庆节, 调休上班 …"""
    name = f"{day:%m-%d} {weekday(day.weekday())}"
    try:
        holiday = calendar.holiday(day)
        if holiday:
            return name, holiday
        if day.weekday() >= 5:
            return name, tr("调休上班") if calendar.works(day) else tr("周末")
    except CalendarNotAvailable:
        return name, tr("节假日表未录入")
    return name, ""


def span_words(shift: Duty) -> str:
    """``08:30–20:30``; the end of a night names its day."""
    start, end = local(shift.starts), local(shift.ends)
    tail = f"{end:%H:%M}" if start.date() == end.date() else tr("次日 {:%H:%M}").format(end)
    return f"{start:%H:%M}–{tail}"


def known_people(world: World, post: str, department: str = "") -> list[str]:
    """Names that stood in a post before, for choosing again."""
    names: Iterable[str] = (
        name
        for _, shift in shifts(world)
        for name, where, whose in (*posts(shift), *_masked(shift))
        if where == post and (not department or whose == department)
    )
    return list(dict.fromkeys(names))


def _masked(shift: Duty) -> list[tuple[str, str, str]]:
    """Masked names are offered too: a demonstration knows no others."""
    found = [(shift.leader, "leader", ""), (shift.watch_leader, "watch_leader", "")]
    found += [(name, "commander", department) for department, name in shift.commanders.items()]
    found += [(name, "dispatcher", whose) for whose, names in shift.dispatchers.items() for name in names]
    return [each for each in found if "*" in each[0]]


def swaps(world: World) -> list[tuple[int, Swap]]:
    """Requests, those that wait first, then the newest."""
    found = [(key, swap) for key, swap in world.parts.keys(Swap) if isinstance(swap, Swap)]
    return sorted(found, key=lambda item: (item[1].decision is not Decision.ASKED, -item[1].at))


def names_of(world: World, found: Sequence[tuple[int, Event]]) -> list[str]:
    """By which a list finds each of these (key, thing) again: its id, with the backend where two have given one."""
    given = Counter(each.id for _, each in found)
    return [each.id if given[each.id] < 2 else f"{each.id} @{world.owners.get(key, 0)}" for key, each in found]


def running(world: World) -> Duty | None:
    """The shift that is on now; None between shifts."""
    now = world.now()
    on = [shift for _, shift in shifts(world) if shift.starts <= now < shift.ends]
    return on[-1] if on else None
