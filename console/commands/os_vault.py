"""The operating system's keyring as a vault: Windows Credential Locker, macOS Keychain, Secret Service, KWallet.

Only stores that the system itself protects are used, never a file of our own. A keyring may ask its owner for a
password, or hang on a broken session bus: it is spoken to in a thread of its own, and after one long silence no more.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from typing import Any

log = logging.getLogger(__name__)
SERVICE = "commandwall"
ANSWER_SECONDS = 3.0
TRUSTED = ("keyring.backends.Windows", "keyring.backends.macOS", "keyring.backends.SecretService",
           "keyring.backends.kwallet")  # fmt: skip
Work = Callable[[Any], str]


def system_keyring() -> Any | None:
    """The best keyring of this system, None if it has none."""
    from keyring.backend import get_all_keyring

    found = [each for each in get_all_keyring() if type(each).__module__.startswith(TRUSTED) and each.priority >= 1]
    return max(found, key=lambda each: each.priority, default=None)


class OsVault:
    """Never raises; only ``get`` waits, never longer than ``ANSWER_SECONDS``. Without a keyring it keeps nothing."""

    def __init__(self, find: Callable[[], Any | None] = system_keyring, patience: float = ANSWER_SECONDS) -> None:
        self._find, self._patience = find, patience
        self._tasks: queue.Queue[tuple[Work, queue.Queue[str]] | None] = queue.Queue()
        self._gone = False
        self._thread = threading.Thread(target=self._serve, name="keyring", daemon=True)
        self._thread.start()

    def get(self, place: str, name: str) -> str:
        """The secret, empty if there is none, or if the keyring does not answer."""
        if self._gone:
            return ""
        answer = self._send(lambda ring: ring.get_password(_service(place), name) or "")
        try:
            return answer.get(timeout=self._patience)
        except queue.Empty:
            self._gone = True
            log.warning("the keyring does not answer; sessions are kept for this run only")
            return ""

    def put(self, place: str, name: str, secret: str) -> None:
        """Keep a secret."""
        self._send(lambda ring: ring.set_password(_service(place), name, secret) or "")

    def drop(self, place: str, name: str) -> None:
        """Forget a secret."""
        self._send(lambda ring: ring.delete_password(_service(place), name) or "")

    def close(self) -> None:
        """End after what was asked so far; one that hangs is left alone."""
        self._tasks.put(None)
        self._thread.join(self._patience)

    def _send(self, work: Work) -> queue.Queue[str]:
        answer: queue.Queue[str] = queue.Queue()
        if not self._gone:
            self._tasks.put((work, answer))
        return answer

    def _serve(self) -> None:
        ring = self._open()
        while (task := self._tasks.get()) is not None:
            work, answer = task
            try:
                answer.put(work(ring) if ring is not None else "")
            except Exception as error:  # keyrings raise whatever their libraries raise
                log.warning("the keyring does not serve: %s", type(error).__name__)
                answer.put("")

    def _open(self) -> Any | None:
        try:
            ring = self._find()
        except Exception as error:  # as above, while it is looked for
            log.warning("no keyring can be used: %s", type(error).__name__)
            return None
        if ring is None:
            log.info("this system has no keyring; sessions are kept for this run only")
        return ring


def _service(place: str) -> str:
    return f"{SERVICE}: {place}"
