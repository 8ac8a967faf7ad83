"""Addresses that do not leave this machine."""

from __future__ import annotations

import ipaddress


def is_loopback(host: str | None) -> bool:
    """Whether a host, as a peer's address or in a URL, is this machine itself: 127.0.0.0/8, ::1, ``localhost``.

    A name is not looked up: whoever answers for names could say anything.
    """
    if (host or "").lower().rstrip(".") == "localhost":
        return True
    try:
        address = ipaddress.ip_address((host or "").strip("[]"))
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped.is_loopback  # how a socket of both families names its IPv4 peers
    return address.is_loopback
