"""Origins of the web (RFC 6454): scheme, host and port. Everything that another system's page may reach is named so.

Pure. Parts are compared, never strings searched: ``http://good@evil``, ``http://good.evil`` and ``http://GOOD:80``
are where people get it wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

PORTS = {"http": 80, "https": 443}
SOCKETS = {"ws": "http", "wss": "https"}
"""A websocket belongs to the origin of the page's scheme."""


class OriginError(ValueError):
    """This is no origin; the message is for the person who wrote it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """``host`` in lower case and ASCII; ``*.`` before it stands for any one or more names below it."""

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if PORTS[self.scheme] == self.port else f":{self.port}")

    def covers(self, other: Origin) -> bool:
        """Whether the other is this one, or below it."""
        if (self.scheme, self.port) != (other.scheme, other.port):
            return False
        if self.host.startswith("*."):
            return other.host.endswith(self.host[1:]) and len(other.host) > len(self.host) - 1
        return self.host == other.host


def origin_of(scheme: str, host: str, port: int | None) -> Origin | None:
    """From a URL's parts as a browser parsed them; None for what is neither http(s) nor a websocket."""
    scheme = SOCKETS.get(scheme.lower(), scheme.lower())
    name = _ascii(host)
    if scheme not in PORTS or not name:
        return None
    return Origin(scheme, name, port if port is not None and port > 0 else PORTS[scheme])


def parse_origin(text: str, *, wild: bool = False) -> Origin:
    """``https://host:port`` of a settings file, of a URL if a path follows. Raises ``OriginError``."""
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    star = host.startswith("*.")
    origin = origin_of(parts.scheme, host.removeprefix("*."), port) if port != 0 else None
    if origin is None or parts.username is not None or parts.scheme not in PORTS or "*" in host.removeprefix("*."):
        raise OriginError(f"“{text}” is not an http(s) address")
    if not star:
        return origin
    if not wild or "." not in origin.host:
        raise OriginError(f"“{text}” would allow too much")
    return Origin(origin.scheme, f"*.{origin.host}", origin.port)


@dataclass(frozen=True, slots=True)
class AllowList:
    """The origins that a page may reach."""

    origins: tuple[Origin, ...]

    def allows(self, origin: Origin | None) -> bool:
        """Whether it is one of them."""
        return origin is not None and any(each.covers(origin) for each in self.origins)


def allow_list(texts: Iterable[str]) -> AllowList:
    """Of a settings file. Raises ``OriginError``."""
    return AllowList(tuple(dict.fromkeys(parse_origin(text, wild=True) for text in texts)))


def _ascii(host: str) -> str:
    host = host.strip().rstrip(".").lower()
    if host.isascii():
        return host if host and not set(host) & set(" /\\@%<>") else ""
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
