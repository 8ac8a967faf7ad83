"""Option before environment before setting, and a record of dead pages that outlives the process."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from console.app.options import add_painter_option
from console.app.windows.painters import make_painting, read_record
from widgets.map.painter import SETTING, Wish
from widgets.webmap.deaths import Record


def _args(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_painter_option(parser)
    return parser.parse_args(list(words))


@pytest.mark.parametrize(
    ("words", "environment", "setting", "wish"),
    [
        ((), "", "auto", Wish.AUTO),
        ((), "", "native", Wish.NATIVE),
        ((), "web", "native", Wish.WEB),
        (("--map-painter", "native"), "web", "web", Wish.NATIVE),
        ((), "", "watercolour", Wish.AUTO),
    ],
)
def test_the_nearest_word_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], environment: str, setting: str, wish: Wish
) -> None:
    monkeypatch.setenv(SETTING, environment)
    assert make_painting(_args(*words), tmp_path, "wall", setting).wish is wish
    assert list(tmp_path.iterdir()) == [], "nothing is written before something happened"


def test_a_death_is_known_after_a_restart(tmp_path: Path) -> None:
    for _ in range(3):
        make_painting(_args(), tmp_path / "cache", "wall", "auto").deaths.note("map", "图形设备丢失")
    assert make_painting(_args(), tmp_path / "cache", "wall", "auto").deaths.tired
    assert not make_painting(_args(), tmp_path / "cache", "desk", "auto").deaths.tired, "another window, another record"


@pytest.mark.parametrize("content", [b"", b"{", b'{"deaths": 3}', b"\xff\xfe"])
def test_a_broken_record_knows_of_no_death(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "record.json"
    path.write_bytes(content)
    assert read_record(path) == Record()


def test_a_record_that_cannot_be_kept_is_no_error(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    make_painting(_args(), blocked, "wall", "auto").deaths.note("map", "x")
