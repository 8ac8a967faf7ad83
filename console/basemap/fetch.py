"""One request to a provider: bounded in bytes and seconds, and every refusal told apart."""

from __future__ import annotations

import json
import logging
import re
import threading
import time
import zlib
from dataclasses import dataclass
from urllib.parse import quote, quote_plus, urljoin, urlsplit

import requests
import urllib3

from console.basemap.provider import Trouble

logging.getLogger("urllib3").setLevel(logging.CRITICAL)
"""It writes whole addresses into the log, with the key: each at the level of debugging, odd ones as warnings."""
LARGEST = 4 * 1024 * 1024
"""Bytes of a tile, unpacked; a larger answer is none."""
CONNECT_S = 4.0
HOPS = 2
AGENT = "CommandWall (+map console)"
KEY_SIGNS = ("key", "token", "tk", "密钥", "许可", "授权", "权限", "非法")
QUOTA_SIGNS = ("quota", "limit", "超出", "超限", "超量", "配额", "限额", "次数")
ATTACK_SIGNS = ("referer", "攻击", "来源", "白名单", "域名")
NO_TILE = (204, 404, 410)


class FetchProblem(Exception):
    """No tile came; ``trouble`` says of which kind, the message why, in one line and without the key.

    ``told``: the other side's own words, where it gave any.
    """

    def __init__(self, trouble: Trouble, words: str, told: str = "") -> None:
        super().__init__(words)
        self.trouble, self.told = trouble, told


@dataclass(frozen=True, slots=True)
class Fetched:
    """``body`` None: nothing has changed since the one asked about; empty: there is no tile at this place."""

    body: bytes | None
    etag: str = ""
    modified: str = ""


class Fetcher:
    """Asks with the headers a provider wants. Safe to be used from several threads, each of which has a session."""

    def __init__(self, headers: dict[str, str], timeout_s: float, secret: str = "", proxy: str = "") -> None:
        self._headers = {"User-Agent": AGENT, "Accept": "image/*", "Accept-Encoding": "identity"} | headers
        self._timeout = timeout_s
        self._secrets = {secret, quote(secret, safe=""), quote_plus(secret)} - {""}
        self._proxies = {"http": proxy, "https": proxy} if proxy else None
        self._mine = threading.local()

    def get(
        self, url: str, etag: str = "", modified: str = "", largest: int = LARGEST, *, plain: bool = False
    ) -> Fetched:
        """The answer to an address. Raises ``FetchProblem``.

        ``plain``: it is no tile that is asked for. Then a place without one is a refusal, and what an XML says is not
        taken for one.
        """
        until = time.monotonic() + self._timeout
        asked = self._headers.copy()
        if etag:
            asked["If-None-Match"] = etag
        if modified:
            asked["If-Modified-Since"] = modified
        try:
            return self._read(url, asked, until, largest, plain)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as problem:
            raise FetchProblem(Trouble.OFFLINE, _why(problem)) from None  # the cause would hold the address and the key
        except UnicodeError:
            raise FetchProblem(Trouble.REFUSED, "the address cannot be sent") from None

    def close(self) -> None:
        """This thread will ask no more."""
        session: requests.Session | None = getattr(self._mine, "session", None)
        if session is not None:
            session.close()

    def _session(self) -> requests.Session:
        session: requests.Session | None = getattr(self._mine, "session", None)
        if session is None:
            session = self._mine.session = requests.Session()
            session.trust_env = False
            if self._proxies:
                session.proxies.update(self._proxies)
        return session

    def _read(self, url: str, headers: dict[str, str], until: float, largest: int, plain: bool) -> Fetched:
        for _ in range(HOPS + 1):
            left = max(0.1, until - time.monotonic())
            with self._session().get(
                url, headers=headers, timeout=(min(CONNECT_S, left), left), stream=True, allow_redirects=False
            ) as answer:
                if answer.is_redirect:
                    url = _next(url, answer.headers.get("Location", ""))
                    continue
                return self._taken(answer, until, largest, plain)
        raise FetchProblem(Trouble.REFUSED, "it sends us on and on")

    def _taken(self, answer: requests.Response, until: float, largest: int, plain: bool) -> Fetched:
        status = answer.status_code
        if status == 304:
            return Fetched(None)
        if status in NO_TILE and not plain:
            return Fetched(b"")
        if status != 200:
            trouble, words = _refusal(status, _body(answer, until, 4096, cut=True))
            raise FetchProblem(trouble, self._clean(words), self._clean(words))
        body = _body(answer, until, largest)
        if (
            not plain and body[:1] in b"{<" and (told := told_words(body[:4096])) and _is_key(told)
        ):  # 200, and a refusal in the body
            raise FetchProblem(_kind(told), self._clean(told), self._clean(told))
        return Fetched(body, answer.headers.get("ETag", "")[:200], answer.headers.get("Last-Modified", "")[:64])

    def _clean(self, words: str) -> str:
        """One short line without the key."""
        for secret in self._secrets:
            words = words.replace(secret, "…")
        return re.sub(r"[0-9A-Fa-f]{32}", "…", words)[:120]


def _next(url: str, goal: str) -> str:
    """Where a redirect leads: only on the same host, for what we send is meant for it alone."""
    there = urljoin(url, goal)
    old, new = urlsplit(url), urlsplit(there)
    if new.scheme not in ("http", "https") or new.hostname != old.hostname or (old.scheme, new.scheme) == (
        "https", "http",
    ):  # fmt: skip
        raise FetchProblem(Trouble.AWAY, f"it sends us on to another host ({(new.hostname or '?')[:60]})")
    return there


def _body(answer: requests.Response, until: float, largest: int, cut: bool = False) -> bytes:
    """The body, unpacked by us within the limit. ``cut``: the beginning is enough."""
    packed = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if packed not in ("", "identity", "gzip"):
        raise FetchProblem(Trouble.BAD, f"an answer packed as {packed[:20]}")
    worker = zlib.decompressobj(zlib.MAX_WBITS | 16) if packed == "gzip" else None
    body = bytearray()
    while chunk := answer.raw.read1(65536, decode_content=False):
        if time.monotonic() > until:
            raise FetchProblem(Trouble.OFFLINE, "the answer takes too long")
        try:
            body += worker.decompress(chunk, largest + 1 - len(body)) if worker else chunk
        except zlib.error:
            raise FetchProblem(Trouble.BAD, "an answer that cannot be unpacked") from None
        if len(body) > largest:
            if cut:
                return bytes(body[:largest])
            raise FetchProblem(Trouble.BAD, f"an answer of more than {largest // 1024} KB")
    if worker and not worker.eof and not cut:
        raise FetchProblem(Trouble.OFFLINE, "the answer was cut")
    told = answer.headers.get("Content-Length", "")
    if not worker and not cut and told.isdecimal() and len(body) < int(told):
        raise FetchProblem(Trouble.OFFLINE, "the answer was cut")
    return bytes(body)


def _refusal(status: int, body: bytes) -> tuple[Trouble, str]:
    words = told_words(body)
    said = f"HTTP {status}" + (f": {words}" if words else "")
    if status >= 500:
        return Trouble.OFFLINE, said
    if status == 429:
        return Trouble.QUOTA, said
    if status == 401:  # who asks is not known, whatever it says
        return Trouble.QUOTA if _kind(words) is Trouble.QUOTA else Trouble.KEY, said
    if status in (403, 418):
        return _kind(words) if words else (Trouble.KEY if status != 418 else Trouble.REFUSED), said
    return Trouble.REFUSED, said


def _kind(words: str) -> Trouble:
    low = words.lower()
    if any(sign in low for sign in QUOTA_SIGNS):
        return Trouble.QUOTA
    if any(sign in low for sign in ATTACK_SIGNS):
        return Trouble.REFUSED
    return Trouble.KEY if _is_key(low) else Trouble.REFUSED


def _is_key(words: str) -> bool:
    low = words.lower()
    return any(sign in low for sign in (*KEY_SIGNS, *QUOTA_SIGNS))


def told_words(body: bytes) -> str:
    """What an error's body says: the message of JSON or XML, or its text; one line."""
    text = body.decode("utf-8", "replace")
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict):
        text = "，".join(str(found[name]) for name in ("msg", "message", "resolve", "error") if found.get(name))
    else:
        text = re.sub(r"<(script|style|head)\b.*?</\1>|<[^>]*>", " ", text, flags=re.S | re.I)
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())[:120]


def _why(problem: Exception) -> str:
    """A network's trouble in words; a library's own words hold the address, which holds the key."""
    if isinstance(problem, requests.Timeout | urllib3.exceptions.TimeoutError | TimeoutError):
        return "no answer in time"
    if isinstance(problem, requests.exceptions.SSLError | urllib3.exceptions.SSLError):
        return "its certificate is not accepted"
    if isinstance(problem, requests.exceptions.ProxyError):
        return "the proxy does not let us through"
    if isinstance(problem, urllib3.exceptions.ProtocolError | requests.exceptions.ChunkedEncodingError):
        return "the answer was cut"
    return "the connection failed" if isinstance(problem, requests.ConnectionError) else "the request failed"
