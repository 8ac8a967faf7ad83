"""The pictures of a case: those of this round, and apart from them those of rounds that failed their verification."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from console.domain.entities import Case
from screens.desk.incident.parts import clear, column, label
from screens.desk.incident.pictures import PictureStrip
from screens.desk.incident.room import Room


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("case_evidence", text)


class EvidenceShown(QWidget):
    """Two rows of pictures with their words; a row without pictures is not there."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        clear(self)
        self._column = column(self, room.theme)
        self.now, self.before = _Round(room), _Round(room)
        for each in (self.now, self.before):
            self._column.addWidget(each)

    def show_of(self, case: Case | None) -> None:
        """Show the pictures of this case; None for none."""
        evidence, earlier = (case.evidence, case.earlier) if case else ((), ())
        wanting = tr("返工后还没有新的佐证图片") if earlier and not evidence else ""
        self.now.show_pictures(evidence, tr("佐证图片 {} 张").format(len(evidence)) if evidence else wanting)
        words = tr("返工前的图片 {} 张，不作为本次佐证").format(len(earlier)) if earlier else ""
        self.before.show_pictures(earlier, words)

    def look(self) -> None:
        """See whether pictures that were missing have come."""
        for each in (self.now, self.before):
            each.look()


class _Round(QWidget):
    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._shown: tuple[str, ...] = ()
        self.words: QLabel = label("", "secondary", room.theme)
        self.strip: PictureStrip | None = None
        clear(self)
        self._column: QVBoxLayout = column(self, room.theme)
        self._column.addWidget(self.words)

    def show_pictures(self, names: tuple[str, ...], words: str) -> None:
        self.words.setText(words)
        self.setVisible(bool(words))
        if names == self._shown:
            return
        self._shown = names
        if self.strip is not None:
            self._column.removeWidget(self.strip)
            self.strip.deleteLater()
            self.strip = None
        if names:
            self.strip = PictureStrip(self._room, names)
            self._column.addWidget(self.strip)

    def look(self) -> None:
        if self.strip is not None:
            self.strip.look()
