"""What a desk has just been told: an outcome stays until somebody has taken note, a word about the moment passes."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from resources.theme import Theme
from widgets.receipt import ReceiptBar

FADE_MS = 12_000
"""So long a word stays that nobody has to answer."""


class ToldBar(ReceiptBar):
    """One line. A word stands before an outcome for a while; after it the outcome is there again."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._outcome: tuple[str, str] | None = None
        """The last outcome that nobody has taken note of."""
        self._fading = QTimer(self, interval=FADE_MS, singleShot=True)
        self._fading.timeout.connect(self._pass)
        self.dismissed.connect(self._seen)

    def tell(self, words: str, token: str) -> None:
        """An outcome, whose details are in the list of commands."""
        self.show_receipt(words, token)
        self._outcome = (words, token)
        self._fading.stop()

    def mention(self, words: str, token: str) -> None:
        """A word about the moment."""
        self.show_receipt(words, token, detail=False)
        self._fading.start()

    def _pass(self) -> None:
        self.hide()
        if self._outcome is not None:
            self.show_receipt(*self._outcome)

    def _seen(self) -> None:
        if self._fading.isActive():
            self._fading.stop()
            self._pass()
        else:
            self._outcome = None
