"""What is a picture: told from its first bytes, never from what a server calls it."""

from __future__ import annotations

import struct

LARGEST_EDGE = 1024
"""Pixels; no tile scheme has larger ones."""


class NoPicture(ValueError):
    """Bytes that are no tile; the message says what they are instead."""


def check_picture(body: bytes) -> tuple[str, int]:
    """Kind and edge in pixels of a tile: PNG, JPEG, WebP or GIF, square, with its end. Raises ``NoPicture``."""
    kind, width, height = _known(body)
    if width != height or not 0 < width <= LARGEST_EDGE:
        raise NoPicture(f"a picture of {width}×{height} pixels is no tile")
    if not _whole(kind, body):
        raise NoPicture(f"the {kind} picture ends in the middle")
    return kind, width


def check_size(body: bytes, width: int, height: int) -> str:
    """The kind of a picture of these pixels, with its end. Raises ``NoPicture``."""
    kind, *size = _known(body)
    if size != [width, height]:
        raise NoPicture(f"a picture of {size[0]}×{size[1]} pixels where {width}×{height} were asked for")
    if not _whole(kind, body):
        raise NoPicture(f"the {kind} picture ends in the middle")
    return kind


def _known(body: bytes) -> tuple[str, int, int]:
    found = _png(body) or _jpeg(body) or _gif(body) or _webp(body)
    if found is None:
        raise NoPicture(_instead(body))
    return found


def _png(body: bytes) -> tuple[str, int, int] | None:
    if body[:8] != b"\x89PNG\r\n\x1a\n" or len(body) < 33 or body[12:16] != b"IHDR":
        return None
    width, height = struct.unpack_from(">II", body, 16)
    return "png", width, height


def _gif(body: bytes) -> tuple[str, int, int] | None:
    if body[:6] not in (b"GIF87a", b"GIF89a") or len(body) < 13:
        return None
    width, height = struct.unpack_from("<HH", body, 6)
    return "gif", width, height


def _webp(body: bytes) -> tuple[str, int, int] | None:
    if body[:4] != b"RIFF" or body[8:12] != b"WEBP" or len(body) < 30:
        return None
    form = body[12:16]
    if form == b"VP8X":
        return "webp", 1 + int.from_bytes(body[24:27], "little"), 1 + int.from_bytes(body[27:30], "little")
    if form == b"VP8L":
        bits = int.from_bytes(body[21:25], "little")
        return "webp", 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack_from("<HH", body, 26)
    return "webp", width & 0x3FFF, height & 0x3FFF


def _jpeg(body: bytes) -> tuple[str, int, int] | None:
    """The size stands in the first frame header (SOF); the segments before it are stepped over."""
    if body[:3] != b"\xff\xd8\xff":
        return None
    at = 2
    while at + 9 < len(body) and body[at] == 0xFF:
        marker, length = body[at + 1], int.from_bytes(body[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", body, at + 5)
            return "jpeg", width, height
        at += 2 + length
    return None


def _whole(kind: str, body: bytes) -> bool:
    if kind == "png":
        return body[-12:] == b"\0\0\0\0IEND\xaeB`\x82"
    if kind == "jpeg":
        return b"\xff\xd9" in body[-64:]
    if kind == "webp":
        return int.from_bytes(body[4:8], "little") + 8 <= len(body)
    return body[-1:] == b";"


def _instead(body: bytes) -> str:
    start = body[:256].lstrip().lower()
    if not body:
        return "an empty answer"
    if start.startswith((b"<!doctype", b"<html", b"<head", b"<body")):
        return "a web page instead of a picture"
    if start.startswith(b"<"):
        return "XML instead of a picture"
    if start.startswith((b"{", b"[")):
        return "JSON instead of a picture"
    return "no picture that is known here"
