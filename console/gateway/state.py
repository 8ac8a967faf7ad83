"""What the committed log adds up to: entities, newest samples, counters, fleet, recent history, quarantined numbers."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from console.domain.entities import KIND_NUMBER, Sample
from console.domain.ledger import Ledger, state_digest
from console.gateway.done import Done
from console.gateway.history import History
from console.gateway.remembered import Remembered
from console.wire.codec import Reject, decode_event
from console.wire.positions import BadPositions, Fleet, decode_positions
from console.wire.segments import BinaryEvent
from console.wire.series_digest import NEWEST, series_digest

QUARANTINE_KEPT = 10_000


class State:
    """The truth of one backend after ``seq``. Applies what is committed, by the rules that every console applies."""

    def __init__(self) -> None:
        self.seq = 0
        self.chain = 0
        self.ledger = Ledger()
        self.fleet = Fleet()
        self.history = History()
        self.done = Done()
        self.quarantined: deque[int] = deque(maxlen=QUARANTINE_KEPT)
        self.commands = Remembered()

    def apply(self, seq: int, raw: bytes) -> None:
        """Take one event of the log in; poison is noted and changes nothing else."""
        if type(raw) is BinaryEvent:
            self._positions(seq, raw)
        else:
            event = decode_event(raw)
            if isinstance(event, Reject):
                self.quarantined.append(seq)
            elif self.ledger.apply(event) and isinstance(event, Sample):
                self.history.add(event)
            else:
                self.done.note((KIND_NUMBER[type(event)], event.id), event, raw)
                if event.command:
                    self.commands.put(event.command, seq, event.at)
        self.seq = seq

    def _positions(self, seq: int, raw: bytes) -> None:
        try:
            self.fleet.merge(decode_positions(raw))
        except BadPositions:
            self.quarantined.append(seq)

    def digest(self) -> dict[str, str]:
        """The digest by part; equal digests prove that a console lost and doubled nothing."""
        return self.digest_later()()

    def digest_later(self) -> Callable[[], dict[str, str]]:
        """The digest of the state as it is now, to be worked out in another thread while the log goes on."""
        entities = list(self.ledger.entities.values())
        latest = list(self.ledger.latest.values())
        counters, fleet, series = dict(self.ledger.counters), self.fleet.canonical(), self.history.copy(NEWEST)

        def work() -> dict[str, str]:
            parts = state_digest(entities, latest, counters, fleet)
            parts["series"] = series_digest(series)
            return parts

        return work
