"""The REST half of the link: hello, snapshot, registers, over one ``requests`` session."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import requests

from console.domain.counters import CounterKey
from console.domain.entities import Alarm, Case, Event, Sample
from console.domain.link_trouble import Trouble, reason
from console.feed import bodies
from console.store.commit import Cursor, Poison, SnapshotState
from console.wire import codec, trust
from console.wire.messages import (
    PROTOCOL,
    Hello,
    SnapshotCounter,
    SnapshotEnd,
    SnapshotEntity,
    SnapshotFleet,
    SnapshotHead,
    SnapshotSeries,
)
from console.wire.positions import BadPositions, decode_positions

CONNECT_SECONDS = 5.0
READ_SECONDS = 15.0
_hello = msgspec.json.Decoder(Hello)


class LinkError(Exception):
    """The backend can't be used right now; the message is for the health page."""


class BackendRest:
    """Asks one gateway."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._http = trust.http_session()

    def _get(self, path: str, stream: bool = False, headers: dict[str, str] | None = None) -> requests.Response:
        shown = trust.reading(self.url)
        try:
            answer = self._http.get(
                self.url + path, timeout=(CONNECT_SECONDS, READ_SECONDS), stream=stream, headers=shown | (headers or {})
            )
        except requests.RequestException as error:
            raise LinkError(_why(error)) from error
        if answer.status_code == 401:
            trust.not_known(self.url)
            unknown = Trouble.WRONG_KEY if shown else Trouble.NO_KEY
            raise LinkError((Trouble.STATION if _problem(answer) == "no_certificate" else unknown).value)
        if answer.status_code not in (200, 304):
            answer.close()
            raise LinkError(reason(Trouble.REFUSED, f"{path} {answer.status_code}"))
        return answer

    def hello(self) -> Hello:
        """Who is there. Raises ``LinkError``."""
        answer = self._get("/v1/hello", stream=True)
        try:
            hello: Hello = _hello.decode(_body(answer, bodies.WORD))
        except (msgspec.DecodeError, ValueError) as error:
            raise LinkError(reason(Trouble.HELLO, error)) from error
        if hello.protocol != PROTOCOL:
            raise LinkError(reason(Trouble.PROTOCOL, f"{hello.protocol} ≠ {PROTOCOL}"))
        return hello

    def register(self, name: str, etag: str) -> tuple[str, bytes] | None:
        """A register's stamp and body; None if what we have is good."""
        answer = self._get(f"/v1/registers/{name}", stream=True, headers={"If-None-Match": etag} if etag else None)
        if answer.status_code == 304:
            answer.close()
            return None
        return answer.headers.get("ETag", ""), _body(answer, bodies.REGISTER)

    def done(self, since: int) -> list[Event]:
        """Alarms and cases that ended at ``since`` (ms) or later; what can't be read is left out."""
        answer = self._get(f"/v1/done?since={since}", stream=True)
        try:
            found = [codec.decode_event(raw) for raw in bodies.lines(answer) if raw]
        except (requests.RequestException, bodies.BodyTooLarge) as error:
            raise LinkError(reason(Trouble.REQUEST, f"done: {error}")) from error
        return [event for event in found if isinstance(event, Alarm | Case) and not event.open]

    def snapshot(self) -> SnapshotState:
        """The whole state with its position. Raises ``LinkError`` if it is cut or not of the protocol."""
        answer = self._get("/v1/snapshot", stream=True)
        try:
            return _assemble(bodies.lines(answer))
        except (requests.RequestException, bodies.BodyTooLarge, codec.BadFrame, BadPositions) as error:
            raise LinkError(reason(Trouble.SNAPSHOT, error)) from error


def _body(answer: requests.Response, limit: int) -> bytes:
    try:
        return bodies.read(answer, limit)
    except bodies.BodyTooLarge as error:
        raise LinkError(reason(Trouble.TOO_LARGE, error)) from error
    except requests.RequestException as error:
        raise LinkError(_why(error)) from error


def _assemble(lines: Iterator[bytes]) -> SnapshotState:
    state = SnapshotState(Cursor())
    count, ended = 0, False
    for raw in lines:
        if not raw:
            continue
        count += 1
        ended = _add(state, codec.decode_snapshot_line(raw), count)
    if not ended:
        raise LinkError(reason(Trouble.SNAPSHOT, "cut short"))
    return state


def _add(state: SnapshotState, line: object, count: int) -> bool:
    if isinstance(line, SnapshotHead):
        state.cursor = Cursor(line.epoch, line.seq, line.chain)
    elif isinstance(line, SnapshotEntity):
        event = codec.decode_event(line.event)
        if isinstance(event, Sample):
            state.latest.append(event)
        elif isinstance(event, codec.Reject):
            state.poison.append(Poison(0, f"in a snapshot: {event.reason}", event.raw))
        else:
            state.entities.append(event)
    elif isinstance(line, SnapshotCounter):
        state.counters[CounterKey(line.system, line.measure, line.bucket)] = line.count
    elif isinstance(line, SnapshotSeries):
        if len(line.at) != len(line.value):
            words = f"series {line.id[:40]} has {len(line.at)} times and {len(line.value)} values"
            raise LinkError(reason(Trouble.SNAPSHOT, words))
        state.history[line.id] = (line.at, line.value)
    elif isinstance(line, SnapshotFleet):
        decode_positions(line.frame)
        state.fleet = line.frame
    elif isinstance(line, SnapshotEnd):
        if line.lines != count - 1:
            raise LinkError(reason(Trouble.SNAPSHOT, f"{count - 1} lines, not {line.lines}"))
        return True
    return False


def _problem(answer: requests.Response) -> str:
    try:
        return str(msgspec.json.decode(bodies.read(answer, bodies.WORD), type=dict[str, str]).get("problem"))
    except (msgspec.DecodeError, ValueError, bodies.BodyTooLarge, requests.RequestException):
        return ""


def _why(error: requests.RequestException) -> str:
    if isinstance(error, requests.ConnectTimeout):
        return Trouble.NO_ANSWER.value
    if "RemoteDisconnected" in str(error) and trust.shows_certificate():
        return Trouble.STATION.value  # TLS 1.3 tells a client of a certificate that is not believed by hanging up
    if isinstance(error, requests.exceptions.SSLError):
        return Trouble.CERTIFICATE.value
    if isinstance(error, requests.ConnectionError):
        return Trouble.NOBODY.value
    if isinstance(error, requests.Timeout):
        return Trouble.SLOW.value
    return reason(Trouble.REQUEST, type(error).__name__)
