"""What a computer says of itself, to whom it says it, and what it makes of an answer."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import msgspec
import psutil
import pytest

from console.domain.entities import Running
from console.feed import terminal
from console.feed.inbox import make_inbox
from console.feed.session import Session
from console.feed.terminal import HOME_SECONDS, Terminal, TerminalLine
from console.store.boot import boot_id
from console.store.commit import LinkState
from console.wall.report import STALE_S, WindowReport, write
from console.wire import trust
from console.wire.terminal import BODY_LIMIT, CAPABILITY, PATH, TerminalWord

pytestmark = pytest.mark.operations
NOBODY = 2**22 + 1
"""No process has this number (Linux gives none beyond 2^22)."""


def session(name: str, heard_ago: float | None = 0.0, offset: int = 0) -> Session:
    link = LinkState()
    if heard_ago is not None:
        ns = time.monotonic_ns() - int(heard_ago * 1e9)
        link = LinkState("live", "", int((time.time() - heard_ago) * 1000), ns, boot_id(), offset, 0)
    return Session(1, name, [f"http://{name}"], make_inbox(), link)


def test_windows_that_run_hang_and_have_gone_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    me, stale = os.getpid(), now - STALE_S - 5
    monkeypatch.setattr(psutil.Process, "create_time", lambda _self: stale - 60)
    for name, pid, at in (("well", me, now), ("hung", me, stale), ("gone", NOBODY, now)):
        write(tmp_path, WindowReport(name, at, pid=pid, started=7, version="1.0", outputs={"左": "1×1"}))
    (tmp_path / "wall" / "spoilt.json").write_text("{")
    one = session("城")
    found = Terminal(tmp_path, "pc", "1.1", [one]).word(one).condition
    assert (found.node, found.version, found.links) == ("pc", "1.1", {"城": 0})
    assert {each.running for each in found.windows} == set(Running) and len(found.windows) == 3
    by = {each.running: each.since for each in found.windows}
    assert by == {Running.WELL: 7, Running.HUNG: int(stale * 1000), Running.GONE: int(now * 1000)}


@pytest.mark.parametrize("step", [3600.0, -8 * 3600.0])
def test_a_clock_that_is_set_makes_no_window_hang_and_one_that_hangs_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: float
) -> None:
    """As when a wall's computer starts with a wrong clock and hears the right time a minute later."""
    ticks = 1_000.0
    ahead = 0.0
    monkeypatch.setattr(terminal.time, "time", lambda: 1_700_000_000.0 + ticks + ahead)
    monkeypatch.setattr(terminal.time, "monotonic", lambda: ticks)
    me = os.getpid()
    one = session("城")
    here = Terminal(tmp_path, "pc", "", [one])

    def renew() -> None:
        write(tmp_path, WindowReport("hall", terminal.time.time(), pid=me))

    def running() -> Running:
        (each,) = here._windows()
        return each.running

    renew()
    assert running() is Running.WELL
    ahead = step
    ticks += 5
    assert running() is Running.WELL, "its report bears the old time, and is five seconds old"
    renew()
    assert running() is Running.WELL
    ticks += STALE_S + 1
    assert running() is not Running.WELL
    renew()
    assert running() is Running.WELL


def test_all_that_a_window_tells_goes_along_and_nothing_is_longer_than_a_gateway_takes(
    tmp_path: Path,
) -> None:
    long = "长" * 1_000
    write(
        tmp_path,
        WindowReport(
            "hall", time.time(), {"右" * 200: 5}, long, pid=os.getpid(), version=long,
            outputs={str(n): long for n in range(99)}, lost=(long,) * 99, painter=long, why=long, fell_back=True,
        ),
    )  # fmt: skip
    sessions = [session("后" * 100), *(session(str(n)) for n in range(30))]
    word = Terminal(tmp_path, long, long, sessions).word(sessions[0])
    read = msgspec.json.decode(msgspec.json.encode(word), type=TerminalWord)
    assert read == word and read.condition.windows[0].fell_back
    assert read.condition.windows[0].missing[0].name == "右" * 80
    assert len(msgspec.json.encode(word)) < BODY_LIMIT


def test_alarms_about_it_are_left_to_the_first_backend_that_was_heard_lately(tmp_path: Path) -> None:
    def homes(*ago: float | None) -> list[bool]:
        sessions = [session(str(number), each) for number, each in enumerate(ago)]
        here = Terminal(tmp_path, "pc", "", sessions)
        return [here.word(each).home for each in sessions]

    assert homes(0, 0) == [True, False]
    assert homes(HOME_SECONDS - 10, 0) == [True, False], "a short break moves no alarm"
    assert homes(HOME_SECONDS + 10, 0) == [False, True]
    assert homes(None, 0) == [False, True]
    assert homes(None, None) == [True, False]


def test_a_link_that_is_not_heard_is_told_with_its_last_sign_of_life(tmp_path: Path) -> None:
    one, down, never = session("a", 1), session("b", 300, offset=-90_000), session("c", None)
    here = Terminal(tmp_path, "pc", "", [one, down, never])
    links = here.word(one).condition.links
    assert links["a"] == 0 and links["b"] == down.link.heard_at
    assert abs(links["c"] / 1000 - time.time()) < 60, "since this feed began"
    assert here.word(down).condition.offset == -90_000


class Ear:
    """A gateway that hears words and answers as it is told."""

    def __init__(self) -> None:
        self.status: list[int] = []
        self.heard: list[tuple[str, dict[str, Any]]] = []
        self.more = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 2.0

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                assert self.path == PATH and self.headers["Content-Type"] == "application/json"
                outer.heard.append((self.headers.get("Authorization", ""), body))
                self.send_response(outer.status.pop(0) if outer.status else 204)
                self.send_header("Content-Length", "0")
                self.end_headers()
                outer.more.set()

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def await_words(self, count: int) -> None:
        while len(self.heard) < count:
            assert self.more.wait(20), self.heard
            self.more.clear()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def ear(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ear]:
    monkeypatch.setattr(terminal, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(terminal, "BEAT_SECONDS", 0.01)
    made = Ear()
    yield made
    made.close()
    trust.read_by({})


def test_it_speaks_where_somebody_wants_to_know_and_signs_off_at_the_end(tmp_path: Path, ear: Ear) -> None:
    wanted, unwanted = session("a"), session("b")
    unwanted.url = wanted.url = ear.url
    unwanted.capabilities, wanted.capabilities = frozenset({"snapshot"}), frozenset({CAPABILITY})
    here = Terminal(tmp_path, "pc", "", [wanted, unwanted])
    lines = [TerminalLine(here, each) for each in (wanted, unwanted)]
    for line in lines:
        line.start()
    ear.await_words(3)
    for line in lines:
        line.stop()
        line.join(10)
    assert not any(line.is_alive() for line in lines)
    words = [body for _, body in ear.heard]
    assert {word["run"] for word in words} == {here.run}
    assert [word.get("leaving", False) for word in words] == [False] * (len(words) - 1) + [True]
    assert all(word.get("home", True) for word in words), "only the one that wants to know was spoken to"


@pytest.mark.parametrize("wanted", [True, False])
def test_a_feed_that_ends_for_its_own_trouble_does_not_say_that_it_leaves(
    tmp_path: Path, ear: Ear, wanted: bool
) -> None:
    """What its windows show then is old, and the wall has to be missed."""
    one = session("a")
    one.url, one.capabilities = ear.url, frozenset({CAPABILITY})
    end = terminal.begin(tmp_path, "pc", "", [one])
    ear.await_words(1)
    end(wanted)
    assert ear.heard[-1][1].get("leaving", False) is wanted


def test_a_key_that_is_not_known_is_fetched_anew_and_nothing_ends_it(tmp_path: Path, ear: Ear) -> None:
    keys = iter(["old", *["new"] * 100])
    trust.read_by({ear.url: lambda: next(keys)})
    ear.status = [401, 500, 409]
    one = session("a")
    one.url, one.capabilities = ear.url, frozenset({CAPABILITY})
    line = TerminalLine(Terminal(tmp_path, "pc", "", [one]), one)
    line.start()
    ear.await_words(4)
    line.stop()
    line.join(10)
    assert [key for key, _ in ear.heard[:4]] == ["Bearer old", *["Bearer new"] * 3]
