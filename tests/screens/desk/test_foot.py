"""What the foot of the desk gives up where room is short, and what it never does."""

from __future__ import annotations

from pathlib import Path

import pytest
from duty_stage import LEADER, Stage
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.domain.truth import Quality, Truth
from screens.desk.bottom_line import BottomLine, link_words

pytestmark = pytest.mark.operations


def test_a_narrow_link_says_how_it_is_before_whose_it_is() -> None:
    truth = Truth(Quality.LIVE, 3.0)
    assert link_words("城市指挥中心", "", True, truth) == "城市指挥中心：实时 · 3 s"
    assert link_words("城市指挥中心", "", True, truth, narrow=True) == "实时 · 3 s · 城市指挥中心"


def test_seat_date_and_post_give_way_and_can_be_pointed_at(tmp_path: Path, qtbot: QtBot) -> None:
    stage = Stage(tmp_path)
    stage.operations.sign_in(LEADER, "s")
    window = QWidget()
    window.setStyleSheet(stage.room.theme.qss())
    qtbot.addWidget(window)
    foot = BottomLine(stage.world, stage.room.theme, stage.operations, can_sign_in=True)
    foot.setParent(window)
    window.resize(1900, 60)
    window.show()
    foot.show()
    seen = []
    for width in (1800, foot.minimumSizeHint().width()):
        foot.resize(QSize(width, 40))
        foot.refresh([], silent=False)
        seen.append((foot.person.text(), len(foot.clock.text()) > len("00:00:00"), foot.minimumSizeHint().width()))
    stage.close()
    assert [each[:2] for each in seen] == [("赵志国 · 值班长 · 市城市管理局", True), ("赵志国", False)]
    assert "市城市管理局" in foot.person.toolTip() and "席位" in foot.clock.toolTip()
    assert abs(seen[0][2] - seen[1][2]) <= 16, "wide words don't keep a window wide"
