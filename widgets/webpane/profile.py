"""One profile an application: its own cookies and storage, nothing shared with another page of ours.

Panes of one application that keeps its profile share it: two profiles over one folder lock each other out, and a page
then waits for its storage without an end.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLockFile, QObject, QUrl
from PySide6.QtNetwork import QNetworkCookie
from PySide6.QtWebEngineCore import QWebEngineCookieStore, QWebEngineDownloadRequest, QWebEngineProfile

from console.domain.web_application import WebApplication
from widgets.webmap.scheme import register_scheme
from widgets.webpane.guard import RequestGuard
from widgets.webpane.page import ApplicationPage

log = logging.getLogger(__name__)
LANGUAGES = "zh-CN,zh;q=0.9,en;q=0.5"
MOST_PROCESSES = 12
"""Windows of one kind on one computer that keep a profile of the same application."""


class Home(QObject):
    """Where an application's pages live: profile, and the guard of all that is not a page itself.

    It belongs to the application object. One that is kept lives as long as that; another ends after its page, never
    before it.
    """

    def __init__(self, application: WebApplication, parent: QObject, folder: Path | None = None) -> None:
        super().__init__(parent)
        register_scheme()  # the maps' own scheme can only be made known before the first profile
        self.lock = _own_folder(folder) if folder is not None else None
        self.kept = self.lock is not None
        self.profile = self._kept_at(Path(self.lock.fileName()).parent) if self.lock else QWebEngineProfile(self)
        self.profile.setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
        self.profile.setHttpAcceptLanguage(LANGUAGES)
        self.profile.setSpellCheckEnabled(False)
        self.profile.setPushServiceEnabled(False)
        self.profile.downloadRequested.connect(_refuse_download)
        self.guard = RequestGuard(application.allowed, application.trusted, self.profile)
        self.profile.setUrlRequestInterceptor(self.guard)
        self.profile.cookieStore().setCookieFilter(_only_of(self.guard))

    def _kept_at(self, folder: Path) -> QWebEngineProfile:
        profile = QWebEngineProfile(f"application-{folder.name}", self)
        profile.setPersistentStoragePath(str(folder / "storage"))
        profile.setCachePath(str(folder / "cache"))
        profile.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.AllowPersistentCookies)
        return profile


def home_of(application: WebApplication, folder: Path) -> Home:
    """Off the record and new, or kept below ``folder`` under a name that no application's name can break out of."""
    parent = QCoreApplication.instance()
    assert parent is not None
    if not application.keep:
        return Home(application, parent)
    place = folder / hashlib.sha256(application.name.encode()).hexdigest()[:16]
    for found in parent.findChildren(Home):
        if found.objectName() == str(place):
            return found
    made = Home(application, parent, place)
    made.setObjectName(str(place))
    return made


def _own_folder(wanted: Path) -> QLockFile | None:
    """The lock of the folder, or of a numbered one beside it when another process has that in hand; None for none."""
    for number in range(1, MOST_PROCESSES + 1):
        folder = wanted if number == 1 else wanted.with_name(f"{wanted.name}-{number}")
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            log.error("the profile of an application cannot be kept: %s", problem)
            return None
        lock = QLockFile(str(folder / "lock"))
        lock.setStaleLockTime(0)  # months are no reason to take it away; that its process is gone is
        if lock.tryLock(0):
            return lock
    log.error("the profile of an application is not kept: %s other processes keep one", MOST_PROCESSES)
    return None


def _refuse_download(request: QWebEngineDownloadRequest) -> None:
    """Nothing is saved, and the page that wanted it is told."""
    request.cancel()
    page = request.page()
    if isinstance(page, ApplicationPage):
        page.refused.emit("download")


def sign_in_cookie(application: WebApplication, secret: str, url: QUrl) -> QNetworkCookie:
    """The cookie of single sign-on: for this host only, not for scripts, over TLS only if the application is."""
    cookie = QNetworkCookie(application.sso_name.encode("ascii"), secret.encode("utf-8"))
    cookie.setHttpOnly(True)
    cookie.setSecure(url.scheme() == "https")
    cookie.setSameSitePolicy(QNetworkCookie.SameSite.Lax)
    cookie.setPath("/")
    return cookie


def _only_of(guard: RequestGuard) -> Callable[[QWebEngineCookieStore.FilterRequest], bool]:
    return lambda request: guard.allows(request.origin)
