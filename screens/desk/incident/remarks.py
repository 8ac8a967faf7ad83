"""Remarks on an incident with their pictures."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from console.commands import intents as do
from console.domain.entities import Note
from console.models.clock import local
from screens.desk.incident.parts import clear, column, label
from screens.desk.incident.pictures import PictureStrip
from screens.desk.incident.room import Room
from screens.desk.incident.work import PENDING, Work


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("remarks", text)


class RemarksTab(Work):
    """Remarks newest first; a leader's 批示 is named as such; pictures that are still on their way say so."""

    @property
    def name(self) -> str:
        return tr("备注")

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._shown: list[Note] = []
        self._strips: list[PictureStrip] = []
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hint = label("", "secondary", room.theme, wrap=True)
        self.layout_.addWidget(self.hint)
        self.layout_.addWidget(self.area, 1)

    def notes(self) -> list[Note]:
        """Remarks on this incident, the newest first."""
        found = self.parts(Note)
        return sorted(found, key=lambda note: (-note.at, note.id))

    def refresh(self) -> None:
        notes = self.notes()
        waiting = self.waiting()
        pending = sum(isinstance(intent, do.Comment) for intent in waiting)
        if pending:
            self.hint.setText(tr("{} 条备注{}").format(pending, tr(PENDING)))
        else:
            self.hint.setText("" if notes else tr("还没有备注。按 N 写一条，可附图片。"))
        self.hint.setVisible(bool(self.hint.text()))
        if notes == self._shown and self.area.widget() is not None:
            return
        self._shown, self._strips = notes, []
        body = clear(QWidget())
        layout = column(body, self.room.theme, 1)
        for note in notes:
            layout.addWidget(self._card(note))
        layout.addStretch(1)
        self.area.setWidget(body)

    def _card(self, note: Note) -> QWidget:
        card = clear(QWidget())
        layout = column(card, self.room.theme, 1)
        kind = tr("批示 · ") if note.instruction else ""
        head = f"{kind}{note.author} · {local(note.at):%m-%d %H:%M:%S}"
        layout.addWidget(label(head, "delayed" if note.instruction else "secondary", self.room.theme))
        text = label(note.text, wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(text)
        if note.pictures:
            strip = PictureStrip(self.room, note.pictures)
            self._strips.append(strip)
            layout.addWidget(strip)
        return card

    def tick(self) -> None:
        """Pictures come after their remark: show those that have come."""
        for strip in self._strips:
            strip.look()

    def count(self) -> str:
        return str(len(self.notes()) or "")
