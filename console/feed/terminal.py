"""Tells each gateway how this computer is: its windows, the links of its feed, its clock.

Windows write what they have to say of themselves into small files of the cache. Threads of this process take it along,
one a backend: so a window that hangs, a full inbox or a disk that takes nothing keeps nobody from hearing of it, and a
gateway that does not answer holds up no other.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import psutil
import requests

from console.domain.entities import Condition, OutputState, Running, WindowState
from console.domain.rate_limit import Sparing
from console.domain.terminals import BEAT_SECONDS
from console.domain.truth import STALE_LINK_SECONDS
from console.feed.session import Session
from console.store.boot import boot_id
from console.wall.report import MOST_DEATHS, STALE_S, WindowReport, alive, all_reports
from console.wire import trust
from console.wire.terminal import CAPABILITY, PATH, TerminalWord

log = logging.getLogger(__name__)
LOOK_SECONDS = 1.0
"""Until there is somebody to say it to."""
ANSWER_SECONDS = 4.0
LAST_WORD_SECONDS = 1.5
"""So long the end of the feed waits for each of: a beat under way, and the word that it signs off."""
HOME_SECONDS = 60.0
"""A backend whose link is down for longer leaves the alarms about this computer to the next one."""
MOST_WINDOWS, MOST_OUTPUTS, MOST_LINKS = 8, 64, 16
_encoder = msgspec.json.Encoder()


class Terminal:
    """What there is to say. ``node``: this computer's name in the wall document."""

    def __init__(self, cache: Path, node: str, version: str, sessions: Sequence[Session]) -> None:
        self._cache, self._node, self._version = cache, node, version
        self._sessions = sessions
        self._since = int(time.time() * 1000)
        self.run = secrets.token_hex(8)
        self._signs: dict[str, _Sign] = {}

    def word(self, session: Session, *, leaving: bool = False) -> TerminalWord:
        """For the gateway of this session, which is told its own distance of clocks."""
        offset = max(-86_400_000, min(86_400_000, session.link.offset_ms))
        windows = sorted(self._windows(), key=lambda each: (each.window == "desk", -each.since))
        links = {each.label[:80]: self._down_since(each) for each in self._sessions[:MOST_LINKS]}
        condition = Condition(
            node=self._node[:80], version=self._version[:80], since=self._since, offset=offset,
            windows=tuple(windows[:MOST_WINDOWS]), links=links,
        )  # fmt: skip
        return TerminalWord(self.run, condition, home=session is self._home(), leaving=leaving)

    def _windows(self) -> list[WindowState]:
        """Whether a window renews its report is measured here: a clock that was set makes nobody hang."""
        found = list(all_reports(self._cache))
        now, ticks = time.time(), time.monotonic()
        self._signs = signs = {each.name: _sign(self._signs.get(each.name), each, now, ticks) for each in found}
        return [_window(each, ticks - signs[each.name].heard <= STALE_S, now) for each in found]

    def _down_since(self, session: Session) -> int:
        ago = _heard_ago(session)
        return 0 if ago is not None and ago <= STALE_LINK_SECONDS else session.link.heard_at or self._since

    def _home(self) -> Session | None:
        """The first backend that has been heard lately raises the alarms about this computer, and no other."""
        near = (each for each in self._sessions if (ago := _heard_ago(each)) is not None and ago < HOME_SECONDS)
        return next(near, self._sessions[0] if self._sessions else None)


class TerminalLine(threading.Thread):
    """Says it to one backend every few seconds, wherever its session found a gateway that wants to know."""

    def __init__(self, terminal: Terminal, session: Session) -> None:
        super().__init__(name=f"terminal-{session.label}", daemon=True)
        self._terminal, self._session = terminal, session
        self._stopping = threading.Event()
        self._leaves = False
        self._http = trust.http_session()
        self._told = Sparing(3, 600.0)
        self._heard = False

    def run(self) -> None:
        """Speak until stopped."""
        pause = LOOK_SECONDS
        while not self._stopping.wait(pause):
            pause = BEAT_SECONDS if self._speak() else LOOK_SECONDS
        if self._heard and self._leaves:
            self._speak(leaving=True)

    def stop(self, *, leaving: bool = True) -> None:
        """End, and sign off if it is ``leaving``: then this computer is not missed."""
        self._leaves = leaving
        self._stopping.set()

    def _speak(self, leaving: bool = False) -> bool:
        """Whether there is somebody to say it to."""
        url = self._session.url
        if not url or CAPABILITY not in self._session.capabilities:
            return False
        try:
            word = self._terminal.word(self._session, leaving=leaving)
            self._post(url, word, LAST_WORD_SECONDS if leaving else ANSWER_SECONDS)
        except requests.RequestException as error:
            self._complain(type(error).__name__)
        except Exception:
            log.exception("%s: this computer cannot say how it is", self._session.label)
        return True

    def _post(self, url: str, word: TerminalWord, seconds: float) -> None:
        headers = {"Content-Type": "application/json", **trust.reading(url)}
        with self._http.post(
            url.rstrip("/") + PATH, data=_encoder.encode(word), headers=headers, timeout=seconds, allow_redirects=False
        ) as answer:
            if answer.status_code == 401:
                trust.not_known(url)
            if answer.status_code == 204:
                self._heard = True
            else:
                self._complain(f"the gateway answered {answer.status_code}")

    def _complain(self, why: str) -> None:
        if (more := self._told.more()) is not None:
            log.warning("%s: not told how this computer is: %s%s", self._session.label, why, more)


@dataclass(frozen=True, slots=True)
class _Sign:
    """When (``time.monotonic``) the report that was written ``at`` is known to have been new."""

    at: float
    heard: float


def _sign(before: _Sign | None, report: WindowReport, now: float, ticks: float) -> _Sign:
    if before is None:
        return _Sign(report.at, ticks - abs(now - report.at))
    return before if before.at == report.at else _Sign(report.at, ticks)


def _window(report: WindowReport, fresh: bool, now: float) -> WindowState:
    running = Running.WELL
    if report.pid and not psutil.pid_exists(report.pid):
        running = Running.GONE
    elif not fresh:
        running = Running.HUNG if alive(report, now) or not report.pid else Running.GONE
    outputs = [OutputState(name[:80], missing=since) for name, since in report.missing.items()]
    outputs += [OutputState(name[:80], size[:80]) for name, size in report.outputs.items()]
    return WindowState(
        window=report.window[:80], running=running, version=report.version[:80],
        since=report.started if running is Running.WELL else max(0, int(report.at * 1000)),
        outputs=tuple(outputs[:MOST_OUTPUTS]), lost=tuple(name[:80] for name in report.lost[:MOST_OUTPUTS]),
        painter=report.painter[:80], why=report.why[:300], fell_back=report.fell_back, trouble=report.trouble[:300],
        deaths=report.deaths[-MOST_DEATHS:],
    )  # fmt: skip


def _heard_ago(session: Session) -> float | None:
    """Seconds since the link's last sign of life in this boot."""
    link = session.link
    return (time.monotonic_ns() - link.heard_ns) / 1e9 if link.heard_at and link.boot == boot_id() else None


def begin(cache: Path, node: str, version: str, sessions: Sequence[Session]) -> Callable[[bool], None]:
    """Begin to tell all of them; to be called at the end: what comes back, with whether somebody wanted that end.

    A feed that ends for trouble of its own leaves windows behind that show old data: that is missed.
    """
    terminal = Terminal(cache, node, version, sessions)
    lines = [TerminalLine(terminal, session) for session in sessions]
    for line in lines:
        line.start()

    def end(wanted: bool) -> None:
        for line in lines:
            line.stop(leaving=wanted)
        for line in lines:
            line.join(2 * LAST_WORD_SECONDS)

    return end
