"""``commandwall wall identify``: says of every monitor which one it is, on the console, on the glass and in a draft."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from console.wall.outputs import load_wall

SCREENS = [
    {"name": "B", "x": 1920, "y": 0, "width": 1280, "height": 720, "dpr": 2},
    {"name": "A", "x": 0, "y": 0, "width": 1920, "height": 1080},
    {"name": "C", "x": 3200, "y": 0, "width": 1080, "height": 1920},
]


@pytest.fixture
def screens(tmp_path: Path) -> Path:
    path = tmp_path / "screens.json"
    path.write_text(json.dumps({"screens": SCREENS}))
    return path


def identify(screens: Path, *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "import sys; from console.app.cli import main; sys.exit(main(sys.argv[1:]))",
         "wall", "identify", "--screens", str(screens), "--seconds", "1", *map(str, words)],
        capture_output=True, text=True, timeout=60, env={**os.environ, "LC_ALL": "C.UTF-8"}, check=False,
    )  # fmt: skip


def test_the_console_lists_them_in_reading_order_and_the_draft_is_a_document(screens: Path, tmp_path: Path) -> None:
    path = tmp_path / "wall.toml"
    done = identify(screens, "--json", "--write", path)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert [(each["number"], each["screen"]["connector"]) for each in told] == [(1, "A"), (2, "B"), (3, "C")]
    assert [output.connector for output in load_wall(path).outputs] == ["A", "B", "C"]
    assert load_wall(path).outputs[2].desktop == (3200, 0, 1080, 1920)


def test_with_a_document_its_numbers_and_names_count(screens: Path, tmp_path: Path) -> None:
    path = tmp_path / "wall.toml"
    path.write_text('[[outputs]]\nname = "右"\nconnector = "C"\n[[outputs]]\nname = "左"\nconnector = "A"\n')
    done = identify(screens, "--wall", path)
    assert done.returncode == 0, done.stderr
    assert "output 1  右  (known by connector)" in done.stdout
    assert "output 2  左  (known by connector)" in done.stdout
    assert "not in the wall document" in done.stdout
    assert "2560 × 1440" in done.stdout, "the resolution of B, whose ratio is 2"


def test_every_monitor_shows_a_card_at_its_own_resolution(screens: Path, tmp_path: Path) -> None:
    done = identify(screens, "--shots", tmp_path / "shots")
    assert done.returncode == 0, done.stderr
    sizes = []
    for number in (1, 2, 3):
        with Image.open(tmp_path / "shots" / f"identify-{number}.png") as picture:
            sizes.append(picture.size)
            assert len(picture.convert("RGB").getcolors(1 << 20) or []) > 3
    assert sizes == [(1920, 1080), (2560, 1440), (1080, 1920)]


def test_what_somebody_put_right_is_not_overwritten(screens: Path, tmp_path: Path) -> None:
    path = tmp_path / "wall.toml"
    path.write_text("mine")
    done = identify(screens, "--write", path)
    assert done.returncode == 2 and "is there already" in done.stderr
    assert path.read_text() == "mine"


def test_the_language_of_the_settings_and_the_size_of_the_document_count(screens: Path, tmp_path: Path) -> None:
    wall, settings = tmp_path / "wall.toml", tmp_path / "settings.toml"
    wall.write_text('[[outputs]]\nname = "a"\nconnector = "A"\nsize_mm = [1209.6, 680]\n', encoding="utf-8")
    settings.write_text('[look]\nlanguage = "en"\n', encoding="utf-8")
    done = identify(screens, "--wall", wall, "--config", settings, "--shots", tmp_path / "en")
    assert done.returncode == 0, done.stderr
    assert "1209.6 × 680 mm" in done.stdout
    assert identify(screens, "--wall", wall, "--shots", tmp_path / "zh").returncode == 0
    pictures = [(tmp_path / each / "identify-1.png").read_bytes() for each in ("en", "zh")]
    assert pictures[0] != pictures[1]
