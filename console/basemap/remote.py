"""Providers on a network: from a place to an address, through the cache on disk, past the gate."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager
from urllib.parse import quote, urlencode, urlsplit

from console.basemap.disk_cache import DAY, DiskCache, Entry
from console.basemap.fetch import Fetcher, FetchProblem
from console.basemap.gate import Gate
from console.basemap.picture_bytes import NoPicture, check_picture
from console.basemap.provider import Got, Place, State, Trouble
from console.basemap.quota import DayCount
from console.config.map_settings import Remote, Tianditu, Wmts, Xyz
from console.domain.geo.tile_grid import Grid

NONE_DAYS = 1.0
"""A place without a tile is asked about again after a day."""
PAUSE_S = 0.4
"""Before a second try at once; a rest longer than that is the gate's."""
EMPTY_AFTER = 12
"""Places without a tile, and none with one: then it is said. A view of 1280×720 has as many."""
UrlOf = Callable[[int, Place], str]


class RemoteTiles:
    """Pictures of one provider. The cache answers first; what is old is asked about, and shown if nobody answers."""

    def __init__(
        self, base: Remote, key: str, cache: DiskCache, fresh_days: float, count: DayCount, gate: Gate | None = None
    ) -> None:
        self.grid = grid_of(base)
        self._url, self.layers = address_of(base, key)
        self._cache, self._fresh = cache, fresh_days * DAY
        self._names = [_name(base, self._url, layer, key) for layer in range(self.layers)]
        self._fetch = Fetcher(_headers(base), base.timeout_s, key, base.proxy)
        self._gate = gate or Gate()
        self._nothing: set[Place] | None = set()
        self._count = count
        self._retries = base.retries
        self._slots: AbstractContextManager[object] = threading.BoundedSemaphore(base.parallel)
        self._lock = threading.Lock()
        self._under_way: dict[tuple[int, Place], Future[Got]] = {}

    @property
    def state(self) -> State:
        """How it is now."""
        state, nothing = self._gate.state, self._nothing
        if state.trouble is None and nothing is not None and len(nothing) >= EMPTY_AFTER:
            return State(Trouble.EMPTY, f"no tile at any of {EMPTY_AFTER} places")
        return state

    def known(self, layer: int, place: Place) -> Got:
        """From the disk only."""
        entry = self._cache.get(self._names[layer], place)
        return _got(entry) if entry else Got(None, wanting=True)

    def refuse(self, layer: int, place: Place) -> None:
        """As in ``Pictures``."""
        self._cache.drop(self._names[layer], place)
        self._gate.failed(Trouble.BAD, "a picture that cannot be unpacked")

    def tile(self, layer: int, place: Place) -> Got:
        """From the disk, or from the provider; two who want the same at once share one request."""
        got = self._shared(layer, place)
        if got.body:
            self._nothing = None
        elif not got.wanting and layer == 0 and (nothing := self._nothing) is not None and len(nothing) < EMPTY_AFTER:
            nothing.add(place)
        return got

    def _shared(self, layer: int, place: Place) -> Got:
        entry = self._cache.get(self._names[layer], place)
        if entry and self._cache.age(entry) < (self._fresh if entry.body else NONE_DAYS * DAY):
            return _got(entry)
        with self._lock:
            future = self._under_way.get((layer, place))
            mine = future is None
            if future is None:
                future = self._under_way[layer, place] = Future()
        if not mine:
            return future.result()
        try:
            got = self._asked(layer, place, entry)
        except BaseException as problem:
            future.set_exception(problem)
            raise
        else:
            future.set_result(got)
            return got
        finally:
            with self._lock:
                del self._under_way[layer, place]

    def probe(self, layer: int, place: Place) -> int:
        """Ask the provider now, whatever is in the cache, and keep nothing: the bytes of its tile, 0 where it has none.

        Raises ``FetchProblem``.
        """
        came = self._fetch.get(self._url(layer, place)).body or b""
        if came:
            _checked(came)
        return len(came)

    def _asked(self, layer: int, place: Place, entry: Entry | None) -> Got:
        with self._slots:
            if self._gate.open:
                try:
                    entry = self._renewed(layer, place, entry)
                    self._gate.succeeded()
                    return _got(entry)
                except FetchProblem as problem:
                    self._gate.failed(problem.trouble, str(problem))
        return _got(entry) if entry else Got(None, wanting=True)

    def _renewed(self, layer: int, place: Place, entry: Entry | None) -> Entry:
        for attempt in range(self._retries + 1):
            if not self._count.take():
                raise FetchProblem(Trouble.QUOTA, f"{self._count.limit} requests today, as many as are allowed")
            try:
                return self._once(layer, place, entry)
            except FetchProblem as problem:
                if problem.trouble is not Trouble.OFFLINE or attempt == self._retries:
                    raise
            time.sleep(PAUSE_S * 2**attempt)
        raise AssertionError("the last attempt returns or raises")

    def _once(self, layer: int, place: Place, entry: Entry | None) -> Entry:
        head = entry.head if entry else None
        came = self._fetch.get(self._url(layer, place), head.etag if head else "", head.modified if head else "")
        if came.body is None:
            if entry is None:
                raise FetchProblem(Trouble.BAD, "it says that nothing has changed since nothing")
            return self._cache.put(self._names[layer], place, entry.body, entry.head.etag, entry.head.modified)
        if came.body:
            _checked(came.body)
        return self._cache.put(self._names[layer], place, came.body, came.etag, came.modified)


def grid_of(base: Remote) -> Grid:
    """How a provider cuts the world."""
    geographic = (isinstance(base, Tianditu) and base.grid == "c") or (
        isinstance(base, Wmts) and base.grid == "geographic"
    )
    least = max(1, base.min_zoom) if isinstance(base, Tianditu) else base.min_zoom
    return Grid(base.tile_size, geographic, base.datum == "gcj02", least, base.max_zoom)


def address_of(base: Remote, key: str) -> tuple[UrlOf, int]:
    """Makes the address of a layer's tile, and how many layers there are."""
    if isinstance(base, Xyz):
        urls = base.urls
        return (lambda layer, place: _filled(urls[layer], base.subdomains, place, key)), len(urls)
    if isinstance(base, Tianditu):
        layers = base.layers
        return (lambda layer, place: _tianditu(base, layers[layer], place, key)), len(layers)
    assert isinstance(base, Wmts)
    names = base.layers
    return (lambda layer, place: _wmts(base, names[layer], place, key)), len(names)


def _filled(template: str, subdomains: Sequence[str], place: Place, key: str) -> str:
    z, x, y = place
    values = {"{z}": z, "{x}": x, "{y}": y, "{-y}": 2**z - 1 - y, "{key}": quote(key, safe="")}
    if subdomains:
        values["{s}"] = subdomains[(x + y) % len(subdomains)]
    for name, value in values.items():
        template = template.replace(name, str(value))
    return template


def _tianditu(base: Tianditu, layer: str, place: Place, key: str) -> str:
    z, x, y = place
    url = base.url.replace("{layer}", layer).replace("{grid}", base.grid)
    head = {
        "SERVICE": "WMTS", "REQUEST": "GetTile", "VERSION": "1.0.0", "LAYER": layer, "STYLE": "default",
        "TILEMATRIXSET": base.grid, "FORMAT": "tiles", "TILEMATRIX": z, "TILEROW": y, "TILECOL": x,
    }  # fmt: skip
    return _with(_filled(url, base.subdomains, place, key), head | ({"tk": key} if key else {}))


def _wmts(base: Wmts, layer: str, place: Place, key: str) -> str:
    z, x, y = place
    head = {
        "SERVICE": "WMTS", "REQUEST": "GetTile", "VERSION": "1.0.0", "LAYER": layer, "STYLE": base.style,
        "TILEMATRIXSET": base.matrix_set, "FORMAT": base.format, "TILEMATRIX": base.matrix.replace("{z}", str(z)),
        "TILEROW": y, "TILECOL": x,
    }  # fmt: skip
    return _with(_filled(base.url, base.subdomains, place, key), head | ({base.key_name: key} if key else {}))


def _with(url: str, query: dict[str, object]) -> str:
    return f"{url}{'&' if urlsplit(url).query else '?'}{urlencode(query)}"


def _headers(base: Remote) -> dict[str, str]:
    told = {"Referer": base.referer, "User-Agent": base.user_agent}
    return {name: value for name, value in told.items() if value}


def _name(base: Remote, url: UrlOf, layer: int, key: str) -> str:
    """A folder for a layer: its name and a hash of its address without key and place, so that a change begins anew."""
    address = url(layer, (0, 0, 0)).replace(quote(key, safe=""), "") if key else url(layer, (0, 0, 0))
    return f"{base.name}-{layer}-{hashlib.sha256(address.encode()).hexdigest()[:10]}"


def _checked(body: bytes) -> None:
    try:
        check_picture(body)
    except NoPicture as problem:
        raise FetchProblem(Trouble.BAD, str(problem)) from None


def _got(entry: Entry) -> Got:
    return Got(entry.body or None, entry.head.digest)
