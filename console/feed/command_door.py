"""A gateway's door for commands: finds one that answers, knows its time, and hands over as many as it takes at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
import requests

from console.commands.envelope import BatchAnswer, Command, Outcome, Verdict
from console.domain.steady import SteadyClock, ticks
from console.feed import bodies
from console.wire import trust
from console.wire.messages import Hello

ANSWER_SECONDS = 10.0
KNOWN_SECONDS = 60.0
"""A gateway is asked for its time again after this long."""
UNKNOWN_ACT = Outcome(verdict=Verdict.INVALID, reason="the gateway does not know this act")
_hello = msgspec.json.Decoder(Hello)
_outcome = msgspec.json.Decoder(Outcome)
_answer = msgspec.json.Decoder(BatchAnswer)
_encoder = msgspec.json.Encoder()
TROUBLE = (requests.RequestException, bodies.BodyTooLarge, msgspec.DecodeError, ValueError)


class Unreachable(Exception):
    """No gateway gave its word; the commands stay where they are."""


class CommandDoor:
    """One backend's gateways. Belongs to one thread."""

    def __init__(self, urls: Sequence[str], clock: Callable[[], float] = ticks) -> None:
        self._urls = [url.rstrip("/") for url in urls]
        self._clock = clock
        self._time = SteadyClock(ticks=clock)
        self._url, self._met = "", 0.0
        self._batches = self._ever = False
        self._http = trust.http_session()

    @property
    def now(self) -> int | None:
        """The gateway's time in ms, whatever happens to this machine's clock; None before the first contact."""
        return self._time() if self._ever else None

    def open(self) -> None:
        """Make sure that a gateway answers. Raises ``Unreachable``."""
        if self._url and self._clock() - self._met < KNOWN_SECONDS:
            return
        why = "no gateway is known"
        for url in self._urls:
            try:
                answer = self._http.get(
                    url + "/v1/hello", timeout=ANSWER_SECONDS, stream=True, headers=trust.reading(url)
                )
                hello = _hello.decode(bodies.read(answer, bodies.WORD))
            except TROUBLE as error:
                why = type(error).__name__
                continue
            self._time.set(hello.time)
            self._url, self._met, self._ever = url, self._clock(), True
            self._batches = "command_batch" in hello.capabilities
            return
        raise Unreachable(why)

    def send(self, commands: Sequence[Command]) -> list[Outcome]:
        """The gateway's word on the first commands, at least one, in their order. Raises ``Unreachable``."""
        try:
            said = self._send_all(commands) if self._batches and len(commands) > 1 else None
            outcomes = [self._send_one(commands[0])] if said is None else said
        except TROUBLE as error:
            self._url = ""
            raise Unreachable(type(error).__name__) from error
        if not outcomes or len(outcomes) > len(commands):
            self._url = ""
            raise Unreachable(f"{len(outcomes)} answers to {len(commands)} commands")
        return outcomes

    def _send_all(self, commands: Sequence[Command]) -> list[Outcome] | None:
        """None if the gateway does not take these together after all."""
        code, body = self._post("/v1/commands/batch", _encoder.encode({"commands": commands}), {})
        if code in (400, 404, 413):
            return None
        return _answer.decode(_good(code, body)).outcomes

    def _send_one(self, command: Command) -> Outcome:
        code, body = self._post("/v1/commands", _encoder.encode(command), {"Idempotency-Key": command.id})
        return UNKNOWN_ACT if code in (400, 413) else _outcome.decode(_good(code, body))

    def _post(self, path: str, data: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        headers["Content-Type"] = "application/json"
        answer = self._http.post(self._url + path, data=data, headers=headers, timeout=ANSWER_SECONDS, stream=True)
        return answer.status_code, bodies.read(answer, bodies.WORD)


def _good(code: int, body: bytes) -> bytes:
    if code != 200:
        raise requests.HTTPError(f"the gateway answered {code}")
    return body
