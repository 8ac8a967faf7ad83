"""A dialog for one act: it stays open with what was typed until the act is on disk."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QLayout, QPlainTextEdit, QVBoxLayout, QWidget

from console.commands.intents import AnyIntent
from screens.desk.incident.parts import LARGEST_SHARE, button, clear, key, label, row
from screens.desk.incident.room import Room
from screens.desk.page_stack import Scroller
from screens.desk.unsaved import AsksFirst

Wanted = tuple[int, str, list[tuple[AnyIntent, int]]]
"""A backend, a kind, and intents about its things with the versions that were seen."""
MOST_CHARACTERS = 500
"""What most acts carry in words (``console.commands.intents``)."""
MOST_REMARK = 8_000
"""And remarks and reports."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("act_dialog", text)


def _height(layout: QLayout, width: int) -> int:
    """What all in it takes where it is so wide."""
    return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()


class ActDialog(AsksFirst):
    """Fields over a line of words and two buttons. Ctrl+Enter sends, Esc closes, twice where something is written."""

    def __init__(self, room: Room, title: str, send_words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.room = room
        self.setWindowTitle(title)
        self.setStyleSheet(room.theme.qss())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._boxes: list[tuple[QPlainTextEdit, int]] = []
        self._sending = False
        self._left: list[Wanted] = []
        self._kept: set[int] = set()
        """Backends whose part is on disk: a second try is for the others."""
        self.form = QFormLayout()
        self.form.setSpacing(room.theme.space(2))
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.said = label("", "delayed", room.theme, wrap=True)
        self.send_button = button(send_words, self.send, primary=True)
        self.close_button = button(tr("取消"), self.reject)
        self.send_button.setShortcut("Ctrl+Return")
        key(self, "Ctrl+F10", lambda: self.tell(tr("关闭对话框后再更换外观：语言、配色、字号。")))
        layout = QVBoxLayout(self)
        edge = room.theme.space(4)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(room.theme.space(3))
        layout.addWidget(self._heading(title))
        fields = clear(QWidget())
        fields.setLayout(self.form)
        self.form.setContentsMargins(0, 0, 0, 0)
        self._fields = Scroller(fields)
        layout.addWidget(self._fields, 1)
        layout.addWidget(self.said)
        layout.addLayout(row(room.theme, None, self.send_button, self.close_button))
        self.setMinimumWidth(room.theme.space(130))

    def event(self, event: QEvent) -> bool:
        """Words that wrap ask for their height only once the width is known: the dialog grows to hold them."""
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show, QEvent.Type.Resize):
            self._grow()
        return done

    def _grow(self) -> None:
        """Wider first where it needs to be higher than the window behind it allows; then its fields are scrolled."""
        room = self.screen().size().expandedTo(self.parentWidget().window().size()) * LARGEST_SHARE
        needed = self._fields.widget().minimumSizeHint().width() + 2 * self.room.theme.space(4)
        width = max(self.width(), min(needed, round(room.width())))
        while self._beside_fields(width) + self._field_height(width) > room.height() and width * 1.2 < room.width():
            width = round(width * 1.2)
        others = self._beside_fields(width)
        least = min(self._field_height(width), max(0, round(room.height()) - others))
        wanted = QSize(max(width, self.minimumWidth()), others + least)
        if wanted != self.minimumSize() or least != self._fields.minimumHeight():
            self._fields.setMinimumHeight(least)
            self.setMinimumSize(wanted)

    def _beside_fields(self, width: int) -> int:
        """Height of all that is not fields, which wish for none: heading, words, buttons and the room between them.

        What they were given the last time is a part of the layout's least height, and none of this; it is no part of
        the height at a width, which words that wrap ask for. An empty line of words asks for none at any width, and
        has one.
        """
        layout = self.layout()
        if layout is None:
            return 0
        least = layout.totalMinimumSize().height() - self._fields.minimumHeight()
        return max(layout.totalHeightForWidth(width), least) if layout.hasHeightForWidth() else least

    def _field_height(self, width: int) -> int:
        """Height that all fields take in a dialog of this width."""
        edges = 2 * self.room.theme.space(4)
        return max(_height(self.form, width - edges), self._fields.widget().minimumSizeHint().height())

    def _heading(self, title: str) -> QLabel:
        made = label(title)
        made.setStyleSheet(f"font-size: {self.room.theme.px('title')}px; font-weight: bold; background: transparent;")
        return made

    def text_box(self, hint: str, lines: int = 4, text: str = "", most: int = MOST_CHARACTERS) -> QPlainTextEdit:
        """A field for several lines; Tab leaves it. More than ``most`` characters are never sent, nor cut unseen."""
        box = QPlainTextEdit(text)
        self._boxes.append((box, most))
        box.setPlaceholderText(hint)
        box.setTabChangesFocus(True)
        box.setMinimumHeight(self.room.theme.px("body") * 2 * lines)
        return box

    def tell(self, words: str) -> None:
        """Say why it can't be sent."""
        self.said.setText(words)

    def what(self) -> Wanted | None:
        """Backend, kind and intents with the versions seen; None after having told what is missing."""
        raise TypeError("a dialog says what it sends")

    def batches(self) -> list[Wanted] | None:
        """As ``what``, of every backend that has a part in it: each is kept all or none."""
        wanted = self.what()
        return None if wanted is None else [wanted]

    def send(self) -> None:
        """Make the act durable; until then nothing closes."""
        if self._sending or self._too_long():
            return
        self.kept_on()
        wanted = self.batches()
        if wanted is None:
            return
        self._left = [each for each in wanted if each[0] not in self._kept]
        self._sending = True
        self.send_button.setEnabled(False)
        self.tell(tr("正在保存…"))
        self.room.acting.send(*self._left[0], self._answered)

    def _too_long(self) -> bool:
        for box, most in self._boxes:
            length = len(box.toPlainText().strip())
            if length > most:
                self.tell(tr("文字最多 {0} 字，现有 {1} 字，请删减后再保存。").format(f"{most:,}", f"{length:,}"))
                box.setFocus()
                return True
        return False

    def reject(self) -> None:
        """Close; not while nobody knows whether what was written is saved: if it was not, it must still be here."""
        if not self._sending and self.lose():
            super().reject()

    def _answered(self, words: str) -> None:
        if not words:
            self._kept.add(self._left.pop(0)[0])
            if self._left:
                self.room.acting.send(*self._left[0], self._answered)
                return
        self._sending = False
        self.send_button.setEnabled(True)
        if words:
            self.tell(tr("另一后端的部分已保存，其余{}").format(words) if self._kept else words)
        else:
            self.accept()
