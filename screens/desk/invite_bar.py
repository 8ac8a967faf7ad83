"""Somebody asks this desk into a video consultation: told on every page, answered with a key or a click."""

from __future__ import annotations

from collections.abc import Iterator

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
        self._seat: tuple[int, Participant] | None = None
        """The seat that is asked for, and the backend that asks."""
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
        running = {(world.owners.get(key, 0), each.id): each for key, each in world.incidents.items()}
        asked = [
            (at, seat) for at, seat in self._seats()
            if seat.answer is Answer.INVITED and seat.person in names and (at, seat.incident) in running
            and not self._answered(at, seat)
        ]  # fmt: skip
        self._seat = max(asked, key=lambda each: each[1].invited, default=None)
        if self._seat is not None:
            at, seat = self._seat
            self.said.setText(tr("邀请“{}”参加视频会商：{}").format(seat.person, running[at, seat.incident].title))
        self.setVisible(self._seat is not None)

    def _seats(self) -> Iterator[tuple[int, Participant]]:
        """All seats with their backends: two of these may give incidents the same id."""
        world = self._room.world
        for key, seat in world.parts.keys(Participant):
            if isinstance(seat, Participant):
                yield world.owners.get(key, 0), seat

    def _answered(self, backend: int, seat: Participant) -> bool:
        waiting = self._room.acting.waiting(seat.incident, backend)
        return any(isinstance(intent, do.Invite) and intent.person == seat.person for intent in waiting)

    def answer(self, mark: str) -> None:
        """Say yes or no."""
        if self._seat is None or self.isHidden():
            return
        backend, seat = self._seat
        intent = do.Invite(about=seat.incident, person=seat.person, mark=mark)
        self._room.acting.send(backend, "Participant", [(intent, -1)])
        self.look()
