"""How an incident begins: out of alarms or by telephone, and what is near it."""

from __future__ import annotations

import msgspec
import pytest
from duty_stage import DISPATCHER, Stage, all_of
from incident_stage import page_of, running
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot
from scenes import spill

from console.commands import intents as do
from console.domain.entities import Resource, System
from console.models.rows import AlarmRow
from screens.desk.incident.opening import OpenDialog

pytestmark = pytest.mark.operations


def alarm(name: str, backend: int, system: str = "环保") -> AlarmRow:
    return AlarmRow(1, name, 2, 0, system, f"{name} COD 超标", "海曲区", True, False, "未确认", "s", "", None, None,
                    backend=backend, branch=System.ENVIRONMENT)  # fmt: skip


def test_alarms_become_an_incident_that_is_chosen_when_its_echo_comes(stage: Stage, qtbot: QtBot) -> None:
    running(stage)
    page = page_of(stage, qtbot, DISPATCHER)
    dialog = page.open_incident([alarm("A-7", stage.backend), alarm("A-8", stage.backend)])
    assert isinstance(dialog, OpenDialog)
    assert dialog.cls.currentText() == "突发环境事件"
    with qtbot.waitSignal(dialog.accepted):
        dialog.send()
    (sent,) = all_of([do.OpenIncident], stage.sent())
    assert sent.alarms == ("A-7", "A-8") and sent.title == "A-7 COD 超标"
    assert page.held is not None and page.held.incident.id == "I-1"
    now = stage.world.now()
    stage.put(msgspec.structs.replace(spill(now), id=sent.about, v=1))
    qtbot.waitUntil(lambda: page.held is not None and page.held.incident.id == sent.about)


def test_a_report_by_telephone_needs_a_name_and_a_source(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot, DISPATCHER)
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = page.findChild(OpenDialog)
    assert dialog is not None
    for words, field, text in (
        ("请填写名称。", dialog.title, "仓库起火"),
        ("请写明信息来源。", dialog.source, "119 转来"),
    ):
        dialog.send()
        assert dialog.said.text() == words
        field.setText(text)
        dialog.cls.setCurrentText("生产安全事故")
    with qtbot.waitSignal(dialog.accepted):
        dialog.send()
    (sent,) = all_of([do.OpenIncident], stage.sent())
    assert sent.source == "119 转来" and sent.lon is not None and len(sent.area) == 6


def test_resources_are_found_by_circle_by_road_and_by_a_drawn_area(stage: Stage, qtbot: QtBot) -> None:
    now = running(stage)
    page = page_of(stage, qtbot)
    page.tabs.setCurrentWidget(page.around)
    page.around.set_reach(5)
    circle = {each.asset.id for each in page.around.found}
    assert circle and page.around.table.rows()[0].cells[-1].text == "未登记"
    assert page.around.table.rows()[0].cells[4].text == "未知"
    page.around.set_mode("drive")
    qtbot.waitUntil(lambda: bool(page.around.found), timeout=10_000)
    drive = {each.asset.id for each in page.around.found}
    assert drive < circle
    stage.put(Resource(id=page.around.found[0].asset.id, v=1, at=now, name="x", available=True))
    page.around.set_mode("ring")
    assert page.around.found == []
    size = page.around.overlay.size()
    for x, y in ((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9)):
        spot = QPoint(round(size.width() * x), round(size.height() * y))
        qtbot.mouseClick(page.around.overlay, Qt.MouseButton.LeftButton, pos=spot)
    qtbot.keyClick(page.around.overlay, Qt.Key.Key_Return)
    assert page.around.found and not page.around.overlay.drawing
    assert "沿道路" not in page.around.said.text()


def test_without_a_road_graph_the_page_says_so(stage: Stage, qtbot: QtBot) -> None:
    running(stage)
    stage.roads(None)
    page = page_of(stage, qtbot)
    page.around.set_mode("drive")
    assert page.around.said.text() == "本机没有路网数据，无法计算行车距离。"


def test_an_area_that_crosses_itself_is_refused_with_a_word(stage: Stage, qtbot: QtBot) -> None:
    running(stage)
    page = page_of(stage, qtbot)
    page.tabs.setCurrentWidget(page.around)
    page.around.set_mode("ring")
    overlay = page.around.overlay
    width, height = overlay.width(), overlay.height()
    for x, y in ((0.1, 0.5), (0.9, 0.5), (0.9, 0.9), (0.5, 0.1)):
        qtbot.mouseClick(overlay, Qt.MouseButton.LeftButton, pos=QPoint(round(width * x), round(height * y)))
    assert len(overlay.ring) == 3 and "自相交" in page.around.said.text()
    qtbot.mouseClick(overlay, Qt.MouseButton.LeftButton, pos=QPoint(round(width * 0.2), round(height * 0.9)))
    qtbot.keyClick(overlay, Qt.Key.Key_Return)
    assert len(overlay.ring) == 4 and not overlay.drawing
