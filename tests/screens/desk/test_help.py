"""The help: one page a task, with the keys that the desk really has, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from duty_stage import Stage
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from console.models.case_acts import KEYS as CASE_KEYS
from console.models.cases import CaseShow
from console.models.text.help import FOLDER, pages, parse
from screens.desk.help_page import HelpPage, first_words
from screens.desk.incident.page import KEYS
from widgets.map.tools import KEYS as MAP_KEYS
from widgets.map.tools.strip import LIST_KEY
from widgets.webmap.menus import SWITCH_KEY

pytestmark = pytest.mark.operations
TASKS = ["登录和席位", "确认告警", "派遣到部门", "追办案件到结案", "搁置告警", "转为突发事件", "交接班", "断网时怎么看"]
TASKS += ["看地图图层", "在地图上测量、标绘、查询", "换底图，加自己的图层", "打开各系统自己的页面"]


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path, None, city=False)
    yield made
    made.close()


def test_every_task_has_a_page_with_steps() -> None:
    assert [page.title for page in pages()] == TASKS
    assert all(any(line.kind == "step" for line in page.lines) for page in pages())


def test_the_keys_of_the_workspace_are_those_of_the_help() -> None:
    (page,) = [page for page in pages() if page.title == "转为突发事件"]
    text = "\n".join(line.text for line in page.lines)
    assert all(f"`{letter}`" in text for letter in KEYS)


def test_the_keys_of_cases_are_those_of_the_help() -> None:
    (page,) = [page for page in pages() if page.title == "追办案件到结案"]
    text = "\n".join(line.text for line in page.lines)
    wanted = [*CASE_KEYS.values(), *(str(number) for number in range(1, len(CaseShow) + 1))]
    assert [letter for letter in wanted if f"`{letter}`" not in text] == []


def test_the_keys_of_the_map_are_those_of_the_help() -> None:
    (page,) = [page for page in pages() if page.title == "在地图上测量、标绘、查询"]
    text = "\n".join(line.text for line in page.lines)
    assert [key for key in (*MAP_KEYS.values(), LIST_KEY, SWITCH_KEY) if f"`{key}`" not in text] == []


def test_a_person_who_is_not_signed_in_reads_it_by_keyboard(stage: Stage, qtbot: QtBot) -> None:
    page = HelpPage(stage.room.theme, [("F1", "告警")])
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    assert page.text.toPlainText().startswith("登录和席位")
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert page.text.toPlainText().startswith("确认告警")
    assert "`" not in page.text.toPlainText()


def test_only_the_small_subset_means_anything() -> None:
    page = parse("x", "# 题\n<b>粗</b> [链](http://x)\n10. 第十步\n- 条\n")
    assert [(line.kind, line.text) for line in page.lines] == [
        ("title", "题"), ("text", "<b>粗</b> [链](http://x)"), ("step", "10. 第十步"), ("step", "· 条"),
    ]  # fmt: skip


@pytest.mark.parametrize("folder", [FOLDER, FOLDER / "en"])
def test_the_list_of_tasks_shows_no_marks_of_keys(folder: Path) -> None:
    made = pages(folder)
    assert len(made) == len(TASKS)
    assert [page.id for page in made if not first_words(page) or "`" in first_words(page)] == []
