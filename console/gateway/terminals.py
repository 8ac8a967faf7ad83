"""How the computers of the hall are, as they say themselves: state in the log, not history of it.

A terminal speaks every few seconds under its own name; only what has changed makes a new version of its entity. What
nobody says any more becomes silent here, with the time of the last word. Belongs to the event loop's thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

import msgspec

from console.domain.entities import KIND_NUMBER, Event, Terminal
from console.domain.terminals import BEAT_SECONDS, FORGET_MS, SILENT_MS, settled
from console.gateway.log import Conflict, EventLog
from console.gateway.terminal_alarms import TerminalAlarms
from console.wire.terminal import TerminalWord

MOST = 500
"""Terminals of one gateway."""
CLAIM_MS = int(2 * BEAT_SECONDS * 1000)
"""So long a name belongs to the run of a feed that spoke under it last."""
HELD_MS = 5_000
"""Between two looks, which are a second apart: longer, and the gateway itself was held and heard nobody."""
_TERMINAL = KIND_NUMBER[Terminal]


class Unheard(Enum):
    """Why a word was not taken: the ``problem`` of the answer."""

    TAKEN = "name_taken"
    """Another computer speaks under this name."""
    FULL = "too_many_terminals"


@dataclass(frozen=True, slots=True)
class _Heard:
    at: int
    word: TerminalWord


class Terminals:
    """Takes their words at any time and looks once a second. ``stands``: whether a name may still speak here."""

    def __init__(
        self, log: EventLog, now: Callable[[], int], stands: Callable[[str], bool] = lambda _name: True
    ) -> None:
        self._log, self._now, self._stands = log, now, stands
        self._heard: dict[str, _Heard] = {}
        self._names = [each.id for each in log.state.ledger.entities.values() if isinstance(each, Terminal)]
        self._alarms = TerminalAlarms(log)
        self._begun = self._looked = self._listening = now()
        """Since when anybody can be heard."""

    def take(self, name: str, word: TerminalWord) -> Unheard | None:
        """A terminal's word, under the name that its key or its computer has; why it was not taken."""
        now, last = self._now(), self._heard.get(name)
        if last is not None and last.word.run != word.run and not last.word.leaving and now - last.at < CLAIM_MS:
            return Unheard.TAKEN
        if name not in self._names:
            if len(self._names) >= MOST:
                return Unheard.FULL
            self._names.append(name)
        self._heard[name] = _Heard(now, word)
        return None

    def tick(self) -> int:
        """Look once; how many events were added."""
        now = self._now()
        if now - self._looked > HELD_MS:
            self._listening = now
        self._looked = now
        added = 0
        for name in list(self._names):
            before = self._entity(name)
            after = self._next(name, before, now)
            if after is not None:
                added += self._append(after)
            if self._entity(name) is None:
                self._names.remove(name)
                self._heard.pop(name, None)
        terminals = [each for name in self._names if (each := self._entity(name)) is not None]
        return added + sum(self._append(event) for event in self._alarms.look(terminals, now, self._listening))

    def _append(self, event: Event) -> int:
        return not isinstance(self._log.append((KIND_NUMBER[type(event)], event.id), event.v - 1, event), Conflict)

    def _entity(self, name: str) -> Terminal | None:
        found = self._log.entity((_TERMINAL, name))
        return found if isinstance(found, Terminal) and found.open else None

    def _next(self, name: str, before: Terminal | None, now: int) -> Terminal | None:
        """Its next version; None if there is nothing new."""
        heard = self._heard.get(name)
        if before is None:
            return self._first(name, heard, now) if heard is not None else None
        last = heard.at if heard is not None else self._last(before)
        away = before.silent or before.left
        if not self._stands(name) or (away and now - last > FORGET_MS):
            return msgspec.structs.replace(before, v=before.v + 1, at=now, retired=True)
        still = before.silent and (heard is None or heard.at == before.heard)  # no order: a clock may be set back
        left = heard.word.leaving if heard is not None else before.left
        after = msgspec.structs.replace(before, left=left, silent=not left and (still or self._quiet(last, now)))
        if heard is not None and not after.silent:
            condition = settled(before.condition, heard.word.condition)
            after = msgspec.structs.replace(after, condition=condition, home=heard.word.home)
        return None if after == before else msgspec.structs.replace(after, v=before.v + 1, at=now, heard=last)

    def _quiet(self, last: int, now: int) -> bool:
        return now - max(last, self._listening) > SILENT_MS

    def _first(self, name: str, heard: _Heard, now: int) -> Terminal:
        current = self._log.entity((_TERMINAL, name))  # one that was retired a moment ago still waits for the disk
        return Terminal(
            id=name, v=current.v + 1 if current is not None else 1, at=now, condition=heard.word.condition,
            heard=heard.at, left=heard.word.leaving, home=heard.word.home,
        )  # fmt: skip

    def _last(self, terminal: Terminal) -> int:
        """When one was heard that has not spoken since this gateway began: who was not silent was heard to the end."""
        heard = terminal.heard if terminal.silent or terminal.left else max(terminal.heard, self._log.ended)
        return min(heard, self._begun)
