"""When a computer of the hall is silent, when its wall is dark, and what of that is worth an alarm.

Loss of its word is no word: a terminal that is not heard keeps what it said last, and nothing that was wrong there
counts as mended. Times in ms.
"""

from __future__ import annotations

import msgspec

from console.domain.entities import Condition, OutputState, Running, Terminal

WALL, DESK = "wall", "desk"
BEAT_SECONDS = 5.0
"""So often a terminal speaks."""
SILENT_MS = 20_000
"""Four beats without a word: it is not heard."""
DARK_MS = 60_000
"""A wall that nobody has heard for so long is an alarm: a window that is started again is back before."""
MISSING_MS = 10_000
"""An output without a monitor is an alarm after this: a cable that is put into another socket is none."""
TOGETHER_MS = 30_000
"""Walls that fall silent within this time of one another have one cause, and one alarm."""
FORGET_MS = 7 * 86_400_000
"""A terminal that nobody has heard for so long is no longer listed."""
OFFSET_STEP_MS = 2_000
"""A clock that differs from itself by less is the same."""


def settled(before: Condition, after: Condition) -> Condition:
    """What a terminal says now, with the clock's offset as it was unless it has moved: equal if nothing has changed."""
    if abs(after.offset - before.offset) < OFFSET_STEP_MS:
        return msgspec.structs.replace(after, offset=before.offset)
    return after


def dark_since(terminal: Terminal) -> int:
    """Since when (gateway's clock) nobody hears of its wall, 0 if somebody does, or if there is none to hear of."""
    if terminal.left or terminal.retired or not terminal.home:
        return 0
    walls = [each for each in terminal.condition.windows if each.window == WALL]
    silent = [terminal.heard] if walls and terminal.silent else []
    return min([*silent, *(terminal.when(each.since) for each in walls if each.running is not Running.WELL)], default=0)


def outputs_wanting(terminal: Terminal, now: int) -> tuple[OutputState, ...] | None:
    """The outputs of its wall that have had no monitor for long enough; None while nobody knows."""
    if terminal.retired or terminal.left or not terminal.home:
        return ()
    if terminal.silent or dark_since(terminal):
        return None
    gone = (each for window in terminal.condition.windows if window.window == WALL for each in window.missing)
    return tuple(each for each in gone if now - terminal.when(each.missing) >= MISSING_MS)
