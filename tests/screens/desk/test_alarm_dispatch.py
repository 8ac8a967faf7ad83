"""Of an alarm in the desk's list: its own state, where its case stands, what was and what is now, each in its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alarm_stage import MINUTE, alarm, desk_of
from duty_stage import Stage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from console.domain.entities import Case, System
from console.domain.entities import Stage as CaseStage
from console.store.commit import Commit, Counts, Cursor
from screens.desk import DeskWindow
from tests.fakes.events import sample
from widgets.alarms.columns import Column
from widgets.alarms.painter import cell_text

pytestmark = pytest.mark.operations
SERIES = '[{"id": "aq-01/AQI", "asset": "aq-01", "factor": "AQI", "name": "AQI", "unit": "", "cadence": 3600.0}]'


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path)
    now = made.world.now()
    made.writer.register(made.backend, "series", "1", SERIES.encode())
    made.put(
        alarm(now, 0, acknowledged=True, case="CA-1", state="已派遣"),
        alarm(now, 1, title="第一站空气质量严重污染，AQI 364", value=364.0, limit=300.0, series="aq-01/AQI"),
        Case(id="CA-1", v=1, at=now, system=System.CITY, stage=CaseStage.DISPATCHED, category="部件", title="井盖位移",
             opened=now, due=now + 60 * MINUTE, department="城管", origin="A-0"),
    )  # fmt: skip
    yield made
    made.close()


def _facts(desk: DeskWindow, name: str) -> str:
    desk.alarms.look_at(desk.world.alarms.find(name))
    return desk.alarms.details.facts.findChild(QLabel).text()


def test_state_and_dispatch_are_columns_of_their_own(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    columns = [place.column for place in desk.alarms.table._painter.columns]
    assert columns.index(Column.DISPATCH) == columns.index(Column.STATE) + 1
    row = desk.world.alarms.by_key(desk.world.alarms.find("A-0"))
    assert [cell_text(column, row, 0) for column in (Column.STATE, Column.DISPATCH)] == ["已确认", "待接收"]
    said = _facts(desk, "A-0")
    assert "已派遣 城管，待接收" in said and "来源系统称“已派遣”" in said


def test_the_chip_shows_what_nobody_was_sent_to(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    chip = desk.alarms.bar.stages
    actions = {action.text(): action for action in chip.menu().actions()}
    actions["未派遣"].trigger()
    assert [desk.alarms.filtered.row(at).id for at in range(desk.alarms.filtered.count())] == ["A-1"]
    assert chip.text() == "未派遣"
    state = desk.alarms.bar.keep_state()
    desk.alarms.bar.clear()
    assert desk.alarms.filtered.count() == 2 and chip.ticked() == []
    desk.alarms.bar.restore_state(state)
    assert desk.alarms.filtered.count() == 1 and chip.text() == "未派遣"


def test_what_was_when_it_came_and_what_is_now_are_told_apart(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    assert "报警时 364" in _facts(desk, "A-1") and "最新" not in _facts(desk, "A-1")
    commit = Commit(stage.backend, Cursor("e", stage.seq, 0), Counts())
    commit.samples = {"aq-01/AQI": [sample("aq-01/AQI", 1, 212.0)]}
    stage.writer.commit(commit)
    stage.look()
    desk._refresh()
    said = _facts(desk, "A-1")
    assert "报警时 364，限值 300" in said and "最新 212（05-29 04:30）" in said
