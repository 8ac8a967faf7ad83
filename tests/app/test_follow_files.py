"""Files of a running window: a good change is taken on, a broken one is told and changes nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from console.app.windows.follow_files import FollowFiles, stamps_of
from console.app.windows.wall_files import archives_of
from console.config.settings import load
from console.models.file_watch import FileWatch


class Process(QObject):
    """What a window process is to those who follow its files."""

    def __init__(self) -> None:
        super().__init__()
        self.more: dict[str, Any] = {}


def test_a_broken_edit_is_told_and_the_last_good_one_stays_in_use(qtbot: QtBot, tmp_path: Path) -> None:
    path, process, used, said = tmp_path / "settings.toml", Process(), [], []
    path.write_text('[map]\nbase = "none"\n')
    stamps = stamps_of([path])

    def take_on(changed: frozenset[Path]) -> None:
        assert changed == {path}
        used.append(load(path).map.base)

    follow = FollowFiles(process, lambda: [path], take_on, stamps, said.append, FileWatch(every_s=0.02))  # type: ignore[arg-type]
    path.write_text('[map]\nbase = "nowhere"\n')
    qtbot.waitUntil(lambda: bool(follow.trouble))
    assert follow.trouble.endswith("there is no base map “nowhere”") and used == []
    assert process.more["settings"]["trouble"] == follow.trouble == said[-1]
    path.write_text("[map\nbase")
    qtbot.waitUntil(lambda: "not valid TOML" in follow.trouble)
    path.unlink()
    qtbot.waitUntil(lambda: "does not exist" in follow.trouble)
    draft = tmp_path / "draft"
    draft.write_text('[map]\nbase = "city"\n')
    draft.replace(path)
    qtbot.waitUntil(lambda: used == ["city"])
    assert follow.trouble == said[-1] == process.more["settings"]["trouble"] == ""
    follow.stop()


def test_what_was_changed_while_it_was_being_read_is_read_again(qtbot: QtBot, tmp_path: Path) -> None:
    path, process, used = tmp_path / "settings.toml", Process(), []
    path.write_text("")
    stamps = stamps_of([path])
    path.write_text('[map]\nbase = "none"\n')  # after the stamp, before anybody follows
    follow = FollowFiles(
        process, lambda: [path], lambda _changed: used.append(load(path).map.base), stamps,  # type: ignore[arg-type]
        watch=FileWatch(every_s=0.02),
    )  # fmt: skip
    qtbot.waitUntil(lambda: used == ["none"])
    follow.stop()


def test_base_maps_that_are_files_are_followed_too(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[[map.bases]]\nkind="mbtiles"\nname="a"\ntitle="a"\nfile="a.mbtiles"\nattribution="b"\n')
    assert archives_of(load(path).map) == [tmp_path / "a.mbtiles"]


# A wall that runs

HEAD = 'name="s"\ntitle="{title}"\n[[layouts]]\noutputs=1\npanes=[\n'
HEADER = '{kind="header",output=0,at=[0,0,12,2]},\n'
MAP = '{kind="map",output=0,at=[0,2,12,22]},\n'
BOTH = '{kind="map",output=0,at=[0,2,6,22]},{kind="alarms",output=0,at=[6,2,6,22]},\n'
WAIT_S = 60.0
Until = Callable[[Callable[[dict[str, Any]], bool]], dict[str, Any]]


@pytest.fixture
def hall(tmp_path: Path) -> Path:
    (tmp_path / "scene.toml").write_text(HEAD.format(title="一") + HEADER + MAP + "]\n", encoding="utf-8")
    (tmp_path / "settings.toml").write_text('[wall]\nmap_painter = "native"\n')
    screen = {"name": "A", "x": 0, "y": 0, "width": 1280, "height": 720, "dpr": 1.0}
    (tmp_path / "screens.json").write_text(json.dumps({"screens": [screen | {"logicalDpi": 96, "logicalBaseDpi": 96}]}))
    return tmp_path


@pytest.fixture
def until(hall: Path) -> Iterator[Until]:
    """Runs the wall; waits until its health file says so."""
    words = ["wall", "--config", "settings.toml", "--scene", "scene.toml", "--screens", "screens.json",
             "--cache", "cache", "--health", "health.json"]  # fmt: skip
    run = "import sys; from console.app.cli import main; sys.exit(main())"
    process = subprocess.Popen(
        [sys.executable, "-c", run, *words], cwd=hall, env=os.environ | {"PYTHONPATH": str(Path.cwd())}
    )

    def wait(true: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        deadline, told = time.monotonic() + WAIT_S, {}
        while time.monotonic() < deadline:
            assert process.poll() is None, "the wall goes on"
            try:
                told = json.loads((hall / "health.json").read_text(encoding="utf-8"))
            except (OSError, ValueError):
                told = {}
            if told and true(told):
                return told
            time.sleep(0.05)
        raise AssertionError(f"not told: {told}")

    yield wait
    process.terminate()
    process.wait(20)


def _trouble(told: dict[str, Any]) -> str:
    return str(told["settings"]["trouble"])


@pytest.mark.e2e
@pytest.mark.timeout(240)
def test_a_wall_takes_on_another_scene_and_other_settings_and_lives_through_broken_ones(
    hall: Path, until: Until
) -> None:
    first = until(lambda told: set(told["panes"]) == {"header", "map"})
    assert _trouble(first) == ""
    scene = hall / "scene.toml"
    scene.write_text(HEAD.format(title="二") + HEADER + BOTH + "]\n", encoding="utf-8")
    until(lambda told: set(told["panes"]) == {"header", "map", "alarms"})
    scene.write_text(
        HEAD.format(title="三") + HEADER + '{kind="trafic",output=0,at=[0,2,12,22]},\n]\n', encoding="utf-8"
    )
    told = until(lambda told: "trafic" in _trouble(told))
    assert set(told["panes"]) == {"header", "map", "alarms"}, "the last good scene is shown still"
    scene.write_text(HEAD.format(title="四") + HEADER + MAP.replace("12,22]", "12,99]") + "]\n", encoding="utf-8")
    until(lambda told: "off the 12×24 grid" in _trouble(told))
    scene.write_text(HEAD.format(title="五") + HEADER + MAP + "]\n", encoding="utf-8")
    until(lambda told: set(told["panes"]) == {"header", "map"} and _trouble(told) == "")
    draft = hall / "new.toml"
    draft.write_text('[wall]\nmap_painter = "native"\n[look]\nzoom = 300\n')
    draft.replace(hall / "settings.toml")
    until(lambda told: "zoom" in _trouble(told))
    draft.write_text('[wall]\nmap_painter = "native"\n[look]\nzoom = 125\n[map]\nbase = "none"\n')
    draft.replace(hall / "settings.toml")
    last = until(lambda told: _trouble(told) == "")
    assert set(last["panes"]) == {"header", "map"} and last["pid"] == first["pid"]
