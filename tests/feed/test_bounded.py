"""A gateway gone mad fills neither the feed's memory nor its log: counted in frames, bytes and lines."""

from __future__ import annotations

import logging
import queue
from pathlib import Path

import pytest

from console.domain.entities import Note
from console.feed import pictures
from console.feed.inbox import CAPACITY, CAPACITY_BYTES, Frame, Where, make_inbox
from console.feed.mirror import Mirror
from console.feed.pictures import PictureFetcher
from console.store.commit import Counts, Cursor
from console.wire import codec
from console.wire.messages import FRAME_LIMIT
from tests.fakes.events import EPOCH, batch_frame


def frame(size: int) -> Frame:
    return Frame(1, 1, 0, False, bytes(size))


def fill(size: int) -> int:
    inbox, taken = make_inbox(), 0
    try:
        while True:
            inbox.put_nowait(frame(size))
            taken += 1
    except queue.Full:
        return taken


@pytest.mark.parametrize(
    ("size", "most"),
    [(100, CAPACITY), (20_000, CAPACITY), (FRAME_LIMIT, CAPACITY_BYTES // FRAME_LIMIT), (CAPACITY_BYTES * 2, 1)],
)
def test_frames_in_flight_are_bounded_by_number_and_by_bytes(size: int, most: int) -> None:
    assert fill(size) == most


def test_what_is_taken_out_makes_room_and_questions_are_never_empty() -> None:
    inbox = make_inbox()
    for _ in range(3):
        for _ in range(CAPACITY_BYTES // FRAME_LIMIT):
            inbox.put_nowait(frame(FRAME_LIMIT))
        while not inbox.empty():
            inbox.get_nowait()
    inbox.put_nowait(Where(1))
    assert isinstance(inbox.get_nowait(), Where) and inbox.empty()


def test_a_flood_of_poison_is_a_few_lines_and_every_row(caplog: pytest.LogCaptureFixture) -> None:
    mirror = Mirror(1, "城", Cursor(EPOCH, 0, 0), Counts())
    poison = [b'{"kind":"Nothing"}'] * 200
    with caplog.at_level(logging.WARNING):
        for n in range(50):
            batch = codec.decode_frame(batch_frame(1 + n * 200, poison))
            mirror.take_batch(batch, 1)  # type: ignore[arg-type]
    assert len(caplog.records) == 20
    assert mirror.counts.quarantined == len(mirror.commit().poison) == 10_000


def test_pictures_that_are_named_without_end_are_not_looked_for_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MOST_WANTED", 10)
    fetcher = PictureFetcher(tmp_path, {"城": ()}, lambda: None)
    for n in range(100):
        note = Note(id=f"N{n}", v=1, at=1, about="AL-1", text="x", author="a", pictures=(f"{n:064x}",))
        fetcher.look("城", [note])
    assert list(fetcher._wanted) == [f"{n:064x}" for n in range(90, 100)], "the newest are"
