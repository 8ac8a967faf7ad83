"""What the doctor says of how this station is known to gateways: keys in the clear, a certificate that will end."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509

from console.config.settings import Backend, NetworkSettings
from console.domain.addresses import is_loopback

WARN_DAYS = 60
"""Long enough for a certificate to be asked for, made and brought to a wall."""


def check_station(network: NetworkSettings, backends: Sequence[Backend]) -> Iterator[tuple[bool, str, str]]:
    """Whether it is well, what was looked at, and in words."""
    if network.client_cert is not None:
        yield _certificate(network.client_cert)
    for backend in backends:
        clear = [url for url in backend.urls if backend.reader_key and _in_the_clear(url)]
        for url in clear:
            yield False, f"reader key {backend.name}", f"{url} is not https: whoever listens in learns the key"
        if backend.reader_key and not clear:
            yield True, f"reader key {backend.name}", f"kept in {backend.reader_key}"


def days_left(file: Path) -> float:
    """Days until the first certificate of a PEM file ends."""
    made = x509.load_pem_x509_certificate(_first_certificate(file.read_bytes()))
    return (made.not_valid_after_utc.timestamp() - time.time()) / 86_400


def _certificate(file: Path) -> tuple[bool, str, str]:
    left = days_left(file)
    words = f"{file}: ends in {left:.0f} days" if left >= 0 else f"{file}: ended {-left:.0f} days ago"
    return left > WARN_DAYS, "certificate of this station", words


def _first_certificate(pem: bytes) -> bytes:
    """What stands before it in the file is the key."""
    return pem[max(0, pem.find(b"-----BEGIN CERTIFICATE-----")) :]


def _in_the_clear(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme != "https" and not is_loopback(parts.hostname)
