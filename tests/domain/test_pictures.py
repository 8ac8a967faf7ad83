"""What is let in of a picture, judged by another program (Pillow): same pixels, nothing told of its maker."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

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


def app(number: int, body: bytes) -> bytes:
    return bytes((0xFF, 0xE0 + number)) + struct.pack(">H", 2 + len(body)) + body


@pytest.mark.parametrize(
    "told",
    [app(0, b"JFXX\x00\x10secret place"), app(1, b"http://ns.adobe.com/xap/1.0/\x00secret place"),
     app(2, b"MPF\x00secret place"), app(13, b"Photoshop 3.0\x008BIM\x04\x04secret place"),
     app(14, b"secret place"), app(15, b"secret place")],
    ids=["thumbnail", "XMP", "more pictures", "IPTC", "app14", "app15"],
)  # fmt: skip
def test_no_application_segment_tells_anything(told: bytes) -> None:
    plain = jpeg()
    assert clean(plain[:2] + told + plain[2:]) == clean(plain)


def test_what_colours_need_stays() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for data in (jpeg(icc_profile=profile), jpeg(icc_profile=profile, keep_rgb=True)):
        with Image.open(io.BytesIO(clean(data))) as image:
            assert image.info["icc_profile"] == profile
        assert pixels(clean(data)) == pixels(data)


def test_a_critical_chunk_that_nobody_knows_is_refused_and_another_one_goes() -> None:
    def with_chunk(name: bytes) -> bytes:
        whole = name + b"secret place"
        chunk = struct.pack(">I", len(whole) - 4) + whole + struct.pack(">I", zlib.crc32(whole))
        return png()[:33] + chunk + png()[33:]

    assert clean(with_chunk(b"prVt")) == clean(png())
    with pytest.raises(BadPicture) as caught:
        clean(with_chunk(b"PRVT"))
    assert caught.value.why is Why.BROKEN


@pytest.mark.parametrize("end", ["<", ">"])
def test_the_orientation_is_read_in_both_orders_of_bytes(end: str) -> None:
    head = {"<": b"II", ">": b"MM"}[end] + struct.pack(end + "HI", 42, 8)
    make = struct.pack(end + "HHII", 0x010F, 2, 4, 0x41414141)
    turned = struct.pack(end + "HHIHH", 0x0112, 3, 1, 6, 0)
    exif = b"Exif\x00\x00" + head + struct.pack(end + "H", 2) + make + turned + struct.pack(end + "I", 0)
    plain = jpeg()
    with Image.open(io.BytesIO(clean(plain[:2] + app(1, exif) + plain[2:]))) as image:
        assert image.getexif() == {ExifTags.Base.Orientation: 6}


def test_a_picture_of_just_the_largest_size_is_let_in_to_be_looked_at() -> None:
    grown = jpeg()
    assert clean(grown + bytes(LARGEST - len(grown))) == clean(grown)
    with pytest.raises(BadPicture) as caught:
        clean(grown + bytes(LARGEST - len(grown) + 1))
    assert caught.value.why is Why.SIZE


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
