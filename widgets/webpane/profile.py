"""One profile an application: its own cookies and storage, nothing shared with another page of ours."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtNetwork import QNetworkCookie
from PySide6.QtWebEngineCore import QWebEngineCookieStore, QWebEngineDownloadRequest, QWebEngineProfile

from console.domain.web_application import WebApplication
from widgets.webmap.scheme import register_scheme
from widgets.webpane.guard import RequestGuard

LANGUAGES = "zh-CN,zh;q=0.9,en;q=0.5"


def make_profile(application: WebApplication, folder: Path, guard: RequestGuard) -> QWebEngineProfile:
    """Off the record, or kept below ``folder`` under a name that no application's name can break out of.

    It belongs to the application object: whoever makes a page with it deletes it after the page, never before.
    """
    parent = QCoreApplication.instance()
    assert parent is not None
    register_scheme()  # the maps' own scheme can only be made known before the first profile
    if application.keep:
        name = hashlib.sha256(application.name.encode()).hexdigest()[:16]
        profile = QWebEngineProfile(f"application-{name}", parent)
        profile.setPersistentStoragePath(str(folder / name / "storage"))
        profile.setCachePath(str(folder / name / "cache"))
        profile.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.AllowPersistentCookies)
    else:
        profile = QWebEngineProfile(parent)
    profile.setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
    profile.setHttpAcceptLanguage(LANGUAGES)
    profile.setSpellCheckEnabled(False)
    profile.setPushServiceEnabled(False)
    guard.setParent(profile)
    profile.setUrlRequestInterceptor(guard)
    profile.cookieStore().setCookieFilter(_only_of(guard))
    return profile


def refuse_downloads(profile: QWebEngineProfile, told: Callable[[], None]) -> None:
    """Nothing is saved."""

    def refuse(request: QWebEngineDownloadRequest) -> None:
        request.cancel()
        told()

    profile.downloadRequested.connect(refuse)


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
