"""Asking for a file: whatever is typed, the ending stays, and no file is lost that nobody was asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from screens.desk import files
from screens.desk.files import file_to_write, files_to_read

NAME, KINDS = "事件时间线-20261127-1200.csv", "表格 (*.csv)"
Typed = Callable[..., list[str]]


@pytest.fixture
def parent(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[QWidget]:
    monkeypatch.setattr(files, "_last", [tmp_path])
    made = QWidget()
    qtbot.addWidget(made)
    yield made


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    """A person who types these names, one each time they are asked; None: takes what is offered, "": gives up."""

    def type_in(*names: str | None) -> list[str]:
        left, offered = list(names), []

        def answer(dialog: QFileDialog) -> int:
            offered.append(Path(dialog.selectedFiles()[0]).name if dialog.selectedFiles() else "")
            name = left.pop(0)
            if name:
                dialog.selectFile(name)
            return int(name != "")

        monkeypatch.setattr(QFileDialog, "exec", answer)
        return offered

    return type_in


def test_what_is_offered_is_taken_where_it_was_taken_last(parent: QWidget, typed: Typed, tmp_path: Path) -> None:
    assert typed(None) == []
    assert file_to_write(parent, "导出", NAME, KINDS) == tmp_path / NAME


@pytest.mark.parametrize("name", ["report", "report.csv"])
def test_a_bare_name_is_asked_about_with_its_ending(parent: QWidget, typed: Typed, tmp_path: Path, name: str) -> None:
    """The dialog itself knows the whole name, and so asks before it overwrites."""
    offered = typed(name)
    assert file_to_write(parent, "导出", NAME, KINDS) == tmp_path / "report.csv"
    assert len(offered) == 1


def test_another_ending_is_asked_about_again(parent: QWidget, typed: Typed, tmp_path: Path) -> None:
    offered = typed("report.v2", None)
    assert file_to_write(parent, "导出", NAME, KINDS) == tmp_path / "report.v2.csv"
    assert offered == [NAME, "report.v2.csv"]


def test_who_gives_up_writes_nothing_and_reads_nothing(parent: QWidget, typed: Typed) -> None:
    typed("report.v2", "")
    assert file_to_write(parent, "导出", NAME, KINDS) is None
    typed("")
    assert files_to_read(parent, "打开", KINDS) == []
