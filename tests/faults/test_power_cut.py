"""An act that somebody was told is kept survives a power cut; the check finds the loss where flushes are left out.

The full number of cuts: ``benchmarks/power_cut.py``.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults.power.cuts import RECORDER, WORK, compiled, session
from tests.faults.power.disk import SECTOR, Disk, Loss, Op

pytestmark = [
    pytest.mark.operations,
    pytest.mark.skipif(not RECORDER, reason="did not run: recording writes needs Linux and a C compiler"),
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compiled(tmp_path_factory.mktemp("recorder"))


@pytest.mark.parametrize("what", WORK)
def test_no_acknowledged_act_is_lost_in_a_power_cut(library: Path, what: str) -> None:
    report = session(what, library, acts=120, cuts=40, seed=7)
    assert report.lost == []
    assert report.acknowledged > 1000 and len(report.losses) == len(Loss)


@pytest.mark.parametrize("what", WORK)
def test_without_the_flush_acts_are_lost_and_the_check_says_so(library: Path, what: str) -> None:
    assert session(what, library, acts=120, cuts=40, seed=7, synchronous="NORMAL").lost


def _disk(*ops: Op) -> Disk:
    disk = Disk()
    for op in ops:
        disk.take(op)
    return disk


def _left(disk: Disk, folder: Path, loss: Loss) -> dict[str, bytes]:
    disk.cut(folder, loss, random.Random(1))
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def write(file: int, at: int, data: bytes) -> Op:
    return Op(b"W", file, at, data, len(data))


A, FLUSH_A = Op(b"N", 1, 0, b"/a", 2), Op(b"S", 1, 0, b"", 0)


def test_what_was_flushed_is_there_and_what_was_not_may_be_gone(tmp_path: Path) -> None:
    disk = _disk(A, write(1, 0, b"safe"), FLUSH_A, write(1, 4, b"lost"))
    assert _left(disk, tmp_path / "1", Loss.NOTHING_KEPT) == {"a": b"safe"}
    assert _left(disk, tmp_path / "2", Loss.ALL_KEPT) == {"a": b"safelost"}


def test_a_write_may_be_torn_at_any_sector(tmp_path: Path) -> None:
    disk = _disk(A, write(1, 0, bytes(64 * SECTOR)), FLUSH_A, write(1, 0, b"x" * 64 * SECTOR))
    image = _left(disk, tmp_path / "1", Loss.SECTORS)["a"]
    sectors = {image[n * SECTOR : (n + 1) * SECTOR] for n in range(64)}
    assert sectors == {bytes(SECTOR), b"x" * SECTOR}


def test_a_file_that_was_never_flushed_may_not_even_have_a_name(tmp_path: Path) -> None:
    (tmp_path / "1").mkdir()
    assert _left(_disk(A, write(1, 0, b"x")), tmp_path / "1", Loss.NOTHING_KEPT) == {}
