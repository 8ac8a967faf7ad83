"""The centre's alarms about its own walls: one that nobody hears, and outputs that have no monitor. One a cause.

Which terminals an alarm of silence stands for is on record with the terminals (``told``), so a gateway that is started
again goes on with it. The rules are ``console.domain.terminals``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from console.domain.alarms import alarm_state
from console.domain.entities import KIND_NUMBER, Alarm, Event, OutputState, Running, System, Terminal
from console.domain.incidents.incident import part_id
from console.domain.terminals import DARK_MS, TOGETHER_MS, WALL, dark_since, outputs_wanting
from console.gateway.log import EventLog

DARK, OUTPUTS = "wall.silent", "wall.outputs"
PRIORITY = 2
NAMED = 6
"""More than so many names make no title."""
LONGEST = 60
"""A name of more characters is cut: a title has room for 500 (``Title``), and an alarm beyond it is none."""
_ALARM = KIND_NUMBER[Alarm]


class TerminalAlarms:
    """What the alarms become with the terminals as they are. Events are to be appended one by one as they come."""

    def __init__(self, log: EventLog) -> None:
        self._log = log
        alarms = [event for event in log.state.ledger.entities.values() if isinstance(event, Alarm)]
        self._dark = {alarm.id: 0 for alarm in alarms if alarm.rule == DARK}
        """By alarm: when the last of its walls fell silent."""
        self._outputs = {alarm.source: alarm.id for alarm in alarms if alarm.rule == OUTPUTS}

    def look(self, terminals: Sequence[Terminal], now: int, since: int) -> Iterator[Event]:
        """``since``: from when on anybody could be heard; silence before that does not count."""
        told = list(self._told(terminals, now, since))
        yield from (after for before, after in zip(terminals, told, strict=True) if before is not after)
        yield from self._alarms_of_silence(told, now)
        for terminal in told:
            wanting = outputs_wanting(terminal, now)
            if wanting is not None:
                yield from self._of_outputs(terminal, wanting, now)
        for source in self._outputs.keys() - {each.id for each in told}:
            yield from self._of_a_stranger(source, now)

    def _told(self, terminals: Sequence[Terminal], now: int, since: int) -> Iterator[Terminal]:
        """Each terminal with the alarm that tells of its silence."""
        for terminal in terminals:
            dark = dark_since(terminal)
            begun = since if dark > now else max(dark, since)  # later than now: this clock was set back over a restart
            if dark and not terminal.told and now - begun >= DARK_MS:
                yield _next(terminal, now, told=self._cause(terminal, dark))
            elif terminal.told and not dark:
                yield _next(terminal, now, told="")
            else:
                if terminal.told:
                    self._dark[terminal.told] = max(dark, self._dark.get(terminal.told, 0))
                yield terminal

    def _cause(self, terminal: Terminal, dark: int) -> str:
        """The alarm of those that fell silent with it, else its own again while that is open, else a new one."""
        known = {name: self._alarm(name) for name in self._dark}
        joined = (name for name, last in self._dark.items() if abs(dark - last) <= TOGETHER_MS and _stands(known[name]))
        own = (name for name, alarm in known.items() if alarm and alarm.source == terminal.id and not alarm.active)
        name = next(joined, None) or next(own, None) or part_id("WD", terminal.id, str(dark))
        self._dark[name] = max(dark, self._dark.get(name, 0))
        return name

    def _alarms_of_silence(self, terminals: Sequence[Terminal], now: int) -> Iterator[Alarm]:
        for name in list(self._dark):
            walls = [each for each in terminals if each.told == name]
            alarm = self._alarm(name)
            if walls and alarm is None:
                since = min([now, *filter(None, map(dark_since, walls))])
                yield _raised(name, DARK, walls[0].id, _dark_words(walls), len(walls), "台", since, now)
            elif alarm is None:
                del self._dark[name]
            elif walls:
                yield from _still(alarm, _dark_words(walls), len(walls), now)
            elif alarm.active:
                yield alarm_state.clear(alarm, now)

    def _of_outputs(self, terminal: Terminal, wanting: tuple[OutputState, ...], now: int) -> Iterator[Alarm]:
        alarm = self._alarm(self._outputs.get(terminal.id, ""))
        if wanting and alarm is None:
            since = terminal.when(min(each.missing for each in wanting))
            name = self._outputs[terminal.id] = part_id("WO", terminal.id, str(since))
            yield _raised(name, OUTPUTS, terminal.id, _output_words(terminal, wanting), len(wanting), "屏", since, now)
        elif alarm is None:
            self._outputs.pop(terminal.id, None)
        elif wanting:
            yield from _still(alarm, _output_words(terminal, wanting), len(wanting), now)
        elif alarm.active:
            yield alarm_state.clear(alarm, now)

    def _of_a_stranger(self, source: str, now: int) -> Iterator[Alarm]:
        """A terminal that is no longer listed has nothing that could be missing."""
        alarm = self._alarm(self._outputs.pop(source))
        if alarm is not None and alarm.active:
            yield alarm_state.clear(alarm, now)

    def _alarm(self, name: str) -> Alarm | None:
        entity = self._log.entity((_ALARM, name)) if name else None
        return entity if isinstance(entity, Alarm) and entity.open else None


def _next(terminal: Terminal, now: int, **fields: Any) -> Terminal:
    return msgspec.structs.replace(terminal, v=terminal.v + 1, at=now, **fields)


def _stands(alarm: Alarm | None) -> bool:
    """Whether others may join it; one that is about to be raised in this very look has no entity yet."""
    return alarm is None or alarm.active


def _still(alarm: Alarm, title: str, count: int, now: int) -> Iterator[Alarm]:
    """The alarm with what it says by now, again if it was over. More than before asks for a new look (C to B)."""
    if not alarm.active:
        yield msgspec.structs.replace(alarm_state.occur(alarm, now, float(count)), title=title)
        return
    if title == alarm.title:
        return
    worse = count > (alarm.value or 0) and not alarm.hidden
    seen: dict[str, Any] = {"acknowledged": False, "acknowledged_by": "", "acknowledged_at": 0} if worse else {}
    yield msgspec.structs.replace(
        alarm, v=alarm.v + 1, at=now, by="", command="", title=title, value=float(count), **seen
    )


def _raised(name: str, rule: str, source: str, title: str, count: int, unit: str, since: int, now: int) -> Alarm:
    return Alarm(
        id=name, v=1, at=now, raised=since, system=System.CENTRE, priority=PRIORITY, rule=rule, source=source,
        title=title, value=float(count), unit=unit,
    )  # fmt: skip


def _dark_words(walls: Sequence[Terminal]) -> str:
    if len(walls) > 1:
        return f"{len(walls)} 台大屏终端同时失联：{_named([each.id for each in walls])}"
    (one,) = walls
    if one.silent:
        return f"大屏终端“{one.id}”失联"
    hung = any(each.running is Running.HUNG for each in one.condition.windows if each.window == WALL)
    return f"“{one.id}”的大屏窗口{'无响应' if hung else '已退出，没有重新启动'}"


def _output_words(terminal: Terminal, wanting: Sequence[OutputState]) -> str:
    return f"大屏终端“{terminal.id}”缺 {len(wanting)} 屏：{_named([each.name for each in wanting])}"


def _named(names: Sequence[str]) -> str:
    return "、".join(name if len(name) <= LONGEST else name[: LONGEST - 1] + "…" for name in names[:NAMED]) + (
        " 等" if len(names) > NAMED else ""
    )
