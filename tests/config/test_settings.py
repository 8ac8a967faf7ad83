"""The settings file: what it says is what is used; every mistake is one sentence that names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.config.settings import Backend, Settings, SettingsError, backends_from, load

GOOD = """
[[backends]]
name = "市中心"
urls = ["http://10.0.0.1:8800", "https://[::1]:8800/base"]
[wall]
viewing_distance_m = 6.5
"""


def _file(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "settings.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_good_file_is_used(tmp_path: Path) -> None:
    settings = load(_file(tmp_path, GOOD))
    assert settings.backends == [Backend("市中心", ("http://10.0.0.1:8800", "https://[::1]:8800/base"))]
    assert settings.wall.viewing_distance_m == 6.5


def test_an_empty_file_is_the_defaults(tmp_path: Path) -> None:
    assert load(_file(tmp_path, "")) == Settings()


def _backend(url: str) -> str:
    return f'[[backends]]\nname = "a"\nurls = ["{url}"]\n'


MISTAKES: dict[str, tuple[str | bytes, str]] = {
    "no TOML": ("[[backends", "not valid TOML"),
    "no UTF-8": (b'name = "\xff"', "not UTF-8"),
    "an unknown setting": ("colour = 1", "colour"),
    "an unknown setting of a backend": ('[[backends]]\nname = "a"\nurls = ["http://h"]\nurl = "x"', "url"),
    "no urls": ('[[backends]]\nname = "a"\nurls = []', "urls"),
    "no name": ('[[backends]]\nname = ""\nurls = ["http://h"]', "name"),
    "a long name": (f'[[backends]]\nname = "{"长" * 41}"\nurls = ["http://h"]', "name"),
    "a number for a name": ('[[backends]]\nname = 7\nurls = ["http://h"]', "name"),
    "too near": ("[wall]\nviewing_distance_m = 0", "viewing_distance_m"),
    "too far": ("[wall]\nviewing_distance_m = 51", "viewing_distance_m"),
    "an infinite distance": ("[wall]\nviewing_distance_m = inf", "viewing_distance_m"),
    "no distance at all": ("[wall]\nviewing_distance_m = nan", "viewing_distance_m"),
    "another scheme": (_backend("ftp://h"), "ftp://h"),
    "a file": (_backend("file:///etc/passwd"), "file:///etc/passwd"),
    "no host": (_backend("http://"), "http://"),
    "no port": (_backend("http://h:x"), "http://h:x"),
    "a port too large": (_backend("http://h:99999"), "http://h:99999"),
    "an open bracket": (_backend("http://[::1"), "http://[::1"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_sentence_that_names_it(tmp_path: Path, name: str) -> None:
    content, word = MISTAKES[name]
    with pytest.raises(SettingsError) as caught:
        load(_file(tmp_path, content))
    said = str(caught.value)
    assert word in said
    assert "\n" not in said and "Traceback" not in said


def test_a_file_that_is_not_there_or_is_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="does not exist"):
        load(tmp_path / "none.toml")
    with pytest.raises(SettingsError, match="cannot be read"):
        load(tmp_path)


def test_options_come_before_the_file(tmp_path: Path) -> None:
    config = _file(tmp_path, GOOD)
    assert [backend.name for backend in backends_from([], config)] == ["市中心"]
    assert backends_from(["a=http://h:1,http://i:2", "b=https://j"], config) == [
        Backend("a", ("http://h:1", "http://i:2")),
        Backend("b", ("https://j",)),
    ]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "no backend given"),
        (["a"], "not NAME=URL"),
        (["=http://h"], "not NAME=URL"),
        (["a="], "not NAME=URL"),
        (["a=,"], "not NAME=URL"),
        (["a=h:1"], "not an http"),
        (["a=http://h:x"], "not an http"),
        (["a=http://h", "a=http://i"], "same name"),
    ],
)
def test_a_wrong_option_is_told(options: list[str], words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        backends_from(options, None)


def test_a_file_with_the_same_name_twice_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="same name"):
        backends_from([], _file(tmp_path, _backend("http://h") + _backend("http://i")))


def test_a_desk_has_roads_beside_the_file_and_a_venue_with_an_address(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('[desk]\nroads = "roads.json"\nmeeting_url = "https://meeting.example/hall"\n', encoding="utf-8")
    assert load(file).desk.roads == tmp_path / "roads.json"
    for url in ("file:///etc/passwd", "javascript:alert(1)", "https://"):
        file.write_text(f'[desk]\nmeeting_url = "{url}"\n', encoding="utf-8")
        with pytest.raises(SettingsError, match="meeting_url"):
            load(file)
