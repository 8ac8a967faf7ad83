"""The tile painter's process: asked in lines, answers in lines, files on disk, one clear word when it cannot."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from console.app.tiles import EXIT_ARCHIVE
from console.app.tiling.tile_cache import TileCache
from resources import theme
from tests.widgets.map import tiny
from widgets.map import MapPane, TileSource, mercator
from widgets.map.sheet import Sheet
from widgets.map.sheet_file import unpack

RUN = (
    "import argparse, sys; from console.app import tiles; parser = argparse.ArgumentParser(); "
    "tiles.add_arguments(parser); sys.exit(tiles.run(parser.parse_args()))"
)


def _argv(archive: Path, cache: Path) -> list[str]:
    return [sys.executable, "-c", RUN, "--archive", str(archive), "--cache", str(cache)]


def _ask(archive: Path, cache: Path, *asked: Any) -> tuple[int, list[dict[str, Any]]]:
    lines = "".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in asked)
    done = subprocess.run(_argv(archive, cache), input=lines, text=True, capture_output=True, timeout=60)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def _request(z: int, px: int = 512, scale: float = 1.0, dx: int = 0) -> dict[str, Any]:
    x, y = mercator.tile_at(*tiny.CENTRE, z)
    return {"z": z, "x": x + dx, "y": y, "px": px, "scale": scale, "theme": "wall-dark"}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny city."""
    return tiny.archive(tmp_path_factory.mktemp("map") / "tiny.pmtiles")


def _light(image: QImage, x: int, y: int, least: int) -> bool:
    pixel = image.pixelColor(x, y)
    return pixel.alpha() > 200 and pixel.lightness() > least


def _colour(image: QImage, x: int, y: int) -> str:
    return QColor(image.pixel(x, y)).name().upper()


@pytest.mark.e2e
def test_tiles_are_painted_in_the_colours_of_the_theme(archive: Path, tmp_path: Path) -> None:
    code, (ready, one, deep, large) = _ask(
        archive, tmp_path, _request(12), _request(16), _request(12, px=1218, scale=2.0)
    )
    assert code == 0
    assert len(ready["ready"]) == 4
    colours = theme.load()
    image, _ = unpack(QImage(one["path"]))
    assert (image.width(), image.height()) == (512, 512)
    assert _colour(image, 75, 75) == colours.token("map-park")
    assert _colour(image, 450, 60) == colours.token("map-sea")
    assert _colour(image, 100, 256) == colours.token("map-road-motorway")
    assert unpack(QImage(deep["path"]))[0].width() == 512
    assert unpack(QImage(large["path"]))[0].width() == 1218


@pytest.mark.e2e
def test_a_name_at_the_border_is_whole_across_both_tiles(archive: Path, tmp_path: Path) -> None:
    _, (_, left, right) = _ask(archive, tmp_path, _request(12), _request(12, dx=1))
    ink = QColor(theme.load().token("map-label")).lightness() - 60
    (ground, ours), (_, theirs) = (unpack(QImage(each["path"])) for each in (left, right))
    one = next(name for name in ours if name.text == "东海镇" and name.left > 400)
    same = next(name for name in theirs if name.text == "东海镇" and name.left < 0)
    assert (one.left - 512, one.top, one.image) == (same.left, same.top, same.image), "each tile has it whole"
    assert one.left < 512 < one.left + one.image.width()
    high, wide = one.image.height(), one.image.width()
    inked = [x for x in range(wide) if any(_light(one.image, x, y, ink) for y in range(high))]
    assert inked[0] < 512 - one.left < inked[-1]
    rows = range(one.top, one.top + high)
    assert not any(_light(ground, x, y, ink) for x in range(one.left, 512) for y in rows), "and none in its ground"


@pytest.mark.e2e
def test_nonsense_is_answered_and_the_work_goes_on(archive: Path, tmp_path: Path) -> None:
    bad = [
        "not json",
        "[1]",
        {"z": 12},
        _request(12) | {"x": -1},
        _request(12) | {"px": 10**9},
        _request(12) | {"scale": float("inf")},
        _request(12) | {"theme": "../../etc"},
        _request(12) | {"z": 40},
    ]
    code, answers = _ask(archive, tmp_path, *bad, _request(12))
    assert code == 0
    assert all("error" in answer for answer in answers[1:-1])
    assert "path" in answers[-1]


@pytest.mark.e2e
@pytest.mark.parametrize("content", [None, b"", b"PMTiles\x03 and then nothing", b"\x00" * 4096])
def test_a_missing_or_broken_archive_is_one_clear_error(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "city.pmtiles"
    if content is not None:
        path.write_bytes(content)
    code, answers = _ask(path, tmp_path, _request(12))
    assert code == EXIT_ARCHIVE
    assert len(answers) == 1
    assert answers[0]["fatal"].startswith("city.pmtiles: ")


@pytest.mark.e2e
def test_a_cut_archive_answers_errors_and_goes_on(archive: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.pmtiles"
    data = archive.read_bytes()
    cut.write_bytes(data[:-40])
    code, answers = _ask(cut, tmp_path, _request(7), _request(12), _request(14))
    assert code in (0, EXIT_ARCHIVE)
    assert all({"ready", "fatal", "path", "error"} & answer.keys() for answer in answers)


@pytest.mark.e2e
def test_a_finished_tile_is_not_painted_twice(archive: Path, tmp_path: Path) -> None:
    _, (_, answer) = _ask(archive, tmp_path, _request(12))
    path = Path(answer["path"])
    path.write_bytes(b"left alone")
    os.utime(path, (1, 1))
    _, (_, again) = _ask(archive, tmp_path, _request(12))
    assert again == answer
    assert path.read_bytes() == b"left alone"
    assert path.stat().st_mtime > 1


def test_the_oldest_tiles_go_first_when_the_disk_budget_is_used_up(tmp_path: Path, qtbot: QtBot) -> None:
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    cache = TileCache(tmp_path, budget=10**9)
    paths = [cache.path("style", Sheet(12, at, 5, 64, 1.0)) for at in range(10)]
    for at, path in enumerate(paths):
        cache.write(path, image)
        os.utime(path, (at + 1, at + 1))
    assert cache.touch(paths[0])
    size = paths[0].stat().st_size
    small = TileCache(tmp_path, budget=size * 5)
    last = small.path("style", Sheet(12, 99, 5, 64, 1.0))
    small.write(last, image)
    left = set(tmp_path.rglob("*.png"))
    assert last in left and paths[0] in left and paths[1] not in left
    assert sum(path.stat().st_size for path in left) <= size * 5
    assert not list(tmp_path.rglob("*.tmp"))


@pytest.mark.e2e
def test_the_pane_shows_the_map_end_to_end(archive: Path, tmp_path: Path, qtbot: QtBot) -> None:
    pane = MapPane(theme.load())
    qtbot.addWidget(pane)
    pane.resize(900, 600)
    pane.camera.look_at(*tiny.CENTRE, 12)
    source = TileSource(_argv(archive, tmp_path), "wall-dark")
    pane.set_tiles(source)
    pane.show()
    qtbot.waitUntil(lambda: bool(source.bounds) and source.idle, timeout=20_000)
    image = pane.grab().toImage()
    seen = {_colour(image, x, y) for x in range(0, 900, 3) for y in range(0, 600, 3)}
    for token in ("map-park", "map-sea", "map-road-motorway", "map-land"):
        assert theme.load().token(token) in seen
    source.stop()
