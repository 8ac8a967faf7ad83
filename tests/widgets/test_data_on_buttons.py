"""What somebody called a thing stands on its button letter for letter."""

from __future__ import annotations

import time

from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from resources.theme import load
from widgets.layer_panel import LayerPanel, Offer


def test_an_ampersand_in_a_layer_s_name_is_shown_and_makes_no_key(qtbot: QtBot) -> None:
    panel = LayerPanel(load("desk-light"), lambda: int(time.time() * 1000))
    qtbot.addWidget(panel)
    panel.offer([Offer("own:1", "管线 A&B", "自有图层")])
    assert panel.boxes["own:1"].shortcut() == QKeySequence() and panel.boxes["own:1"].text() == "管线 A&&B"
