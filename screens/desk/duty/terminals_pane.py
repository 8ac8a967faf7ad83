"""大厅终端: how the computers of the hall are, walls and desks; Enter or a double click tells all there is of one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from console.models.duty.terminals import TOKENS, Mood, TerminalRow, rows
from console.models.text.phrases import titled
from screens.desk.incident.parts import button, row
from screens.desk.incident.room import Room
from widgets.document import Document, Kind, Paragraph
from widgets.lines import Line, LineList
from widgets.pane import PaneFrame


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("terminals_pane", text)


class TerminalsPane(PaneFrame):
    """The list; ``look`` shows it as of now."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(room.theme, tr("大厅终端"), parent)
        self._room = room
        self._lines: list[Line] = []
        self._rows: list[TerminalRow] = []
        self.dialog: TerminalDialog | None = None
        self.list = LineList(room.theme)
        self.list.activated.connect(lambda _index: self.open_chosen())
        self.set_content(self.list)

    def look(self) -> None:
        """What is known now; what has not changed is not touched."""
        self._rows = rows(self._room.world)
        lines = [_line(each) for each in self._rows]
        if lines != self._lines:
            self._lines = lines
            self.list.show_lines(lines)
        wanting = sum(each.mood >= Mood.WORSE for each in self._rows)
        self.set_chips(((tr("异常 {0}").format(wanting), "delayed"),) if wanting else ())
        self.set_truth(self._room.world.link_truth())
        self.refresh()
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.show_row(self._named(self.dialog.name))

    def _named(self, name: str) -> TerminalRow | None:
        return next((each for each in self._rows if each.id == name), None)

    def open_chosen(self) -> QDialog | None:
        """Tell all that is known of the chosen one; None if none is chosen."""
        found = self._named(self.list.current_id())
        if found is None:
            return None
        self.dialog = TerminalDialog(self._room, found, self.window())
        self.dialog.destroyed.connect(self._closed)
        self.dialog.open()
        return self.dialog

    def _closed(self) -> None:
        self.dialog = None


class TerminalDialog(QDialog):
    """All that is known of one terminal; follows it while it is open."""

    def __init__(self, room: Room, found: TerminalRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = found.id
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setStyleSheet(room.theme.qss())
        self.setWindowTitle(tr("大厅终端"))
        self.text = Document(room.theme)
        layout = QVBoxLayout(self)
        layout.addWidget(self.text, 1)
        layout.addLayout(row(room.theme, None, button(tr("关闭 Esc"), self.reject)))
        self.resize(room.theme.space(150), room.theme.space(130))
        self.show_row(found)

    def show_row(self, found: TerminalRow | None) -> None:
        """As of now; None: nobody lists it any more."""
        said = [Paragraph(Kind.TITLE, self.name)]
        if found is None:
            said.append(Paragraph(Kind.TEXT, tr("已不再列出")))
        else:
            said.append(Paragraph(Kind.HEADING, found.state))
            said += [Paragraph(Kind.TEXT, titled(*fact)) for fact in found.facts]
        self.text.show_text(said)


def _line(found: TerminalRow) -> Line:
    heard = tr("最后收到 {0}").format(found.heard)
    return Line(found.id, found.id, heard, right=found.state, right_token=TOKENS[found.mood])
