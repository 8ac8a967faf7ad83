"""The tile child's client: what it asks for, and how it lives through the death of its child."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from widgets.map import tile_child, tile_source
from widgets.map.sheet import Sheet
from widgets.map.tile_source import TileSource

HEAD = """
import json, sys, time
picture = {picture!r}
def say(what): print(json.dumps(what), flush=True)
"""
WELL = 'say({"ready": [118, 37, 119, 38]})\nfor line in sys.stdin: say(json.loads(line) | {"path": picture})'
SHEETS = [Sheet(10, 849, 397 + at, 512, 1.0) for at in range(6)]

Start = Callable[[str], TileSource]


@pytest.fixture
def start(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """A source whose child runs this body of Python."""
    monkeypatch.setattr(tile_child, "FIRST_WAIT_MS", 20)
    picture = tmp_path / "tile.png"
    image = QImage(512, 512, QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    image.save(str(picture))
    made: list[TileSource] = []

    def make(body: str) -> TileSource:
        script = tmp_path / f"child{len(made)}.py"
        script.write_text(HEAD.format(picture=str(picture)) + body)
        made.append(TileSource([sys.executable, str(script)], "wall-dark"))
        return made[-1]

    yield make
    for source in made:
        source.stop()


def test_tiles_come(start: Start, qtbot: QtBot) -> None:
    source = start(WELL)
    source.want(SHEETS)
    qtbot.waitUntil(lambda: source.idle)
    assert all(source.store.get(sheet) is not None for sheet in SHEETS)
    assert source.message == ""
    assert source.bounds == (118, 37, 119, 38)


def test_what_is_no_longer_seen_is_withdrawn(start: Start, qtbot: QtBot) -> None:
    source = start(WELL.replace("say(json", "time.sleep(0.05); say(json"))
    source.want(SHEETS[:5])
    qtbot.waitUntil(lambda: len(source._asked) == tile_source.AHEAD)
    asked = set(source._asked)
    source.want([SHEETS[5]])
    qtbot.waitUntil(lambda: source.idle)
    assert {sheet for sheet in SHEETS if sheet in source.store} == asked | {SHEETS[5]}


def test_two_maps_share_a_source_and_do_not_withdraw_each_other(start: Start, qtbot: QtBot) -> None:
    source = start(WELL)
    source.want(SHEETS[:3], viewer=1)
    source.want(SHEETS[2:], viewer=2)
    qtbot.waitUntil(lambda: source.idle)
    assert all(sheet in source.store for sheet in SHEETS)


def test_tiles_of_another_theme_are_asked_for_again(start: Start, qtbot: QtBot) -> None:
    source = start(WELL.replace("say(json", "time.sleep(0.05); say(json"))
    source.want(SHEETS[:2])
    qtbot.waitUntil(lambda: len(source._asked) == 2)
    source.set_theme("desk-light")
    source.want(SHEETS[:2])
    qtbot.waitUntil(lambda: source.idle)
    assert all(sheet in source.store for sheet in SHEETS[:2])


def test_a_dead_child_is_started_again_and_finishes_the_work(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    once = tmp_path / "died"
    source = start(
        'say({"ready": [0, 0, 1, 1]})\nimport os\n'
        f"for line in sys.stdin:\n    if not os.path.exists({str(once)!r}):\n"
        f'        open({str(once)!r}, "w"); os._exit(9)\n    say(json.loads(line) | {{"path": picture}})'
    )
    said: list[str] = []
    source.message_changed.connect(said.append)
    source.want(SHEETS)
    qtbot.waitUntil(lambda: source.idle and len(said) >= 2)
    assert "正在重新启动" in said[0]
    assert said[-1] == ""
    assert all(sheet in source.store for sheet in SHEETS)


def test_a_child_that_always_dies_is_given_up(start: Start, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tile_child, "RESTARTS", 2)
    source = start("sys.exit(1)")
    source.want(SHEETS)
    qtbot.waitUntil(lambda: source.message.startswith("底图不可用："))
    assert source.idle
    source.want(SHEETS)
    assert not source.child.running


def test_a_tile_that_kills_the_child_twice_is_left_out(start: Start, qtbot: QtBot) -> None:
    source = start(
        'say({"ready": [0, 0, 1, 1]})\nimport os\n'
        "for line in sys.stdin:\n    asked = json.loads(line)\n"
        '    if asked["y"] == 399: os._exit(11)\n    say(asked | {"path": picture})'
    )
    source.want(SHEETS)
    qtbot.waitUntil(lambda: source.idle and not source.child._restart.isActive(), timeout=10_000)
    assert [sheet.y for sheet in SHEETS if sheet not in source.store] == [399]


def test_a_renewed_child_is_another_one_and_nobody_waits_for_the_end_of_the_first(
    start: Start, qtbot: QtBot, qtlog: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = start(WELL)
    source.want(SHEETS)
    qtbot.waitUntil(lambda: source.idle)
    first, waited = source.child._process, list[int]()
    assert first is not None
    monkeypatch.setattr(tile_child.QProcess, "waitForFinished", lambda _process, ms: waited.append(ms))
    source.renew(source.bases, "none")
    assert waited == [], "a window that waits stands still"
    monkeypatch.undo()
    source.renew(source.bases, "city")
    source.want(SHEETS)
    qtbot.waitUntil(lambda: source.idle and all(sheet in source.store for sheet in SHEETS))
    qtbot.waitUntil(lambda: not isValid(first))
    assert not [record for record in qtlog.records if "Destroyed while" in record.message]


def test_a_broken_archive_is_said_in_words_and_not_tried_again(start: Start, qtbot: QtBot) -> None:
    source = start('say({"fatal": "city.pmtiles: not a PMTiles archive"}); sys.exit(3)')
    source.want(SHEETS)
    qtbot.waitUntil(lambda: source.message == "底图不可用：city.pmtiles: not a PMTiles archive")
    source.want(SHEETS)
    assert not source.child.running


def test_a_program_that_is_not_there_is_said_in_words(qtbot: QtBot) -> None:
    source = TileSource(["/nowhere/commandwall", "tiles"], "wall-dark")
    source.want(SHEETS)
    qtbot.waitUntil(lambda: source.message == "底图不可用：绘图进程无法启动")
    source.stop()


def test_one_bad_tile_does_not_stop_the_others(start: Start, qtbot: QtBot) -> None:
    source = start(
        'print("chatter"); say({"ready": [0, 0, 1, 1]})\n'
        "for line in sys.stdin:\n    asked = json.loads(line)\n"
        '    say(asked | ({"error": "BadTile: x"} if asked["y"] == 398 else {"path": picture}))'
    )
    source.want(SHEETS)
    qtbot.waitUntil(lambda: source.idle)
    assert [sheet.y for sheet in SHEETS if sheet not in source.store] == [398]
    assert source.message == "底图不完整：BadTile: x"


def test_a_bad_tile_is_asked_for_again_later_and_the_message_goes(
    start: Start, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = start(
        'say({"ready": [0, 0, 1, 1]})\n'
        "for at, line in enumerate(sys.stdin):\n"
        '    say(json.loads(line) | ({"error": "OSError: full"} if at == 0 else {"path": picture}))'
    )
    source.want(SHEETS[:1])
    qtbot.waitUntil(lambda: source.message == "底图不完整：OSError: full")
    source.want(SHEETS[:1])
    assert source.idle
    monkeypatch.setattr(tile_source, "RETRY_S", 0.0)
    source.want(SHEETS[:1])
    qtbot.waitUntil(lambda: source.idle)
    assert SHEETS[0] in source.store
    assert source.message == ""


def test_a_silent_child_is_ended(start: Start, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tile_child, "SILENT_MS", 300)
    source = start("time.sleep(60)")
    source.want(SHEETS[:1])
    with qtbot.waitSignal(source.message_changed, timeout=5_000):
        pass
    assert "重新启动" in source.message


def test_memory_stays_within_its_budget(start: Start, qtbot: QtBot) -> None:
    source = start(WELL)
    source.shelf.budget = 3 * 512 * 512 * 4
    source.want(SHEETS)
    qtbot.waitUntil(lambda: source.idle)
    assert [sheet for sheet in SHEETS if sheet in source.store] == SHEETS[3:]


def test_whoever_fetches_a_sheet_that_kills_the_child_is_told_that_there_is_none(start: Start, qtbot: QtBot) -> None:
    source = start('say({"ready": [118, 37, 119, 38]})\nsys.stdin.readline()\nsys.exit(1)')
    told: list[str] = []
    source.fetch(SHEETS[0], told.append)
    qtbot.waitUntil(lambda: told == [""], timeout=20_000)


def test_whoever_fetches_after_a_change_of_theme_hears_of_the_new_one(start: Start, qtbot: QtBot) -> None:
    body = (
        'say({"ready": [118, 37, 119, 38]})\n'
        "for line in sys.stdin:\n"
        "    asked = json.loads(line); time.sleep(0.2)\n"
        '    say(asked | ({"path": picture} if asked["theme"] == "desk-light" else {"error": "broken"}))'
    )
    source, told = start(body), []
    source.fetch(SHEETS[0], told.append)
    qtbot.waitUntil(lambda: SHEETS[0] in source._asked)
    source.set_theme("desk-light")
    source.fetch(SHEETS[0], told.append)
    qtbot.waitUntil(lambda: len(told) == 2, timeout=20_000)
    assert told[0] == "" and told[1].endswith("tile.png")
