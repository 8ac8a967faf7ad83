"""One figure a hall has to know, readable from its last row."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from console.domain.truth import Quality
from console.models.rows import Fact, Tile
from console.models.text.phrases import titled
from resources.theme import Theme
from widgets import draw, fonts, words
from widgets.themed import ThemedWidget
from widgets.truth_strip import Provider, TruthStrip

_SMALLEST_FIGURE = 0.4
"""A long figure shrinks to this share of its size before it is replaced; it is never cut in the middle."""


class KpiTile(ThemedWidget):
    """Paints a tile: name, headline figure with unit, a line of facts and the truth strip."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, provider: Provider | None = None) -> None:
        super().__init__(theme, parent)
        self.strip = TruthStrip(theme, self, provider=provider)
        self._tile = Tile("", "")
        self._quality = self.strip.truth().quality

    def set_tile(self, tile: Tile) -> None:
        """Show this tile; its truth goes to the strip."""
        self.strip.set_truth(tile.truth)
        quality = self.strip.truth().quality
        if tile == self._tile and quality is self._quality:
            return
        self._tile, self._quality = tile, quality
        facts = " · ".join(f"{fact.label} {fact.value}" for fact in tile.facts)
        self.setToolTip(
            words.plain_tooltip(words.one_line(titled(tile.title, facts))) if facts and not self.unknown else ""
        )
        self.update()

    @property
    def unknown(self) -> bool:
        """Whether there is no figure to show: then none is shown, nor any fact."""
        return self._quality is Quality.UNKNOWN or not self._tile.value

    def refresh(self) -> None:
        """Bring age and quality up to the moment; to be called about once a second."""
        quality = self.strip.truth().quality
        if quality is not self._quality:
            self._quality = quality
            self.update()
        self.strip.refresh()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.space(62), self._needed())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.space(32), self._needed())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_strip()

    def apply_theme(self) -> None:
        self._place_strip()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        whole = QRectF(self.rect())
        look = Quality.UNKNOWN if self.unknown else self._quality
        draw.frame(painter, whole, self.theme, look)
        pad, strip = self.theme.space(3), self.strip.height()
        body = whole.adjusted(pad, self.theme.space(1.5), -pad, -strip - self.theme.space(1.75))
        name, facts = self._line("body"), self._line("secondary")
        if body.height() - name - facts < self.theme.px("title"):
            facts = 0  # a low tile keeps its figure and leaves the facts to the desk
        draw.text(
            painter,
            QRectF(body.left(), body.top(), body.width(), name),
            self._tile.title,
            self.theme,
            "body",
            "secondary",
        )
        middle = QRectF(body.left(), body.top() + name, body.width(), body.height() - name - facts)
        self._paint_figure(painter, middle)
        if facts:
            self._paint_facts(painter, QRectF(body.left(), body.bottom() - facts, body.width(), facts))
        if look is Quality.CACHED:
            draw.hatched_edge(painter, whole.adjusted(1, 1, -1, -strip), self.theme)
        elif look is Quality.REPLAY:
            draw.watermark(painter, whole, self.theme, QCoreApplication.translate("KpiTile", "回放"))

    def _paint_figure(self, painter: QPainter, rect: QRectF) -> None:
        if self.unknown:
            unknown = QCoreApplication.translate("KpiTile", "未知")
            draw.text(painter, rect, unknown, self.theme, "clock", "unknown")
            return
        value, unit = words.one_line(self._tile.value), words.one_line(self._tile.unit)
        aside = fonts.metrics_of(self.theme, "body").horizontalAdvance(unit) + self.theme.space(2) if unit else 0
        size = self._figure_size(value, rect.width() - aside, rect.height())
        metrics = fonts.metrics(size, True)
        baseline = rect.center().y() + metrics.capHeight() / 2
        painter.setFont(fonts.sized(size, bold=True))
        painter.setPen(QColor(draw.muted(self.theme, "text", self._quality)))
        painter.drawText(QPointF(rect.left(), baseline), value)
        left = rect.left() + metrics.horizontalAdvance(value) + self.theme.space(2)
        room = rect.right() - left
        unit_metrics = fonts.metrics_of(self.theme, "body")
        if unit and unit_metrics.horizontalAdvance(unit) <= room:
            painter.setFont(fonts.of(self.theme, "body"))
            painter.setPen(self.colour("secondary"))
            painter.drawText(QPointF(left, baseline), unit)

    def _figure_size(self, value: str, room: float, height: float = 1e4) -> int:
        size = max(self.theme.px("body"), min(self.theme.px("figure"), int(height)))
        least = max(self.theme.px("body"), round(size * _SMALLEST_FIGURE))
        while size > least and fonts.metrics(size, True).horizontalAdvance(value) > room:
            size -= 2
        return size

    def _paint_facts(self, painter: QPainter, rect: QRectF) -> None:
        if self.unknown:
            return
        left = rect.left()
        if self._tile.chip:
            token = self._tile.chip_token
            if token and self._quality is Quality.CACHED:
                token = "cached"
            left += draw.chip(painter, left, rect.center().y(), self._tile.chip, self.theme, token, most=rect.width())
            left += self.theme.space(2)
        for index, fact in enumerate(self._tile.facts):
            width = self._fact_width(fact, index)
            last = index == len(self._tile.facts) - 1
            if left + width + (0 if last else self._advance(" · …")) > rect.right() + 1:
                rest = rect.adjusted(left - rect.left(), 0, self.theme.space(2), 0)
                more = "\u00a0·\u00a0…" if index else "…"
                painter.setFont(fonts.of(self.theme, "secondary"))
                painter.setPen(self.colour("secondary"))
                painter.drawText(rest, draw.LEFT, more)
                return
            left += self._paint_fact(painter, QRectF(left, rect.top(), width + 2, rect.height()), fact, index)

    def _paint_fact(self, painter: QPainter, rect: QRectF, fact: Fact, index: int) -> float:
        label = f"{' · ' if index else ''}{words.one_line(fact.label)} "
        start = rect.left()
        painter.setFont(fonts.of(self.theme, "secondary"))
        painter.setPen(self.colour("secondary"))
        painter.drawText(rect, draw.LEFT, label)
        start += self._advance(label)
        strong = fact.token not in ("secondary", "tertiary")
        token = "secondary" if self._quality is Quality.CACHED and strong else fact.token
        if not self.theme.readable(token):
            start += draw.chip(painter, start, rect.center().y(), fact.value, self.theme, token, "secondary")
        else:
            room = QRectF(start, rect.top(), rect.right() - start + 2, rect.height())
            start += draw.text(painter, room, fact.value, self.theme, "secondary", token, bold=strong)
        return start - rect.left()

    def _fact_width(self, fact: Fact, index: int) -> float:
        label = f"{' · ' if index else ''}{words.one_line(fact.label)} "
        strong = fact.token not in ("secondary", "tertiary")
        value = fonts.metrics_of(self.theme, "secondary", strong).horizontalAdvance(words.one_line(fact.value))
        chip = 0 if self.theme.readable(fact.token) else 2 * self.theme.space(draw.CHIP_PADDING)
        return self._advance(label) + value + chip

    def _advance(self, label: str) -> float:
        return float(fonts.metrics_of(self.theme, "secondary").horizontalAdvance(label))

    def _line(self, role: str) -> int:
        return fonts.metrics_of(self.theme, role).height()

    def _needed(self) -> int:
        text = self._line("body") + self._line("secondary") + round(self.theme.px("figure") * 1.05)
        return text + self.strip.sizeHint().height() + self.theme.space(3.25)

    def _place_strip(self) -> None:
        edge = max(2, round(2 * self.theme.factor))
        height = self.strip.sizeHint().height()
        self.strip.setGeometry(edge, self.height() - height - edge, self.width() - 2 * edge, height)
