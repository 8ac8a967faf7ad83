"""What a wall tells the desks beside it: read while it is renewed, forgotten when it is not."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import msgspec
import psutil
import pytest

from console.wall.report import (
    DEATHS_S,
    FOLDER,
    STALE_S,
    WindowReport,
    alive,
    all_reports,
    lately,
    reports,
    sweep,
    withdraw,
    write,
)

NOW = 1_700_000_000.0


def test_a_report_is_read_until_it_is_old_or_withdrawn(tmp_path: Path) -> None:
    one = WindowReport("wall/1", NOW, {"左上": 5})
    write(tmp_path, one)
    write(tmp_path, WindowReport("node-2", NOW - STALE_S - 1, {"右": 7}))
    assert list(reports(tmp_path, NOW)) == [one]
    assert list(reports(tmp_path, NOW + STALE_S + 1)) == []
    withdraw(tmp_path, "wall/1")
    withdraw(tmp_path, "never there")
    assert list(reports(tmp_path, NOW)) == []


def test_a_window_that_ended_without_a_word_is_counted_by_the_next_one_for_an_hour(tmp_path: Path) -> None:
    old, young = int((NOW - DEATHS_S - 1) * 1000), int((NOW - 60) * 1000)
    write(tmp_path, WindowReport("hall", NOW, pid=7, deaths=(old, young)))
    write(tmp_path, WindowReport("hall", NOW, window="desk", pid=8))
    write(tmp_path, WindowReport("hall", NOW, window="desk", pid=9))
    assert sweep(tmp_path, "wall", NOW, lambda *_: True) == (), "it runs"
    assert sweep(tmp_path, "wall", NOW, lambda each, _: each.pid != 7) == (young, int(NOW * 1000))
    assert [each.pid for each in reports(tmp_path, NOW)] == [8, 9], "desks are no walls"
    assert sweep(tmp_path, "desk", NOW, lambda each, _: each.pid != 8) == (int(NOW * 1000),)
    withdraw(tmp_path, "desk.9")
    assert sweep(tmp_path, "desk", NOW, lambda *_: False) == (), "who signs off has not died"
    assert lately((young,), NOW + DEATHS_S) == ()


def test_on_a_full_disk_a_window_still_gives_its_sign_of_life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, _body: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    write(tmp_path, WindowReport("hall", NOW, {"左上": 5}, trouble="x" * 200))
    monkeypatch.setattr(Path, "write_bytes", full)
    later = WindowReport("hall", NOW + STALE_S, {"右": 7})
    write(tmp_path, later)
    assert list(reports(tmp_path, NOW + STALE_S + 1)) == [later], "and what it says is what it says now"
    with pytest.raises(OSError, match="No space"):
        write(tmp_path, WindowReport("another", NOW))


def test_a_number_that_another_process_has_by_now_is_no_sign_of_life(tmp_path: Path) -> None:
    """After a power cut: the report lies there, and some other program was given the number of the desk."""
    began, mine = psutil.Process().create_time(), os.getpid()
    before, now = WindowReport("pc", began - 600, window="desk", pid=mine), began + 60
    assert not alive(before, now)
    assert alive(msgspec.structs.replace(before, at=began + 10), now), "it hangs, and runs"
    assert alive(before, before.at + 1), "what is renewed is there, whatever a clock that was set says of its start"
    assert not alive(msgspec.structs.replace(before, pid=2**22 + 1, at=now), now)
    write(tmp_path, before)
    assert len(sweep(tmp_path, "desk", now)) == 1 and not list(all_reports(tmp_path))


def test_what_is_no_report_is_none_and_a_name_leads_nowhere(tmp_path: Path) -> None:
    assert list(reports(tmp_path / "nothing", NOW)) == []
    write(tmp_path, WindowReport("../../x", NOW))
    (tmp_path / FOLDER / "bad.json").write_text("{", encoding="utf-8")
    (tmp_path / FOLDER / "other.json").write_text('{"node": 1}', encoding="utf-8")
    assert [each.node for each in reports(tmp_path, NOW)] == ["../../x"]
    assert {path.parent for path in tmp_path.rglob("*.json")} == {tmp_path / FOLDER}
