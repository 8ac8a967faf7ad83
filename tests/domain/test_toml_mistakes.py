"""A document that does not fit is told in the words of TOML: the key, what is allowed there, the nearest name."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.config.settings import SettingsError, load
from console.wall.outputs import WallError, load_wall
from console.wall.scene import SceneError, load_scene

APPLICATION = '[[applications]]\nname = "a"\nurl = "https://a.cn"\n'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('[wall]\ndocumnt = "x"', "[wall] documnt is not a known key; did you mean “document”? "),
        ('[wall]\nmap_painter = "kookie"', "[wall] map_painter is 'kookie', but must be “auto”, “native” or “web”"),
        ("[wall]\ndocument = 5", "[wall] document must be a text, not a whole number"),
        ('[wall]\nviewing_distance_m = "4"', "[wall] viewing_distance_m must be a number, not a text"),
        ("[wall]\nviewing_distance_m = 51", "[wall] viewing_distance_m must be a number <= 50.0"),
        (
            '[[map.bases]]\nkind = "mbtile"\nname = "a"\ntitle = "b"\nfile = "x"',
            "[[map.bases]] 1 kind is 'mbtile', but must be “pmtiles”, “mbtiles”, “xyz”, “wmts” or “tianditu”",
        ),
        ("look = 5", "look must be a table, not a whole number"),
        ("colour = 1", "colour is not a known key; known here: applications, backends, "),
        ('[[backends]]\nname = "a"', "[[backends]] 1 urls is missing"),
        (APPLICATION + APPLICATION + 'sso = "kookie"', "[[applications]] 2 sso is 'kookie', but must be “"),
        (
            APPLICATION + 'sso = "cookie"\nsecret = "env:X"',
            "application a: sso_name “” is not the name of a cookie",
        ),
    ],
)
def test_settings(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "s.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load(file)
    assert said in str(caught.value)
    assert "$" not in str(caught.value) and "`" not in str(caught.value)


def test_wall_documents_and_scenes(tmp_path: Path) -> None:
    file = tmp_path / "w.toml"
    file.write_text('[[outputs]]\nname = "a"\n[[outputs]]\nname = "b"\nrole = "wal"\n', encoding="utf-8")
    with pytest.raises(WallError, match=r"\[\[outputs\]\] 2 role is 'wal', but must be “wall”, “desk” or “unused”"):
        load_wall(file)
    file.write_text('name = "s"\ntitel = "t"\n', encoding="utf-8")
    with pytest.raises(SceneError, match="titel is not a known key; did you mean “title”"):
        load_scene(file)
