"""One backend's session: connect, resume after the committed cursor, receive, notice silence, try again."""

from __future__ import annotations

import logging
import random
import threading
import time

import msgspec

from console.domain.link_trouble import Trouble, reason
from console.domain.rate_limit import Sparing
from console.feed.inbox import Done, Frame, Inbox, Link, Register, Snapshot, Stray, Unreadable, Up, Where
from console.feed.link_log import LinkLog
from console.feed.rest import BackendRest, LinkError
from console.feed.socket import Hung, Silence, Stream, TooLarge
from console.store.boot import boot_id
from console.store.commit import Cursor, LinkState
from console.wire import codec
from console.wire.messages import Batch, Closing, Heartbeat, Hello, Reset

log = logging.getLogger(__name__)
BACKOFF_FIRST = 0.5
BACKOFF_MOST = 5.0
"""Full jitter up to this: 95 of 100 reconnects come within 5 s of the server's return."""
SINGLE_EVENTS = 250
"""After this many one-event frames the poison is behind, and batches are asked for again."""
OUTAGE_MS = 5_000
"""A break shorter than this is no outage and gets no receipt."""

DONE, DONE_MS = "done", 48 * 3_600_000
"""The capability of a backend that tells what is over, and how far back it is asked to."""


class Session(threading.Thread):
    """Runs until ``stop``; everything it learns goes into the inbox. ``restart`` may be called from other threads."""

    def __init__(self, backend: int, name: str, urls: list[str], inbox: Inbox, link: LinkState) -> None:
        super().__init__(name=f"link-{name}", daemon=True)
        self.backend = backend
        self.connection = 0
        self.label = name
        self.url, self.capabilities = "", frozenset[str]()
        """Of the gateway that answered last."""
        self._log = LinkLog(name)
        self._told = Sparing()
        self._urls = urls
        self._inbox = inbox
        self._link = link
        self._stopping = threading.Event()
        self._single = False
        self._wants_snapshot = ""
        self._faulty: int | None = None
        self._etags: dict[str, str] = {}
        self._knows_done = False
        self._told_ns = 0
        self._was_live = False
        self._stuck_at: Cursor | None = None
        self._stuck = 0

    @property
    def link(self) -> LinkState:
        """The last word on the link; may be asked from any thread."""
        return self._link

    def stop(self) -> None:
        """End soon; the thread is a daemon and holds nothing that matters."""
        self._stopping.set()

    def fault(self, connection: int, single: bool) -> None:
        """The writer could not use a frame of this connection: resume from the cursor, event by event if told."""
        if connection == self.connection:
            self._single = self._single or single
            self._faulty = connection

    def void(self, connection: int) -> bool:
        """Whether a connection's frames are of no use any more: it is an old one, or one of its frames was not."""
        return connection != self.connection or connection == self._faulty

    def run(self) -> None:
        """Connect, receive, fall, wait, again; full-jitter back-off from 0.5 s to 5 s."""
        attempt = 0
        while not self._stopping.is_set():
            try:
                self._once(self._urls[attempt % len(self._urls)])
                attempt = 0
            except (LinkError, Hung, Silence) as error:
                self._say("down", str(error))
                if not self._stopping.is_set():
                    self._log.failed(str(error))
                attempt = 0 if self._was_live else attempt + 1
                ceiling = min(BACKOFF_MOST, BACKOFF_FIRST * 2**attempt)
                self._stopping.wait(random.uniform(0.1, ceiling))
            except Exception:
                log.exception("%s: session failed", self.label)
                self._say("down", Trouble.OWN_FAULT.value)
                self._stopping.wait(BACKOFF_MOST)

    def _once(self, url: str) -> None:
        self._was_live = False
        rest = BackendRest(url)
        hello = rest.hello()
        self.url, self.capabilities = url, frozenset(hello.capabilities)
        self._answered(hello.seq, hello.time - int(time.time() * 1000))
        self._fetch_registers(rest, hello)
        cursor = self._cursor()
        self._again_or_anew(cursor)
        up_at = int(time.time() * 1000)
        down_at = down_since(self._link, up_at)
        why = self._snapshot_reason(cursor, hello)
        if why:
            self._inbox.put(Snapshot(self.backend, rest.snapshot(), down_at, up_at, why))
            self._wants_snapshot = ""
            cursor = self._cursor()
        if why or not self._knows_done:
            self._fetch_done(rest, hello)
        outage = down_at if down_at and up_at - down_at >= OUTAGE_MS and not why else 0
        self._inbox.put(Up(self.backend, outage, up_at, hello.seq))
        self._receive(Stream(url, cursor, self._single), url)

    def _again_or_anew(self, cursor: Cursor) -> None:
        """A frame was of no use. Once: ask again at once. Twice from the same place: the log does not go on there."""
        if self._faulty is None:
            return
        self._faulty = None
        self._stuck = self._stuck + 1 if self._stuck_at == cursor else 0
        self._stuck_at = cursor
        if self._stuck:
            self._wants_snapshot = f"the backend's log does not go on after event {cursor.seq}"
        if self._stuck > 1:
            self._stopping.wait(min(BACKOFF_MOST, BACKOFF_FIRST * 2 ** min(self._stuck, 8)))

    def _snapshot_reason(self, cursor: Cursor, hello: Hello) -> str:
        if self._wants_snapshot:
            return self._wants_snapshot
        if not cursor.epoch:
            return "first contact"
        if cursor.epoch != hello.epoch:
            return "the backend has begun a new log"
        if cursor.seq > hello.seq:
            return "the backend's log is shorter than what we have seen"
        if cursor.seq < hello.floor:
            return "the backend no longer keeps that much history"
        return ""

    def _cursor(self) -> Cursor:
        where = Where(self.backend)
        self._inbox.put(where)
        while not where.answered.wait(1.0):
            if self._stopping.is_set():
                raise Hung("stopping")
        return where.cursor

    def _fetch_registers(self, rest: BackendRest, hello: Hello) -> None:
        for name, etag in hello.registers.items():
            if self._etags.get(name) != etag:
                try:
                    got = rest.register(name, "")
                except LinkError as error:
                    log.warning("%s: register %s is not to be had, all else goes on: %s", self.label, name, error)
                    continue
                if got is not None:
                    self._inbox.put(Register(self.backend, name, etag, got[1]))
                    self._etags[name] = etag

    def _fetch_done(self, rest: BackendRest, hello: Hello) -> None:
        """What ended in the last two days and was not seen to. A list less is no reason to have no link."""
        if DONE not in hello.capabilities:
            return
        try:
            self._inbox.put(Done(self.backend, rest.done(max(0, hello.time - DONE_MS))))
            self._knows_done = True
        except LinkError as error:
            log.warning("%s: what is over was not told: %s", self.label, error)

    def know_registers(self, etags: dict[str, str]) -> None:
        """Registers that the cache holds already."""
        self._etags.update(etags)

    def _receive(self, stream: Stream, url: str) -> None:
        self.connection += 1
        self._faulty = None
        single, received = self._single, 0
        try:
            while not self._stopping.is_set() and self._faulty is None:
                if single and received >= SINGLE_EVENTS:
                    self._single = False
                    return
                try:
                    binary, data = stream.receive()
                except TooLarge as error:
                    self._too_large(single, str(error))
                    return
                self._was_live = True
                self._log.connected(url)
                received += 1
                self._pass_on(binary, data, single)
        finally:
            stream.close()

    def _too_large(self, single: bool, why: str) -> None:
        if single:
            self._inbox.put(Unreadable(self.backend, self.connection, time.monotonic_ns(), why))
        self._single = True

    def _pass_on(self, binary: bool, data: bytes, single: bool) -> None:
        if binary or data.startswith(b'{"type":"batch",'):
            self._batch(binary, data, single)
        else:
            self._control(data, single)

    def _batch(self, binary: bool, data: bytes, single: bool) -> None:
        rx_ns = time.monotonic_ns()
        self._heard(None, None, "live")
        self._inbox.put(Frame(self.backend, self.connection, rx_ns, binary, data, single))

    def _control(self, data: bytes, single: bool) -> None:
        try:
            frame = codec.decode_frame(data)
        except codec.BadFrame as error:
            if (more := self._told.more()) is not None:
                log.warning("%s: a frame is not of the protocol: %s%s", self.label, error, more)
            self._inbox.put(Stray(self.backend, str(error), data))
            return
        if isinstance(frame, Batch):
            self._batch(False, data, single)
        elif isinstance(frame, Heartbeat):
            self._heard(frame.last, frame.now - int(time.time() * 1000), "live")
        elif isinstance(frame, Reset):
            self._wants_snapshot = frame.reason
            raise LinkError(reason(Trouble.RESET, frame.reason))
        elif isinstance(frame, Closing):
            raise Hung(reason(Trouble.LEAVING, frame.reason))

    def _heard(self, head: int | None, offset: int | None, state: str) -> None:
        now_ns = time.monotonic_ns()
        old = self._link
        fresh = LinkState(
            state,
            "",
            int(time.time() * 1000),
            now_ns,
            boot_id(),
            old.offset_ms if offset is None else offset,
            old.head if head is None else head,
        )
        self._link = fresh
        if state != old.state or head is not None or now_ns - self._told_ns >= 1_000_000_000:
            self._told_ns = now_ns
            self._inbox.put(Link(self.backend, fresh))

    def _answered(self, head: int, offset: int) -> None:
        """Somebody is there; a sign of life is only what the stream brings."""
        self._link = msgspec.structs.replace(self._link, state="connecting", reason="", offset_ms=offset, head=head)
        self._inbox.put(Link(self.backend, self._link))

    def _say(self, state: str, why: str) -> None:
        old = self._link
        self._link = LinkState(state, why, old.heard_at, old.heard_ns, old.boot, old.offset_ms, old.head)
        self._inbox.put(Link(self.backend, self._link))


def down_since(link: LinkState, now: int) -> int:
    """When the link was last heard (ms), 0 if never. ``now``: this machine's clock, which may have been set back since.

    The ticks of this boot tell the least that has passed: an outage never looks shorter than it was.
    """
    if not link.heard_at or link.boot != boot_id():
        return link.heard_at
    silent = (time.monotonic_ns() - link.heard_ns) // 1_000_000
    return min(link.heard_at, now - silent)
