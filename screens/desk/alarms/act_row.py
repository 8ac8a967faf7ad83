"""The acts on the chosen alarms, as buttons; at an empty seat, the way to them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from console.models.alarms.acts import Act, act_name, key_name
from resources.theme import Theme
from screens.desk.alarms.control import AlarmControl
from widgets import words
from widgets.flow import Flow

SHOWN_ACTS = (Act.ACKNOWLEDGE, Act.DISPATCH, Act.INCIDENT, Act.ATTACH, Act.SHELVE, Act.UNSHELVE, Act.RESET, Act.COMMENT,
              Act.OUT_OF_SERVICE, Act.RETURN)  # fmt: skip
INSTEAD = {Act.SHELVE: Act.UNSHELVE, Act.ACKNOWLEDGE: Act.RESET, Act.OUT_OF_SERVICE: Act.RETURN}
"""The latter are shown only while they are possible, and then in the place of the former."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("act_row", text)


class ActRow(QWidget):
    """Buttons for what may be done now; what is not offered says why when pointed at."""

    def __init__(self, theme: Theme, control: AlarmControl) -> None:
        super().__init__()
        self._control = control
        row = Flow(self, theme.space(1))
        self.buttons: dict[Act, QPushButton] = {}
        for act in SHOWN_ACTS:
            button = QPushButton(f"{act_name(act)} {key_name(act)}")
            button.setStyleSheet(f"padding: {theme.space(1)}px {theme.space(0.5)}px;")
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setProperty("primary", act is Act.ACKNOWLEDGE)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, act=act: control.do(act))
            self.buttons[act] = button
            row.addWidget(button)
        control.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Bring the buttons up to what is offered."""
        offered = self._control.offers()
        shown = {act for act in SHOWN_ACTS if offered[act].possible or act not in INSTEAD.values()}
        shown -= {act for act, other in INSTEAD.items() if other in shown and not offered[act].possible}
        shown = {act for act in shown if self._control.may(act)}
        self.setVisible(bool(shown and self._control.alarms()))
        for act, button in self.buttons.items():
            offer = offered[act]
            many = f" {len(offer.keys)}" if len(offer.keys) > 1 else ""
            button.setText(f"{act_name(act)}{many} {key_name(act)}")
            button.setEnabled(offer.possible)
            button.setToolTip(words.plain_tooltip(offer.reason))
            button.setVisible(act in shown)


class DoorButton(QPushButton):
    """At an empty seat, in the place of the acts: the way to them."""

    def __init__(self, control: AlarmControl) -> None:
        super().__init__(tr("登录后处理 F6"))
        self._control = control
        self.setProperty("primary", True)
        self.setAutoDefault(False)
        self.clicked.connect(control.sign_in_asked)
        control.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Shown while an alarm is chosen and nobody sits here who could act."""
        control = self._control
        self.setVisible(control.has_door and not control.acting() and bool(control.alarms()))
