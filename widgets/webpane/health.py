"""How a foreign page fares, as a plain state machine: what it answers, what is to be done, when enough is enough."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

from console.domain.truth import Quality, Truth

MOST_DEATHS = 3
WITHIN_S = 60.0
REST_S = 600.0
"""On a wall there is nobody to press a button: after so long a page that kept dying is tried once more."""
LOAD_S = 60.0
"""A page that has not come by then counts as not reachable."""
RETRY_S = (5.0, 10.0, 20.0, 40.0, 60.0)
"""Pauses between attempts to reach an application; the last one is kept up for ever."""
LATE_SHARE = 0.4
"""A page that has not answered for so much of its time is told to be silent before it is ended."""
LEAST_LATE_S = 3.0


class State(Enum):
    """What is told of a page."""

    LOADING = auto()
    ONLINE = auto()
    SILENT = auto()
    OFFLINE = auto()
    CERTIFICATE = auto()
    BLOCKED = auto()
    CRASHED = auto()
    STOPPED = auto()


class Act(Enum):
    """What has to be done about it."""

    NOTHING = auto()
    LOAD = auto()
    END = auto()
    """End its renderer: it does not answer any more."""


@dataclass(slots=True)
class PageHealth:
    """Fed with what happens; ``look`` says what to do. Times in s of ``clock``."""

    hang_s: float = 15.0
    reload_s: float = 0.0
    clock: Callable[[], float] = time.monotonic
    state: State = State.LOADING
    detail: str = ""
    """Where or why: an origin, the words of a certificate's fault."""
    _heard: float = 0.0
    _reached: float = 0.0
    _since: float = 0.0
    _loaded_at: float = 0.0
    _failures: int = 0
    _deaths: deque[float] = field(default_factory=lambda: deque(maxlen=MOST_DEATHS))

    def started(self) -> None:
        """The page is being loaded."""
        self._become(State.LOADING)
        self._heard = self.clock()

    def loaded(self, well: bool) -> None:
        """Loading ended; a refusal that was told meanwhile stays told."""
        if self.state in (State.CERTIFICATE, State.BLOCKED, State.STOPPED, State.CRASHED):
            return
        if not well:
            self._fail(State.OFFLINE)
            return
        self._failures = 0
        self._heard = self._reached = self._loaded_at = self.clock()
        self._become(State.ONLINE)

    def kept(self) -> None:
        """A load was given up in favour of the page that is there."""
        if self.state is State.LOADING:
            self._become(State.ONLINE)

    def answered(self) -> None:
        """The page answered: its script runs."""
        self._heard = self.clock()
        if self.state is State.SILENT:
            self._become(State.ONLINE if self._loaded_at else State.LOADING)

    def reached(self, well: bool) -> None:
        """The application's server was asked beside the page, and answered or not."""
        if well:
            self._reached = self.clock()
            if self.state is State.OFFLINE and self._loaded_at:
                self._failures = 0
                self._become(State.ONLINE)
        elif self.state in (State.ONLINE, State.SILENT):
            self._become(State.OFFLINE)

    def refused(self, state: State, detail: str) -> None:
        """The page itself was refused: its certificate, or where it wanted to go."""
        self._fail(state, detail)

    def died(self) -> None:
        """The renderer is gone, whoever ended it."""
        now = self.clock()
        self._loaded_at = 0.0
        self._deaths.append(now)
        often = len(self._deaths) == MOST_DEATHS and now - self._deaths[0] <= WITHIN_S
        self._become(State.STOPPED if often else State.CRASHED)

    def forgive(self) -> None:
        """A person wants it again: what was counted is forgotten."""
        self._deaths.clear()
        self._failures = 0

    def look(self) -> Act:
        """To be asked about once a second."""
        now = self.clock()
        silent = now - self._heard
        waited = now - self._since
        if self.state in (State.LOADING, State.ONLINE, State.SILENT):
            if silent > self._late:
                self._become(State.SILENT)
            if silent > self.hang_s:
                return Act.END
            if self.state is State.SILENT:
                return Act.NOTHING
            if self.state is State.LOADING and waited > LOAD_S:
                self._fail(State.OFFLINE)
        if self.state is State.ONLINE and self.reload_s and now - self._loaded_at > self.reload_s:
            return Act.LOAD
        if waited >= {State.CRASHED: 1.0, State.STOPPED: REST_S}.get(self.state, math.inf):
            return Act.LOAD
        gone = self.state in (State.OFFLINE, State.CERTIFICATE, State.BLOCKED) and not self._loaded_at
        if gone and waited >= self._pause():
            self._failures += 1
            return Act.LOAD
        return Act.NOTHING  # also of a page whose server is gone: what it shows is still worth more than nothing

    def truth(self) -> Truth:
        """Never live unless the page answered just now; a page whose server is gone shows what was."""
        silent = self.clock() - self._heard
        if self.state in (State.ONLINE, State.SILENT) and self._loaded_at:
            late = self.state is State.SILENT or silent > self._late
            return Truth(Quality.DELAYED if late else Quality.LIVE, silent)
        if self.state is State.OFFLINE and self._loaded_at:
            return Truth(Quality.CACHED, self.clock() - self._reached)
        return Truth(Quality.UNKNOWN)

    @property
    def shown(self) -> bool:
        """Whether the page has content worth seeing."""
        return bool(self._loaded_at) and self.state in (State.ONLINE, State.SILENT, State.OFFLINE, State.LOADING)

    @property
    def _late(self) -> float:
        return max(LEAST_LATE_S, self.hang_s * LATE_SHARE)

    def _pause(self) -> float:
        return RETRY_S[min(self._failures, len(RETRY_S) - 1)]

    def _fail(self, state: State, detail: str = "") -> None:
        self._loaded_at = 0.0
        self._become(state, detail)

    def _become(self, state: State, detail: str = "") -> None:
        if state is not self.state or detail != self.detail:
            self.state, self.detail = state, detail
            self._since = self.clock()
        elif state in (State.LOADING, State.CRASHED):
            self._since = self.clock()
