"""Text to read: headings, paragraphs and steps, put in as plain text, whatever mark-up the words look like."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from resources.theme import Theme
from widgets import draw, fonts
from widgets.themed import Themed

LINE_PERCENT = 125


class Kind(Enum):
    """What a paragraph is."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    STEP = "step"
    FAINT = "faint"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; between two ``` ` ``` stands the name of a key, which is shown strong."""

    kind: Kind
    text: str


class Document(Themed, QTextEdit):
    """Shows paragraphs; the text can be selected and copied, nothing in it can be clicked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._paragraphs: list[Paragraph] = []
        self._keys = True

    def show_text(self, paragraphs: Iterable[Paragraph], *, keys: bool = False) -> None:
        """Show these; ``keys``: mark the names of keys. The reader's place is kept if it begins alike."""
        fresh = list(paragraphs)
        other = bool(fresh and self._paragraphs and fresh[0] != self._paragraphs[0])
        if fresh == self._paragraphs and keys == self._keys:
            return
        self._paragraphs, self._keys = fresh, keys
        self._fill()
        if other:
            self.verticalScrollBar().setValue(0)

    def apply_theme(self) -> None:
        self._fill()

    def _fill(self) -> None:
        place = self.verticalScrollBar().value()
        self.clear()
        cursor = QTextCursor(self.document())
        for number, paragraph in enumerate(self._paragraphs):
            if number:
                cursor.insertBlock()
            cursor.setBlockFormat(self._block(paragraph.kind))
            for turn, piece in enumerate(paragraph.text.split("`") if self._keys else [paragraph.text]):
                cursor.insertText(piece, self._look(paragraph.kind, bool(turn % 2)))
        self.setTextCursor(QTextCursor(self.document()))  # else the next resize scrolls to where words were put last
        self.verticalScrollBar().setValue(place)

    def _block(self, kind: Kind) -> QTextBlockFormat:
        block = QTextBlockFormat()
        block.setLineHeight(LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setTopMargin(self.theme.space(4) if kind is Kind.HEADING else self.theme.space(0.5))
        block.setLeftMargin(self.theme.space(4) if kind is Kind.STEP else 0)
        return block

    def _look(self, kind: Kind, key: bool) -> QTextCharFormat:
        role = "title" if kind in (Kind.TITLE, Kind.HEADING) else "secondary" if kind is Kind.FAINT else "body"
        strong = kind in (Kind.TITLE, Kind.HEADING) or key
        font = QFont(fonts.of(self.theme, role, strong))
        look = QTextCharFormat()
        look.setFont(font)
        token = "tertiary" if kind is Kind.FAINT else "accent" if key else "text"
        look.setForeground(draw.ink(self.theme.ink(token)))
        return look
