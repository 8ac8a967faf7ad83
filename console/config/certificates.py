"""Certificates end on a date: whoever uses one says so in good time, also in a process that runs for months."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from cryptography import x509

WARN_DAYS = 60
"""Long enough for a certificate to be asked for, made and brought to a wall."""
EVERY_SECONDS = 86_400.0
_BEGIN = b"-----BEGIN CERTIFICATE-----"
log = logging.getLogger(__name__)


def days_left(file: Path, now: Callable[[], float] = time.time) -> float:
    """Days until the first of a PEM file's certificates ends. Raises ``OSError``, ``ValueError``."""
    pem = file.read_bytes()
    found = x509.load_pem_x509_certificates(pem[max(0, pem.find(_BEGIN)) :])  # before it stands the key
    return min((each.not_valid_after_utc.timestamp() - now()) / 86_400 for each in found)


def ending(file: Path, now: Callable[[], float] = time.time) -> str:
    """When a file's certificates end, in words; they begin with the days."""
    left = days_left(file, now)
    return f"ends in {left:.0f} days" if left >= 0 else f"ended {-left:.0f} days ago"


class CertificateWatch(threading.Thread):
    """Looks at the files once a day, from the start on, and warns in the log when one ends within ``WARN_DAYS``."""

    def __init__(self, files: Iterable[Path | None], now: Callable[[], float] = time.time) -> None:
        super().__init__(name="certificates", daemon=True)
        self._files, self._now = [file for file in files if file is not None], now
        self._stopping = threading.Event()

    def stop(self) -> None:
        """End soon."""
        self._stopping.set()

    def run(self) -> None:
        """Until stopped; without a file there is nothing to do."""
        while self._files:
            self.look()
            if self._stopping.wait(EVERY_SECONDS):
                return

    def look(self) -> None:
        """Once."""
        for file in self._files:
            try:
                if days_left(file, self._now) < WARN_DAYS:
                    log.warning("certificate %s %s", file, ending(file, self._now))
            except (OSError, ValueError) as error:
                log.error("certificate %s cannot be read: %s", file, error)
