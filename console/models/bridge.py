"""The one doorway from the cache to the GUI thread: a reader thread prepares, the frame clock inserts.

The reader thread waits at the doorbell, reads what is new, and decodes it. The GUI thread takes finished changes in
slices of at most 2 ms, and tells the models' listeners at most once a frame.
"""

from __future__ import annotations

import contextlib
import logging
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from console.domain.entities import Alarm
from console.models.health import Timings
from console.models.past import DoneAnswer, Past, SeriesAnswer, TrackAnswer, VersionsAnswer
from console.models.world import World
from console.store.changes import Changes
from console.store.chunks import Samples
from console.store.doorbell import Doorbell
from console.store.generations import CacheError, CacheRoot
from console.store.reader import CacheReader
from console.store.tracks import Slice

log = logging.getLogger(__name__)
FRAME_MS = 50
SLICE_SECONDS = 0.002
LOOK_SECONDS = 0.25
TROUBLE_SECONDS = 3.0
BACKLOG = 16
"""Change sets in flight; a GUI that is behind makes the reader wait and then read the sum at once."""

_Request = tuple[int, str, int, int, SeriesAnswer]
_Scan = tuple[int, str, int, VersionsAnswer]
_Question = Callable[[CacheReader], Callable[[], None]]
"""Asked in the reader's thread; what it returns is called on the GUI thread."""
_Ready = Changes | tuple[SeriesAnswer, Samples] | Callable[[], None]


class CacheBridge(QObject):
    """Feeds a ``World`` from the cache under ``root``. Start it once; ``stop`` before the application ends."""

    arrived = Signal()

    def __init__(self, root: Path, world: World) -> None:
        super().__init__()
        self.world = world
        self.timings = Timings()
        self._root = root
        self._ready: deque[_Ready] = deque()
        self._requests: deque[_Request] = deque()
        self._questions: deque[_Question] = deque()
        self._scans: deque[_Scan] = deque(maxlen=1)
        self._track: tuple[TrackAnswer, tuple[int, int, int], Iterator[Slice] | None] | None = None
        self._scan: tuple[VersionsAnswer, Iterator[list[Alarm]]] | None = None
        self._work: Iterator[None] | None = None
        self._trouble = ("", 0.0, False)
        """Why the cache can't be read, since when, and whether the log says so."""
        self._wake, self._waker = socket.socketpair()
        for end in (self._wake, self._waker):
            end.setblocking(False)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._read, name="cache-reader", daemon=True)
        self.arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._clock = QTimer(self)
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self._tick)
        self._last_tick = 0
        world.past = Past(self.ask, self.ask_versions, self.ask_track, self.ask_done)

    def start(self) -> None:
        """Begin to read and to tick."""
        self._thread.start()
        self._clock.start(FRAME_MS)

    def stop(self) -> None:
        """End the reader thread and the clock."""
        self._clock.stop()
        self._stopping.set()
        self._nudge()
        self._thread.join(5.0)
        self._wake.close()
        self._waker.close()

    def ask(self, backend: int, series: str, start: int, end: int, answer: SeriesAnswer) -> None:
        """Read a series' history in the background; ``answer`` is called on the GUI thread."""
        self._requests.append((backend, series, start, end, answer))
        self._nudge()

    def ask_done(self, kind: int, since: int, area: str, answer: DoneAnswer) -> None:
        """Look up what is over, in the background; see ``CacheReader.done``."""
        self._questions.append(lambda reader: partial(answer, reader.done(kind, since, area)))
        self._nudge()

    def ask_versions(self, backend: int, name: str, since: int, answer: VersionsAnswer) -> None:
        """Look for an alarm's versions in the kept log, in the background; a later question ends an earlier one."""
        self._scans.append((backend, name, since, answer))
        self._nudge()

    def ask_track(self, backend: int, vehicle: int, since: int, answer: TrackAnswer) -> None:
        """Look for a vehicle's fixes in the kept log, in the background; a later question ends an earlier one."""
        self._track = (answer, (backend, vehicle, since), None)
        self._nudge()

    def _nudge(self) -> None:
        with contextlib.suppress(OSError):
            self._waker.send(b"!")

    def _read(self) -> None:
        bell, reader = Doorbell(self._root), CacheReader(CacheRoot(self._root))
        while not self._stopping.is_set():
            try:
                self._look(reader)
            except CacheError as error:
                log.error("%s", error)
            except Exception:
                log.exception("the cache could not be read")
                reader.close()
            bell.wait(LOOK_SECONDS, self._wake)
            with contextlib.suppress(OSError):
                self._wake.recv(4096)
        bell.close()
        reader.close()

    def _look(self, reader: CacheReader) -> None:
        told = False
        if len(self._ready) < BACKLOG:
            changes = reader.poll()
            self._note(reader.trouble)
            if changes is not None:
                self._ready.append(changes)
                told = True
        while self._requests:
            backend, series, start, end, answer = self._requests.popleft()
            self._ready.append((answer, reader.samples(backend, series, start, end)))
            told = True
        while self._questions:
            self._ready.append(self._questions.popleft()(reader))
            told = True
        told = self._look_back(reader) or told
        told = self._look_for_track(reader) or told
        if told and not self._stopping.is_set():
            self.arrived.emit()

    def _note(self, trouble: str) -> None:
        """Log why the cache can't be read, once, when it is no passing thing of a cache that is being replaced."""
        now = time.monotonic()
        if trouble != self._trouble[0]:
            self._trouble = (trouble, now, False)
        elif trouble and not self._trouble[2] and now - self._trouble[1] > TROUBLE_SECONDS:
            self._trouble = (trouble, now, True)
            log.error("the cache in %s cannot be read: %s. Is its feed of this version?", self._root, trouble)

    def _look_back(self, reader: CacheReader) -> bool:
        """One slice of the search for versions; the next one after the next look at what is new."""
        if self._scans:
            backend, name, since, answer = self._scans.popleft()
            self._scan = (answer, reader.versions_of(backend, name, since))
        if self._scan is None:
            return False
        answer, slices = self._scan
        found = next(slices, None)
        if found is None:
            self._scan = None
        else:
            self._nudge()
        self._ready.append(partial(answer, found or [], found is None))
        return True

    def _look_for_track(self, reader: CacheReader) -> bool:
        """As ``_look_back``, for fixes."""
        asked = self._track
        if asked is None:
            return False
        answer, wanted, slices = asked
        slices = slices or reader.fixes_of(*wanted)
        found = next(slices, None)
        if self._track is asked:  # nobody has asked for another vehicle meanwhile
            self._track = None if found is None else (answer, wanted, slices)
        if found is not None:
            self._nudge()
        self._ready.append(partial(answer, found.fixes if found else [], found.since if found else 0, found is None))
        return True

    def _take(self) -> None:
        """Insert what is ready, for 2 ms at most; the clock goes on with the rest."""
        until = time.perf_counter() + SLICE_SECONDS
        while time.perf_counter() < until:
            if self._work is None:
                if not self._ready:
                    return
                self._work = self._insert(self._ready.popleft())
            if next(self._work, self) is self:
                self._work = None

    def _insert(self, item: _Ready) -> Iterator[None]:
        if callable(item):
            item()
            return
        if isinstance(item, tuple):
            answer, samples = item
            answer(samples)
            return
        yield from self.world.apply(item)
        now = time.monotonic_ns()
        for rx_ns in item.rx_ns:
            self.timings.wire_to_model.add((now - rx_ns) / 1e6)

    def _tick(self) -> None:
        now = time.perf_counter_ns()
        if self._last_tick:
            self.timings.tick_jitter.add(abs(now - self._last_tick - FRAME_MS * 1_000_000) / 1e6)
        self._last_tick = now
        self._take()
        self.world.announce()
        if self._work is not None or self._ready:
            self.arrived.emit()
