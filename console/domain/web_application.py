"""Another system's own web application: where it is, what it may reach, and how a seat of the hall is signed in to it.

The secret itself is never part of it, only where the secret is kept.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from console.domain.origins import AllowList, OriginError, allow_list, parse_origin

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""RFC 9110 token: names of headers and cookies."""
_NOT_OURS = {
    "host", "cookie", "content-length", "connection", "transfer-encoding", "upgrade", "origin", "referer", "te",
}  # fmt: skip
"""Headers that belong to the browser; to set them would break requests or lie about where they come from."""
_PLACES = ("env:", "file:", "keyring:")


class Sso(StrEnum):
    """Single sign-on: a header on each request, a cookie before the first, or none."""

    NONE = "none"
    HEADER = "header"
    COOKIE = "cookie"


class WebApplication(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One application.

    ``origins``: what it may reach beside its own origin (``https://*.example.cn`` for all below). ``sso_name``: of the
    header or cookie. ``secret``: ``env:NAME``, ``file:PATH`` or ``keyring:SERVICE/USER``. ``sso_origins``: who gets
    it beside the application's own origin. ``keep``: its profile lasts beyond this run. ``ca``: the centre's own
    certificate authority, a PEM file beside the settings. ``reload_minutes`` 0: never by itself.
    """

    name: Annotated[str, Meta(min_length=1, max_length=20)]
    url: Annotated[str, Meta(max_length=2000)]
    system: Annotated[str, Meta(max_length=20)] = ""
    origins: tuple[str, ...] = ()
    sso: Sso = Sso.NONE
    sso_name: str = ""
    sso_origins: tuple[str, ...] = ()
    secret: str = ""
    keep: bool = False
    ca: str = ""
    zoom: Annotated[float, Meta(ge=0.25, le=5)] = 1.0
    reload_minutes: Annotated[float, Meta(ge=0, le=10080)] = 0
    hang_seconds: Annotated[float, Meta(ge=2, le=600)] = 15.0

    @property
    def allowed(self) -> AllowList:
        """All that its pages may reach. Raises ``OriginError`` (not after ``mistake`` found none)."""
        return allow_list((str(parse_origin(self.url)), *self.origins))

    @property
    def trusted(self) -> AllowList:
        """Who gets the secret."""
        return allow_list((str(parse_origin(self.url)), *self.sso_origins))


def mistake(application: WebApplication) -> str:
    """What is wrong with it, in one sentence; empty for nothing."""
    try:
        allowed, trusted = application.allowed, application.trusted
    except OriginError as error:
        return str(error)
    if strange := next(
        (each for each in trusted.origins if not allowed.allows(each) and each not in allowed.origins), None
    ):
        return f"{strange} would get the secret but may not be reached"
    if application.sso is Sso.NONE:
        return "a secret is given but sso is “none”" if application.secret else ""
    if not _TOKEN.fullmatch(application.sso_name):
        return f"sso_name “{application.sso_name}” is not the name of a {application.sso}"
    if application.sso is Sso.HEADER and application.sso_name.lower() in _NOT_OURS:
        return f"the header {application.sso_name} belongs to the browser"
    if not application.secret.startswith(_PLACES) or application.secret in _PLACES:
        return "secret must be env:NAME, file:PATH or keyring:SERVICE/USER; the value itself does not belong here"
    return ""
