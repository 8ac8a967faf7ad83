"""The table of a shapefile (dBase III): texts in whatever encoding they really are."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from console.geodata.problem import GeoProblem, Kind

CODEPAGES = {"utf-8": "utf-8", "utf8": "utf-8", "65001": "utf-8", "gbk": "gbk", "936": "gbk", "cp936": "gbk",
             "gb2312": "gbk", "gb18030": "gb18030", "54936": "gb18030", "ansi 936": "gbk"}  # fmt: skip
GBK_DRIVER = 0x4D
MOST_FIELDS = 256


@dataclass(slots=True)
class Table:
    """Rows are cut out of the bytes when they are asked for. ``bad``: texts that were not of the encoding."""

    data: bytes
    start: int
    width: int
    count: int
    fields: list[tuple[str, int, int]]
    encoding: str
    bad: int = field(default=0)

    def row(self, number: int) -> dict[str, str] | None:
        """The fields of a row that hold something; None beyond the last."""
        if not 0 <= number < self.count:
            return None
        at = self.start + number * self.width + 1
        row = {}
        for name, offset, length in self.fields:
            text = self._text(self.data[at + offset : at + offset + length])
            if text:
                row[name] = text
        return row

    def _text(self, raw: bytes) -> str:
        raw = raw.rstrip(b" \0").lstrip(b" ")
        try:
            return raw.decode(self.encoding)
        except UnicodeDecodeError:
            text = raw.decode(self.encoding, "ignore")  # a character cut at the field's end is usual, and no fault
            self.bad += len(raw) - len(text.encode(self.encoding, "ignore")) > 3
            return text


def read_dbf(data: bytes, told: str = "") -> Table:
    """The table; ``told`` is what the .cpg says. Raises ``GeoProblem``."""
    try:
        count, start, width = struct.unpack_from("<IHH", data, 4)
    except struct.error as problem:
        raise GeoProblem(Kind.BROKEN_DBF) from problem
    if start < 33 or width < 1 or start > len(data) or start + count * width > len(data) + width:
        raise GeoProblem(Kind.BROKEN_DBF)
    encoding = CODEPAGES.get(told.lower()) or _guess(data, start)
    fields: list[tuple[str, int, int]] = []
    at, offset = 32, 0
    while at + 32 <= start and data[at] != 0x0D and len(fields) < MOST_FIELDS:
        name = data[at : at + 11].split(b"\0")[0].decode(encoding, "replace")
        length = data[at + 16]
        fields.append((name, offset, length))
        offset += length
        at += 32
    if offset + 1 > width:
        raise GeoProblem(Kind.BROKEN_DBF)
    return Table(data, start, width, count, fields, encoding)


def _guess(data: bytes, start: int) -> str:
    """By the driver's byte; else UTF-8 if all of it is, else GBK, in which Chinese systems write."""
    if data[29] == GBK_DRIVER:
        return "gbk"
    try:
        data[32:].rstrip(b"\x1a").decode("utf-8")
    except UnicodeDecodeError:
        return "gbk"
    return "utf-8"
