"""EDID: what a monitor says of itself over its cable (VESA E-EDID standard, structure 1.3 and 1.4, base block only).

A monitor is known again by maker, model and serial number. Bytes come from a device, so nothing in them is trusted.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

BLOCK = 128
HEADER = bytes.fromhex("00ffffffffffff00")
DESCRIPTORS = range(54, 126, 18)
"""Four descriptors of 18 bytes: a detailed timing, or, with a pixel clock of zero, a text by its tag."""
SERIAL_TEXT, NAME_TEXT = 0xFF, 0xFC
LARGEST_MM = 20_000


class EdidError(Exception):
    """These bytes are no EDID; the message says why."""


class Edid(msgspec.Struct, frozen=True):
    """What is needed of it. Empty texts and sizes of 0 mm stand for what the monitor does not tell."""

    manufacturer: str
    """The three letters of the UEFI PNP registry, such as ``DEL``."""
    product: int
    serial_number: int
    name: str
    serial_text: str
    width_mm: int
    height_mm: int
    week: int
    year: int
    version: str

    @property
    def model(self) -> str:
        """The monitor's own name, or its product code in the form of ``DEL 7ba0``."""
        return self.name or f"{self.manufacturer} {self.product:04x}"

    @property
    def serial(self) -> str:
        """The serial number as printed on the back, or the number in the header; empty when it has neither."""
        return self.serial_text or (str(self.serial_number) if self.serial_number else "")


def parse_edid(data: bytes) -> Edid:
    """Read the base block; extension blocks are ignored. Raises ``EdidError``."""
    block = data[:BLOCK]
    if len(block) < BLOCK:
        raise EdidError(f"{len(block)} bytes instead of {BLOCK}")
    if block[:8] != HEADER:
        raise EdidError("the header of an EDID is missing")
    if sum(block) % 256:
        raise EdidError("the checksum is wrong")
    if block[18] != 1:
        raise EdidError(f"version {block[18]}.{block[19]} is not known")
    texts = dict(_texts(block))
    width, height = _size_mm(block)
    return Edid(
        manufacturer=_letters(block),
        product=int.from_bytes(block[10:12], "little"),
        serial_number=int.from_bytes(block[12:16], "little"),
        name=texts.get(NAME_TEXT, ""),
        serial_text=texts.get(SERIAL_TEXT, ""),
        width_mm=width,
        height_mm=height,
        week=block[16] if 1 <= block[16] <= 54 else 0,
        year=1990 + block[17],
        version=f"1.{block[19]}",
    )


def _letters(block: bytes) -> str:
    """Three letters of five bits each; a code that is no letter is shown as ``?``."""
    packed = int.from_bytes(block[8:10], "big")
    codes = ((packed >> shift) & 31 for shift in (10, 5, 0))
    return "".join(chr(64 + code) if 1 <= code <= 26 else "?" for code in codes)


def _texts(block: bytes) -> Iterator[tuple[int, str]]:
    for start in reversed(DESCRIPTORS):  # of two with one tag the first counts
        part = block[start : start + 18]
        if part[:3] == b"\0\0\0" and part[3] in (SERIAL_TEXT, NAME_TEXT):
            text = part[5:].split(b"\n")[0].decode("cp437")
            yield part[3], "".join(letter for letter in text if letter.isprintable()).strip()


def _size_mm(block: bytes) -> tuple[int, int]:
    """Of the preferred timing, in mm; else of the header, which knows whole centimetres only."""
    whole = (block[21] * 10, block[22] * 10) if block[21] and block[22] else (0, 0)
    timing = block[54:72]
    if timing[:2] == b"\0\0":
        return whole
    fine = (timing[12] | (timing[14] & 0xF0) << 4, timing[13] | (timing[14] & 0x0F) << 8)
    if not all(fine) or max(fine) > LARGEST_MM:
        return whole
    if all(whole) and any(not one / 2 <= other <= one * 2 for one, other in zip(whole, fine, strict=True)):
        return whole  # projectors and switches put an aspect ratio there (16 × 9) or nonsense
    return fine
