"""Which WMS may be asked."""

from __future__ import annotations

from urllib.parse import urlsplit


def allowed(url: str, hosts: tuple[str, ...]) -> bool:
    """Whether an address is http(s) on a host of the list (``name`` or ``name:port``) and carries no account."""
    try:
        parts = urlsplit(url)
        named = parts.hostname or ""
        return parts.scheme in ("http", "https") and not parts.username and bool({named, parts.netloc} & set(hosts))
    except ValueError:
        return False
