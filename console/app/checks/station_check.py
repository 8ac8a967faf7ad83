"""What the doctor says of how this station is known to gateways: keys in the clear, a certificate that will end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from console.config.certificates import WARN_DAYS, days_left, ending
from console.config.settings import Backend, NetworkSettings
from console.domain.addresses import is_loopback


def check_station(network: NetworkSettings, backends: Sequence[Backend]) -> Iterator[tuple[bool, str, str]]:
    """Whether it is well, what was looked at, and in words."""
    for what, file in (("certificate of this station", network.client_cert), ("authority", network.ca_file)):
        if file is not None:
            yield _certificate(what, file)
    for backend in backends:
        clear = [url for url in backend.urls if backend.reader_key and _in_the_clear(url)]
        for url in clear:
            yield False, f"reader key {backend.name}", f"{url} is not https: whoever listens in learns the key"
        if backend.reader_key and not clear:
            yield True, f"reader key {backend.name}", f"kept in {backend.reader_key}"


def _certificate(what: str, file: Path) -> tuple[bool, str, str]:
    try:
        return days_left(file) > WARN_DAYS, what, f"{file}: {ending(file)}"
    except (OSError, ValueError) as error:
        return False, what, f"{file}: its end cannot be read: {error}"


def _in_the_clear(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme != "https" and not is_loopback(parts.hostname)
