"""The engine of a web pane: loads the page, listens to its heart, and starts it again when it died or hangs."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtNetwork import QNetworkCookie
from PySide6.QtWebEngineCore import QWebEngineLoadingInfo, QWebEnginePage, QWebEngineScript
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from console.domain.web_application import Sso, WebApplication
from widgets.webpane.guard import RequestGuard, origin_of_url
from widgets.webpane.health import Act, PageHealth, State
from widgets.webpane.page import ApplicationPage
from widgets.webpane.profile import home_of, sign_in_cookie
from widgets.webpane.trust import Trust

log = logging.getLogger(__name__)
BEAT_MS = 1000
REACH_EVERY = 15
"""Beats between two questions to the application's server."""
COOKIE_MS = 1000
"""The cookie store answers within this, or the page is loaded without."""
SERVER_ERROR = 500
_Status = QWebEngineLoadingInfo.LoadStatus
_Domain = QWebEngineLoadingInfo.ErrorDomain
WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld.value
"""Scripts of ours run in a world of their own; the page sees nothing of them."""
HEART = "beat"
ASK_HEART = f"'{HEART}' + (globalThis._cwReach ?? '')"
ASK_SERVER = """
fetch(location.href, {method: 'HEAD', cache: 'no-store', redirect: 'manual', credentials: 'include'})
  .then(() => { globalThis._cwReach = 1; }, () => { globalThis._cwReach = 0; });
globalThis._cwReach = null;
"""
SecretOf = Callable[[WebApplication], str]
"""Fetches the secret anew for each load, because tokens expire. Raises ``ValueError`` in words."""


class Browser(QWidget):
    """``changed``: what there is to tell is another; look at ``health``, ``origin``, ``refusals`` and ``trouble``."""

    changed = Signal()

    def __init__(
        self,
        application: WebApplication,
        folder: Path,
        trust: Trust,
        secret_of: SecretOf,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.application = application
        self.health = PageHealth(application.hang_seconds, application.reload_minutes * 60)
        self.trouble = ""
        self.refusals = 0
        self._secret_of = secret_of
        self._home = home_of(application, folder)
        self._profile = self._home.profile
        self._guard = RequestGuard(application.allowed, application.trusted, pages=True)
        self._view = QWebEngineView(self)
        self.page = ApplicationPage(self._profile, self._guard, trust, self)
        if not self._home.kept:
            self.page.destroyed.connect(self._home.deleteLater)
        self._beats = 0
        self._wants_cookie = False
        self._ours = False
        """Whether the load that is under way was begun here and not by the page."""
        self._beat = QTimer(self, interval=BEAT_MS)
        self._late_cookie = QTimer(self, singleShot=True, interval=COOKIE_MS)
        self._furnish()
        self._connect()

    def _furnish(self) -> None:
        self.page.setZoomFactor(self.application.zoom)
        self.page.setBackgroundColor(QColor(Qt.GlobalColor.white))
        self._view.setPage(self.page)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._view.setAcceptDrops(False)

    def _connect(self) -> None:
        for guard in (self._guard, self._home.guard):
            guard.blocked.connect(self._blocked)
        self._guard.redirected.connect(self.page.setUrl, Qt.ConnectionType.QueuedConnection)
        self.page.refused.connect(self._refused)
        self.page.distrusted.connect(self._distrusted)
        self.page.loadingChanged.connect(self._loading)
        self.page.renderProcessTerminated.connect(self._terminated)
        self.page.urlChanged.connect(lambda _url: self.changed.emit())
        self._profile.cookieStore().cookieAdded.connect(self._cookie_added)
        self._late_cookie.timeout.connect(self._cookie_set)
        self._beat.timeout.connect(self._look)

    @property
    def origin(self) -> str:
        """Where the page that is shown comes from; the application's own while there is none."""
        shown = origin_of_url(self.page.url())
        return str(shown or origin_of_url(QUrl(self.application.url)))

    @property
    def renderer(self) -> int:
        """Process id of the page's renderer, 0 for none."""
        return self.page.renderProcessPid()

    def load(self) -> None:
        """Begin anew, with a fresh secret."""
        self.trouble, self.refusals = "", 0
        for guard in (self._guard, self._home.guard):
            guard.begin()
        self._ours = True
        self.health.started()
        self._beat.start()
        try:
            secret = self._secret_of(self.application) if self.application.sso is not Sso.NONE else ""
        except ValueError as error:
            self.trouble = str(error)
            secret = ""
        url = QUrl(self.application.url)
        if secret and self.application.sso is Sso.HEADER:
            for guard in (self._guard, self._home.guard):
                guard.set_header(self.application.sso_name, secret)
        self.page.leaving = True
        if secret and self.application.sso is Sso.COOKIE:
            self._wants_cookie = True
            self._late_cookie.start()
            self._profile.cookieStore().setCookie(sign_in_cookie(self.application, secret, url), url)
        else:
            self.page.load(url)
        self.changed.emit()

    def reload(self) -> None:
        """A person wants it anew."""
        self.health.forgive()
        self.load()

    def stop(self) -> None:
        """End the page without calling it a death; to be called before this is deleted."""
        self._beat.stop()
        self._late_cookie.stop()
        self.page.renderProcessTerminated.disconnect()
        self.page.loadingChanged.disconnect()
        self.page.deleteLater()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """The page fills this."""
        self._view.setGeometry(self.rect())

    def _cookie_added(self, cookie: QNetworkCookie) -> None:
        """Also of another pane that shares the profile."""
        if bytes(cookie.name().data()).decode("latin-1") == self.application.sso_name:
            self._cookie_set()

    def _cookie_set(self) -> None:
        if self._wants_cookie:
            self._wants_cookie = False
            self._late_cookie.stop()
            self.page.load(QUrl(self.application.url))

    def _look(self) -> None:
        self._beats += 1
        self._ask()
        act = self.health.look()
        if act is Act.LOAD:
            self.load()
        elif act is Act.END:
            self._end()
        self.changed.emit()

    def _ask(self) -> None:
        if self.health.state not in (State.LOADING, State.ONLINE, State.SILENT, State.OFFLINE):
            return
        self.page.runJavaScript(ASK_HEART, WORLD, self._answered)
        if self._beats % REACH_EVERY == 0 and self.health.shown:
            self.page.runJavaScript(ASK_SERVER, WORLD, lambda _nothing: None)

    def _answered(self, told: object) -> None:
        if not isinstance(told, str) or not told.startswith(HEART):
            return  # the page went away meanwhile
        self.health.answered()
        if reached := told.removeprefix(HEART):
            self.health.reached(reached == "1")
        self.changed.emit()

    def _end(self) -> None:
        pid = self.renderer
        log.error("application %s does not answer; ending renderer %s", self.application.name, pid)
        if pid > 0:
            os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        else:
            self._died()

    def _terminated(self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int) -> None:
        if status is not QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            log.error("application %s: renderer ended, %s, code %s", self.application.name, status.name, code)
            self._died()

    def _died(self) -> None:
        self.health.died()
        self.changed.emit()

    def _loading(self, info: QWebEngineLoadingInfo) -> None:
        status = info.status()
        self.page.leaving = False
        if status is _Status.LoadStartedStatus:
            return
        if status is _Status.LoadStoppedStatus and self.health.shown:
            self.health.kept()  # a download, or a way that was refused: the page is still there
        else:
            broken = info.errorDomain() is _Domain.HttpStatusCodeDomain and info.errorCode() >= SERVER_ERROR
            self.health.loaded(status is _Status.LoadSucceededStatus and not broken)
        self._ours = False
        self.changed.emit()

    def _blocked(self, where: str, main: bool) -> None:
        self.refusals += 1
        if main and (self._ours or not self.health.shown):
            self.health.refused(State.BLOCKED, where)
        self.changed.emit()

    def _refused(self, _what: str) -> None:
        self.refusals += 1
        self.changed.emit()

    def _distrusted(self, where: str, why: str) -> None:
        self.health.refused(State.CERTIFICATE, f"{where} · {why}")
        self.changed.emit()
