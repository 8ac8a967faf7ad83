"""What the head of the desk gives up where room is short."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from console.domain.truth import Quality, Truth
from resources import theme
from screens.desk.nav_bar import NavBar
from screens.desk.pages import PageSpec

pytestmark = pytest.mark.operations


def test_the_desks_own_name_goes_when_the_citys_comes_and_returns_with_the_room(qtbot: QtBot) -> None:
    """A register may come long after the window has its size."""
    pages = [PageSpec(f"p{at}", "页面名称", f"F{at}") for at in range(7)]
    bar = NavBar(theme.load(), pages)
    qtbot.addWidget(bar)
    bar.resize(1200, 40)
    bar.show()
    truth = Truth(Quality.LIVE, 0.0)
    seen = []
    for city in ("", "滨海示范市城市运行管理服务中心" * 3, ""):
        bar.refresh(city, "", None, truth, 1_780_000_000_000)
        seen.append(bar.title.isVisible())
    assert seen == [True, False, True]
