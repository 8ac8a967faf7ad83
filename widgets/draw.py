"""The few things every painter here draws alike: plain text, chips, hatching and the frames of the quality looks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap, QStaticText

from console.domain.truth import Quality
from resources.theme import Theme, mix
from widgets import fonts, words

LEFT = (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value
RIGHT = (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value
CENTRE = Qt.AlignmentFlag.AlignCenter.value
CHIP_PADDING = 1.5
"""Units of space left and right of a chip's words."""


def elide(text: str, width: float, metrics: QFontMetrics) -> str:
    """The text, shortened with … to the width."""
    if metrics.horizontalAdvance(text) <= width:
        return text
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(width)))


def text(
    painter: QPainter,
    rect: QRectF,
    words_: str,
    theme: Theme,
    role: str,
    token: str,
    align: int = LEFT,
    bold: bool = False,
) -> float:
    """Paint one line of plain text, elided to the rectangle; returns the width it took."""
    pixels = theme.px(role)
    laid, width = _laid_out(words_, int(rect.width()), pixels, bold)
    left = rect.left()
    if align == RIGHT:
        left = rect.right() - width
    elif align == CENTRE:
        left += (rect.width() - width) / 2
    painter.setFont(fonts.sized(pixels, bold))
    painter.setPen(ink(theme.ink(token)))
    top = rect.top() + (rect.height() - fonts.metrics(pixels, bold).height()) / 2
    painter.drawStaticText(QPointF(left, round(top)), laid)
    return width


@lru_cache(maxsize=512)
def ink(colour: str) -> QColor:
    """The colour of ``#RRGGBB``, parsed once."""
    return QColor(colour)


@lru_cache(maxsize=4096)
def _laid_out(words_: str, room: int, pixels: int, bold: bool) -> tuple[QStaticText, float]:
    """Text laid out once: most words on a wall are painted again and again."""
    metrics = fonts.metrics(pixels, bold)
    shown = elide(words.one_line(words_), room, metrics)
    laid = QStaticText(shown)
    laid.setTextFormat(Qt.TextFormat.PlainText)
    laid.prepare(font=fonts.sized(pixels, bold))
    return laid, float(metrics.horizontalAdvance(shown))


def chip_width(words_: str, theme: Theme, role: str = "tertiary") -> float:
    """How wide a chip with these words is."""
    advance = fonts.metrics_of(theme, role).horizontalAdvance(words.one_line(words_))
    return advance + 2 * theme.space(CHIP_PADDING)


def chip_height(theme: Theme, role: str = "tertiary") -> float:
    """How high a chip is."""
    return fonts.metrics_of(theme, role).height() + theme.space(0.25)


def chip(
    painter: QPainter,
    left: float,
    middle: float,
    words_: str,
    theme: Theme,
    token: str = "",
    role: str = "tertiary",
    most: float = 1e9,
    ink: str = "secondary",
) -> float:
    """A chip at ``left``, centred on ``middle``: outlined, or filled with ``token``; returns its width."""
    width, height = min(chip_width(words_, theme, role), most), chip_height(theme, role)
    rect = QRectF(left, round(middle - height / 2), width, height)
    painter.setPen(Qt.PenStyle.NoPen if token else QPen(QColor(theme.token("line")), theme.hair()))
    painter.setBrush(QColor(theme.token(token)) if token else Qt.BrushStyle.NoBrush)
    smooth = painter.testRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth or bool(token))  # a rough ground shows from afar
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.base["radius"], theme.base["radius"])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
    inside = rect.adjusted(theme.space(CHIP_PADDING) - 1, 0, 1 - theme.space(CHIP_PADDING), 0)
    text(painter, inside, words_, theme, role, f"{token}-on" if token else ink, CENTRE)
    return width


def chips(painter: QPainter, rect: QRectF, items: Sequence[tuple[str, str]], theme: Theme) -> float:
    """A row of (words, token) chips from the left as far as whole ones fit; returns the width taken."""
    left = rect.left()
    for label, token in items:
        if left + chip_width(label, theme) > rect.right():
            break
        left += chip(painter, left, rect.center().y(), label, theme, token) + theme.space(2)
    return max(0.0, left - rect.left())


def hatch(painter: QPainter, area: QRectF, theme: Theme, token: str = "cached-hatch") -> None:
    """Diagonal stripes over an area: old data, or none."""
    step = theme.space(2)
    painter.save()
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    painter.drawTiledPixmap(area, _stripes(step, theme.token(token), painter.device().devicePixelRatio()))
    painter.restore()


@lru_cache(maxsize=32)
def _stripes(step: int, colour: str, ratio: float) -> QPixmap:
    size = step * 2
    tile = QPixmap(round(size * ratio), round(size * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), size * 0.35))
    for shift in (-size, 0, size):
        painter.drawLine(QPointF(shift - size, size * 2), QPointF(shift + size * 2, -size))
    painter.end()
    return tile


def frame(painter: QPainter, rect: QRectF, theme: Theme, quality: Quality, fill: str = "surface") -> None:
    """The ground and outline of a pane: plain, dashed when unknown, violet in a replay."""
    width = theme.hair()
    colour, style = theme.token("line"), Qt.PenStyle.SolidLine
    if quality is Quality.UNKNOWN:
        colour, style = theme.token("unknown"), Qt.PenStyle.DashLine
    elif quality is Quality.REPLAY:
        colour, width = theme.token("replay"), max(2, round(2 * theme.factor))
    elif quality is Quality.CACHED:
        colour = theme.token("cached")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), width, style))
    painter.setBrush(QBrush(QColor(theme.token(fill))))
    inset = width / 2
    radius = theme.base["radius"] * theme.factor
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.restore()


def hatched_edge(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """The hatched band just inside a pane that shows cached data."""
    band = theme.space(1.25)
    path = QPainterPath()
    path.addRect(rect)
    path.addRect(rect.adjusted(band, band, -band, -band))
    painter.save()
    painter.setClipPath(path)
    hatch(painter, rect, theme, "cached-edge")
    painter.restore()


def watermark(painter: QPainter, rect: QRectF, theme: Theme, words_: str) -> None:
    """Large faint words across a pane that plays back the past."""
    size = int(max(theme.px("title"), min(rect.height() * 0.4, rect.width() * 0.22)))
    painter.save()
    painter.setFont(fonts.sized(size, bold=True))
    colour = QColor(theme.token("replay"))
    colour.setAlphaF(0.16)
    painter.setPen(colour)
    painter.translate(rect.center())
    painter.rotate(-14)
    painter.drawText(QRectF(-rect.width(), -size, rect.width() * 2, size * 2), CENTRE, words_)
    painter.restore()


def muted(theme: Theme, token: str, quality: Quality) -> str:
    """``#RRGGBB`` of a token under a quality look: cached and unknown data lose most of their colour."""
    if quality in (Quality.CACHED, Quality.UNKNOWN):
        return mix(theme.ink(token), theme.token("cached"), 0.25)
    return theme.ink(token)
