"""Each language is whole: nothing of the interface is left in the other one, wherever a person may look or point.

Data is the city's own in either language. What is the interface's is known from the translation file: a text that reads
as a Chinese source while English is spoken was not translated, or was made before the language changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import ink
import pytest
from duty_stage import Stage
from hall import Hall
from interface import left_in
from places import Place, desk_places, settle, themed, wall_places
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from console.app.windows.language import speak
from console.config.look import Language
from console.config.tables import TableBook
from console.domain.departments import DEPARTMENTS

SIZE = (1920, 1080)
CHANNELS = {row.channel for row in TableBook().current().reporting}
DATA = {*DEPARTMENTS, *DEPARTMENTS.values(), *CHANNELS, "简体中文", "English"}
"""Names that the city's own tables give, some of which are words of the interface too; a language names itself."""


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Hall]:
    made = Hall(tmp_path_factory.mktemp("hall"))
    yield made
    made.close()


def said(widget: QWidget) -> Iterator[str]:
    """What a widget says, and what it says when it is pointed at or read aloud."""
    yield from (widget.toolTip(), widget.statusTip(), widget.accessibleName(), widget.accessibleDescription())
    if widget.isWindow():
        yield widget.windowTitle()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(number) for number in range(widget.count()))
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(number) for number in range(widget.count()))
    elif isinstance(widget, QTextEdit):
        yield from widget.toPlainText().splitlines()
    elif isinstance(widget, QHeaderView):
        model = widget.model()
        yield from (str(model.headerData(each, widget.orientation()) or "") for each in range(widget.count()))


def texts(window: QWidget, marks: ink.Ink) -> Iterator[str]:
    """Everything that is said in a window."""
    for each in (*marks.widgets.values(), *marks.views.values(), *marks.pictures.values()):
        yield from (mark.wanted for mark in each)
    for widget in (window, *window.findChildren(QWidget)):
        yield from said(widget)
    yield from (action.text() for action in window.findChildren(QAction))


def left(places: Iterable[Place], hall: Stage, language: Language) -> list[str]:
    """Texts of the other language, and where."""
    found: dict[str, None] = {}
    with ink.watched() as marks:
        for name, window in places:
            hall.hear()
            settle()
            marks.look_again()
            window.repaint()
            wrong = [text for text in texts(window, marks) if text not in DATA and left_in(text, language)]
            found.update(dict.fromkeys(f"{name}: “{text}”" for text in wrong))
    return list(found)


@pytest.mark.parametrize("language", list(Language))
def test_nothing_is_left_in_the_other_language(hall: Hall, language: Language) -> None:
    speak(language)
    try:
        found = left(desk_places(hall, themed("wall-dark", SIZE, 1.0), SIZE), hall, language)
        found += left(wall_places(hall, themed("wall-dark", SIZE, 1.0, 4.0), SIZE, 3), hall, language)
    finally:
        speak(Language.CHINESE)
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("text", "language", "wrong"),
    [
        ("未确认", Language.ENGLISH, True),
        ("告警 · 每小时 · 24 h", Language.ENGLISH, True),
        ("搁置至 11-28 03:20：排口检修", Language.ENGLISH, True),
        ("滨河新区经济技术开发区第三污水处理厂", Language.ENGLISH, False),
        ("Unacknowledged", Language.CHINESE, True),
        ("live · 3 s", Language.CHINESE, True),
        ("COD 87.5 mg/L", Language.CHINESE, False),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isascii() else "",
)
def test_what_is_left_in_the_other_language_is_found(text: str, language: Language, wrong: bool) -> None:
    assert left_in(text, language) is wrong
