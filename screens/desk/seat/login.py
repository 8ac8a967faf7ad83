"""Signing in at the desk: account, password and one-time code, or a code that is confirmed on another device."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QRegularExpression, Qt, QTimer, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLineEdit, QTabWidget, QVBoxLayout, QWidget

from console.commands.session import DeviceCode, SignedIn, SignInFailed, Waiting
from console.models.text.phrases import problem_words
from resources.theme import Theme
from screens.desk.incident.parts import button, hint_of, label, row
from widgets.calm import calm


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("login", text)


class Door(Protocol):
    """What signs people in; ``console.commands.session.SignIn`` is one."""

    def by_password(self, user: str, password: str, totp: str = "") -> SignedIn: ...
    def begin_device(self) -> DeviceCode: ...
    def poll_device(self, flow: str) -> SignedIn | Waiting: ...
    def reveal(self, session: str, name: str, reason: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Doors:
    """The backends at which one may sign in, by name, each with people of its own; ``chosen`` is offered first."""

    names: tuple[str, ...]
    chosen: str
    open: Callable[[str], Door]


class LoginDialog(QDialog):
    """Asks the door in a thread of its own. A wrong code loses nothing typed.

    ``signed_in`` comes on the GUI thread, with what the door said and the name of its backend.
    """

    signed_in = Signal(object, str)
    _answered = Signal(object, object)

    def __init__(self, theme: Theme, doors: Doors, account: str, parent: QWidget, *, sure: bool = False) -> None:
        """``account`` is offered; ``sure``: it is whose seat this is, and only the password is missing."""
        super().__init__(parent)
        self._theme, self._doors = theme, doors
        self._door = doors.open(doors.chosen)
        self._flow: DeviceCode | None = None
        self._busy = self._closed = False
        self.setWindowTitle(tr("登录"))
        self.setStyleSheet(theme.qss())
        self.setModal(True)
        self.user, self.password, self.code = QLineEdit(account), QLineEdit(), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.code.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,6}"), self))
        self.code.inputRejected.connect(lambda: self.said.setText(tr("动态码是 6 位数字，不是密码。")))
        hint_of(self.code, tr("6 位数字，未绑定的账号不填"))
        self.said = label("", "delayed", theme, wrap=True)
        self.enter = button(tr("登录"), self._by_password, primary=True)
        self.enter.setDefault(True)
        self.ask_code = button(tr("获取登录码"), self._begin_device)
        self.device = label(tr("在手机或另一台电脑上确认登录，不在本机输入密码。"), "secondary", theme, wrap=True)
        self.place = calm(QComboBox())
        self.place.addItems(doors.names)
        self.place.setCurrentText(doors.chosen)
        self.place.currentTextChanged.connect(self._go_to)
        self.tabs = QTabWidget()
        self._poll = QTimer(self, singleShot=True)
        self._poll.timeout.connect(self._poll_device)
        self._answered.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._lay_out()
        (self.password if account and sure else self.user).setFocus()
        self.user.selectAll()  # whoever it is not types over it

    def _lay_out(self) -> None:
        theme = self._theme
        first = QWidget()
        form = QFormLayout(first)
        form.setSpacing(theme.space(2))
        for name, field in ((tr("账号"), self.user), (tr("密码"), self.password), (tr("动态码"), self.code)):
            form.addRow(name, field)
        form.addRow("", self.enter)
        second = QWidget()
        column = QVBoxLayout(second)
        column.addWidget(self.device)
        column.addWidget(self.ask_code)
        column.addStretch(1)
        self.tabs.addTab(first, tr("密码登录"))
        self.tabs.addTab(second, tr("登录码"))
        layout = QVBoxLayout(self)
        edge = theme.space(4)
        layout.setContentsMargins(edge, edge, edge, edge)
        if len(self._doors.names) > 1:
            layout.addLayout(row(theme, label(tr("登录到"), "secondary", theme), self.place, None))
        layout.addWidget(self.tabs)
        layout.addWidget(self.said)
        layout.addLayout(row(theme, None, button(tr("取消"), self.reject)))
        self.setMinimumWidth(theme.space(110))

    def _go_to(self, name: str) -> None:
        """Another backend: a login code of the first one is worth nothing there."""
        self._door, self._flow = self._doors.open(name), None
        self._poll.stop()
        self.said.setText("")

    def _by_password(self) -> None:
        user, password, code = self.user.text().strip(), self.password.text(), self.code.text().strip()
        if not user or not password:
            self.said.setText(tr("请输入账号和密码。"))
            return
        self._ask(lambda: self._door.by_password(user, password, code))

    def _begin_device(self) -> None:
        self._ask(self._door.begin_device)

    def _poll_device(self) -> None:
        flow = self._flow
        if flow is not None and self.isVisible():
            self._ask(lambda: self._door.poll_device(flow.flow))

    def _ask(self, question: Callable[[], object]) -> None:
        if self._busy:
            return
        self._hold(True)
        self.said.setText(tr("正在登录…"))
        threading.Thread(target=self._work, args=(question,), name="desk-login", daemon=True).start()

    def _hold(self, busy: bool) -> None:
        """While the door is asked, neither the question nor whom it goes to is changed."""
        self._busy = busy
        for each in (self.enter, self.ask_code, self.place):
            each.setEnabled(not busy)

    def _work(self, question: Callable[[], object]) -> None:
        answer: object = None
        problem: Any = None
        try:
            answer = question()
        except SignInFailed as error:
            problem = error
        try:
            self._answered.emit(answer, problem)
        except RuntimeError:  # the dialog is gone: nobody waits for this any more
            return

    def _take(self, answer: object, problem: SignInFailed | None) -> None:
        if self._closed:
            return  # whoever gave up is not signed in after all
        self._hold(False)
        if problem is not None:
            self.said.setText(problem_words(problem.problem))
            self._flow = None
            self._write_anew()
        elif isinstance(answer, DeviceCode):
            self._flow = answer
            self.device.setText(tr("打开 {}\n输入登录码 {}").format(answer.verification_uri, answer.user_code))
            self.said.setText(tr("等待确认…"))
            self._poll.start(max(1, answer.interval) * 1000)
        elif isinstance(answer, Waiting):
            self.said.setText(tr("等待确认…"))
            self._poll.start(max(1, answer.interval) * 1000)
        elif isinstance(answer, SignedIn):
            self.password.clear()
            self.code.clear()
            self.signed_in.emit(answer, self.place.currentText())
            self.accept()

    def _write_anew(self) -> None:
        """What is typed next replaces the password; behind the one that was wrong it would be wrong once more."""
        if self.tabs.currentIndex() == 0:
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)
            self.password.selectAll()

    def done(self, result: int) -> None:
        """Closed in any way: no password stays in a field, nobody asks any more, and no late answer counts."""
        self._closed = True
        self._poll.stop()
        self._flow = None
        self.password.clear()
        self.code.clear()
        super().done(result)
