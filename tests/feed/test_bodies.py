"""Answers have a limit, whatever a gateway says or sends; lines are the same however they are cut into pieces."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st
from urllib3 import HTTPResponse

from console.feed import bodies


class Pieces:
    """A body that arrives piece by piece."""

    def __init__(self, parts: list[bytes]) -> None:
        self._parts = iter(parts)
        self.given, self.closed = 0, False

    def read(self, _size: int = -1) -> bytes:
        part = next(self._parts, b"")
        self.given += len(part)
        self.closed = not part
        return part

    def close(self) -> None:
        pass


def answer(parts: list[bytes], **headers: str) -> tuple[requests.Response, Pieces]:
    made, pieces = requests.Response(), Pieces(parts)
    made.status_code = 200
    made.raw = HTTPResponse(pieces, headers=headers, preload_content=False)
    return made, pieces


@given(st.lists(st.binary(max_size=40), max_size=12))
def test_lines_are_those_of_the_whole_body(parts: list[bytes]) -> None:
    parts = [part for part in parts if part]
    assert list(bodies.lines(answer(parts)[0])) == b"".join(parts).split(b"\n")


def test_a_body_over_its_limit_is_not_read_to_its_end() -> None:
    made, pieces = answer([b"x" * 1000] * 1000)
    with pytest.raises(bodies.BodyTooLarge):
        bodies.read(made, 5_000)
    assert pieces.given < 200_000
    assert bodies.read(answer([b"x" * 1000] * 5)[0], 5_000) == b"x" * 5_000


def test_a_packed_bomb_counts_by_what_it_unpacks_to() -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = packer.compress(bytes(100 << 20)) + packer.flush()
    assert len(bomb) < 200_000
    with pytest.raises(bodies.BodyTooLarge):
        bodies.read(answer([bomb], **{"content-encoding": "gzip"})[0], bodies.WORD)


@pytest.mark.parametrize(("parts", "words"), [([b"x" * 70] * 9, "a line"), ([b"x\n" * 60] * 9, "the answer")])
def test_a_snapshot_has_a_limit_for_a_line_and_for_all(parts: list[bytes], words: str) -> None:
    made, _ = answer(parts)

    def read() -> Iterator[bytes]:
        return bodies.lines(made, limit=1000, longest=400)

    with pytest.raises(bodies.BodyTooLarge, match=words):
        list(read())
