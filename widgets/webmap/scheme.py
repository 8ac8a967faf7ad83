"""The page's whole network: one scheme of our own, served from memory, and a profile that lets nothing else through."""

from __future__ import annotations

import contextlib
import logging
from concurrent.futures import Future

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QObject, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineProfile,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)
from shiboken6 import isValid

from widgets.webmap.supply import Answer, Supply, Tile

log = logging.getLogger(__name__)
SCHEME = b"cw"
HOST = "map"
PAGE = QUrl("cw://map/index.html")
POLICY = (
    b"default-src 'none'; script-src cw:; worker-src cw:; connect-src cw:; style-src cw:; font-src cw:; "
    b"img-src cw: data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    QByteArray(b"Content-Security-Policy"): [QByteArray(POLICY)],
    QByteArray(b"X-Content-Type-Options"): [QByteArray(b"nosniff")],
    QByteArray(b"Cache-Control"): [QByteArray(b"no-store")],
}


def register_scheme() -> None:
    """Make the scheme known. Must come before the first profile of the process."""
    if bytes(QWebEngineUrlScheme.schemeByName(SCHEME).name().data()) == SCHEME:
        return
    scheme = QWebEngineUrlScheme(SCHEME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    flag = QWebEngineUrlScheme.Flag
    scheme.setFlags(flag.SecureScheme | flag.LocalAccessAllowed | flag.CorsEnabled | flag.FetchApiAllowed)
    QWebEngineUrlScheme.registerScheme(scheme)


class OnlyOurs(QWebEngineUrlRequestInterceptor):
    """Lets our scheme through, and what a page makes from its own memory; blocks and counts all else."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.blocked: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Called before every request."""
        url = info.requestUrl()
        if (url.scheme() == "cw" and url.host() == HOST) or url.scheme() in ("blob", "data"):
            return
        self.blocked = [*self.blocked[-19:], url.toString()[:200]]
        info.block(True)


class MapHandler(QWebEngineUrlSchemeHandler):
    """Replies to the page. Tiles are read elsewhere and come back through a signal."""

    tile_problem = Signal(str)
    _came = Signal(object)

    def __init__(self, supply: Supply, parent: QObject) -> None:
        super().__init__(parent)
        self._supply = supply
        self._waiting: dict[int, QWebEngineUrlRequestJob] = {}
        self._number = 0
        self._came.connect(self._reply_tile)

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """One request of the page."""
        url = job.requestUrl()
        if bytes(job.requestMethod().data()) != b"GET" or url.host() != HOST:
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
            return
        try:
            answer = self._supply.answer(url.path().removeprefix("/"))
        except OSError as problem:
            log.error("map page: %s", problem)
            answer = None
        if isinstance(answer, Tile):
            self._ask(job, answer)
        elif answer is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
        else:
            _reply(job, answer)

    def _ask(self, job: QWebEngineUrlRequestJob, tile: Tile) -> None:
        future = self._supply.tiles.get(tile.z, tile.x, tile.y)
        if future.done():
            self._finish(job, future)
            return
        self._number += 1
        number = self._number
        self._waiting[number] = job

        def came(done: Future[bytes]) -> None:
            with contextlib.suppress(RuntimeError):  # the page is gone
                self._came.emit((number, done))

        future.add_done_callback(came)

    def _reply_tile(self, came: tuple[int, Future[bytes]]) -> None:
        job = self._waiting.pop(came[0], None)
        if job is not None and isValid(job):
            self._finish(job, came[1])

    def _finish(self, job: QWebEngineUrlRequestJob, future: Future[bytes]) -> None:
        """A tile that cannot be read is an empty one, so that the rest of the map is drawn; and it is said."""
        problem = None if future.cancelled() else future.exception()
        data = b"" if future.cancelled() or problem else future.result()
        _reply(job, Answer(self._supply.tiles.kind, data))
        if problem:
            self.tile_problem.emit(str(problem))


def _reply(job: QWebEngineUrlRequestJob, answer: Answer) -> None:
    buffer = QBuffer(job)
    buffer.setData(QByteArray(answer.data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    job.setAdditionalResponseHeaders(_HEADERS)  # type: ignore[arg-type]  # the stub forgets that it is a multi-map
    job.reply(QByteArray(answer.kind), buffer)


def make_profile(supply: Supply) -> tuple[QWebEngineProfile, MapHandler, OnlyOurs]:
    """A profile that keeps nothing and reaches nothing but the supply.

    It must outlive its page, so it belongs to the application; whoever has the page ends it after that.
    """
    register_scheme()
    profile = QWebEngineProfile(QCoreApplication.instance())
    profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
    profile.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
    profile.setSpellCheckEnabled(False)
    handler, guard = MapHandler(supply, profile), OnlyOurs(profile)
    profile.installUrlSchemeHandler(QByteArray(SCHEME), handler)
    profile.setUrlRequestInterceptor(guard)
    profile.downloadRequested.connect(lambda download: download.cancel())
    return profile, handler, guard
