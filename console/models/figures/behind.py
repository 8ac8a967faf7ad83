"""What lies behind a figure of the day: cases and alarms that are open and those that are over, the late ones first.

The figure is kept by the backend and is whole; what is over is listed from this machine's cache, which may have begun
later or have been off line. Whoever shows a list says so when it is shorter than the figure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from console.domain.entities import KIND_NUMBER, Alarm, Case, Dropped, Event
from console.domain.geo.area_code import parse
from console.models.cases import stage_words
from console.models.clock import midnight
from console.models.figures.tally import Figure, Measure
from console.models.text.labels import alarm_state, system_name
from console.models.text.phrases import listed
from console.models.world import World

Over = list[tuple[int, Event]]
"""What is over, as the cache gives it."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("behind", text)


@dataclass(frozen=True, slots=True)
class Line:
    """One case or alarm. ``key`` 0: it is over, and there is nothing left to do about it."""

    key: int
    id: str
    at: int
    title: str
    area: str
    about: str
    state: str
    token: str = "text"
    late: bool = False
    lon: float | None = None
    lat: float | None = None


def prefix_of(code: str) -> str:
    """The digits that every code inside an area begins with; what is no code stands for itself."""
    try:
        return parse(code).prefix
    except ValueError:
        return code


def kind_of(measure: Measure) -> int:
    """Number of the kind that a figure of the day counts; 0: it counts hours of stations."""
    if measure is Measure.EXCEEDED:
        return 0
    return KIND_NUMBER[Alarm if measure is Measure.RAISED else Case]


def lines(world: World, figure: Figure, area: str, over: Over) -> list[Line]:
    """All that the figure of an area counts, as far as this window knows it."""
    today, inside = midnight(world.now()), prefix_of(area)
    if figure.measure is Measure.EXCEEDED:
        return _stations(world, inside)
    found: list[Line] = []
    for key, event in _everything(world, figure.measure, over):
        if not event.area.startswith(inside) or figure.system not in (None, event.system):
            continue
        if isinstance(event, Alarm):
            if event.raised >= today:
                found.append(_alarm(key, event))
        elif _counts(event, figure.measure, today):
            found.append(_case(key, event))
    return sorted(found, key=lambda line: (not line.late, -line.at))


def _stations(world: World, inside: str) -> list[Line]:
    """Stations that were over, the longest first; the key is that of an open alarm of theirs, if there is one."""
    alarms = {alarm.source: key for key, alarm in world.alarms.entities()}
    found = []
    for station in world.exceeded.stations():
        asset = station.asset
        if not station.over or not asset.area.startswith(inside):
            continue
        told = [(info, judged) for info, judged in station.worst if judged.over]
        parts = [
            tr("{0} {1} h，最高 {2} {3}")
            .format(info.factor, len(judged.over), _number(judged.peak), info.unit)
            .rstrip()
            for info, judged in told
        ]
        key, hours = alarms.get(asset.id, 0), len(station.over)
        state = tr("超标 {0} h").format(hours) + (tr(" · 有告警") if key else "")
        line = Line(key, asset.id, max(station.over), asset.name, asset.area, listed(parts), state,
                    "grade2" if key else "text", False, asset.lon, asset.lat)  # fmt: skip
        found.append((hours, line))
    return [line for _, line in sorted(found, key=lambda each: (-each[0], each[1].title))]


def _number(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _everything(world: World, measure: Measure, over: Over) -> Iterable[tuple[int, Alarm | Case]]:
    """The open ones, then what is over and was not opened again since."""
    still: list[tuple[int, Alarm | Case]] = []
    still += world.alarms.entities() if measure is Measure.RAISED else world.cases.items()
    names = {event.id for _, event in still}
    ended = [(0, event) for _, event in over if isinstance(event, Alarm | Case) and event.id not in names]
    return [*still, *ended]


def _counts(case: Case, measure: Measure, today: int) -> bool:
    closed = not case.open and case.dropped is None and case.at >= today
    if measure is Measure.REPORTED:
        return case.opened >= today and case.dropped is not Dropped.VOID
    return closed or (measure is Measure.PUNCTUAL and case.open and case.late)


def _case(key: int, case: Case) -> Line:
    late = case.late and case.dropped is None
    if case.open:
        state = tr("超期未结 · {0}").format(stage_words(case)) if late else stage_words(case)
    elif case.dropped is not None:
        state = stage_words(case)
    else:
        state = tr("超期结案") if late else tr("按期结案")
    token = "grade2" if late else "text" if case.open else "secondary"
    about = tr("{0} · {1}").format(system_name(case.system), case.category)
    at = case.opened if case.open else case.at
    return Line(key, case.id, at, case.title, case.area, about, state, token, late, case.lon, case.lat)


def _alarm(key: int, alarm: Alarm) -> Line:
    state = alarm_state(alarm) if key else tr("已结束")
    waits = bool(key) and not alarm.acknowledged and not alarm.hidden
    token = f"grade{alarm.priority}" if waits else "text" if key else "secondary"
    about = tr("{0} · 优先级 {1}").format(system_name(alarm.system), alarm.priority)
    return Line(key, alarm.id, alarm.raised, alarm.title, alarm.area, about, state, token, waits, alarm.lon, alarm.lat)
