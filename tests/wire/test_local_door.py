"""The door between feed and windows: only the same person's programs get in, only the feed of now is told anything."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import socket
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.wire.local_door import STRANGERS, Door, DoorShut, NotOurs, Refused, knock

LONG = 5.0


class Feed:
    """A door, and who came through it."""

    def __init__(self, path: Path, **options: bytes) -> None:
        self.welcomed: list[socket.socket] = []
        self.came = threading.Event()
        self.door = Door(path, self._welcome, **options)  # type: ignore[arg-type]
        self.told = json.loads(path.read_text())

    def _welcome(self, line: socket.socket) -> None:
        self.welcomed.append(line)
        self.came.set()

    def visit(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.told["port"]), timeout=LONG)

    def close(self) -> None:
        self.door.close()
        for line in self.welcomed:
            line.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "door.json"


@pytest.fixture
def feed(path: Path) -> Iterator[Feed]:
    made = Feed(path, refusal=bytes(32))
    yield made
    made.close()


def proof(secret: str, who: bytes, nonce: bytes) -> bytes:
    """Written out here once more: both ends must hold to it over versions."""
    return hmac.new(secret.encode(), who + nonce, hashlib.sha256).digest()


def test_a_window_comes_in_and_both_have_proved_themselves(feed: Feed, path: Path) -> None:
    with knock(path, LONG) as line:
        assert feed.came.wait(LONG)
        line.sendall(b"act\n")
        feed.welcomed[0].settimeout(LONG)
        assert feed.welcomed[0].recv(100) == b"act\n", "what follows the proof is not eaten by it"


def test_the_secret_itself_is_never_on_the_line(feed: Feed) -> None:
    nonce, secret = os.urandom(16), feed.told["token"]
    with feed.visit() as line:
        line.sendall(nonce + proof(secret, b"window", nonce))
        assert line.recv(100) == proof(secret, b"feed", nonce)


@pytest.mark.parametrize("said", ["secret", "plain", "reflected", "other", "http", "browser"])
def test_whoever_does_not_know_the_secret_stays_out(feed: Feed, said: str) -> None:
    nonce, secret = os.urandom(16), feed.told["token"]
    words = {
        "secret": secret.encode() + bytes(16),
        "plain": nonce + secret.encode(),
        "reflected": nonce + proof(secret, b"feed", nonce),
        "other": nonce + proof("0" * 32, b"window", nonce),
        "http": b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\n",
        "browser": b"GET / HTTP/1.1\r\nUpgrade: websocket\r\nOrigin: http://evil.example\r\n\r\n",
    }[said]
    with feed.visit() as line:
        line.sendall(words[:48])
        assert line.recv(100) == bytes(32)
        assert line.recv(100) == b""
    assert feed.welcomed == []


def test_a_door_of_an_earlier_run_opens_nothing(path: Path) -> None:
    first = Feed(path)
    old = path.read_bytes()
    first.close()
    second = Feed(path, refusal=bytes(32))
    path.write_bytes(json.dumps({**json.loads(old), "port": second.told["port"]}).encode())
    with pytest.raises(Refused):
        knock(path, LONG)
    second.close()
    with pytest.raises(OSError):
        knock(path, LONG)


@pytest.mark.parametrize("answer", [bytes(32), b"x" * 32, b"", b"half"])
def test_whoever_took_the_port_of_a_dead_feed_is_told_nothing(path: Path, answer: bytes) -> None:
    """A window finds the file of a feed that was killed, and another program listens at its port by now."""
    heard = bytearray()
    with socket.create_server(("127.0.0.1", 0)) as squatter:

        def serve() -> None:
            line, _ = squatter.accept()
            with line:
                line.settimeout(LONG)
                heard.extend(line.recv(1 << 16))
                line.sendall(answer)
                line.shutdown(socket.SHUT_WR)
                while more := line.recv(1 << 16):
                    heard.extend(more)

        thread = threading.Thread(target=serve)
        thread.start()
        secret = "a" * 32
        path.write_text(json.dumps({"port": squatter.getsockname()[1], "token": secret}))
        path.chmod(0o600)
        with pytest.raises(DoorShut):
            knock(path, LONG)
        thread.join(LONG)
    assert len(heard) == 48 and secret.encode() not in heard


def test_a_crowd_of_silent_strangers_keeps_nobody_out_and_costs_no_thread(feed: Feed, path: Path) -> None:
    before = threading.active_count()
    crowd = [feed.visit() for _ in range(4 * STRANGERS)]
    try:
        with knock(path, LONG):
            assert feed.came.wait(LONG)
        assert threading.active_count() == before
        assert len(feed.door._callers) <= STRANGERS
        assert crowd[0].recv(1) == b"", "the oldest is put out"
    finally:
        for each in crowd:
            each.close()


def test_half_a_hello_is_hung_up_on(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.wire.local_door.PROOF_SECONDS", 0.05)
    with feed.visit() as line:
        line.sendall(b"half")
        assert line.recv(1) == b""


@pytest.mark.skipif(os.name != "posix", reason="rights of files are those of POSIX")
class TestRights:
    """The file holds the secret, and says where acts go: it is this user's alone at both ends."""

    def test_it_is_made_for_its_owner_whatever_lies_in_its_place(self, path: Path) -> None:
        path.with_suffix(".new").write_text("left over")
        path.with_suffix(".new").chmod(0o666)
        path.write_text("{}")
        path.chmod(0o666)
        feed = Feed(path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        feed.close()

    def test_a_link_laid_in_its_place_is_not_written_through(self, path: Path, tmp_path: Path) -> None:
        other = tmp_path / "other"
        other.write_text("kept")
        path.with_suffix(".new").symlink_to(other)
        feed = Feed(path)
        assert other.read_text() == "kept" and not path.is_symlink()
        feed.close()

    @pytest.mark.parametrize("mode", [0o644, 0o620, 0o602, 0o640])
    def test_a_window_does_not_believe_a_file_that_others_can_touch(self, feed: Feed, path: Path, mode: int) -> None:
        path.chmod(mode)
        with pytest.raises(NotOurs):
            knock(path, LONG)
        path.chmod(0o600)
        knock(path, LONG).close()

    def test_nor_one_of_somebody_else(self, feed: Feed, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)
        with pytest.raises(NotOurs):
            knock(path, LONG)

    def test_nor_one_behind_a_link(self, feed: Feed, path: Path, tmp_path: Path) -> None:
        link = tmp_path / "link.json"
        link.symlink_to(path)
        with pytest.raises(OSError):
            knock(link, LONG)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "7", "{}", '{"port": "x", "token": "t"}', '{"port": null, "token": ""}']
)
def test_a_file_that_names_no_door_is_no_door(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o600)
    with pytest.raises((ValueError, OSError)):
        knock(path, LONG)
