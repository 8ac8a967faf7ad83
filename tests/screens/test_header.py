"""The wall's top line: that the city is a made-up one is the last thing to go."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from resources.theme import load
from screens import header
from screens.header import WallHeader


@pytest.mark.parametrize("width", [1920, 1280, 960, 700])
def test_the_citys_chip_is_painted_at_every_width(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    painted: list[float] = []
    chips: Callable[..., float] = header.draw.chips

    def spy(*given: object) -> float:
        painted.append(chips(*given))
        return painted[-1]

    monkeypatch.setattr(header.draw, "chips", spy)
    top = WallHeader(load("wall-dark"))
    qtbot.addWidget(top)
    top.set_title("Guandong City Operations Command Centre", "Overview of the whole city", "fictional city")
    top.resize(width, top.sizeHint().height())
    top.grab()
    assert painted and painted[-1] > 0
