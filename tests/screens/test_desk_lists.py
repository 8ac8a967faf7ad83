"""A flood of quarantined events while the list of them is open does not freeze the desk."""

from __future__ import annotations

import time

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from resources.theme import load
from screens.desk_lists import _List


class _Many(_List):
    def rows(self) -> list[list[str]]:
        return [[str(number), "原因" * 5, "原文" * 50] for number in range(500)]


def test_an_open_list_is_filled_anew_at_once(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    many = _Many("t", ["一", "二", "三"], load("desk-light"), parent)
    many.open_list()
    qtbot.waitExposed(many)
    began = time.perf_counter()
    many.refresh()
    assert time.perf_counter() - began < 1.0 and many.table.rowCount() == 500
