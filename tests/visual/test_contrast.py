"""Every text that we paint can be read on what is really behind it, in every theme (WCAG 2.1, 4.5:1).

What is behind a text is the commonest colour of the picture where the text stands, so that selected rows, chips and
tinted grounds count as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import ink
import numpy as np
import pytest
from duty_stage import Stage
from hall import Hall
from places import Place, desk_places, settle, themed, wall_places
from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QWidget,
)

from console.config.look import ThemeName
from console.domain.truth import Quality
from resources.theme import READABLE, contrast, load
from widgets import draw
from widgets.pane import PaneFrame

SIZE = (1920, 1080)


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Hall]:
    made = Hall(tmp_path_factory.mktemp("hall"))
    yield made
    made.close()


def ground(picture: QImage, rect: QRect) -> str:
    """The commonest colour in a part of a picture."""
    part = picture.copy(rect.intersected(picture.rect())).convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(part.constBits(), np.uint32).reshape(part.height(), part.bytesPerLine() // 4)
    colours = Counter((pixels[:, : part.width()] & 0xFFFFFF).ravel().tolist())
    return f"#{colours.most_common(1)[0][0]:06X}"


def faint(places: Iterable[Place], hall: Stage) -> tuple[list[str], int]:
    """Texts that can't be read, with their colours; and how many were looked at."""
    found: dict[str, None] = {}
    seen = 0
    with ink.watched() as marks:
        for name, window in places:
            hall.hear()
            settle()
            marks.look_again()
            window.repaint()
            picture = window.grab().toImage()
            for widget, several in [*marks.widgets.items(), *_views(window, marks)]:
                if widget.window() is window:
                    seen += len(several)
                    found.update(dict.fromkeys(f"{name}: {each}" for each in _faint(widget, several, picture)))
            found.update(dict.fromkeys(f"{name}: {each}" for each in plain(window, picture)))
    return list(found), seen


def plain(window: QWidget, picture: QImage) -> Iterator[str]:
    """Words of Qt's own widgets that can't be read, disabled ones and hints in empty fields too."""
    for widget in window.findChildren(QWidget):
        part = widget.visibleRegion().boundingRect()
        if not isinstance(widget, WORDED) or part.isEmpty() or _veiled(widget):
            continue
        corner = widget.mapTo(window, QPoint(0, 0))
        for words, rect in _said(widget):
            inside = rect.intersected(part).translated(corner)
            if words.strip() and inside.height() > fits_a_line(widget) and inside.width() > 4:
                best = most_contrast(picture, inside)
                if best < READABLE:
                    off = "" if widget.isEnabled() else ", disabled"
                    yield f"{type(widget).__name__} “{words[:30]}”{off}: {best:.1f}"


def _veiled(widget: QWidget) -> bool:
    """Lies under a pane's 未知, which says all that there is to say."""
    above = widget.parentWidget()
    while above is not None and not (isinstance(above, PaneFrame) and above.quality() is Quality.UNKNOWN):
        above = above.parentWidget()
    return above is not None


WORDED = (QLabel, QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QTabBar)


def fits_a_line(widget: QWidget) -> int:
    """Below this height nothing of a line is seen that could be measured."""
    return widget.fontMetrics().height() * 2 // 3


def _said(widget: QWidget) -> Iterator[tuple[str, QRect]]:
    """The words of a widget and where they stand in it, without its border."""
    if isinstance(widget, QTabBar):
        for number in range(widget.count()):
            yield widget.tabText(number), widget.tabRect(number).adjusted(4, 4, -4, -4)
    elif isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText() or widget.placeholderText(), widget.rect().adjusted(4, 4, -4, -4)
    elif isinstance(widget, QComboBox):
        yield widget.currentText(), widget.rect().adjusted(4, 4, -widget.height(), -4)
    else:
        hint = widget.placeholderText() if isinstance(widget, QLineEdit) else ""
        edge = 0 if isinstance(widget, QLabel) else 4
        yield widget.text() or hint, widget.rect().adjusted(edge, edge, -edge, -edge)


def most_contrast(picture: QImage, rect: QRect) -> float:
    """Of a stroke of the words against what is behind them; strokes are thin, so the best pixel is their colour."""
    behind = ground(picture, rect)
    part = picture.copy(rect).convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(part.constBits(), np.uint32).reshape(part.height(), part.bytesPerLine() // 4)
    colours = np.unique(pixels[:, : part.width()] & 0xFFFFFF)
    return max(contrast(f"#{int(colour):06X}", behind) for colour in colours)


def _views(window: QWidget, marks: ink.Ink) -> Iterator[tuple[QWidget, list[ink.Mark]]]:
    """Lists and tables that Qt paints name no widget: found by their size, where only one has it."""
    shown = [view.viewport() for view in window.findChildren(QAbstractItemView) if view.isVisible()]
    for (_, width, height), several in marks.views.items():
        same = [widget for widget in shown if (widget.width(), widget.height()) == (width, height)]
        if len(same) == 1:
            yield same[0], several


def _faint(widget: QWidget, marks: list[ink.Mark], picture: QImage) -> Iterator[str]:
    corner = widget.mapTo(widget.window(), QPoint(0, 0))
    for mark in marks:
        rect = mark.rect.toAlignedRect().translated(corner)
        if not picture.rect().intersects(rect) or not mark.shown.strip(" ·…\u00a0"):
            continue
        behind = ground(picture, rect)
        if contrast(mark.colour, behind) < READABLE:
            said = f"{type(widget).__name__} “{mark.shown}” {mark.colour} on {behind}"
            yield f"{said}: {contrast(mark.colour, behind):.1f}"


@pytest.mark.parametrize("theme", [each.value for each in ThemeName])
def test_every_painted_text_can_be_read_on_its_ground(hall: Hall, theme: str) -> None:
    desk, texts = faint(desk_places(hall, themed(theme, SIZE, 1.0), SIZE), hall)
    wall, more = faint(wall_places(hall, themed(theme, SIZE, 1.0, 4.0), SIZE, 1), hall)
    assert texts > 1_000 and more > 30
    assert not desk + wall, "\n" + "\n".join(desk + wall)


class Faint(QWidget):
    """Grey words on a ground."""

    def __init__(self, ground: str) -> None:
        super().__init__()
        self._ground = ground
        self.resize(200, 60)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._ground))
        draw.text(painter, QRectF(10, 10, 150, 30), "看得清", load("wall-dark"), "body", "tertiary")


@pytest.mark.parametrize(("behind", "wrong"), [("#121A24", 0), ("#5A6673", 1)])
def test_a_faint_text_is_found(hall: Hall, behind: str, wrong: int) -> None:
    window = Faint(behind)
    window.show()
    found, _ = faint([("here", window)], hall)
    window.close()
    assert len(found) == wrong


def test_a_faint_hint_and_a_faint_disabled_button_are_found(hall: Hall) -> None:
    window = QWidget()
    window.setStyleSheet(
        "QWidget { background: #121A24; } QLineEdit { color: #E6EDF5; placeholder-text-color: #3A4654; }"
        "QPushButton { color: #E6EDF5; } QPushButton:disabled { color: #3A4654; }"
    )
    window.resize(300, 120)
    field, press, seen = QLineEdit(window), QPushButton("不同意", window), QPushButton("同意", window)
    field.setPlaceholderText("筛选")
    press.setEnabled(False)
    for number, each in enumerate((field, press, seen)):
        each.setGeometry(10, 5 + 38 * number, 200, 34)
    window.show()
    found, _ = faint([("here", window)], hall)
    window.close()
    assert [("筛选" in each, "disabled" in each) for each in found] == [(True, False), (False, True)]
