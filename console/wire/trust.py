"""How this machine and its gateways know each other: whose certificates it believes, and by what it is known itself.

Set once, when a process starts; every connection to a gateway is made here, so that none believes anything else, and
none shows a key to anybody but the gateway that it is for.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import requests

from console.domain.origins import Origin, OriginError, parse_origin

Fetch = Callable[[], str]
"""Gives a reader's key; empty where there is none. Never raises."""

_authority: Path | None = None
_certificate: Path | None = None


class ReaderKeys:
    """The keys by which this station may read, by the origin of each gateway. Safe to use from several threads.

    A key is fetched once, and again when a gateway does not know it: so it can be changed under a feed that runs.
    """

    def __init__(self, fetch: Mapping[str, Fetch]) -> None:
        self._fetch = {origin: give for url, give in fetch.items() if (origin := _origin(url)) is not None}
        self._guard = threading.Lock()
        self._known: dict[Origin, str] = {}

    def of(self, url: str) -> str:
        """The key for the gateway of this address, empty if there is none."""
        origin = _origin(url)
        if origin is None or origin not in self._fetch:
            return ""
        with self._guard:
            if origin not in self._known:
                self._known[origin] = self._fetch[origin]()
            return self._known[origin]

    def unknown(self, url: str) -> None:
        """The gateway of this address does not know the key: the next time it is fetched anew."""
        origin = _origin(url)
        with self._guard:
            if origin is not None:
                self._known.pop(origin, None)


_keys = ReaderKeys({})


def believe(authority: Path | None, certificate: Path | None = None) -> None:
    """From now on only certificates of this authority (a PEM file) are believed; None: the usual ones.

    ``certificate``: this station's own, with its key (PEM), shown to a gateway that asks for one.
    """
    global _authority, _certificate
    _authority, _certificate = authority, certificate


def read_by(keys: Mapping[str, Fetch]) -> None:
    """From now on the gateways of these addresses are read by these keys."""
    global _keys
    _keys = ReaderKeys(keys)


def reading(url: str) -> dict[str, str]:
    """The header by which this station may read at the gateway of an address; none if it has no key for it."""
    key = _keys.of(url)
    return {"Authorization": f"Bearer {key}"} if key else {}


def not_known(url: str) -> None:
    """A gateway did not know this station's key."""
    _keys.unknown(url)


def shows_certificate() -> bool:
    """Whether this station has a certificate of its own."""
    return _certificate is not None


def http_session() -> requests.Session:
    """For REST: no proxy, no netrc, no certificates of the environment."""
    session = requests.Session()
    session.trust_env = False
    session.verify = str(_authority) if _authority is not None else True
    session.cert = str(_certificate) if _certificate is not None else None
    return session


def socket_options() -> dict[str, str]:
    """For websockets: what the library calls ``sslopt``."""
    options = {}
    if _authority is not None:
        options["ca_certs"] = str(_authority)
    if _certificate is not None:
        options["certfile"] = str(_certificate)
    return options


def _origin(url: str) -> Origin | None:
    try:
        return parse_origin(url)
    except OriginError:
        return None
