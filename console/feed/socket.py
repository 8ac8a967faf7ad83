"""The websocket half of the link: websocket-client with a limit on what one frame may weigh."""

from __future__ import annotations

import time
from urllib.parse import quote

import websocket
from websocket._abnf import frame_buffer

from console.domain.link_trouble import Trouble, reason
from console.store.commit import Cursor
from console.wire import trust
from console.wire.messages import FRAME_LIMIT

SILENCE_SECONDS = 9.0
"""Three heartbeats: after this the link counts as dead, even if TCP has not noticed."""
MESSAGE_SECONDS = 150.0
"""A message of the largest size needs 131 s at 256 kbit/s; one that takes longer is dripped in to hold the link."""


class TooLarge(Exception):
    """A frame is over the protocol's limit; it was not read."""


class Silence(Exception):
    """Nothing came for three heartbeats: a half-open link."""


class Hung(Exception):
    """The other end has gone."""


class _LimitedBuffer(frame_buffer):
    """Refuses a message by its announced length, before the bytes beyond the limit are held in memory.

    Fragments count together: a message in a thousand small pieces is no smaller.
    """

    held = 0

    def recv_length(self) -> None:
        super().recv_length()
        if self.header is None or self.length is None:
            return
        opcode = self.header[4]
        if opcode in (websocket.ABNF.OPCODE_TEXT, websocket.ABNF.OPCODE_BINARY):
            self.held = 0
        if opcode <= websocket.ABNF.OPCODE_BINARY:
            self.held += self.length
        if max(self.held, self.length) > FRAME_LIMIT:
            raise TooLarge(f"frame of {max(self.held, self.length)} bytes is over the limit of {FRAME_LIMIT}")


class Stream:
    """One websocket connection to one gateway, from a cursor on."""

    def __init__(self, url: str, cursor: Cursor, single: bool) -> None:
        base = "ws" + url.rstrip("/").removeprefix("http")
        query = f"epoch={quote(cursor.epoch)}&after={cursor.seq}"
        if cursor.chain >= 0:
            query += f"&chain={cursor.chain}"
        if single:
            query += "&max=1"
        self._socket = websocket.WebSocket(
            sslopt=trust.socket_options(), skip_utf8_validation=True, enable_multithread=False
        )
        self._socket.frame_buffer = _LimitedBuffer(self._some, True)
        self._begun = 0.0
        self._socket.settimeout(SILENCE_SECONDS)
        try:
            self._socket.connect(  # type: ignore[no-untyped-call]
                f"{base}/v1/stream?{query}", http_no_proxy=["*"], suppress_origin=True, header=trust.reading(url),
                redirect_limit=0,
            )  # fmt: skip
        except (OSError, websocket.WebSocketException) as error:
            self._socket.close()
            raise Hung(reason(Trouble.LOST, error)) from error

    def _some(self, most: int) -> bytes:
        data: bytes = self._socket._recv(most)  # type: ignore[no-untyped-call]
        now = time.monotonic()
        self._begun = self._begun or now
        if now - self._begun > MESSAGE_SECONDS:
            raise Silence(reason(Trouble.DRIPPING, f"over {MESSAGE_SECONDS:g} s"))
        return data

    def receive(self) -> tuple[bool, bytes]:
        """The next message: (is it binary, its bytes). Raises ``Silence``, ``Hung`` or ``TooLarge``."""
        self._begun = 0.0
        try:
            opcode, data = self._socket.recv_data()
        except websocket.WebSocketTimeoutException as error:
            raise Silence(Trouble.SILENT.value) from error
        except (OSError, websocket.WebSocketException) as error:
            raise Hung(reason(Trouble.LOST, error)) from error
        if opcode == websocket.ABNF.OPCODE_CLOSE:
            raise Hung(Trouble.CLOSED.value)
        return opcode == websocket.ABNF.OPCODE_BINARY, data

    def close(self) -> None:
        """Hang up, at once: the other end may be gone."""
        self._socket.shutdown()  # type: ignore[no-untyped-call]
