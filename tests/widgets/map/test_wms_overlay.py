"""A WMS over a map that moves or goes away while it is asked: an answer that comes late hurts nobody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from console.geodata.library import WMS, Manifest
from console.models.city_map.shapes import PictureLayer
from resources import theme
from widgets.map import MapPane, TileSource, wms_overlay
from widgets.map.wms_overlay import WmsOverlay

Answers = list[Callable[[dict[str, Any]], None]]


class Asked:
    """Takes questions as the source of tiles does, which outlives every map."""

    def __init__(self) -> None:
        self.answers: Answers = []

    def ask(self, _request: dict[str, Any], then: Callable[[dict[str, Any]], None]) -> None:
        self.answers.append(then)


def _laid(qtbot: QtBot) -> tuple[Asked, MapPane, WmsOverlay]:
    asked, pane = Asked(), MapPane(theme.load())
    pane.resize(300, 200)
    pane.show()
    service = Manifest(name="wms", title="路网", kind=WMS, url="http://127.0.0.1/wms", layers="roads")
    overlay = WmsOverlay(pane, cast(TileSource, asked), PictureLayer("own-wms", "路网"), service)
    qtbot.waitUntil(lambda: bool(asked.answers))
    return asked, pane, overlay


@pytest.mark.parametrize("kind", ["given up", "refused", "a picture"])
def test_an_answer_after_the_map_is_gone_is_let_go(qtbot: QtBot, tmp_path: Path, kind: str) -> None:
    """A desk that changes its language is made anew within the twenty seconds that a service may take."""
    asked, pane, overlay = _laid(qtbot)
    shiboken6.delete(pane)
    assert not shiboken6.isValid(overlay)
    answer = {"given up": {}, "refused": {"trouble": "refused"}, "a picture": {"path": str(tmp_path / "a.png")}}[kind]
    asked.answers[0](answer)


def test_a_refusal_does_not_keep_the_next_view_waiting(qtbot: QtBot) -> None:
    """Of the view before; only when nothing else is about to be asked is it a minute until the next time."""
    asked, pane, overlay = _laid(qtbot)
    qtbot.addWidget(pane)
    pane.camera.look_at(118.7, 37.5, 12)
    asked.answers[0]({"trouble": "refused"})
    assert overlay._settle.isActive() and overlay._settle.interval() <= wms_overlay.SETTLE_MS
    overlay._settle.stop()
    asked.answers[0]({"trouble": "refused"})
    assert overlay._settle.isActive() and overlay._settle.interval() > wms_overlay.SETTLE_MS
    overlay.close()
