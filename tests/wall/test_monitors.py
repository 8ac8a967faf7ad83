"""The screens file is checked before Qt reads it, for Qt ends the process over a bad one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from console.wall.monitors import Monitor, MonitorsError, load_monitors, standard_monitors, write_monitors

GOOD = {"name": "A", "x": 0, "y": 0, "width": 1920, "height": 1080}


def _file(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "screens.json"
    path.write_bytes(content)
    return path


def test_what_is_written_is_read(tmp_path: Path) -> None:
    monitors = [*standard_monitors(), Monitor("4K", 5760, 0, 3840, 2160, 192, 96, 2.0)]
    write_monitors(tmp_path / "s.json", monitors)
    assert load_monitors(tmp_path / "s.json") == monitors


def test_three_monitors_stand_side_by_side() -> None:
    assert [(each.x, each.y, each.width, each.height) for each in standard_monitors()] == [
        (0, 0, 1920, 1080), (1920, 0, 1920, 1080), (3840, 0, 1920, 1080),
    ]  # fmt: skip


def test_the_file_is_in_the_form_that_qt_reads(tmp_path: Path) -> None:
    write_monitors(tmp_path / "s.json", standard_monitors())
    screens = json.loads((tmp_path / "s.json").read_text())["screens"]
    assert set(screens[0]) == {"name", "x", "y", "width", "height", "logicalDpi", "logicalBaseDpi", "dpr"}


def _screens(*screens: object) -> bytes:
    return json.dumps({"screens": screens}).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b'{"screens":' + b"[" * 100_000,
        b'{"screens":[{"name":"\xff","x":0,"y":0,"width":1920,"height":1080}]}',
        _screens(),
        _screens(*[GOOD] * 25),
        _screens({**GOOD, "width": 0}),
        _screens({**GOOD, "height": 10**9}),
        _screens({**GOOD, "x": "left"}),
        _screens({**GOOD, "dpr": 0}),
        _screens({**GOOD, "logicalDpi": 9999}),
        _screens({key: GOOD[key] for key in ("name", "x", "y")}),
    ],
)
def test_a_bad_file_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(MonitorsError) as caught:
        load_monitors(_file(tmp_path, content))
    assert "is not usable" in str(caught.value) and "\n" not in str(caught.value)


def test_a_file_that_is_not_there_or_is_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(MonitorsError, match="does not exist"):
        load_monitors(tmp_path / "none.json")
    with pytest.raises(MonitorsError, match="cannot be read"):
        load_monitors(tmp_path)
