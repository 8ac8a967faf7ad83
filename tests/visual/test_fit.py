"""No text is cut or lies upon other text: every page, dialog and wall, in both languages, at every size we promise.

Measured, not compared with pictures: Qt's widgets by their needs (``fit``), our own painting by the marks it leaves
(``ink``). Words of the interface and figures may not even be shortened with …; data may.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import fit
import ink
import pytest
from duty_stage import Stage
from hall import Hall
from interface import ours
from places import Place, desk_places, settle, themed, wall_places
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTabBar, QWidget

from console.app.windows.language import speak
from console.config.look import Language, ThemeName
from resources.theme import load
from screens.desk.page_stack import Scroller
from widgets import draw

SMALLEST = (1280, 720), 1.5
"""The least monitor with the largest type: least room for words."""
SIZES = [
    ((1280, 720), 1.0),
    SMALLEST,
    ((1920, 1080), 1.0),
    ((3840, 2160), 1.0),
    ((6656, 1792), 1.0),
    ((1920, 1080), 1.5),
]
CASES = [(language, size, zoom) for language in Language for size, zoom in SIZES]
NAMES = [f"{language.value}-{size[0]}x{size[1]}-{zoom:.0%}" for language, size, zoom in CASES]
THEMES = [each.value for each in ThemeName]


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Hall]:
    made = Hall(tmp_path_factory.mktemp("hall"))
    yield made
    made.close()


@pytest.fixture(params=range(len(CASES)), ids=NAMES)
def case(request: pytest.FixtureRequest, hall: Hall) -> Iterator[tuple[tuple[int, int], float, str]]:
    """A size, a zoom and a theme, with the language spoken. Every theme comes in turn, in each language."""
    language, size, zoom = CASES[request.param]
    speak(language)
    hall.hear()
    yield size, zoom, THEMES[request.param % len(THEMES)]
    speak(Language.CHINESE)


def faults(places: Iterable[Place], hall: Stage, size: tuple[int, int] | None = None, zoom: float = 1.0) -> list[str]:
    """What is wrong, and where. ``size``: of the monitor, which no window may exceed."""
    found: dict[str, None] = {}
    with ink.watched() as marks:
        for name, window in places:
            hall.hear()
            settle()
            marks.look_again()
            window.repaint()
            cut = [mark for mark in marks.shortened() if ours(mark.wanted)]
            here = [*ink.faults(marks), *fit.faults(window, scrolls=zoom > 1)]
            here += [f"“{mark.wanted}” is shortened to “{mark.shown}”" for mark in cut]
            if size is not None and (window.width() > size[0] or window.height() > size[1]):
                here.append(f"{window.width()}×{window.height()} is larger than the monitor")
            found.update(dict.fromkeys(f"{name}: {fault}" for fault in here))
    return list(found)


def test_the_desk_fits(case: tuple[tuple[int, int], float, str], hall: Hall) -> None:
    size, zoom, theme = case
    dialogs = size == (1920, 1080) or (size, zoom) == SMALLEST  # elsewhere a dialog is as large as its type is
    wrong = faults(desk_places(hall, themed(theme, size, zoom), size, dialogs=dialogs), hall, size, zoom)
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize("outputs", [1, 3])
def test_the_wall_fits(case: tuple[tuple[int, int], float, str], hall: Hall, outputs: int) -> None:
    size, zoom, theme = case
    wrong = faults(wall_places(hall, themed(theme, size, zoom, 4.0), size, outputs), hall)
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize("language", list(Language))
def test_every_act_on_an_alarm_is_seen_at_once_where_room_is_least(hall: Hall, language: Language) -> None:
    """What is below may be scrolled to; an act that nobody sees is not done."""
    (size, zoom), unseen = SMALLEST, []
    speak(language)
    for name, window in desk_places(hall, themed("wall-dark", size, zoom), size, dialogs=False):
        if name == "alarms":
            hall.hear()
            window.alarms.refresh()
            window.alarms.table.select_index(1)
            settle()
            shown = [each for each in window.alarms.details.acts.buttons.values() if each.isVisible()]
            unseen = [each.text() for each in shown if each.visibleRegion().boundingRect() != each.rect()]
            assert len(shown) > 5
    speak(Language.CHINESE)
    assert not unseen


class Clumsy(QWidget):
    """Paints one fault of each kind, if told to."""

    def __init__(self, fault: str) -> None:
        super().__init__()
        self._fault = fault
        self.theme = load("wall-dark")
        self.resize(400, 200)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = 24.0
        self._say(painter, QRectF(10, 20, 300, line), "告警")
        self._say(painter, QRectF(10, 20 + line, 300, line), "第 0 号井盖位移")
        if self._fault == "overlap":
            self._say(painter, QRectF(30, 26, 300, line), "另一行")
        elif self._fault == "outside":
            painter.drawText(380, 100, "在边上")
        elif self._fault == "shortened":
            self._say(painter, QRectF(10, 90, 20, line), "未确认")
        elif self._fault == "picture":
            self._paint_picture()
        painter.end()

    def _paint_picture(self) -> None:
        picture = QPixmap(100, 40)
        painter = QPainter(picture)
        self._say(painter, QRectF(0, 0, 100, 20), "图上")
        self._say(painter, QRectF(5, 5, 100, 20), "图中")
        painter.end()  # before its picture goes

    def _say(self, painter: QPainter, rect: QRectF, words: str) -> None:
        draw.text(painter, rect, words, self.theme, "body", "text")


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("none", ""),
        ("overlap", "“告警” and “另一行” overlap"),
        ("outside", "“在边上”"),
        ("shortened", "“未确认” is shortened"),
        ("picture", "“图上” and “图中” overlap"),
    ],
    ids=lambda words: words if words.isascii() else "",
)
def test_faults_of_painting_are_found(hall: Hall, fault: str, said: str) -> None:
    clumsy = Clumsy(fault)
    clumsy.show()
    found = faults([("here", clumsy)], hall)
    clumsy.close()
    assert (len(found), said in "".join(found)) == (int(fault != "none"), True), found


def crowded(fault: str) -> QWidget:
    """Widgets of Qt's own with one fault."""
    box = QWidget()
    box.resize(300, 120)
    label, press, field = QLabel("一句完整的话", box), QPushButton("确认", box), QLineEdit(box)
    label.setGeometry(10, 5, 40 if fault == "label" else 200, 30)
    press.setGeometry(10, 40, 30 if fault == "button" else 120, 40)
    field.setPlaceholderText("一个很长很长的提示，写不下" if fault == "hint" else "提示")
    field.setGeometry(100 if fault == "sisters" else 150, 40, 100, 40)
    if fault == "outside":
        label.move(250, 5)
    elif fault == "tabs":
        bar = QTabBar(box)
        bar.addTab("任务清单")
        bar.addTab("应急力量")
        bar.setGeometry(10, 85, 90, 30)
    elif fault == "scrolled":
        form = QWidget()
        form.setMinimumHeight(60)
        area = Scroller(form)
        area.setParent(box)
        area.setGeometry(10, 85, 90, 30)
    elif fault == "tiny":
        QPushButton(box).setGeometry(10, 85, 40, 16)
    return box


@pytest.mark.parametrize("fault", ["none", "label", "button", "hint", "sisters", "outside", "tabs", "scrolled", "tiny"])
def test_faults_of_widgets_are_found(hall: Hall, fault: str) -> None:
    box = crowded(fault)
    box.show()
    found = faults([("here", box)], hall)
    box.close()
    assert len(found) == int(fault != "none"), found
