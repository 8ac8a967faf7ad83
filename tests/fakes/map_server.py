"""A map provider on loopback that keeps 天地图's rules (and can break them), and serves XYZ tiles and a WMS beside."""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

SERVER_KEY, BROWSER_KEY = "0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"
LAYERS = ("vec", "cva", "img", "cia", "ter", "cta")
BOMB = gzip.compress(b"\0" * 50_000_000)
TileOf = Callable[[str, int, int, int], bytes]
"""The PNG of a layer at z, x, y."""


@dataclass
class Rules:
    """What a test may turn. ``mode``: how every tile is answered, ``""`` for well."""

    mode: str = ""
    quota: int = 10**9
    sea: set[tuple[int, int, int]] = field(default_factory=set)
    etags: bool = True
    slow_s: float = 0.0


class MapServer:
    """Counts what it was asked; ``tile_of`` makes its pictures."""

    def __init__(self, tile_of: TileOf) -> None:
        self.rules = Rules()
        self.tile_of = tile_of
        self.picture_of: Callable[[dict[str, str]], bytes] = lambda _asked: b""
        self.capabilities: tuple[int, bytes, str] = (200, b"", "text/xml")
        """How GetCapabilities is answered: status, body, kind."""
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.served = 0
        self.stopped = False
        self._http = _Quiet(("127.0.0.1", 0), _handler(self))
        self._http.daemon_threads = True
        self.port = self._http.server_port
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Nobody answers any more, on connections that are open neither."""
        self.stopped = True
        self._http.shutdown()
        self._http.server_close()


def spoilt(body: bytes) -> bytes:
    """A PNG whose head and end are as they should be, and whose pixels are not."""
    at = body.index(b"IDAT") + 4
    return body[:at] + bytes(each ^ 0x5A for each in body[at:-16]) + body[-16:]


@contextmanager
def map_server(tile_of: TileOf) -> Iterator[MapServer]:
    server = MapServer(tile_of)
    server.start()
    try:
        yield server
    finally:
        server.stop()


class _Quiet(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Clients that hang up in the middle are what is tested."""


def _handler(server: MapServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if server.stopped:
                self.close_connection = True
                return
            server.asked.append((self.path, dict(self.headers.items())))
            parts = urlsplit(self.path)
            if parts.path.endswith("/wmts"):
                self._wmts(parts.path, {name.upper(): value[0] for name, value in parse_qs(parts.query).items()})
            elif parts.path == "/wms":
                self._wms({name.upper(): value[0] for name, value in parse_qs(parts.query).items()})
            elif parts.path.startswith("/xyz/"):
                z, x, y = (int(each) for each in parts.path.removesuffix(".png").split("/")[-3:])
                self._tile("xyz", z, x, y)
            else:
                self._say(404, b"")

        def log_message(self, *_: object) -> None:
            pass

        def _wmts(self, path: str, asked: dict[str, str]) -> None:
            name = path.split("/")[-2]
            layer, _, grid = name.partition("_")
            key = asked.get("TK", asked.get("tk".upper(), ""))
            if key not in (SERVER_KEY, BROWSER_KEY):
                self._json(403, {"code": 1, "msg": "非法Key", "resolve": "请检查Key是否正确"})
            elif key == BROWSER_KEY and not self.headers.get("Referer"):
                self._json(418, {"code": 301025, "msg": "疑似攻击", "resolve": "浏览器端Key须带Referer"})
            elif server.served >= server.rules.quota:
                self._json(429, {"code": 12, "msg": "今日访问次数超出配额", "resolve": ""})
            elif asked.get("LAYER") != layer or layer not in LAYERS or asked.get("TILEMATRIXSET") != grid:
                self._say(400, b"<ExceptionReport><ExceptionText>layer or matrix set</ExceptionText></ExceptionReport>")
            else:
                z, x, y = (int(asked[each]) for each in ("TILEMATRIX", "TILECOL", "TILEROW"))
                rows = 2**z if grid == "w" else 2 ** (z - 1)
                if not (1 <= z <= 18 and 0 <= x < 2**z and 0 <= y < rows):
                    self._say(400, b"<ExceptionReport>TileOutOfRange</ExceptionReport>")
                else:
                    self._tile(name, z, x, y)

        def _wms(self, asked: dict[str, str]) -> None:
            if asked.get("REQUEST") == "GetCapabilities":
                status, body, kind = server.capabilities
                self._badly(server.rules.mode, body) if server.rules.mode else self._say(status, body, kind)
            elif asked.get("LAYERS") not in ("roads", "fences"):
                told = b"<ServiceExceptionReport><ServiceException>LayerNotDefined</ServiceException>"
                self._say(200, told + b"</ServiceExceptionReport>", "application/vnd.ogc.se_xml")
            elif server.rules.mode:
                self._badly(server.rules.mode, server.picture_of(asked))
            else:
                self._say(200, server.picture_of(asked))

        def _tile(self, layer: str, z: int, x: int, y: int) -> None:
            server.served += 1
            rules = server.rules
            if rules.slow_s:
                time.sleep(rules.slow_s)
            if (z, x, y) in rules.sea:
                self._say(404, b"")
                return
            body = server.tile_of(layer, z, x, y)
            tag = f'"{hash(body) & 0xFFFFFFFF:x}"'
            if rules.mode:
                self._badly(rules.mode, body)
            elif rules.etags and self.headers.get("If-None-Match") == tag:
                self._say(304, b"", ETag=tag)
            else:
                self._say(200, body, ETag=tag) if rules.etags else self._say(200, body)

        def _badly(self, mode: str, body: bytes) -> None:
            if mode == "html":
                self._say(200, b"<!DOCTYPE html><html><title>login</title></html>", "text/html")
            elif mode == "json":
                self._json(200, {"code": 1, "msg": "非法Key"})
            elif mode == "500":
                self._say(502, b"<html><h1>Bad gateway</h1></html>", "text/html")
            elif mode == "empty":
                self._say(200, b"")
            elif mode == "huge":
                self._say(200, body + b"\0" * 6_000_000)
            elif mode == "bomb":
                self._say(200, BOMB, **{"Content-Encoding": "gzip"})
            elif mode == "cut":
                self._head(200, len(body) + 100, "image/png")
                self.wfile.write(body[: len(body) // 2])
                self.close_connection = True
            elif mode == "truncated":
                self._say(200, body[:-20])
            elif mode == "drip":
                self._head(200, len(body), "image/png")
                for each in body[:400]:
                    self.wfile.write(bytes([each]))
                    time.sleep(0.05)
                self.close_connection = True
            elif mode == "spoilt":
                self._say(200, spoilt(body))
            elif mode in ("401", "403 quota", "418 quota"):
                told = {"code": 12, "msg": "今日访问次数超出配额", "resolve": ""}
                self._json(int(mode[:3]), told if "quota" in mode else {"msg": "unauthorized"})
            elif mode == "odd header":
                self.send_response(200)
                self.wfile.write(b"".join(self._headers_buffer) + b"no header\r\n\r\n" + body)  # type: ignore[attr-defined]
                self._headers_buffer = []
                self.close_connection = True
            elif mode == "away":
                self._say(302, b"", Location="http://198.51.100.7/tile.png")
            elif mode == "round":
                self._say(302, b"", Location=self.path)
            else:
                raise AssertionError(mode)

        def _json(self, status: int, told: dict[str, object]) -> None:
            self._say(status, json.dumps(told, ensure_ascii=False).encode(), "application/json")

        def _say(self, status: int, body: bytes, kind: str = "image/png", **headers: str) -> None:
            self._head(status, len(body), kind, **headers)
            self.wfile.write(body)

        def _head(self, status: int, length: int, kind: str, **headers: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(length))
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()

    return Handler
