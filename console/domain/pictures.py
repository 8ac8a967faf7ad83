"""Pictures that people attach: what is let in, and what is taken out of it before anybody else sees it.

Only PNG (ISO/IEC 15948) and JPEG (ISO/IEC 10918-1). A picture is named by the SHA-256 of its cleaned bytes, so that
it is the same one at every desk. Taken out: everything that tells where, when and with what it was made (Exif, XMP,
IPTC, comments, text); the orientation of a JPEG stays, or it would lie on its side. Nothing is decoded here.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections.abc import Iterator
from enum import Enum

LARGEST = 10 * 1024 * 1024
"""Bytes."""
MOST_PIXELS = 64_000_000
"""More than any phone takes; unpacked they are 256 MB."""
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT"})
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Start-of-frame markers; the three left out are tables and a reserved one."""
_ALONE = frozenset({0x00, 0x01, *range(0xD0, 0xD8), 0xFF})
"""Markers without a length, and what is no marker."""
_SCAN, _END = 0xDA, b"\xff\xd9"
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""The end of coded data: within it 0xFF is followed by zero or by a restart marker."""
_APPS = range(0xE0, 0xF0)
_APP1, _COMMENT = 0xE1, 0xFE
_APPS_KEPT = {0xE0: b"JFIF\x00", 0xE2: b"ICC_PROFILE\x00", 0xEE: b"Adobe"}
"""Colour space, colour profile, colour transform: without them the colours are wrong. What else comes under the same
markers goes: a thumbnail of the picture before it was cut (JFXX), further pictures with their own Exif (MPF)."""
_ORIENTATION = 0x0112


class Why(Enum):
    """Why a picture was not let in."""

    KIND = "kind"
    SIZE = "size"
    PIXELS = "pixels"
    BROKEN = "broken"
    NOT_CLEAN = "not clean"


class BadPicture(Exception):
    """The picture is not let in."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


def name_of(data: bytes) -> str:
    """The picture's name: its SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def is_name(name: str) -> bool:
    """Whether this can be a picture's name."""
    return len(name) == 64 and all(each in "0123456789abcdef" for each in name)


def kind_of(data: bytes) -> str:
    """``image/png`` or ``image/jpeg``. Raises ``BadPicture``."""
    if data.startswith(_PNG):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    raise BadPicture(Why.KIND)


def clean(data: bytes) -> bytes:
    """The picture without what it tells of its maker; cleaning it again changes nothing. Raises ``BadPicture``."""
    if len(data) > LARGEST:
        raise BadPicture(Why.SIZE)
    try:
        return _clean_png(data) if kind_of(data) == "image/png" else _clean_jpeg(data)
    except (struct.error, IndexError, zlib.error):
        raise BadPicture(Why.BROKEN) from None


def check(data: bytes) -> None:
    """Refuse what ``clean`` would change. Raises ``BadPicture``."""
    if clean(data) != data:
        raise BadPicture(Why.NOT_CLEAN)


def _sized(width: int, height: int) -> None:
    if not width or not height:
        raise BadPicture(Why.BROKEN)
    if width * height > MOST_PIXELS:
        raise BadPicture(Why.PIXELS)


def _clean_png(data: bytes) -> bytes:
    kept, names = [_PNG], []
    for name, whole in _chunks(data):
        names.append(name)
        if len(names) == 1:
            if name != b"IHDR":
                raise BadPicture(Why.BROKEN)
            _sized(*struct.unpack(">II", whole[8:16]))
        if name in _PNG_KEPT:
            kept.append(whole)
        elif name[:1].isupper():
            raise BadPicture(Why.BROKEN)  # a critical chunk that nobody knows
    if names[-1:] != [b"IEND"] or b"IDAT" not in names:
        raise BadPicture(Why.BROKEN)
    return b"".join(kept)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each chunk's name and all of its bytes, up to IEND; what follows that is no part of the picture."""
    place, name = len(_PNG), b""
    while name != b"IEND":
        (length,) = struct.unpack(">I", data[place : place + 4])
        whole = data[place : place + 12 + length]
        (crc,) = struct.unpack(">I", whole[8 + length :])
        if zlib.crc32(whole[4 : 8 + length]) != crc:
            raise BadPicture(Why.BROKEN)
        name = whole[4:8]
        yield name, whole
        place += 12 + length


def _clean_jpeg(data: bytes) -> bytes:
    kept, place, framed, scanned = [data[:2]], 2, False, False
    while data[place : place + 2] != _END:
        if data[place : place + 2] == b"\xff\xff":  # a fill byte
            place += 1
            continue
        marker, whole = _next_segment(data, place)
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", whole[5:9])
            _sized(width, height)
            framed = True
        kept.append(_segment(marker, whole))
        place += len(whole)
        if marker == _SCAN:
            found = _MARKER.search(data, place)
            if found is None or not framed:
                raise BadPicture(Why.BROKEN)
            kept.append(data[place : found.start()])
            place, scanned = found.start(), True
    if not scanned:
        raise BadPicture(Why.BROKEN)
    return b"".join([*kept, _END])


def _next_segment(data: bytes, place: int) -> tuple[int, bytes]:
    """The marker at a place and all bytes of its segment."""
    if data[place] != 0xFF or data[place + 1] in _ALONE:
        raise BadPicture(Why.BROKEN)
    (length,) = struct.unpack(">H", data[place + 2 : place + 4])
    whole = data[place : place + 2 + length]
    if length < 2 or len(whole) != 2 + length:
        raise BadPicture(Why.BROKEN)
    return data[place + 1], whole


def _segment(marker: int, whole: bytes) -> bytes:
    """What stays of one segment."""
    if marker == _APP1:
        turned = _orientation(whole)
        return _turned(turned) if turned > 1 else b""
    if marker in _APPS:
        told = _APPS_KEPT.get(marker)
        return whole if told and whole.startswith(told, 4) else b""
    return b"" if marker == _COMMENT else whole


def _orientation(app1: bytes) -> int:
    """The orientation (1 to 8) that an Exif segment tells, else 0."""
    body = app1[10:]
    if app1[4:10] != b"Exif\x00\x00" or body[:2] not in (b"II", b"MM"):
        return 0
    end = "<" if body[:2] == b"II" else ">"
    try:
        (first,) = struct.unpack(end + "I", body[4:8])
        (count,) = struct.unpack(end + "H", body[first : first + 2])
        for number in range(count):
            entry = body[first + 2 + 12 * number : first + 14 + 12 * number]
            tag, kind, amount, value = struct.unpack(end + "HHIH", entry[:10])
            if (tag, kind, amount) == (_ORIENTATION, 3, 1) and 1 <= value <= 8:
                return int(value)
    except struct.error:
        return 0
    return 0


def _turned(orientation: int) -> bytes:
    """An Exif segment that tells the orientation and nothing else."""
    body = b"MM\x00\x2a" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", 8 + len(body)) + b"Exif\x00\x00" + body
