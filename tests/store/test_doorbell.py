"""The doorbell: it wakes who knows the token, never blocks the feed, and is found again after the feed starts anew."""

from __future__ import annotations

import json
import socket
import stat
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.store.doorbell import Doorbell, DoorbellServer

LONG = 5.0


class Window:
    """A window's end with its wake socket; ``rung`` says whether a wait ended before its time."""

    def __init__(self, root: Path) -> None:
        self.bell = Doorbell(root)
        self.wake, self.waker = socket.socketpair()

    def rung(self, timeout: float = LONG) -> bool:
        started = time.monotonic()
        self.bell.wait(timeout, self.wake)
        return time.monotonic() - started < timeout / 2

    def join(self, server: DoorbellServer) -> None:
        """Connect, and wait until the server has let this window in."""
        before = len(server._clients)
        self.bell.wait(0.0, self.wake)
        deadline = time.monotonic() + LONG
        while len(server._clients) == before and time.monotonic() < deadline:
            threading.Event().wait(0.001)
        assert len(server._clients) == before + 1

    def close(self) -> None:
        self.bell.close()
        self.wake.close()
        self.waker.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[DoorbellServer]:
    bell = DoorbellServer(tmp_path)
    yield bell
    bell.close()


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    made = Window(tmp_path)
    yield made
    made.close()


def test_a_ring_wakes_a_window(server: DoorbellServer, window: Window) -> None:
    window.join(server)
    assert not window.rung(0.02)
    server.ring()
    assert window.rung()
    assert not window.rung(0.02)


def test_rings_while_nobody_waits_are_one_waking(server: DoorbellServer, window: Window) -> None:
    window.join(server)
    for _ in range(20):
        server.ring()
    assert window.rung()


def test_the_door_is_for_this_user_only(server: DoorbellServer, tmp_path: Path) -> None:
    door = tmp_path / "door.json"
    said = json.loads(door.read_text())
    assert len(said["token"]) == 32
    if sys.platform != "win32":
        assert stat.S_IMODE(door.stat().st_mode) == 0o600


@pytest.mark.parametrize("token", [b"0" * 32, b"", b"short"])
def test_a_wrong_token_is_shown_the_door(server: DoorbellServer, tmp_path: Path, token: bytes) -> None:
    port = json.loads((tmp_path / "door.json").read_text())["port"]
    with socket.create_connection(("127.0.0.1", port), timeout=LONG) as stranger:
        stranger.sendall(token)
        stranger.shutdown(socket.SHUT_WR)
        assert stranger.recv(10) == b""
    assert server._clients == []


def test_a_silent_stranger_does_not_keep_the_door(server: DoorbellServer, window: Window, tmp_path: Path) -> None:
    port = json.loads((tmp_path / "door.json").read_text())["port"]
    with socket.create_connection(("127.0.0.1", port), timeout=LONG):
        window.join(server)
    server.ring()
    assert window.rung()


def test_a_stopped_window_never_blocks_the_feed(server: DoorbellServer, window: Window, tmp_path: Path) -> None:
    stopped = Window(tmp_path)
    stopped.join(server)
    window.join(server)
    server._clients[0].setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1)
    assert stopped.bell._socket is not None
    stopped.bell._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
    started = time.monotonic()
    for _ in range(40_000):
        server.ring()
    assert time.monotonic() - started < LONG
    with pytest.raises(BlockingIOError):
        server._clients[0].send(b"!")
    assert len(server._clients) == 2, "a window that only sleeps is not thrown out"
    assert window.rung()
    assert stopped.rung()
    stopped.close()


def test_a_window_that_is_gone_is_forgotten(server: DoorbellServer, window: Window, tmp_path: Path) -> None:
    gone = Window(tmp_path)
    gone.join(server)
    window.join(server)
    gone.close()
    deadline = time.monotonic() + LONG
    while len(server._clients) == 2 and time.monotonic() < deadline:
        server.ring()
    assert len(server._clients) == 1
    assert window.rung()


def test_a_window_finds_the_feed_again_after_it_starts_anew(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.store.doorbell.AGAIN_SECONDS", 0.0)
    first = DoorbellServer(tmp_path)
    window.join(first)
    first.close()
    assert window.rung(), "a door that shuts wakes the window"
    second = DoorbellServer(tmp_path)
    window.join(second)
    second.ring()
    assert window.rung()
    second.close()


def test_a_door_that_shuts_in_our_face_is_left_alone_for_a_while(window: Window, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        door = {"port": stranger.getsockname()[1], "token": "x" * 32}
        (tmp_path / "door.json").write_text(json.dumps(door))
        window.bell.wait(0.0, window.wake)
        stranger.accept()[0].close()
        assert window.rung()
        assert not window.rung(0.05)
        stranger.settimeout(0)
        with pytest.raises(BlockingIOError):
            stranger.accept()


@pytest.mark.parametrize(
    "door", ["", "{", "[]", "7", "{}", '{"port": "x"}', '{"port": 99999, "token": "t"}', '{"port": null}']
)
def test_a_door_that_is_no_door_is_no_ring_and_no_fault(window: Window, tmp_path: Path, door: str) -> None:
    (tmp_path / "door.json").write_text(door)
    assert not window.rung(0.02)


def test_being_woken_ends_the_wait(window: Window) -> None:
    window.waker.send(b"!")
    assert window.rung()
