"""EDIDs of real monitors, as people published them together with what another program read from them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.wall.edid import Edid, EdidError, parse_edid

DELL_E193FP = """
00ffffffffffff0010ac0e7000000000180f010368261e782ec665a2594c9d24125054a54b00714f8180010101010101010101010101302a0098
51002a4030701300520e1100001e000000ff0047363536363536464c4553410a000000fc0044656c6c204531393346500a20000000fd00384c1e
530e000a20202020202000b4
"""
"""Xorg's log of it says: Dell E193FP, serial G656656FLESA, image size 338 x 270 mm."""

SAMSUNG_WIDE = """
00ffffffffffff004c2d7e023232454d0c1101030e2f1e782ad515a455499a27145054bfef80b30081808140714f01010101010101017c2e90a0
601a1e4030203600da281100001a000000fd00384b1e510e000a202020202020000000fc0053796e634d61737465720a2020000000ff0048394e
503330363239350a202000cd
"""
"""Xorg's log of it says: SyncMaster, serial H9NP306295, image size 474 x 296 mm."""

DELL_U2412M = """
00ffffffffffff0010ac7ba04c31543035150104a53420783aee95a3544c99260f5054a1080081408180a940b300d1c0010101010101283c80a0
70b023403020360006442100001a000000ff004d324743523143533054314c0a000000fc0044454c4c2055323431324d0a20000000fd00323d1e
5311000a2020202020200096
"""
"""Published as the fingerprint of a Dell U2412M, whose data sheet says 518 x 324 mm."""

SAMSUNG_C23 = """
00ffffffffffff004c2d23053232524c34130104a5301b78223581a656489a241250542308008100814081809500a940b30001010101023a8018
71382d40582c4500dd0c1100001e000000fd00383c1e5111000a202020202020000000fc0053796e634d61737465720a2020000000ff00484c4a
534330333431300a202000f2
"""
"""Structure 1.4; published as the fingerprint of a Samsung SyncMaster."""

BOE_PANEL = """
00ffffffffffff0009e55f0900000000171d0104a51c137803de50a3544c99260f505400000001010101010101010101010101010101115cd018
81e02d50302036001dbe1000001aa749d01881e02d50302036001dbe1000001a000000fe00424f452043510a202020202020000000fe004e4531
333546424d2d4e34310a00fb
"""
"""A built-in panel: 13.5 inches, neither a name nor a serial number."""


def block(text: str) -> bytes:
    return bytes.fromhex("".join(text.split()))


def fresh(changed: bytearray) -> bytes:
    """With a checksum that is right."""
    changed[127] = -sum(changed[:127]) % 256
    return bytes(changed)


KNOWN = [
    (DELL_E193FP, ("DEL", "Dell E193FP", "G656656FLESA", 338, 270, "1.3", 2005)),
    (SAMSUNG_WIDE, ("SAM", "SyncMaster", "H9NP306295", 474, 296, "1.3", 2007)),
    (DELL_U2412M, ("DEL", "DELL U2412M", "M2GCR1CS0T1L", 518, 324, "1.4", 2011)),
    (SAMSUNG_C23, ("SAM", "SyncMaster", "HLJSC03410", 477, 268, "1.4", 2009)),
    (BOE_PANEL, ("BOE", "BOE 095f", "", 285, 190, "1.4", 2019)),
]


@pytest.mark.parametrize(("text", "told"), KNOWN, ids=[told[1] for _, told in KNOWN])
def test_a_real_monitor_is_read_as_other_programs_read_it(text: str, told: tuple[object, ...]) -> None:
    edid = parse_edid(block(text))
    assert (
        edid.manufacturer, edid.model, edid.serial, edid.width_mm, edid.height_mm, edid.version, edid.year
    ) == told  # fmt: skip


def test_without_a_printed_serial_the_number_in_the_header_counts() -> None:
    changed = bytearray(block(DELL_U2412M))
    changed[75] = 0xFE  # the descriptor is now a free text
    assert parse_edid(fresh(changed)).serial == str(0x3054314C)
    changed[12:16] = bytes(4)
    assert parse_edid(fresh(changed)).serial == ""


def test_an_aspect_ratio_in_place_of_a_size_is_no_size() -> None:
    changed = bytearray(block(DELL_U2412M))
    changed[66:69] = bytes((16, 9, 0))
    edid = parse_edid(fresh(changed))
    assert (edid.width_mm, edid.height_mm) == (520, 320), "the header's centimetres"
    changed[21:23] = bytes(2)
    changed[66:69] = bytes(3)
    edid = parse_edid(fresh(changed))
    assert (edid.width_mm, edid.height_mm) == (0, 0)


def test_extension_blocks_do_not_disturb() -> None:
    data = block(DELL_U2412M)
    assert parse_edid(data + bytes(128)) == parse_edid(data)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "0 bytes"),
        (bytes(127), "127 bytes"),
        (bytes(128), "header"),
        (block(DELL_U2412M)[:127] + b"\0", "checksum"),
        (fresh(bytearray(block(DELL_U2412M)[:18] + b"\2" + block(DELL_U2412M)[19:])), "version 2"),
    ],
)
def test_what_is_no_edid_is_refused_with_words(data: bytes, why: str) -> None:
    with pytest.raises(EdidError, match=why):
        parse_edid(data)


@given(st.binary(min_size=110, max_size=110), st.binary(min_size=0, max_size=128))
def test_whatever_a_device_sends_ends_in_an_answer(inside: bytes, after: bytes) -> None:
    good = block(DELL_U2412M)
    edid = parse_edid(fresh(bytearray(good[:8] + inside[:10] + good[18:20] + inside[2:])) + after)
    assert isinstance(edid, Edid)
    assert all(text.isprintable() for text in (edid.name, edid.serial, edid.manufacturer))
