"""A snapshot that is cut, wrong or out of bounds is not used; what it holds that can't be read is listed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes.events import alarm, case, raws, sample
from tests.fakes.gateway import FakeGateway
from tests.feed.kit import assert_equal, caught_up, feeding, look, row, until_said

pytestmark = pytest.mark.usefixtures("hasty")
LOG = raws([alarm("A"), case("C"), sample("s", 1), sample("s", 2, 4.0), alarm("B")])
Lines = list[bytes]


def _line(**fields: object) -> bytes:
    return json.dumps(fields).encode()


def _end_of(lines: Lines) -> Lines:
    return [*lines, _line(type="end", lines=len(lines))]


SPOILS: dict[str, tuple[Callable[[Lines], Lines], str]] = {
    "cut before the end": (lambda lines: lines[:-1], "cut short"),
    "cut in the middle": (lambda lines: lines[: len(lines) // 2], "cut short"),
    "empty": (lambda lines: [], "cut short"),
    "a line is missing": (lambda lines: [*lines[:2], *lines[3:]], "lines, not"),
    "cut inside a line": (lambda lines: [*lines[:-1], lines[-1][:8]], "snapshot failed"),
    "another page": (lambda lines: [b"<html>502 Bad Gateway</html>"], "snapshot failed"),
    "bad UTF-8": (lambda lines: [lines[0], b'{"type":"series","id":"\xff","at":[],"value":[]}'], "snapshot failed"),
    "depth": (lambda lines: [lines[0], b'{"type":"entity","event":' + b"[" * 100_000], "snapshot failed"),
    "a garbled fleet": (
        lambda lines: _end_of([*lines[:-1], _line(type="fleet", frame="Q1dQRg==")]),
        "not a position frame",
    ),
    "a series of unequal columns": (
        lambda lines: _end_of([*lines[:-1], _line(type="series", id="x", at=[1, 2], value=[1.0])]),
        "2 times and 1 values",
    ),
    "a count beyond the store": (
        lambda lines: _end_of([*lines[:-1], _line(type="counter", system="a", measure="b", bucket=0, count=2**63)]),
        "snapshot failed",
    ),
    "a time beyond the calendar": (
        lambda lines: _end_of([*lines[:-1], _line(type="series", id="x", at=[2**62], value=[1.0])]),
        "snapshot failed",
    ),
}


@pytest.mark.parametrize("name", SPOILS)
def test_a_bad_snapshot_is_refused_whole_and_the_next_one_taken(
    tmp_path: Path, gateway: FakeGateway, reasons: list[str], name: str
) -> None:
    spoil, words = SPOILS[name]
    gateway.log = list(LOG)
    gateway.spoil.append(spoil)
    with feeding(tmp_path, gateway.url):
        caught_up(tmp_path, gateway)
        until_said(tmp_path, reasons, words)
    assert gateway.snapshots == 2
    assert row(tmp_path).counts.snapshots == 1
    assert_equal(tmp_path, gateway)


def test_a_bad_snapshot_leaves_what_was_known(tmp_path: Path, gateway: FakeGateway, reasons: list[str]) -> None:
    gateway.log = list(LOG)
    with feeding(tmp_path, gateway.url):
        caught_up(tmp_path, gateway)
    before = {event.id for *_, event in look(tmp_path).entities}
    gateway.epoch, gateway.log = "two", raws([alarm("Z")])
    gateway.spoil.extend([SPOILS["cut in the middle"][0]] * 1000)
    with feeding(tmp_path, gateway.url):
        until_said(tmp_path, reasons, "cut short")
        assert {event.id for *_, event in look(tmp_path).entities} == before
        assert row(tmp_path).cursor.seq == 5
        gateway.spoil.clear()
        caught_up(tmp_path, gateway)
    assert_equal(tmp_path, gateway)


def test_an_entity_that_cannot_be_read_is_listed_and_the_rest_is_taken(tmp_path: Path, gateway: FakeGateway) -> None:
    gateway.log = list(LOG)
    newer = {"kind": "Alarm", "id": "new", "v": 1, "at": 1, "schema": 9}
    gateway.spoil.append(lambda lines: _end_of([*lines[:-1], _line(type="entity", event=newer)]))
    with feeding(tmp_path, gateway.url):
        caught_up(tmp_path, gateway)
    assert_equal(tmp_path, gateway)
    assert [(each.seq, each.reason) for each in look(tmp_path).quarantine] == [
        (0, "in a snapshot: schema 9 is newer than 1")
    ]
