"""What goes out of a foreign page: only to origins on its list, with the secret only where it belongs."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWebEngineCore import QWebEngineUrlRequestInfo, QWebEngineUrlRequestInterceptor

from console.domain.origins import AllowList, Origin, origin_of

log = logging.getLogger(__name__)
INLINE = ("data", "blob")
"""These hold their content themselves; as a whole page they are refused all the same."""
LOGGED = 20
"""So many refusals are written to the log for each load; all are counted."""
_Type = QWebEngineUrlRequestInfo.ResourceType


def origin_of_url(url: QUrl) -> Origin | None:
    """The origin of an address as the browser parsed it."""
    return origin_of(url.scheme(), url.host(QUrl.ComponentFormattingOption.FullyEncoded), url.port())


class RequestGuard(QWebEngineUrlRequestInterceptor):
    """``pages``: a page's own, for requests that are the page itself; else a profile's, for all others.

    Redirects, websockets and workers included. Panes of one application may share a profile: which of them wants to go
    where only the page's guard knows, and Qt asks it about nothing that the profile's has blocked already.
    """

    blocked = Signal(str, bool)
    """An address was refused: its origin or scheme, and whether it would have been the page itself."""

    redirected = Signal(QUrl)
    """The page wants to go on to this allowed address, but must be loaded there anew."""

    def __init__(
        self, allowed: AllowList, trusted: AllowList, parent: QObject | None = None, *, pages: bool = False
    ) -> None:
        super().__init__(parent)
        self._allowed, self._trusted, self._pages = allowed, trusted, pages
        self._header: tuple[bytes, bytes] | None = None
        self.count = 0

    def set_header(self, name: str, value: str) -> None:
        """Send this along to the trusted origins."""
        self._header = (name.encode("ascii"), value.encode("utf-8"))

    def begin(self) -> None:
        """A new load: refusals are counted anew."""
        self.count = 0

    def allows(self, url: QUrl) -> bool:
        """Whether a page may be shown from there."""
        return self._allowed.allows(origin_of_url(url))

    def refuse(self, url: QUrl, main: bool) -> None:
        """Count and tell a refusal; paths and queries may hold personal data and are not told."""
        self.count += 1
        origin = origin_of_url(url)
        where = str(origin) if origin is not None else f"{url.scheme()}:"
        if self.count <= LOGGED:
            log.warning("a page wanted %s%s: refused", where, " for itself" if main else "")
        self.blocked.emit(where, main)

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Called for each request before it leaves."""
        url = info.requestUrl()
        main = info.resourceType() == _Type.ResourceTypeMainFrame
        if main is not self._pages or (url.scheme() in INLINE and not main):
            return
        origin = origin_of_url(url)
        if not self._allowed.allows(origin):
            info.block(True)
            self.refuse(url, main)
        elif self._header is not None:
            name, value = self._header
            if self._trusted.allows(origin):
                info.setHttpHeader(name, value)
            elif any(bytes(each.data()).lower() == name.lower() for each in info.httpHeaders()):
                self._stop_carrying(info, url, main)

    def _stop_carrying(self, info: QWebEngineUrlRequestInfo, url: QUrl, main: bool) -> None:
        """The browser carries our header on through a redirect and lets nobody take it off: begin anew without it."""
        info.block(True)
        if main and bytes(info.requestMethod().data()) == b"GET":
            self.redirected.emit(url)
        else:
            self.refuse(url, main)
