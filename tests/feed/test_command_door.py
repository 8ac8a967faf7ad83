"""The door for commands against a gateway over HTTP: batches, old gateways, bad answers, another address, its time."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from console.commands import intents as do
from console.commands.envelope import Command, Outcome, Verdict, make
from console.feed import bodies
from console.feed.command_door import UNKNOWN_ACT, CommandDoor, Unreachable
from tests.gateway.harness import NOW

pytestmark = pytest.mark.operations
ACCEPTED = {"verdict": "accepted", "seq": 7}


class Gateway:
    """Answers as it is told; remembers what was asked."""

    def __init__(self) -> None:
        self.capabilities = ["commands", "command_batch"]
        self.time = NOW
        self.answers: dict[str, tuple[int, bytes]] = {}
        self.asked: list[tuple[str, Any]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 2.0  # a kept connection that nobody closes ends with its thread

            def do_GET(self) -> None:
                hello = {
                    "server": "s", "epoch": "e", "seq": 1, "time": outer.time, "protocol": 1, "city": "",
                    "fictional": True, "floor": 0, "capabilities": outer.capabilities, "registers": {},
                }  # fmt: skip
                self._say(*outer.answers.get(self.path, (200, json.dumps(hello).encode())))

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.asked.append((self.path, body))
                if self.path in outer.answers:
                    self._say(*outer.answers[self.path])
                elif self.path == "/v1/commands/batch":
                    self._say(200, json.dumps({"outcomes": [ACCEPTED] * len(body["commands"])}).encode())
                else:
                    self._say(200, json.dumps(ACCEPTED).encode())

            def _say(self, code: int, body: bytes) -> None:
                self.send_response(code)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    made = Gateway()
    yield made
    made.close()


def commands(n: int) -> list[Command]:
    return [
        make(do.Comment(about="AL-1", text=str(k)), "Alarm", actor="z", session="s", terminal="t", now_ms=NOW)
        for k in range(n)
    ]


def opened(*urls: str) -> CommandDoor:
    door = CommandDoor(urls)
    door.open()
    return door


def test_several_go_in_one_request_and_one_goes_alone(gateway: Gateway) -> None:
    door = opened(gateway.url)
    made = commands(5)
    assert door.send(made) == [Outcome(verdict=Verdict.ACCEPTED, seq=7)] * 5
    assert [each["id"] for each in gateway.asked[0][1]["commands"]] == [each.id for each in made]
    door.send(made[:1])
    assert gateway.paths() == ["/v1/commands/batch", "/v1/commands"]


@pytest.mark.parametrize("code", [400, 404, 413])
def test_a_gateway_that_takes_no_batches_gets_one_after_the_other(gateway: Gateway, code: int) -> None:
    gateway.answers["/v1/commands/batch"] = (code, b"no")
    door = opened(gateway.url)
    assert len(door.send(commands(5))) == 1
    gateway.capabilities = ["commands"]
    gateway.asked.clear()
    assert len(opened(gateway.url).send(commands(5))) == 1
    assert gateway.paths() == ["/v1/commands"]


def test_a_command_that_an_older_gateway_can_not_read_does_not_block_the_queue(gateway: Gateway) -> None:
    gateway.answers["/v1/commands"] = (400, b"not a command")
    assert opened(gateway.url).send(commands(1)) == [UNKNOWN_ACT]


@pytest.mark.parametrize(
    "answer",
    [
        (503, b""),
        (500, b"oops"),
        (200, b"{"),
        (200, b'{"outcomes": []}'),
        (200, json.dumps({"outcomes": [ACCEPTED] * 9}).encode()),
        (200, b" " * (bodies.WORD + 1)),
    ],
)
def test_an_answer_that_is_none_leaves_the_commands_where_they_are(gateway: Gateway, answer: tuple[int, bytes]) -> None:
    gateway.answers["/v1/commands/batch"] = answer
    door = opened(gateway.url)
    with pytest.raises(Unreachable):
        door.send(commands(3))
    del gateway.answers["/v1/commands/batch"]
    door.open()
    assert len(door.send(commands(3))) == 3


def test_the_next_address_is_tried(gateway: Gateway) -> None:
    broken = Gateway()
    broken.answers["/v1/hello"] = (200, b"this is no gateway")
    try:
        assert len(opened(broken.url, "http://127.0.0.1:9", gateway.url).send(commands(2))) == 2
        assert not broken.asked
    finally:
        broken.close()
    with pytest.raises(Unreachable):
        opened("http://127.0.0.1:9")


@pytest.mark.parametrize("jump", [-86_400, 86_400])
def test_the_gateways_time_goes_on_whatever_happens_to_this_machines_clock(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch, jump: int
) -> None:
    ticks = [100.0]
    door = CommandDoor([gateway.url], lambda: ticks[0])
    assert door.now is None
    door.open()
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + jump)
    ticks[0] += 30
    assert door.now == NOW + 30_000
    gateway.time = NOW + 61_500
    ticks[0] += 31
    door.open()
    assert door.now == NOW + 61_500, "it is asked again after a minute"
