"""The page's whole network: one scheme of our own, served from memory, and a profile that lets nothing else through."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Any

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

from widgets.map.base_words import fault_words
from widgets.webmap.layers import Made
from widgets.webmap.supply import Answer, Later, Supply, Tile
from widgets.webmap.tile_reader import TileProblem

log = logging.getLogger(__name__)
SCHEME = b"cw"
HOST = "map"
ANSWER_OF_NONE = 0
"""No map has this number."""
POLICY = (
    b"default-src 'none'; script-src cw:; worker-src cw:; connect-src cw:; style-src cw:; font-src cw:; "
    b"img-src cw: data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
Finish = Callable[[QWebEngineUrlRequestJob, "Future[Any]"], None]
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


def page_of(number: int) -> QUrl:
    """The address of a map's page: what it fetches lies below its number."""
    return QUrl(f"cw://{HOST}/{number}/index.html")


def numbered(url: QUrl) -> tuple[int, str]:
    """Which map an address belongs to, and what it names there."""
    first, _, rest = url.path().removeprefix("/").partition("/")
    plain = first.isascii() and first.isdigit() and len(first) < 10 and url.host() == HOST
    return (int(first), rest) if plain else (ANSWER_OF_NONE, "")


class OnlyOurs(QWebEngineUrlRequestInterceptor):
    """Lets our scheme through, and what a page makes from its own memory; blocks and counts all else."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.blocked: dict[int, list[str]] = {}
        """The newest addresses that were refused, by the number of the map whose page asked."""

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Called before every request."""
        url = info.requestUrl()
        if (url.scheme() == "cw" and url.host() == HOST) or url.scheme() in ("blob", "data"):
            return
        number, _ = numbered(info.firstPartyUrl())
        self.blocked[number] = [*self.blocked.get(number, [])[-19:], url.toString()[:200]]
        info.block(True)


class MapHandler(QWebEngineUrlSchemeHandler):
    """Replies to the pages. Tiles are read elsewhere and come back through a signal."""

    tile_problem = Signal(int, str)
    """A map's number, and which of its tiles could not be read, and why."""
    _came = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.supplies: dict[int, Supply] = {}
        self._waiting: dict[int, tuple[QWebEngineUrlRequestJob, Finish]] = {}
        self._number = 0
        self._came.connect(self._reply)

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """One request of a page."""
        number, path = numbered(job.requestUrl())
        supply = self.supplies.get(number)
        if bytes(job.requestMethod().data()) != b"GET" or supply is None:
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
            return
        try:
            answer = supply.answer(path, f"cw://{HOST}/{number}/")
        except OSError as problem:
            log.error("map page: %s", problem)
            answer = None
        if isinstance(answer, Tile):
            future = supply.tiles.get(answer.z, answer.x, answer.y)
            self._await(job, future, partial(self._finish_tile, number, supply.tiles.kind))
        elif isinstance(answer, Later):
            self._await(job, answer.made, _finish_layer)
        elif answer is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
        else:
            _reply(job, answer)

    def _await(self, job: QWebEngineUrlRequestJob, future: Future[Any], finish: Finish) -> None:
        if future.done():
            finish(job, future)
            return
        self._number += 1
        turn = self._number
        self._waiting[turn] = (job, finish)

        def came(done: Future[Any]) -> None:
            with contextlib.suppress(RuntimeError):  # the application is ending
                self._came.emit((turn, done))

        future.add_done_callback(came)

    def _reply(self, came: tuple[int, Future[Any]]) -> None:
        job, finish = self._waiting.pop(came[0])
        if isValid(job):
            finish(job, came[1])

    def _finish_tile(self, number: int, kind: bytes, job: QWebEngineUrlRequestJob, future: Future[bytes]) -> None:
        """A tile that cannot be read is an empty one, so that the rest of the map is drawn; and it is said."""
        problem = None if future.cancelled() else future.exception()
        data = b"" if future.cancelled() or problem else future.result()
        _reply(job, Answer(kind, data))
        if problem:
            known = isinstance(problem, TileProblem) and fault_words(problem.fault, problem.subject)
            log.warning("map page: a tile cannot be read: %s", problem)
            self.tile_problem.emit(number, known or str(problem))


def _finish_layer(job: QWebEngineUrlRequestJob, future: Future[Made]) -> None:
    if future.cancelled() or future.exception():
        log.warning("map page: a layer could not be made: %s", future.cancelled() or future.exception())
        job.fail(QWebEngineUrlRequestJob.Error.RequestFailed)
    else:
        _reply(job, Answer(*future.result()))


def _reply(job: QWebEngineUrlRequestJob, answer: Answer) -> None:
    buffer = QBuffer(job)
    buffer.setData(QByteArray(answer.data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    job.setAdditionalResponseHeaders(_HEADERS)  # type: ignore[arg-type]  # the stub forgets that it is a multi-map
    job.reply(QByteArray(answer.kind), buffer)


class MapServer(QObject):
    """The one profile of all maps of an application: it keeps nothing, and reaches nothing but their supplies.

    It lives as long as the application. A profile for each page would end with it, and its Python parts then sometimes
    took the place of those of the next one: a page that came back could not be served, or the process ended.
    """

    def __init__(self, parent: QObject) -> None:
        register_scheme()
        super().__init__(parent)
        self.setObjectName(type(self).__name__)
        self.profile = QWebEngineProfile(self)
        self.profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        self.profile.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
        self.profile.setSpellCheckEnabled(False)
        self.handler, self.guard = MapHandler(self.profile), OnlyOurs(self.profile)
        self.profile.installUrlSchemeHandler(QByteArray(SCHEME), self.handler)
        self.profile.setUrlRequestInterceptor(self.guard)
        self.profile.downloadRequested.connect(lambda download: download.cancel())
        self._last = ANSWER_OF_NONE

    def admit(self, supply: Supply) -> int:
        """Serve a map's supply from now on; its number."""
        self._last += 1
        self.handler.supplies[self._last] = supply
        return self._last

    def dismiss(self, number: int) -> None:
        """A map's page is gone."""
        self.handler.supplies.pop(number, None)
        self.guard.blocked.pop(number, None)


def map_server() -> MapServer:
    """The application's."""
    application = QCoreApplication.instance()
    assert application is not None
    return application.findChild(MapServer, MapServer.__name__) or MapServer(application)
