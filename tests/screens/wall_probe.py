"""Runs the real wall and writes, many times a second, where its windows and the monitors are. Started by the tests."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from console.app import wall
from console.app.windows.window import WindowProcess
from screens.header import WallHeader

LOOK_MS = 20


def main(report: Path, words: list[str]) -> int:
    """Like ``commandwall wall``, with a report."""
    parser = argparse.ArgumentParser()
    wall.add_arguments(parser)
    args = parser.parse_args(words)
    timer = QTimer()
    run = WindowProcess.run

    def watched(process: WindowProcess) -> int:
        timer.setParent(process)
        timer.timeout.connect(lambda: write(report, process))
        timer.start(LOOK_MS)
        return run(process)

    WindowProcess.run = watched  # type: ignore[method-assign]
    return wall.run(args)


def _mark(window: Any) -> int:
    """Which window it is: the first one that was seen is 1."""
    _mark.count += 1  # type: ignore[attr-defined]
    window.setProperty("born", _mark.count)  # type: ignore[attr-defined]
    return int(_mark.count)  # type: ignore[attr-defined]


_mark.count = 0  # type: ignore[attr-defined]


def write(report: Path, process: WindowProcess) -> None:
    def rect(of: Any) -> list[int]:
        return [of.x(), of.y(), of.width(), of.height()]

    shown = [
        window for window in QApplication.topLevelWidgets() if window.objectName() == "wall" and window.isVisible()
    ]
    told = {
        "windows": sorted(rect(window.frameGeometry()) for window in shown),
        "screens": sorted(rect(screen.geometry()) for screen in QGuiApplication.screens() if screen.size().width()),
        "panes": sorted(len(window.children()) for window in shown),
        "born": {str(rect(window.geometry())): window.property("born") or _mark(window) for window in shown},
        "factors": {str(rect(window.geometry())): round(window.theme.factor, 3) for window in shown},
        "notices": [child.notice for window in shown for child in window.children() if isinstance(child, WallHeader)],
        "tiles_mb": process.tiles.store.used / 2**20,
        "kinds": {
            str(rect(window.geometry())): sorted(type(child).__name__ for child in window.children())
            for window in shown
        },
    }
    draft = report.with_suffix(".new")
    draft.write_text(json.dumps(told))
    draft.replace(report)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
