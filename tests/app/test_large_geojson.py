"""A GeoJSON of 100 MB for real: read beside the window, within its memory, ended by a hand, whole on the map after."""

from __future__ import annotations

import json
import math
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from console.models.city_map.imports import ImportedLayers, Wish
from tests.models.city_map.test_imports import RUN

pytestmark = pytest.mark.e2e
FEATURES, CORNERS = 50, 2_000
MB = 1 << 20
MOST_MB = 400
"""Resident, of the process that reads; the interpreter and numpy are 60 of it."""
MOST_S = 2.0
"""Work of the window's own thread all the while: it takes lines of progress, and the finished shapes."""


@pytest.fixture
def large(tmp_path: Path) -> Iterator[Path]:
    """Areas of some corners each, and two megabytes of somebody's remarks."""
    path = tmp_path / "large.geojson"
    remarks = "巡查记录，" * (2 * MB // 15 + 1)
    with path.open("w", encoding="utf-8") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        for number in range(FEATURES):
            told = {"name": f"片区{number}", "备注": remarks}
            turns = [2 * math.pi * corner / CORNERS for corner in range(CORNERS)]
            ring = [[118.6 + 0.01 * math.cos(each), 37.4 + 0.01 * math.sin(each)] for each in turns]
            geometry = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
            feature = {"type": "Feature", "properties": told, "geometry": geometry}
            file.write(("," if number else "") + json.dumps(feature, ensure_ascii=False))
        file.write("]}")
    assert path.stat().st_size > 100 * MB
    yield path
    path.unlink()
    shutil.rmtree(tmp_path / "layers", ignore_errors=True)


@pytest.fixture
def imports(tmp_path: Path, qtbot: QtBot) -> Iterator[ImportedLayers]:
    made = ImportedLayers(tmp_path / "layers", [sys.executable, "-c", RUN])
    yield made
    made.stop()


def test_it_comes_in_beside_the_window_within_its_memory(imports: ImportedLayers, large: Path, qtbot: QtBot) -> None:
    most: list[int] = []
    watch = QTimer()

    def look() -> None:
        if imports._child is not None and (pid := imports._child.processId()):
            try:
                most.append(psutil.Process(pid).memory_info().rss // MB)
            except psutil.Error:
                return

    watch.timeout.connect(look)
    watch.start(20)
    shares: list[float] = []
    imports.progress.connect(shares.append)
    worked = time.thread_time()
    with qtbot.waitSignal(imports.finished, timeout=180_000):
        imports.begin(Wish(large, "片区"))
    qtbot.waitUntil(lambda: bool(imports.layers), timeout=30_000)
    worked = time.thread_time() - worked
    watch.stop()
    (layer,) = imports.layers.values()
    assert len(layer.shapes) == FEATURES and layer.shapes[-1].title == f"片区{FEATURES - 1}"
    assert sum(len(part) for shape in layer.shapes for part in shape.parts) == FEATURES * (CORNERS + 1)
    assert shares == sorted(shares) and len(shares) > 1, "how far it is can be followed"
    assert most and max(most) < MOST_MB
    assert worked < MOST_S


def test_it_can_be_ended_in_the_middle_and_leaves_nothing(
    imports: ImportedLayers, large: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    said: list[str] = []
    imports.refused.connect(said.append)
    with qtbot.waitSignal(imports.progress, timeout=60_000):
        imports.begin(Wish(large, "片区"))
    assert imports._child is not None
    pid = imports._child.processId()
    imports.cancel()
    assert said == [""] and not imports.busy and not imports.layers
    assert not psutil.pid_exists(pid)
    assert not list((tmp_path / "layers").glob("*"))


def test_one_beyond_the_limit_is_refused_before_it_is_read(tmp_path: Path, large: Path, qtbot: QtBot) -> None:
    small = ImportedLayers(tmp_path / "layers", [sys.executable, "-c", RUN], limit_mb=50)
    with qtbot.waitSignal(small.refused, timeout=30_000) as refused:
        small.begin(Wish(large, "片区"))
    assert refused.args == [f"文件 {large.stat().st_size // MB} MB，超过上限 50 MB"]
    small.stop()
