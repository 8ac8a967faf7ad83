"""Documents as PDF: A4, the bundled Chinese typeface, data time and page number at the foot of every page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMarginsF, QRectF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from console.models.text.paper import Paper, private
from widgets import fonts

DPI = 150
MARGIN_MM = 18.0
FOOT_MM = 8.0
POINTS = {"title": 18.0, "heading": 12.5, "text": 10.5, "foot": 8.5}
LINE_PERCENT = 130
_UNSEARCHABLE = ("locl", "liga", "clig")
"""Glyphs that these put in have no character of their own: text with them can be read and not searched."""


def print_paper(paper: Paper, path: Path) -> None:
    """Write a document as a PDF; the file appears whole or not at all. Raises ``OSError``."""
    draft = path.with_name(f".{path.name}.new")
    try:
        _write(private(paper), draft)
        if not draft.exists() or not draft.stat().st_size:
            raise OSError(f"{path} could not be written")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _write(paper: Paper, path: Path) -> None:
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setResolution(DPI)
    writer.setPageMargins(QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM))
    writer.setTitle(paper.title)
    writer.setCreator(QCoreApplication.translate("printing", "指挥台"))
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError(f"{path} could not be opened")
    try:
        _paint(paper, writer, painter)
    finally:
        painter.end()


def _paint(paper: Paper, writer: QPdfWriter, painter: QPainter) -> None:
    page = QRectF(0, 0, writer.width(), writer.height())
    foot = FOOT_MM / 25.4 * DPI
    body = QRectF(0, 0, page.width(), page.height() - 1.5 * foot)
    document = _document(paper, writer, body)
    pages = document.pageCount()
    for number in range(pages):
        if number:
            writer.newPage()
        painter.save()
        painter.translate(0, -number * body.height())
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = QRectF(0, number * body.height(), body.width(), body.height())
        painter.setClipRect(context.clip)
        document.documentLayout().draw(painter, context)
        painter.restore()
        painter.setFont(_font("foot"))
        line = QRectF(0, page.height() - foot, page.width(), foot)
        painter.drawLine(line.topLeft(), line.topRight())
        painter.drawText(line, int(_LEFT), paper.foot)
        of = QCoreApplication.translate("printing", "第 {0} 页，共 {1} 页").format(number + 1, pages)
        painter.drawText(line, int(_RIGHT), of)


def _document(paper: Paper, writer: QPdfWriter, body: QRectF) -> QTextDocument:
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setDocumentMargin(0)
    document.setPageSize(body.size())
    cursor, headings = QTextCursor(document), []
    _put(cursor, paper.title, "title", 0)
    for fact in paper.facts:
        _put(cursor, fact, "text", 1)
    for part in paper.parts:
        _put(cursor, part.heading, "heading", 4)
        headings.append(cursor.block())
        for line in part.lines:
            _put(cursor, line, "text", 0.6)
    for heading in headings:
        _keep_with_next(heading, body.height())
    return document


def _keep_with_next(heading: QTextBlock, page: float) -> None:
    """A heading that would stand alone at the end of a page goes to the next one with its first line."""
    layout, following = heading.document().documentLayout(), heading.next()
    if not following.isValid():
        return
    ends = layout.blockBoundingRect(following).top() + following.layout().lineAt(0).height()
    if int(layout.blockBoundingRect(heading).top() // page) != int(ends // page):
        block = heading.blockFormat()
        block.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        QTextCursor(heading).setBlockFormat(block)


def _put(cursor: QTextCursor, text: str, role: str, gap_mm: float) -> None:
    if cursor.position():
        cursor.insertBlock()
    block = QTextBlockFormat()
    block.setTopMargin(gap_mm / 25.4 * DPI)
    block.setLineHeight(LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.setBlockFormat(block)
    look = QTextCharFormat()
    look.setFont(_font(role))
    cursor.insertText(text, look)


def _font(role: str) -> QFont:
    font = QFont([fonts.load_family(), *fonts.FALLBACKS])
    font.setPointSizeF(POINTS[role])
    font.setBold(role in ("title", "heading"))
    for feature in _UNSEARCHABLE:
        font.setFeature(QFont.Tag.fromString(feature), 0)
    return font


_LEFT = 0x0001 | 0x0080
_RIGHT = 0x0002 | 0x0080
"""Qt.AlignLeft and Qt.AlignRight with Qt.AlignVCenter, as drawText wants them."""
