"""What is printed: whole lines at the foot of every page, one language, nothing beyond the edge."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import ink
import pytest
from hall import Hall
from interface import left_in
from places import settle, themed
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPdfWriter
from PySide6.QtWidgets import QApplication

from console.app.windows import printing
from console.app.windows.language import speak
from console.app.windows.printing import print_paper
from console.config.desk_prefs import PrefsFile
from console.config.look import Language
from console.models.text.paper import Paper, Part
from screens.desk.gear import DeskGear
from screens.desk.window import DeskWindow

SIZE = (1920, 1080)


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Hall]:
    made = Hall(tmp_path_factory.mktemp("hall"))
    yield made
    made.close()


def papers(hall: Hall) -> dict[str, Paper]:
    """Everything that can be printed, as it stands now."""
    desk = DeskWindow(
        hall.world, themed("desk-light", SIZE, 1.0), hall.tiles, hall.operations, DeskGear(PrefsFile(None))
    )
    desk.resize(*SIZE)
    desk.show()
    found = {}
    for name in ("handover", "incidents"):
        desk.show_page(name)
        hall.hear()
        settle()
        page = desk.stack.currentWidget()
        if name == "incidents":
            page.choose("I-1")
        found[name] = page.paper() if name == "handover" else page.story.paper()
    desk.hand_over()
    desk.close()
    desk.deleteLater()
    settle()
    return found


@pytest.mark.parametrize("language", list(Language))
def test_what_is_printed_is_whole_and_in_one_language(hall: Hall, tmp_path: Path, language: Language) -> None:
    speak(language)
    try:
        for name, paper in papers(hall).items():
            with ink.watched() as marks:
                print_paper(paper, tmp_path / f"{name}-{language.value}.pdf")
            lines = [paper.title, *paper.facts, *(part.heading for part in paper.parts), paper.foot]
            assert [line for line in lines if left_in(line, language)] == []
            for (_, width, height), several in marks.views.items():
                feet = [mark for mark in several if mark.rect.bottom() > height * 0.9]
                assert len(feet) >= 2, "a foot has its source and its page"
                said, page = feet[:2]
                assert said.rect.right() < page.rect.left(), f"“{said.shown}” runs into “{page.shown}”"
                assert all(mark.rect.left() >= 0 and mark.rect.right() <= width + 1 for mark in feet)
    finally:
        speak(Language.CHINESE)


@pytest.mark.parametrize("before", range(18, 34))
def test_no_heading_stands_alone_at_the_end_of_a_page(qapp: QApplication, tmp_path: Path, before: int) -> None:
    parts = [Part("告警", ["一行"] * before), Part("任务", ["第一件", "第二件"])]
    writer, body = QPdfWriter(str(tmp_path / "paper.pdf")), QRectF(0, 0, 1000, 900)
    writer.setResolution(printing.DPI)
    document = printing._document(Paper("交接班记录", ["班次"], parts), writer, body)
    layout, block, places = document.documentLayout(), document.begin(), {}
    while block.isValid():
        places[block.text()] = layout.blockBoundingRect(block)
        block = block.next()
    assert int(places["任务"].top() // body.height()) == int((places["第一件"].bottom() - 1) // body.height())
