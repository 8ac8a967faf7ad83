"""Takes what came over the sockets into the mirrors; what does not fit the log is asked for again or quarantined."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from console.feed import inbox as box
from console.feed.mirror import Gap, Mirror, WrongEpoch
from console.feed.session import Session
from console.wire import codec
from console.wire.messages import Batch
from console.wire.positions import BadPositions

log = logging.getLogger(__name__)


class Intake:
    """``mirrors`` and ``sessions`` by backend. A frame of a connection that is given up changes nothing."""

    def __init__(self, mirrors: Mapping[int, Mirror], sessions: Mapping[int, Session]) -> None:
        self._mirrors, self._sessions = mirrors, sessions

    def take(self, item: box.Frame | box.Unreadable | box.Stray) -> None:
        """One message, or the word that there is one which can't be had."""
        mirror = self._mirrors[item.backend]
        if isinstance(item, box.Frame):
            self._frame(item, mirror)
        elif isinstance(item, box.Stray):
            mirror.take_stray(item.reason, item.data)
        elif not self._sessions[item.backend].void(item.connection):
            mirror.take_unreadable(item.reason, None, item.rx_ns)

    def _frame(self, item: box.Frame, mirror: Mirror) -> None:
        session = self._sessions[item.backend]
        if session.void(item.connection):
            return
        try:
            if item.binary:
                mirror.take_positions(item.data, item.rx_ns)
            else:
                self._text(item, mirror)
        except Gap as gap:
            log.warning("%s: gap: %s", mirror.name, gap)
            session.fault(item.connection, single=False)
        except WrongEpoch as wrong:
            log.warning("%s: a batch of another epoch: %s", mirror.name, wrong)
            session.fault(item.connection, single=False)
        except BadPositions as error:
            self._bad_frame(item, mirror, str(error), item.data)
        if mirror.catch_up is not None:
            mirror.finish_catch_up()

    def _text(self, item: box.Frame, mirror: Mirror) -> None:
        try:
            batch = codec.decode_frame(item.data)
        except codec.BadFrame as error:
            self._bad_frame(item, mirror, f"not readable: {error}", codec.only_event(item.data))
            return
        if isinstance(batch, Batch):
            mirror.take_batch(batch, item.rx_ns)

    def _bad_frame(self, item: box.Frame, mirror: Mirror, reason: str, raw: bytes | None) -> None:
        if item.single and (item.binary or codec.first_of(item.data) == mirror.cursor.seq + 1):
            mirror.take_unreadable(reason, raw, item.rx_ns)
            return
        if item.single:
            mirror.take_stray(reason, item.data)
            return
        log.warning("%s: unreadable frame, asking event by event: %s", mirror.name, reason)
        self._sessions[item.backend].fault(item.connection, single=True)
