"""Plain text in little room: broken into lines where the language allows it, or ended after a whole clause."""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtGui import QTextLayout, QTextOption

from widgets import draw, fonts, words

CLAUSE_ENDS = "，。；：、,;:（("  # data
NUMBER_AT_END = re.compile(r"[\d.,]+ ?$")
BEFORE_UNIT = re.compile(r"(?<=\d) (?=[A-Za-zµ°%‰倍])")  # data
HARD_SPACE = "\N{NO-BREAK SPACE}"


def shortened(text: str, most: int) -> str:
    """At most so many characters; … instead of the clauses that have no room, or in the middle of one that is long, but
    never after the beginning of a number, which would be another number."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    end = max(map(kept.rfind, CLAUSE_ENDS))
    kept = kept[:end] if end >= most // 2 else NUMBER_AT_END.sub("", kept) or kept
    return kept.rstrip() + "…"


@lru_cache(maxsize=1024)
def broken(text: str, room: int, pixels: int, bold: bool, most: int) -> tuple[str, ...]:
    """At most ``most`` lines of ``room`` pixels in type of ``pixels``; a word that is too long is broken anywhere, a
    figure keeps its unit."""
    text, metrics = words.one_line(text), fonts.metrics(pixels, bold)
    if metrics.horizontalAdvance(text) <= room:
        return (text,)
    layout = QTextLayout(BEFORE_UNIT.sub(HARD_SPACE, text), fonts.sized(pixels, bold))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, room))
        begin = line.textStart()
        if len(lines) == most - 1:
            lines.append(draw.elide(_cut(text, begin), room, metrics))
            break
        lines.append(_cut(text, begin, line.textLength()).rstrip())
    layout.endLayout()
    return tuple(lines)


def _cut(text: str, begin: int, length: int | None = None) -> str:
    """A part of the text by Qt's counting, which is in units of UTF-16."""
    raw = text.encode("utf-16-le")
    end = len(raw) if length is None else 2 * (begin + length)
    return raw[2 * begin : end].decode("utf-16-le", "ignore")
