"""What is let in of a picture, judged by another program (Pillow): same pixels, nothing told of its maker."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, PngImagePlugin

from console.domain.pictures import LARGEST, BadPicture, Why, check, clean, is_name, kind_of, name_of

pytestmark = pytest.mark.operations


def noise(width: int = 40, height: int = 30) -> Image.Image:
    return Image.fromarray(np.random.default_rng(7).integers(0, 255, (height, width, 3), np.uint8))


def jpeg(orientation: int = 1, **more: object) -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "某品牌"
    exif[ExifTags.Base.DateTime] = "2026:11:27 09:00:00"
    if orientation > 1:
        exif[ExifTags.Base.Orientation] = orientation
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (37.0, 25.0, 48.0)
    out = io.BytesIO()
    noise().save(out, "JPEG", exif=exif, comment=b"secret place", **more)
    return out.getvalue()


def png() -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", "secret place")
    told.add_itxt("XML:com.adobe.xmp", "<x>secret place</x>")
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "secret place"
    out = io.BytesIO()
    noise().save(out, "PNG", pnginfo=told, exif=exif)
    return out.getvalue()


def pixels(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGB").tobytes()


@pytest.mark.parametrize(
    "data", [jpeg(), jpeg(6), jpeg(progressive=True), png()], ids=["jpeg", "turned", "steps", "png"]
)
def test_a_cleaned_picture_has_the_same_pixels_and_tells_nothing(data: bytes) -> None:
    made = clean(data)
    assert pixels(made) == pixels(data)
    assert b"secret place" in data and b"secret place" not in made
    with Image.open(io.BytesIO(made)) as image:
        exif = image.getexif()
        assert set(exif) <= {ExifTags.Base.Orientation}
        assert not exif.get_ifd(ExifTags.IFD.GPSInfo)
    assert clean(made) == made
    check(made)
    with pytest.raises(BadPicture) as caught:
        check(data)
    assert caught.value.why is Why.NOT_CLEAN


@pytest.mark.parametrize("orientation", range(2, 9))
def test_the_orientation_of_a_photograph_stays(orientation: int) -> None:
    with Image.open(io.BytesIO(clean(jpeg(orientation)))) as image:
        assert image.getexif()[ExifTags.Base.Orientation] == orientation


def huge_png() -> bytes:
    body = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + body
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(body)) + chunk + struct.pack(">I", zlib.crc32(chunk))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", Why.KIND),
        (b"MZ" + bytes(100), Why.KIND),
        (b"GIF89a" + bytes(100), Why.KIND),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Why.KIND),
        (b"\xff\xd8\xff" + bytes(LARGEST), Why.SIZE),
        (huge_png(), Why.PIXELS),
        (b"\xff\xd8\xff\xd9", Why.BROKEN),
        (jpeg()[:-2], Why.BROKEN),
        (png()[:-6], Why.BROKEN),
        (png().replace(b"IDAT", b"IDAX", 1), Why.BROKEN),
    ],
)
def test_what_is_no_picture_is_refused_with_a_word(data: bytes, why: Why) -> None:
    with pytest.raises(BadPicture) as caught:
        clean(data)
    assert caught.value.why is why


def test_bytes_after_the_end_are_no_part_of_the_picture() -> None:
    for data in (jpeg(), png()):
        assert clean(data + b"PK\x03\x04 an archive") == clean(data)
        assert clean(data + jpeg()) == clean(data), "phones append a second picture, with its own Exif"


def test_a_comment_between_the_scans_goes_too() -> None:
    steps = jpeg(progressive=True)
    second = steps.index(b"\xff\xda", steps.index(b"\xff\xda") + 2)
    told = steps[:second] + b"\xff\xfe\x00\x0fsecret place!" + steps[second:]
    assert clean(told) == clean(steps)


@given(st.sampled_from([jpeg(), png()]), st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 255)), max_size=8))
def test_damage_is_refused_or_harmless_and_never_an_error(data: bytes, damage: list[tuple[int, int]]) -> None:
    spoilt = bytearray(data)
    for place, value in damage:
        spoilt[place % len(spoilt)] = value
    try:
        made = clean(bytes(spoilt))
    except BadPicture:
        return
    assert clean(made) == made


def test_names_are_hashes() -> None:
    assert name_of(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert is_name(name_of(b"x")) and not is_name("../" + "a" * 61) and not is_name("A" * 64)
    assert (kind_of(png()), kind_of(jpeg())) == ("image/png", "image/jpeg")
