"""The frame that every pane shares: title, chips, value of the moment, content, truth strip."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from console.domain.truth import Quality, Truth
from resources.theme import Theme
from widgets import draw, fonts, words
from widgets.themed import ThemedWidget, hand_quality
from widgets.truth_strip import Provider, TruthStrip

Chip = tuple[str, str]
"""Words and a colour token; an empty token is a plain outlined chip."""
_TITLE_ROOM = 0.6
"""The headline never takes more than the rest of the header."""


class PaneFrame(ThemedWidget):
    """Gives every pane the same places to look at, and makes the five quality looks alike on all of them.

    Content with a ``set_quality(Quality)`` method greys itself; other content is covered by a veil when unknown.
    """

    def __init__(
        self,
        theme: Theme,
        title: str = "",
        parent: QWidget | None = None,
        *,
        provider: Provider | None = None,
        wrap: bool = False,
    ) -> None:
        super().__init__(theme, parent)
        self.strip = TruthStrip(theme, self, provider=provider)
        self.wrap = wrap
        self._title, self._headline, self._headline_token = title, "", "secondary"
        self._chips: tuple[Chip, ...] = ()
        self._content: QWidget | None = None
        self._cover = _Cover(theme, self)
        self._quality = Quality.LIVE
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)
        self._follow(self.strip.truth().quality)

    def set_title(self, title: str) -> None:
        """The pane's name; it wraps to two lines if ``wrap`` is on, else it elides with a tooltip."""
        if title != self._title:
            self._title = title
            self._arrange()

    def set_chips(self, chips: Sequence[Chip]) -> None:
        """Short counts beside the title, as (words, token)."""
        if tuple(chips) != self._chips:
            self._chips = tuple(chips)
            self.update(self._header())

    def set_headline(self, headline: str, token: str = "secondary") -> None:
        """The value of the moment, at the right of the header; not shown while the truth is unknown."""
        if (headline, token) != (self._headline, self._headline_token):
            self._headline, self._headline_token = headline, token
            self._arrange()

    def set_content(self, content: QWidget) -> None:
        """Put the content in place; a former content is handed back to nobody and deleted."""
        if self._content is not None and self._content is not content:
            self._content.deleteLater()
        self._content = content
        content.setParent(self)
        content.show()
        self._cover.raise_()
        self._arrange()
        self._show_quality()

    def content(self) -> QWidget | None:
        """The widget inside, if any."""
        return self._content

    def set_truth(self, truth: Truth) -> None:
        """How far the pane may be believed."""
        self.strip.set_truth(truth)
        self._follow(self.strip.truth().quality)

    def refresh(self) -> None:
        """Bring age and quality up to the moment; to be called about once a second while the pane is shown."""
        self._follow(self.strip.truth().quality)
        self.strip.refresh()

    def quality(self) -> Quality:
        """The look the pane has now."""
        return self._quality

    def apply_theme(self) -> None:
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.update()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        if event.size().width() != event.oldSize().width():
            # Words that go on in a next line want another height; while it is being laid out nobody would hear of it.
            QTimer.singleShot(0, self, self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        """Header and strip, and what the content needs between them."""
        inside = QSize(0, 0) if self._content is None else _least(self._content)
        high = self._header().height() + self.strip.sizeHint().height() + self.theme.space(4)
        wide = max(self.theme.space(30), inside.width() + 2 * self.theme.space(2))
        return QSize(wide, high + max(0, inside.height()))

    def sizeHint(self) -> QSize:
        return QSize(self.theme.space(90), self.theme.space(60))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.frame(painter, QRectF(self.rect()), self.theme, self._quality)
        header = QRectF(self._header())
        headline = self._paint_headline(painter, header)
        room = header.adjusted(0, 0, -headline, 0)
        lines = self._title_lines(room.width())
        height = fonts.metrics_of(self.theme, "title", True).height()
        taken = 0.0
        for index, line in enumerate(lines):
            rect = QRectF(room.left(), room.top() + index * height, room.width(), height)
            taken = draw.text(painter, rect, line, self.theme, "title", "text", bold=True)
        if self._chips and len(lines) == 1:
            draw.chips(painter, room.adjusted(taken + self.theme.space(3), 0, 0, 0), self._chips, self.theme)

    def _paint_headline(self, painter: QPainter, header: QRectF) -> float:
        shown, token = self._shown_headline()
        if not shown:
            return 0.0
        width = self._headline_width(header.width())
        row = QRectF(header.right() - width, header.top(), width, fonts.metrics_of(self.theme, "title", True).height())
        strong = token not in ("secondary", "tertiary")
        if token in self.theme.tokens and not self.theme.readable(token):
            draw.chip(painter, row.left(), row.center().y(), shown, self.theme, token, "value", width)
        else:
            draw.text(painter, row, shown, self.theme, "value", token, draw.RIGHT, strong)
        return width + self.theme.space(3)

    def _shown_headline(self) -> tuple[str, str]:
        if self._quality is Quality.UNKNOWN and self._headline:
            return QCoreApplication.translate("PaneFrame", "未知"), "unknown"
        return self._headline, "cached" if self._quality is Quality.CACHED else self._headline_token

    def _headline_width(self, room: float) -> float:
        shown, token = self._shown_headline()
        if not shown:
            return 0.0
        strong = token not in ("secondary", "tertiary")
        metrics = fonts.metrics_of(self.theme, "value", strong)
        padding = 0 if self.theme.readable(token) else 2 * self.theme.space(draw.CHIP_PADDING)
        return min(metrics.horizontalAdvance(words.one_line(shown)) + padding + 1.0, room * _TITLE_ROOM)

    def _title_lines(self, room: float) -> list[str]:
        metrics = fonts.metrics_of(self.theme, "title", True)
        title = words.one_line(self._title)
        if not self.wrap or metrics.horizontalAdvance(title) <= room:
            return [title]
        cut = len(title)
        while cut > 1 and metrics.horizontalAdvance(title[:cut]) > room:
            cut -= 1
        space = title.rfind(" ", cut // 2, cut + 1)
        cut = space if space > 0 else cut
        return [title[:cut].rstrip(), title[cut:].strip()]

    def _header(self) -> QRect:
        pad = self.theme.space(3)
        rect = self.rect().adjusted(pad, self.theme.space(2), -pad, 0)
        room = rect.width() - self._headline_width(rect.width()) - self.theme.space(3)
        count = len(self._title_lines(room))
        rect.setHeight(fonts.metrics_of(self.theme, "title", True).height() * count)
        return rect

    def _arrange(self) -> None:
        edge = max(2, round(2 * self.theme.factor))
        strip = self.strip.sizeHint().height()
        self.strip.setGeometry(edge, self.height() - strip - edge, self.width() - 2 * edge, strip)
        header = self._header()
        pad, top = self.theme.space(2), header.bottom() + self.theme.space(1)
        body = self.rect().adjusted(pad, top, -pad, -(strip + edge))
        if self._content is not None:
            self._content.setGeometry(body)
        self._cover.setGeometry(self.rect())
        room = header.width() - self._headline_width(header.width()) - self.theme.space(3)
        metrics = fonts.metrics_of(self.theme, "title", True)
        cut = any(metrics.horizontalAdvance(line) > room for line in self._title_lines(room))
        self.setToolTip(words.plain_tooltip(words.one_line(self._title)) if cut else "")
        self.update()

    def _follow(self, quality: Quality) -> None:
        if quality is not self._quality:
            self._quality = quality
            self._show_quality()

    def _show_quality(self) -> None:
        own_look = hand_quality(self._content, self._quality)
        veil = not own_look and self._content is not None
        self._cover.show_quality(self._quality, veil and self._quality is Quality.UNKNOWN)
        self._arrange()


def _least(content: QWidget) -> QSize:
    """What a content can't do without at its width: what it asks for itself, or was given by hand."""
    least, inside = content.minimumSizeHint().expandedTo(content.minimumSize()), content.layout()
    if inside is not None and inside.hasHeightForWidth():
        least.setHeight(max(least.height(), inside.minimumHeightForWidth(content.width())))
    return least


class _Cover(ThemedWidget):
    """Lies over the content without taking the mouse, so that hatching and watermark reach every kind of pane."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._quality, self._veil = Quality.LIVE, False
        self.hide()

    def show_quality(self, quality: Quality, veil: bool) -> None:
        """Take on a look; live and delayed need no cover at all."""
        self._quality, self._veil = quality, veil
        self.setVisible(veil or quality in (Quality.CACHED, Quality.REPLAY))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        inside = QRectF(self.rect())
        if self._quality is Quality.CACHED:
            draw.hatched_edge(painter, inside.adjusted(1, 1, -1, -1), self.theme)
        elif self._quality is Quality.REPLAY:
            draw.watermark(painter, inside, self.theme, QCoreApplication.translate("PaneFrame", "回放"))
        elif self._veil:
            parent = self.parentWidget()
            assert isinstance(parent, PaneFrame)
            content = parent.content()
            if content is not None:
                body = QRectF(content.geometry())
                painter.fillRect(body, self.colour("surface"))
                unknown = QCoreApplication.translate("PaneFrame", "未知")
                draw.text(painter, body, unknown, self.theme, "title", "unknown", draw.CENTRE)
