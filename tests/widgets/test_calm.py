"""A wheel over a box or a slider that nobody has chosen scrolls what it lies in; all of them are made that way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSlider,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from resources.theme import Scale, load
from widgets.calm import calm
from widgets.layer_panel import LayerPanel, Offer

ROOT = Path(__file__).resolve().parents[2]
MAKES = re.compile(
    r"(?<!calm\()\bQ(?:Combo|Spin|DoubleSpin)Box\(|(?<!calm\()\bQ(?:Slider|DateEdit|TimeEdit|DateTimeEdit)\("
)
"""One of these that is not made calm."""
A_KIND_OF_ITS_OWN = re.compile(r"^class \w+\(")


def turn(widget: QWidget) -> None:
    """One notch of the wheel towards the person, at the middle of a widget."""
    window = widget.window()
    QTest.wheelEvent(window.windowHandle(), QPointF(widget.mapTo(window, widget.rect().center())), QPoint(0, -120))


@pytest.fixture
def scrolled(qtbot: QtBot) -> tuple[QScrollArea, dict[str, QWidget]]:
    made: dict[str, QWidget] = {
        "spin": calm(QDoubleSpinBox()), "slider": calm(QSlider(Qt.Orientation.Horizontal)),
        "combo": calm(QComboBox()), "written": calm(QComboBox()),
    }  # fmt: skip
    for each in ("combo", "written"):
        made[each].addItems(["a", "b", "c"])  # type: ignore[attr-defined]
    made["written"].setEditable(True)  # type: ignore[attr-defined]
    inside = QWidget()
    column = QVBoxLayout(inside)
    for widget in (QLineEdit(), *made.values()):
        column.addWidget(widget)
    for line in range(60):
        column.addWidget(QLabel(str(line)))
    area = QScrollArea()
    area.setWidget(inside)
    area.resize(300, 300)
    qtbot.addWidget(area)
    area.show()
    qtbot.waitExposed(area)
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    return area, made


def value(widget: QWidget) -> float:
    return widget.currentIndex() if isinstance(widget, QComboBox) else widget.value()  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["spin", "slider", "combo", "written"])
def test_the_wheel_scrolls_until_the_widget_is_chosen(
    scrolled: tuple[QScrollArea, dict[str, QWidget]], qtbot: QtBot, name: str
) -> None:
    area, made = scrolled
    widget, bar = made[name], area.verticalScrollBar()
    before = value(widget)
    turn(widget)
    assert value(widget) == before and not widget.hasFocus()
    assert bar.value() > 0
    bar.setValue(0)
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
    if isinstance(widget, QDoubleSpinBox | QSlider):
        widget.setValue(50)
        before = 50
    turn(widget)
    assert value(widget) != before and bar.value() == 0


def test_the_layer_panel_is_scrolled_over_its_boxes_and_nothing_is_wished(qtbot: QtBot) -> None:
    panel = LayerPanel(load(scale=Scale(height_px=1080)), lambda: 0)
    offers = [Offer(f"l{number}", f"图层 {number}", "组") for number in range(12)]
    panel.arrange([(offer, 0.8, 8.0, 16.0) for offer in offers])
    qtbot.addWidget(panel)
    panel.resize(panel.width(), 400)
    panel.show()
    qtbot.waitExposed(panel)
    wishes: list[tuple[object, ...]] = []
    panel.wished.connect(lambda *wish: wishes.append(wish))
    card = panel.cards["l0"]
    for widget in (card.slider, card.first, card.last):
        panel.verticalScrollBar().setValue(0)
        turn(widget)
        assert panel.verticalScrollBar().value() > 0
    assert not wishes


def test_every_box_and_slider_of_the_product_is_calm() -> None:
    restless = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for folder in ("screens", "widgets")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if MAKES.search(line) and not A_KIND_OF_ITS_OWN.match(line)
    ]
    assert restless == []
