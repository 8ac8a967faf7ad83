"""Somebody asks this desk into a video consultation: told on every page, answered with a key or a click."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from console.commands import intents as do
from console.domain.entities import Answer, Participant
from console.models.cases import DEPARTMENTS
from screens.desk.incident.parts import button, label
from screens.desk.incident.room import Room


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("invite_bar", text)


class InviteBar(QFrame):
    """Hidden while nobody asks. An answer is sent like every act, and the bar goes when the log echoes it."""

    def __init__(self, room: Room, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = room
        self._seat: Participant | None = None
        self.said = label("")
        self.join = button(tr("接入 Ctrl+J"), lambda: self.answer("answered"), primary=True)
        self.decline = button(tr("谢绝 Ctrl+K"), lambda: self.answer("declined"))
        row = QHBoxLayout(self)
        row.setSpacing(room.theme.space(2))
        row.addWidget(self.said, 1)
        row.addWidget(self.join)
        row.addWidget(self.decline)
        self.setObjectName("invite")
        self.setStyleSheet(f"#invite {{ background: {room.theme.token('surface-2')}; }}")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for keys, mark in (("Ctrl+J", "answered"), ("Ctrl+K", "declined")):
            QShortcut(QKeySequence(keys), parent).activated.connect(lambda mark=mark: self.answer(mark))
        room.world.parts_changed.connect(self.look)  # no lambda: a world would keep this desk for ever
        room.world.entities_changed.connect(self.look)
        room.acting.changed.connect(self.look)
        self.hide()

    def _me(self) -> set[str]:
        person = self._room.acting.operations.person
        if person is None or not self._room.acting.may("invite"):
            return set()
        return {person.name, person.department, DEPARTMENTS.get(person.department, person.department)} - {""}

    def look(self) -> None:
        """Whether this desk's person or department is asked into the consultation of a running incident."""
        names, world = self._me(), self._room.world
        running = {incident.id: incident for incident in world.incidents.values()}
        asked = [
            seat for seat in world.parts.every(Participant)
            if seat.answer is Answer.INVITED and seat.person in names and seat.incident in running
            and not self._answered(seat)
        ]  # fmt: skip
        self._seat = max(asked, key=lambda seat: seat.invited, default=None)
        if self._seat is not None:
            words = tr("邀请“{}”参加视频会商：{}")
            self.said.setText(words.format(self._seat.person, running[self._seat.incident].title))
        self.setVisible(self._seat is not None)

    def _answered(self, seat: Participant) -> bool:
        waiting = self._room.acting.waiting(seat.incident)
        return any(isinstance(intent, do.Invite) and intent.person == seat.person for intent in waiting)

    def answer(self, mark: str) -> None:
        """Say yes or no."""
        seat = self._seat
        if seat is None or self.isHidden():
            return
        key = next((key for key, each in self._room.world.parts.keys(Participant) if each.id == seat.id), 0)
        backend = self._room.world.owners.get(key, 0)
        intent = do.Invite(about=seat.incident, person=seat.person, mark=mark)
        self._room.acting.send(backend, "Participant", [(intent, -1)])
        self.look()
