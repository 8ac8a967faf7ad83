"""The desk's receipt for what happened: caught up after a break, a command answered, a conflict to look at."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from console.domain.truth import Quality
from resources.theme import Theme
from widgets import draw, fonts, words
from widgets.themed import ThemedWidget


class ReceiptBar(ThemedWidget):
    """States one outcome in plain words until the operator has dismissed it or asked for the details."""

    dismissed = Signal()
    detail_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._text, self._token = "", "accent"
        self._detail = QPushButton(self)
        self._dismiss = QPushButton(self)
        self._detail.clicked.connect(self.detail_requested)
        self._dismiss.clicked.connect(self._on_dismiss)
        self._row = QHBoxLayout(self)
        self._row.addStretch(1)
        self._row.addWidget(self._detail)
        self._row.addWidget(self._dismiss)
        self._name_buttons()
        self.apply_theme()
        self.hide()

    def show_receipt(self, text: str, token: str = "accent", *, detail: bool = True) -> None:
        """Show this outcome; ``token`` colours the mark at the left; ``detail`` offers the details button."""
        self._text, self._token = text, token
        self._detail.setVisible(detail)
        self.show()
        self.update()

    def text(self) -> str:
        """The outcome shown."""
        return self._text

    def sizeHint(self) -> QSize:
        return QSize(self.theme.space(120), fonts.metrics_of(self.theme, "body").height() + self.theme.space(6))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.space(60), self.sizeHint().height())

    def apply_theme(self) -> None:
        pad = self.theme.space(1)
        self._row.setContentsMargins(self.theme.space(3), pad, self.theme.space(2), pad)
        self._row.setSpacing(self.theme.space(2))
        for button in (self._detail, self._dismiss):
            button.setFont(fonts.of(self.theme, "body"))
            palette = button.palette()
            palette.setColor(QPalette.ColorRole.Button, self.colour("surface-2"))
            palette.setColor(QPalette.ColorRole.ButtonText, self.colour("text"))
            button.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._name_buttons()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        whole = QRectF(self.rect())
        draw.frame(painter, whole, self.theme, Quality.LIVE, "surface-2")
        painter.fillRect(
            whole.adjusted(0, 0, self.theme.space(1) - whole.width(), 0), QColor(self.theme.token(self._token))
        )
        first = self._dismiss if self._detail.isHidden() else self._detail
        room = QRectF(self.theme.space(4), 0, first.x() - self.theme.space(6), self.height())
        draw.text(painter, room, self._text, self.theme, "body", "text")
        cut = fonts.metrics_of(self.theme, "body").horizontalAdvance(words.one_line(self._text)) > room.width()
        self.setToolTip(words.plain_tooltip(self._text) if cut else "")

    def _name_buttons(self) -> None:
        self._detail.setText(QCoreApplication.translate("ReceiptBar", "详情"))
        self._dismiss.setText(QCoreApplication.translate("ReceiptBar", "知道了"))
        for button in (self._detail, self._dismiss):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _on_dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()
