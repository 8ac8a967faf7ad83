"""The wall's top line: that the city is a made-up one is the last thing to go."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from console.domain.truth import Quality, Truth
from resources.theme import load
from screens import header
from screens.header import WallHeader, duty_pairs
from tests.models.worlds import HOUR, MORNING, shift


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


@pytest.mark.parametrize("width", [1920, 1280, 960])
def test_what_is_wrong_with_the_wall_itself_is_told_beside_the_city(qtbot: QtBot, width: int) -> None:
    top = WallHeader(load("wall-dark"))
    qtbot.addWidget(top)
    top.set_title("示范市智慧城市指挥运营中心", "日常值守", "虚构城市")
    top.resize(width, top.sizeHint().height())

    def marked() -> bool:
        image, amber = top.grab().toImage(), load("wall-dark").token("delayed").lower()
        places = ((x, y) for x in range(0, width, 2) for y in range(0, top.height(), 2))
        return any(image.pixelColor(*place).name() == amber for place in places)

    assert not marked()
    top.set_notice("大屏设置有误，沿用原来的")
    assert marked()
    top.set_notice("")
    assert not marked()


@pytest.mark.parametrize("width", [1920, 700])
def test_name_and_scene_have_all_that_the_duty_line_leaves(qtbot: QtBot, width: int) -> None:
    top = WallHeader(load("wall-dark"))
    qtbot.addWidget(top)
    top.resize(width, top.sizeHint().height())
    top.set_title("示范市智慧城市指挥运营中心", "日常值守", "虚构城市")
    top.set_notice("大屏设置有误，沿用原来的")
    top.set_duty(None, Truth(), MORNING)
    asked = top._duty.sizeHint().width()
    assert top._duty.width() >= asked, "who is on duty is whole"
    assert top._left() == top._left_width() or top._duty.width() == asked, "nothing is cut beside empty room"
    assert width > 700 or top._left() > width // 2


def test_a_shift_that_is_over_or_only_remembered_says_so_before_all_else() -> None:
    """Where room is short the last words go first: these must not be among them."""
    live, on = Truth(Quality.LIVE, 1.0, MORNING), shift("day", dispatchers={"应急局": ["甲", "乙"]})
    posts = [("带班领导", "周建国"), ("指挥长", "未排"), ("值班长", "赵志国"), ("", "当班调度员 2 人")]
    assert duty_pairs(on, live, MORNING + HOUR) == posts
    over = ("", "上一班，20:30 已结束")
    assert duty_pairs(on, live, MORNING + 13 * HOUR) == [over, *posts]
    old = Truth(Quality.CACHED, 600.0, MORNING)
    assert duty_pairs(on, old, MORNING + 13 * HOUR) == [over, ("", "（缓存）"), *posts]
    assert duty_pairs(None, live, MORNING) == [("值守", "未知")]
