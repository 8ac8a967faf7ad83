"""The hall's computers as the desk shows them: how each is, when it was last heard, and what is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QCoreApplication

from console.domain.entities import Running, Terminal, WindowState
from console.domain.terminals import DESK, SILENT_MS, WALL
from console.domain.truth import Quality
from console.models.acting.receipts import duration
from console.models.clock import local
from console.models.text.phrases import aside, listed, titled
from console.models.world import World

_PAINTERS = {"native": "平面绘制", "web": "三维绘制"}
_CAUSES = {
    "setting": "按设置", "no-graphics-card": "没有图形加速", "no-web-component": "未安装网页组件",
    "no-sandbox": "网页沙箱不可用", "not-prepared": "程序启动时未准备网页组件", "graphics-card": "有图形加速",
    "page-kept-dying": "网页地图一再退出",
}  # fmt: skip
"""Why a painter paints, where that is a word of no language; else the window's own sentence is shown."""
OFTEN = 3
"""So many ends without a word within an hour are no accident."""
CLOCK_WRONG_MS = 60_000
"""A terminal's clock that is off by more shows wrong times on its screens."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("terminals", text)


class Mood(IntEnum):
    """How much it wants somebody's eye; the larger comes first."""

    WELL = 0
    AWAY = 1
    """It has signed off."""
    UNKNOWN = 2
    """Who heard it is not heard here."""
    WORSE = 3
    LOST = 4


TOKENS = {
    Mood.WELL: "normal", Mood.AWAY: "secondary", Mood.UNKNOWN: "secondary", Mood.WORSE: "delayed", Mood.LOST: "grade2",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TerminalRow:
    """One terminal: ``state`` and when it was ``heard`` in a few words, all else in ``facts`` (name, words).

    ``since``: when it was last heard (ms).
    """

    id: str
    mood: Mood
    state: str
    heard: str
    facts: tuple[tuple[str, str], ...]
    since: int


def terminals(world: World) -> list[tuple[int, Terminal]]:
    """Each once, by the backend that heard it last; a computer speaks to all of its backends.

    What one backend knows by different names are different computers, though their host names may be alike.
    """
    found: dict[str, dict[int, list[Terminal]]] = {}
    for key, each in world.parts.keys(Terminal):
        if isinstance(each, Terminal):
            found.setdefault(each.condition.node, {}).setdefault(world.owners.get(key, 0), []).append(each)
    best = (max(told.items(), key=lambda of: _nearest(world, *of)) for told in found.values())
    return [(backend, each) for backend, told in best for each in told]


def _nearest(world: World, backend: int, told: list[Terminal]) -> tuple[bool, bool, int]:
    return max(_nearness(world, backend, each) for each in told)


def _nearness(world: World, backend: int, each: Terminal) -> tuple[bool, bool, int]:
    return _known(world, backend), each.present, each.heard


def _known(world: World, backend: int) -> bool:
    return world.truth(backend, 0, 0).quality < Quality.CACHED


def rows(world: World) -> list[TerminalRow]:
    """All of them, those first that want an eye."""
    made = [_row(world, backend, each) for backend, each in terminals(world)]
    return sorted(made, key=lambda row: (-row.mood, row.id))


def lost(world: World) -> list[TerminalRow]:
    """Those with a wall that nobody hears of, as far as this desk knows."""
    found = [(backend, each) for backend, each in terminals(world) if _has_wall(each) and _known(world, backend)]
    return [_row(world, backend, each) for backend, each in found if _absence(each, world.now())]


def missing_elsewhere(world: World) -> Iterator[tuple[str, str, int]]:
    """Terminal's node, output and since when (ms) of each output without a monitor; of walls that are heard."""
    for _, each in terminals(world):
        for window in each.condition.windows if each.present else ():
            if window.running is Running.WELL:
                yield from ((each.condition.node, out.name, each.when(out.missing)) for out in window.missing)


def _row(world: World, backend: int, each: Terminal) -> TerminalRow:
    now = world.now()
    mood, state = _state(each, now)
    if not _known(world, backend):
        until = world.truth(backend, 0, 0).since
        mood, state = (
            Mood.UNKNOWN,
            tr("未知，{0} 时：{1}").format(f"{local(until):%H:%M:%S}", state) if until else tr("未知"),
        )
    return TerminalRow(each.id, mood, state, _heard_short(each, now), tuple(_facts(each, now)), each.heard)


def _has_wall(each: Terminal) -> bool:
    return any(window.window == WALL for window in each.condition.windows)


def _absence(each: Terminal, now: int) -> str:
    """Why nobody knows what its windows show; empty if somebody does."""
    if each.left:
        return ""
    if each.silent:
        return tr("{0} 未收到").format(duration(max(0, now - each.heard) / 1000))
    for window in each.condition.windows:
        if window.running is not Running.WELL:
            words = tr("{0}无响应 {1}") if window.running is Running.HUNG else tr("{0}已退出 {1}")
            return words.format(_window_name(window), duration(max(0, now - each.when(window.since)) / 1000))
    return ""


def _state(each: Terminal, now: int) -> tuple[Mood, str]:
    if each.left:
        return Mood.AWAY, tr("已正常退出")
    if words := _absence(each, now):
        return Mood.LOST, words
    wrong = list(_wrong(each))
    return (Mood.WORSE, listed(wrong)) if wrong else (Mood.WELL, tr("正常"))


def _wrong(each: Terminal) -> Iterator[str]:
    condition = each.condition
    missing = [out.name for window in condition.windows for out in window.missing]
    if missing:
        yield tr("缺 {0} 屏").format(len(missing))
    if not condition.windows:
        yield tr("没有窗口")
    if any(condition.links.values()):
        yield tr("链路中断")
    if any(len(window.deaths) >= OFTEN for window in condition.windows):
        yield tr("反复退出")
    if any(window.fell_back for window in condition.windows):
        yield tr("绘制降级")
    if any(window.trouble for window in condition.windows):
        yield tr("设置有误")
    if abs(condition.offset) > CLOCK_WRONG_MS:
        yield tr("时钟不准")


def _heard(each: Terminal, now: int) -> str:
    """When it was last heard. What is heard is heard every few seconds: only that is known, and only that is said."""
    if each.present:
        return tr("{0} s 内").format(SILENT_MS // 1000)
    return tr("{0}，{1} 前").format(f"{local(each.heard):%m-%d %H:%M:%S}", duration(max(0, now - each.heard) / 1000))


def _heard_short(each: Terminal, now: int) -> str:
    if each.present:
        return _heard(each, now)
    at = local(each.heard)
    return f"{at:%H:%M:%S}" if at.date() == local(now).date() else f"{at:%m-%d %H:%M}"


def _facts(each: Terminal, now: int) -> Iterator[tuple[str, str]]:
    condition = each.condition
    yield tr("最后收到"), _heard(each, now)
    yield tr("计算机"), condition.node
    yield tr("版本"), condition.version or tr("未知")
    yield tr("接入进程"), tr("{0} 起").format(_at(each, condition.since))
    yield tr("时钟差"), tr("{0} s").format(f"{-condition.offset / 1000:+.1f}")
    for name, since in condition.links.items():
        words = tr("{0} 起中断").format(_at(each, since)) if since else tr("正常")
        yield tr("链路 {0}").format(name), words
    for window in condition.windows:
        yield from _window_facts(each, window)


def _window_facts(each: Terminal, window: WindowState) -> Iterator[tuple[str, str]]:
    name = _window_name(window)
    states = {Running.WELL: tr("{0} 起运行"), Running.HUNG: tr("{0} 起无响应"), Running.GONE: tr("{0} 起已退出")}
    yield name, states[window.running].format(_at(each, window.since))
    if window.deaths:
        words = tr("1 h 内 {0} 次，最近 {1}")
        yield titled(name, tr("意外退出")), words.format(len(window.deaths), _at(each, window.deaths[-1]))
    if window.version and window.version != each.condition.version:
        yield titled(name, tr("版本")), window.version
    for out in window.outputs:
        said = tr("没有显示器，{0} 起").format(_at(each, out.missing)) if out.missing else out.size
        yield tr("屏 {0}").format(out.name), said
    if window.lost:
        yield tr("放不下的窗格"), listed(window.lost)
    if window.painter:
        why = tr(_CAUSES.get(window.why, "")) or window.why
        who = aside(tr(_PAINTERS.get(window.painter, "")) or window.painter, why)
        yield tr("地图"), tr("降级为{0}").format(who) if window.fell_back else who
    if window.trouble:
        yield tr("设置有误，沿用原来的"), window.trouble


def _window_name(window: WindowState) -> str:
    names = {WALL: tr("大屏"), DESK: tr("值班台")}
    return names.get(window.window, window.window)


def _at(each: Terminal, at: int) -> str:
    return f"{local(each.when(at)):%m-%d %H:%M:%S}" if at else tr("未知")
