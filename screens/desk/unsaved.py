"""Words that were typed and are nowhere else: a dialog asks once before it throws them away."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("unsaved", text)


def written(root: QWidget) -> str:
    """What a hand has written below ``root``; what was filled in for it, or is not readable (a password), is not."""
    lines = [
        each.text() for each in root.findChildren(QLineEdit)
        if each.isModified() and not each.isReadOnly() and each.echoMode() is QLineEdit.EchoMode.Normal
    ]  # fmt: skip
    boxes = [each.toPlainText() for each in root.findChildren(QPlainTextEdit) if each.document().isModified()]
    return "\n".join(each for each in (*lines, *boxes) if each.strip())


class AsksFirst(QDialog):
    """Esc, the cross and 取消 close at once what is empty; else they ask, in the dialog, and the second one closes.

    ``said`` and ``close_button`` are the dialog's own line of words and its button. Whoever writes on is asked anew.
    """

    said: QLabel
    close_button: QPushButton
    _asked_about = ""
    _button_words = ""

    def lose(self) -> bool:
        """Whether the dialog may close now: nothing was written, or it is thrown away a second time."""
        words = written(self)
        if not words or words == self._asked_about:
            return True
        self._asked_about = words
        self._button_words = self._button_words or self.close_button.text()
        self.close_button.setText(tr("放弃所写"))
        self.said.setText(tr("所写的还没有保存。再按一次 Esc 或点“放弃所写”才会丢掉；要保存请点左边的按钮。"))
        return False

    def kept_on(self) -> None:
        """What was written is to stay after all: the next Esc asks again."""
        if self._asked_about:
            self._asked_about = ""
            self.close_button.setText(self._button_words)
