"""Delivers commands: each exactly once in effect, in the order in which they were made, across outages and restarts.

The idempotency key is the command's id; the gateway answers a repetition with the same word. A command whose expiry
has passed is never sent by itself: the person is asked again.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

import msgspec
import requests

from console.commands.envelope import Command, Outcome, Verdict
from console.commands.outbox import Entry, Outbox

log = logging.getLogger(__name__)
LOOK_SECONDS = 1.0
BACKOFF_MOST = 5.0
ANSWER_SECONDS = 10.0
_outcome = msgspec.json.Decoder(Outcome)
_encoder = msgspec.json.Encoder()


class Unreachable(Exception):
    """No gateway gave its word; the command stays where it is."""


class Delivery(threading.Thread):
    """One backend's postman. ``settled`` is called after every word that came back."""

    def __init__(self, backend: str, urls: tuple[str, ...], outbox: Outbox, settled: Callable[[], None]) -> None:
        super().__init__(name=f"delivery-{backend}", daemon=True)
        self._backend, self._urls = backend, urls
        self._outbox, self._settled = outbox, settled
        self._wake = threading.Event()
        self._stopping = False
        self._http = requests.Session()
        self._http.trust_env = False

    def nudge(self) -> None:
        """There is something new to deliver."""
        self._wake.set()

    def stop(self) -> None:
        """End after the letter in hand."""
        self._stopping = True
        self._wake.set()

    def run(self) -> None:
        """Deliver until stopped."""
        pause = LOOK_SECONDS
        while not self._stopping:
            try:
                busy = self._round()
                pause = 0.0 if busy else LOOK_SECONDS
            except Unreachable as error:
                log.warning("%s: commands wait: %s", self._backend, error)
                pause = min(BACKOFF_MOST, max(LOOK_SECONDS, pause * 2))
            except Exception:
                log.exception("%s: delivery failed", self._backend)
                pause = BACKOFF_MOST
            if pause:
                self._wake.wait(pause)
                self._wake.clear()

    def _round(self) -> bool:
        entries = self._outbox.pending(self._backend)
        for entry in entries:
            if self._stopping:
                return False
            self._deliver(entry)
        return bool(entries)

    def _deliver(self, entry: Entry) -> None:
        now = int(time.time() * 1000)
        if now > entry.command.expires:
            outcome = Outcome(verdict=Verdict.EXPIRED, reason="waited too long")
        else:
            try:
                outcome = self._post(entry.command)
            except Unreachable:
                self._outbox.attempted(entry.place)
                raise
        self._outbox.settle(entry.place, outcome, int(time.time() * 1000))
        self._settled()

    def _post(self, command: Command) -> Outcome:
        why = "no gateway is known"
        for url in self._urls:
            try:
                answer = self._http.post(
                    url.rstrip("/") + "/v1/commands",
                    data=_encoder.encode(command),
                    headers={"Content-Type": "application/json", "Idempotency-Key": command.id},
                    timeout=ANSWER_SECONDS,
                )
                if answer.status_code == 200:
                    return _outcome.decode(answer.content)
                why = f"the gateway answered {answer.status_code}"
            except (requests.RequestException, msgspec.DecodeError) as error:
                why = f"{type(error).__name__}"
        raise Unreachable(why)
