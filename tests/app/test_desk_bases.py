"""The desk's base map is remembered for each person, and only what a hand chose."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.app.windows.desk_bases import DeskBases
from console.config.desk_prefs import PrefsFile
from console.config.map_settings import MapSettings, Xyz
from widgets.map.tile_source import TileSource

ONE, TWO = (
    Xyz(name=name, title=name, attribution="局", urls=("http://h/{z}/{x}/{y}",)) for name in ("one", "two")
)  # fmt: skip
MAPS = MapSettings(base="one", bases=(ONE, TWO))


@pytest.fixture
def tiles(qapp: object) -> Iterator[TileSource]:
    made = TileSource([], "wall-dark")
    yield made
    made.stop()


def test_each_person_sees_what_they_chose_and_a_stranger_what_the_settings_say(
    tiles: TileSource, tmp_path: Path
) -> None:
    who = ""
    desk = DeskBases(tiles, PrefsFile(tmp_path / "desk.json"), MAPS, lambda: who)
    assert tiles.base.name == "one"
    for person, base in (("p-1", "two"), ("p-2", "city")):
        who = person
        desk.follow()
        assert tiles.base.name == "one", "nobody sees another's choice"
        tiles.choose(base)
    who = ""
    again = DeskBases(tiles, PrefsFile(tmp_path / "desk.json"), MAPS, lambda: who)
    assert tiles.base.name == "one"
    for person, base in (("p-1", "two"), ("p-2", "city"), ("p-3", "one")):
        who = person
        again.follow()
        assert tiles.base.name == base


def test_a_choice_that_the_settings_no_longer_have_is_theirs_again_when_it_is_back(
    tiles: TileSource, tmp_path: Path
) -> None:
    desk = DeskBases(tiles, PrefsFile(tmp_path / "desk.json"), MAPS, lambda: "p-1")
    tiles.choose("two")
    desk.renew(MapSettings(base="one", bases=(ONE,)))
    assert tiles.base.name == "one"
    desk.renew(MAPS)
    assert tiles.base.name == "two"


def test_a_file_from_before_there_was_one_for_each_person_still_counts(tiles: TileSource, tmp_path: Path) -> None:
    (tmp_path / "desk.json").write_text('{"base_map": "two"}')
    DeskBases(tiles, PrefsFile(tmp_path / "desk.json"), MAPS, lambda: "p-1")
    assert tiles.base.name == "two"
