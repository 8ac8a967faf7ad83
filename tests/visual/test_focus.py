"""Who works by keys sees where the keyboard is: whatever Tab reaches looks otherwise there, in every theme.

Measured from pictures with and without the keyboard: enough pixels change, and what changed is told from what was
there before by 3:1 (WCAG 2.1, 1.4.11: contrast of what is not text).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hall import Hall
from numpy.typing import NDArray
from places import desk_places, settle, themed
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog, QListWidget, QPushButton, QWidget

from console.config.look import ThemeName
from resources.theme import load
from widgets.focus_ring import FocusRing, FocusWatch

SIZE = (1920, 1080)
LEAST_CONTRAST = 3.0
LEAST_SHARE = 0.5
"""Of a widget's longer side: so many pixels at least tell it, as a line along it does; a lost pixel does not."""
AROUND = 3


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Hall]:
    made = Hall(tmp_path_factory.mktemp("hall"))
    yield made
    made.close()


def reached(window: QWidget, seen: set[tuple[object, ...]]) -> list[QWidget]:
    """What Tab reaches in a window, of each kind and state that was not seen before."""
    kinds: dict[tuple[object, ...], QWidget] = {}
    for widget in window.findChildren(QWidget):
        tabbed = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if tabbed and widget.isEnabled() and not widget.visibleRegion().isEmpty() and widget.focusProxy() is None:
            checked = getattr(widget, "isChecked", bool)()
            held = type(widget.parentWidget())
            kinds.setdefault((type(widget), held, checked, bool(widget.property("primary"))), widget)
    fresh = [widget for kind, widget in kinds.items() if kind not in seen]
    seen.update(kinds)
    return fresh


def luminance(picture: QImage) -> NDArray[np.float64]:
    """Relative luminance of each pixel (WCAG)."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine() // 4, 4)
    part = pixels[:, : plain.width(), 2::-1] / 255.0
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def place(widget: QWidget) -> QRect:
    """A widget and a little around it, in its window."""
    corner = widget.mapTo(widget.window(), QPoint(0, 0))
    return QRect(corner, widget.size()).adjusted(-AROUND, -AROUND, AROUND, AROUND) & widget.window().rect()


def told(widget: QWidget, elsewhere: QWidget) -> float:
    """How many pixels tell that the keyboard is here, as a share of the longer side."""
    window, where = widget.window(), place(widget)
    elsewhere.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    without = luminance(window.grab(where).toImage())
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    if not widget.hasFocus():
        return 1.0  # it hands the keyboard on to one of its parts, which is asked itself
    within = luminance(window.grab(where).toImage())
    low, high = np.minimum(without, within), np.maximum(without, within)
    differ = int(((high + 0.05) / (low + 0.05) >= LEAST_CONTRAST).sum())
    return differ / max(widget.width(), widget.height(), 1)


def unseen(window: QWidget, seen: set[tuple[object, ...]]) -> list[str]:
    """Widgets that look the same with the keyboard."""
    found, asked = [], reached(window, seen)
    neutral = QPushButton(window)
    neutral.setGeometry(0, 0, 1, 1)
    neutral.show()
    for widget in asked:
        share = told(widget, neutral)
        if share < LEAST_SHARE:
            text = getattr(widget, "text", str)()
            found.append(f"{type(widget).__name__} “{text}” {widget.objectName()}: {share:.2f}")
    neutral.setParent(None)
    neutral.deleteLater()
    return found


class Blind(QWidget):
    """Takes the keyboard and shows nothing of it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setGeometry(20, 20, 60, 30)


@pytest.mark.parametrize("watched", [False, True])
def test_a_widget_that_does_not_show_the_keyboard_is_found(qapp: QApplication, watched: bool) -> None:
    window = QWidget()
    window.resize(120, 80)
    theme = load("wall-dark")
    window.setStyleSheet(theme.qss())
    Blind(window)
    if watched:
        FocusWatch(theme, window)
    window.show()
    window.activateWindow()
    settle()
    found = unseen(window, set())
    window.close()
    assert len(found) == (0 if watched else 1)


def test_the_ring_of_a_list_stands_around_all_of_it_that_is_seen(qapp: QApplication) -> None:
    """Also where its rows cover it, so that nothing of the list itself is painted."""
    window = QWidget()
    window.resize(400, 300)
    room = QWidget(window)
    room.setGeometry(50, 40, 200, 100)
    rows = QListWidget(room)
    rows.setFrameShape(QListWidget.Shape.NoFrame)
    rows.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    rows.setGeometry(0, -30, 200, 100)
    FocusWatch(load("wall-dark"), window)
    window.show()
    window.activateWindow()
    rows.setFocus()
    settle()
    ring = window.findChild(FocusRing)
    assert ring is not None
    assert ring.isVisible()
    seen = QRect(50, 40, 200, 70)
    assert ring.geometry().contains(seen)
    assert seen.adjusted(-8, -8, 8, 8).contains(ring.geometry())
    window.close()


def test_no_ring_is_left_in_a_dialog_that_opened_another_one(qapp: QApplication) -> None:
    window = QWidget()
    window.resize(400, 300)
    FocusWatch(load("wall-dark"), window)
    window.show()
    rings = []
    outer: QWidget = window
    for _ in range(2):
        dialog = QDialog(outer)
        dialog.resize(300, 200)
        button = QPushButton("确定", dialog)
        dialog.open()
        dialog.activateWindow()
        button.setFocus()
        settle()
        rings.append(dialog.findChild(FocusRing))
        outer = dialog
    assert [ring is not None and ring.isVisible() for ring in rings] == [False, True]
    window.close()


def test_a_desk_that_is_made_again_in_another_look_has_a_ring_in_that_look(qapp: QApplication) -> None:
    window = QWidget()
    window.resize(400, 300)
    window.show()
    for name in ("wall-dark", "high-contrast"):
        desk, theme = QWidget(window), load(name)
        FocusWatch(theme, desk)
        button = QPushButton("确定", desk)
        button.setGeometry(40, 40, 80, 30)
        desk.show()
        window.activateWindow()
        button.setFocus()
        settle()
        rings = [ring for ring in window.findChildren(FocusRing) if ring.isVisible()]
        assert [ring.theme.name for ring in rings] == [name]
        desk.hide()
        desk.deleteLater()
        settle()
    window.close()


@pytest.mark.parametrize("theme", [each.value for each in ThemeName])
def test_the_keyboard_is_seen_wherever_it_is(hall: Hall, theme: str) -> None:
    found: dict[str, None] = {}
    seen: set[tuple[object, ...]] = set()
    for name, window in desk_places(hall, themed(theme, SIZE, 1.0), SIZE):
        window.activateWindow()
        hall.hear()
        settle()
        found.update(dict.fromkeys(f"{name}: {each}" for each in unseen(window, seen)))
    assert not found, "\n" + "\n".join(found)
