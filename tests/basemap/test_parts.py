"""The parts of a provider: gate, cache, count, key, pictures' bytes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from console.basemap.folder import BudgetFolder
from console.basemap.gate import LONGEST_S, NO_S, Gate
from console.basemap.picture_bytes import NoPicture, check_picture
from console.basemap.provider import ProviderError, Trouble
from console.basemap.secret import key_of
from console.config.map_settings import MapError, MapSettings, Tianditu, Xyz, check_map
from tests.basemap import pictures
from tests.basemap.kit import PLACE, Clock, disk


def test_the_rest_doubles_from_failure_to_failure_and_ends_with_the_first_success() -> None:
    clock, rests = Clock(), []
    gate = Gate(clock, lambda: 1.0)
    for _ in range(10):
        gate.failed(Trouble.OFFLINE, "")
        gate.failed(Trouble.OFFLINE, "")  # those that were under way count once
        start = clock.now
        while not gate.open:
            clock.now += 0.5
        rests.append(clock.now - start)
    assert rests[:5] == [2, 4, 8, 16, 32] and rests[-1] == LONGEST_S
    gate.succeeded()
    gate.failed(Trouble.OFFLINE, "")
    clock.now += 2
    assert gate.open


def test_chance_shortens_a_rest_by_a_third_at_most() -> None:
    clock = Clock()
    gate = Gate(clock, lambda: 0.0)
    gate.failed(Trouble.KEY, "")
    clock.now += NO_S * 0.66
    assert not gate.open
    clock.now += NO_S * 0.01
    assert gate.open


def test_a_bad_picture_closes_nothing() -> None:
    gate = Gate(Clock())
    gate.failed(Trouble.BAD, "x")
    assert gate.open and gate.state.trouble is Trouble.BAD


def test_what_is_damaged_on_disk_is_missing_and_goes(tmp_path: Path) -> None:
    cache = disk(tmp_path)
    cache.put("a", PLACE, b"body")
    (path,) = tmp_path.rglob("*.tile")
    for damage in (b"", b"{}", path.read_bytes()[:-1], path.read_bytes() + b"x", b"\xff" * 50):
        path.write_bytes(damage)
        assert cache.get("a", PLACE) is None and not path.exists()


def test_what_is_too_old_or_from_the_future_is_missing(tmp_path: Path) -> None:
    clock = Clock()
    cache = disk(tmp_path, clock, keep_days=10)
    for days in (11, -2):
        cache.put("a", PLACE, b"body")
        clock.now += days * 86_400
        assert cache.get("a", PLACE) is None


def test_a_full_disk_costs_the_keeping_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = disk(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(BudgetFolder, "write", full)
    assert cache.put("a", PLACE, b"body").body == b"body"


def test_the_budget_holds_and_the_last_used_stay(tmp_path: Path) -> None:
    cache = disk(tmp_path, budget=12_000)
    for x in range(10):
        cache.put("a", (9, x, 0), bytes(1000))
        for path in tmp_path.rglob(f"{x}/0.tile"):
            os.utime(path, (x + 1, x + 1))
    assert cache.get("a", (9, 0, 0))
    for x in range(10, 14):
        cache.put("a", (9, x, 0), bytes(1000))
    assert sum(path.stat().st_size for path in tmp_path.rglob("*.tile")) <= 12_000
    assert cache.get("a", (9, 0, 0)) and cache.get("a", (9, 13, 0)) and not cache.get("a", (9, 1, 0))


def _base(**more: object) -> Tianditu:
    return Tianditu(name="sky", title="天地图", attribution="天地图", **more)  # type: ignore[arg-type]


def test_a_key_comes_from_the_settings_the_environment_or_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("  abc\n")
    assert key_of(_base(key="abc"), {}) == "abc"
    assert key_of(_base(key_env="KEY"), {"KEY": " abc "}) == "abc"
    assert key_of(_base(key_file=file), {}) == "abc"


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe", b"a\nb", b"x" * 600])
def test_a_key_that_is_not_there_is_said_without_what_is(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "key"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ProviderError, match="key file key"):
        key_of(_base(key_file=file), {})
    with pytest.raises(ProviderError, match="variable KEY"):
        key_of(_base(key_env="KEY"), {})
    with pytest.raises(ProviderError, match="needs a key"):
        key_of(_base(), {})
    with pytest.raises(ProviderError, match="needs a key"):
        key_of(Xyz(name="a", title="a", urls=("http://h/{z}/{x}/{y}?{key}",)), {})


JPEG = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb004300" + "01" * 64 + "ffc0000b080100010001011100ffd9"
)


def test_pictures_are_known_by_their_bytes() -> None:
    assert check_picture(pictures.flat(1, 2, 3)) == ("png", 256)
    assert check_picture(pictures.flat(1, 2, 3, size=512)) == ("png", 512)
    assert check_picture(JPEG) == ("jpeg", 256)
    assert check_picture(b"GIF89a\x00\x01\x00\x01" + b"\0" * 8 + b";") == ("gif", 256)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "empty"),
        (b"\n <!DOCTYPE html><html>", "web page"),
        (b"<?xml version='1.0'?><ServiceException/>", "XML"),
        (b'{"code": 1}', "JSON"),
        (b"hello", "no picture"),
        (pictures.flat(1, 2, 3)[:-5], "ends in the middle"),
        (b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (9000).to_bytes(4, "big") * 2 + b"\0" * 40, "9000×9000"),
        (b"\x89PNG\r\n\x1a\n", "no picture"),
        (b"\xff\xd8\xff", "no picture"),
    ],
)
def test_what_is_no_tile_is_named(body: bytes, words: str) -> None:
    with pytest.raises(NoPicture, match=words):
        check_picture(body)


@pytest.mark.parametrize(
    "url",
    [
        "http://gis.example/{z}/{x}.png?tk=s3cret", "ftp://gis.example/{z}/{x}/{y}.png?tk=s3cret",
        "http://s3cret:s3cret@gis.example/{z}/{x}/{y}.png", "gis.example/{z}?tk=s3cret",
    ],
)  # fmt: skip
def test_a_key_that_somebody_wrote_into_an_address_is_not_in_the_error(url: str) -> None:
    """A refused edit is told in the log and at the foot of every desk."""
    base = Xyz(name="one", title="甲", attribution="图源", urls=(url,))
    with pytest.raises(MapError) as problem:
        check_map(MapSettings(bases=(base,)))
    assert "gis.example" in str(problem.value) and "s3cret" not in str(problem.value)
