"""A telephone number, whole, for a reason and half a minute; that it was asked for is on record at the gateway."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from console.commands.session import SignInFailed
from console.domain.privacy import SHOWN_SECONDS
from console.models.text.phrases import problem_words
from screens.desk.incident.dialog import ActDialog
from screens.desk.incident.parts import label
from screens.desk.incident.room import Room

Ask = Callable[[str, str], str]
"""Whose number, and why; the number. Raises ``SignInFailed``."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("reveal", text)


class RevealDialog(ActDialog):
    """Asks why, shows the number, hides it again by itself."""

    _came = Signal(str, object)

    def __init__(self, room: Room, name: str, ask: Ask, parent: QWidget) -> None:
        super().__init__(room, tr("查看电话号码"), tr("查看 {} 秒").format(SHOWN_SECONDS), parent)
        self._name, self._ask = name, ask
        self.reason = QLineEdit()
        self.reason.setMaxLength(200)
        self.reason.setPlaceholderText(tr("例如：会商未接入，电话通知"))
        self.number = label("")
        self.number.setStyleSheet(
            f"font-size: {room.theme.px('figure')}px; font-weight: bold; background: transparent;"
        )
        self.form.addRow(tr("单位或人员"), label(name))
        self.form.addRow(tr("理由"), self.reason)
        self.form.addRow(tr("号码"), self.number)
        self.tell(tr("查看会记入审计日志。"))
        self._left = 0
        self._clock = QTimer(self, interval=1_000)
        self._clock.timeout.connect(self._count)
        self._came.connect(self._show)
        self.reason.setFocus()

    def send(self) -> None:
        """Ask the gateway; nothing of this goes through the outbox: it is of use only now."""
        reason = self.reason.text().strip()
        if not reason:
            self.tell(tr("请写明理由。"))
            return
        self.send_button.setEnabled(False)
        self.tell(tr("正在查询…"))
        threading.Thread(target=self._work, args=(reason,), name="desk-reveal", daemon=True).start()

    def _work(self, reason: str) -> None:
        number, problem = "", None
        try:
            number = self._ask(self._name, reason)
        except SignInFailed as error:
            problem = error.problem
        try:
            self._came.emit(number, problem)
        except RuntimeError:  # the dialog is gone: nobody waits for this any more
            return

    def _show(self, number: str, problem: object) -> None:
        self.send_button.setEnabled(True)
        if problem is not None:
            self.tell(problem_words(problem))  # type: ignore[arg-type]
            return
        self.number.setText(number)
        self._left = SHOWN_SECONDS
        self._say_left()
        self._clock.start()

    def _count(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._clock.stop()
            self.number.clear()
            self.tell(tr("已隐藏。"))
        else:
            self._say_left()

    def _say_left(self) -> None:
        self.tell(tr("{} 秒后隐藏").format(self._left))

    def done(self, result: int) -> None:
        """Closed in any way: no number stays."""
        self._clock.stop()
        self.number.clear()
        super().done(result)
