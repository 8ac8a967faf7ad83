"""Whose certificates gateways must have: those that this machine's software knows, or the centre's own authority alone.

Set once, when a process starts; every connection to a gateway is made here, so that none believes anything else.
"""

from __future__ import annotations

from pathlib import Path

import requests

_authority: Path | None = None


def believe(authority: Path | None) -> None:
    """From now on only certificates of this authority (a PEM file) are believed; None: the usual ones."""
    global _authority
    _authority = authority


def http_session() -> requests.Session:
    """For REST: no proxy, no netrc, no certificates of the environment."""
    session = requests.Session()
    session.trust_env = False
    session.verify = str(_authority) if _authority is not None else True
    return session


def socket_options() -> dict[str, str]:
    """For websockets: what the library calls ``sslopt``."""
    return {"ca_certs": str(_authority)} if _authority is not None else {}
