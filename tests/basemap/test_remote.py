"""Providers on a network against a server that keeps 天地图's rules and can break every one of HTTP's."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from console.basemap.provider import Trouble
from console.basemap.remote import EMPTY_AFTER, address_of, grid_of
from console.config.map_settings import Tianditu, Wmts, Xyz
from tests.basemap import pictures
from tests.basemap.kit import PLACE, Clock, provider, tianditu, xyz
from tests.fakes.map_server import BROWSER_KEY, SERVER_KEY, MapServer, map_server

BODY = pictures.flat(1, 2, 3)


@pytest.fixture
def server() -> Iterator[MapServer]:
    with map_server(lambda _layer, _z, _x, _y: BODY) as server:
        yield server


def test_the_address_is_that_of_the_public_description() -> None:
    """Parameters as 天地图 documents them; the tile is that of (118.6747, 37.4346) by its published formula."""
    base = Tianditu(name="sky", title="天地图", attribution="天地图")
    url_of, layers = address_of(base, SERVER_KEY)
    parts = urlsplit(url_of(1, (14, 13593, 6352)))
    assert layers == 2 and parts.hostname == "t1.tianditu.gov.cn" and parts.path == "/cva_w/wmts"
    assert {name: values[0] for name, values in parse_qs(parts.query).items()} == {
        "SERVICE": "WMTS", "REQUEST": "GetTile", "VERSION": "1.0.0", "LAYER": "cva", "STYLE": "default",
        "TILEMATRIXSET": "w", "FORMAT": "tiles", "TILEMATRIX": "14", "TILEROW": "6352", "TILECOL": "13593",
        "tk": SERVER_KEY,
    }  # fmt: skip
    assert grid_of(base).min_zoom == 1, "the service has no level 0"


def test_templates_are_filled_and_the_key_is_quoted() -> None:
    base = Xyz(
        name="one", title="甲", attribution="图源", subdomains=("a", "b"),
        urls=("http://{s}.example/{z}/{x}/{-y}?k={key}",),
    )  # fmt: skip
    url_of, _ = address_of(base, "a b&c")
    assert url_of(0, (3, 2, 1)) == "http://b.example/3/2/6?k=a%20b%26c"


def test_a_general_wmts_names_its_matrices_as_it_likes() -> None:
    base = Wmts(
        name="one", title="甲", attribution="图源", url="http://gis.example/wmts?map=1", layers=("roads",),
        matrix_set="EPSG:3857", matrix="EPSG:3857:{z}",
    )  # fmt: skip
    url_of, _ = address_of(base, "")
    query = parse_qs(urlsplit(url_of(0, (5, 7, 9))).query)
    assert query["map"] == ["1"] and query["TILEMATRIX"] == ["EPSG:3857:5"] and "tk" not in query


def test_a_tile_is_fetched_once_and_then_comes_from_the_disk(server: MapServer, tmp_path: Path) -> None:
    one = provider(xyz(server), tmp_path)
    assert [one.tile(0, PLACE).body for _ in range(3)] == [BODY] * 3
    assert provider(xyz(server), tmp_path).tile(0, PLACE).body == BODY, "a new process finds it"
    assert len(server.asked) == 1


def test_two_who_want_the_same_at_once_share_one_request(server: MapServer, tmp_path: Path) -> None:
    server.rules.slow_s = 0.2
    one = provider(xyz(server), tmp_path)
    with ThreadPoolExecutor(6) as pool:
        got = list(pool.map(lambda _: one.tile(0, PLACE), range(6)))
    assert {each.body for each in got} == {BODY} and len(server.asked) == 1


def test_no_more_requests_at_once_than_allowed(server: MapServer, tmp_path: Path) -> None:
    now, most, lock = 0, 0, threading.Lock()

    def tile(*_: object) -> bytes:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        threading.Event().wait(0.03)
        with lock:
            now -= 1
        return BODY

    server.tile_of = tile
    one = provider(xyz(server, parallel=2), tmp_path)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda x: one.tile(0, (12, x, 0)), range(12)))
    assert most == 2


def test_a_stale_tile_is_asked_about_by_its_tag_and_kept(server: MapServer, tmp_path: Path) -> None:
    clock = Clock()
    one = provider(xyz(server), tmp_path, clock)
    one.tile(0, PLACE)
    clock.now += 31 * 86_400
    assert one.tile(0, PLACE).body == BODY
    assert "If-None-Match" in server.asked[-1][1]
    one.tile(0, PLACE)
    assert len(server.asked) == 2, "it is fresh again"


def test_a_changed_tile_replaces_the_old_one(server: MapServer, tmp_path: Path) -> None:
    clock = Clock()
    one = provider(xyz(server), tmp_path, clock)
    old = one.tile(0, PLACE)
    server.tile_of = lambda *_: pictures.flat(9, 9, 9)
    clock.now += 31 * 86_400
    new = one.tile(0, PLACE)
    assert new.body == pictures.flat(9, 9, 9) and new.stamp != old.stamp


def test_a_stale_tile_is_shown_when_nobody_answers(server: MapServer, tmp_path: Path) -> None:
    clock = Clock()
    one = provider(xyz(server), tmp_path, clock)
    one.tile(0, PLACE)
    server.stop()
    clock.now += 31 * 86_400
    got = one.tile(0, PLACE)
    assert got.body == BODY and not got.wanting
    assert one.state.trouble is Trouble.OFFLINE
    assert one.tile(0, (12, 1, 1)).wanting


def test_the_sea_has_no_tile_and_is_not_asked_about_again_that_day(server: MapServer, tmp_path: Path) -> None:
    server.rules.sea = {PLACE}
    clock = Clock()
    one = provider(xyz(server), tmp_path, clock)
    for _ in range(2):
        got = one.tile(0, PLACE)
        assert got.body is None and not got.wanting and one.state.trouble is None
    assert len(server.asked) == 1
    clock.now += 2 * 86_400
    one.tile(0, PLACE)
    assert len(server.asked) == 2


def test_an_address_that_has_no_tile_anywhere_is_told_and_the_open_sea_is_not(
    server: MapServer, tmp_path: Path
) -> None:
    z, x, y = PLACE
    row = [(z, x + step, y) for step in range(EMPTY_AFTER + 1)]
    server.rules.sea = set(row[:-1])
    one = provider(xyz(server), tmp_path)
    for place in row[: EMPTY_AFTER - 1]:
        one.tile(0, place)
        one.tile(0, row[0])
    assert one.state.trouble is None, "the same place again is no other place"
    one.tile(0, row[EMPTY_AFTER - 1])
    assert one.state.trouble is Trouble.EMPTY
    again = provider(xyz(server), tmp_path)
    for place in row[:EMPTY_AFTER]:
        again.tile(0, place)
    assert again.state.trouble is Trouble.EMPTY, "after a restart what is on the disk tells it"
    assert again.tile(0, row[-1]).body and again.state.trouble is None, "one tile, and the rest may be sea"
    for place in row[:-1]:
        again.tile(0, place)
    assert again.state.trouble is None


BROKEN = {
    "html": (Trouble.BAD, "a web page instead of a picture"),
    "json": (Trouble.KEY, "非法Key"),
    "500": (Trouble.OFFLINE, "HTTP 502: Bad gateway"),
    "huge": (Trouble.BAD, "more than 4096 KB"),
    "bomb": (Trouble.BAD, "more than 4096 KB"),
    "cut": (Trouble.OFFLINE, "cut"),
    "truncated": (Trouble.BAD, "ends in the middle"),
    "drip": (Trouble.OFFLINE, "takes too long"),
    "away": (Trouble.AWAY, "another host (198.51.100.7)"),
    "round": (Trouble.REFUSED, "on and on"),
    "401": (Trouble.KEY, "HTTP 401: unauthorized"),
    "403 quota": (Trouble.QUOTA, "HTTP 403: 今日访问次数超出配额"),
    "418 quota": (Trouble.QUOTA, "HTTP 418: 今日访问次数超出配额"),
}


@pytest.mark.parametrize("mode", BROKEN)
def test_what_is_broken_is_told_and_never_cached(server: MapServer, tmp_path: Path, mode: str) -> None:
    trouble, words = BROKEN[mode]
    server.rules.mode = mode
    one = provider(xyz(server, timeout_s=0.7), tmp_path)
    got = one.tile(0, PLACE)
    assert got.wanting and got.body is None
    assert one.state.trouble is trouble and words in one.state.detail
    assert not list(tmp_path.rglob("*.tile"))
    assert not list(tmp_path.rglob("*.tmp"))


RULES = {
    "a wrong key": ({}, "f" * 32, Trouble.KEY, "HTTP 403: 非法Key"),
    "a browser's key without its site": ({}, BROWSER_KEY, Trouble.REFUSED, "HTTP 418: 疑似攻击"),
    "a wrong layer": ({"layers": ("nope",)}, SERVER_KEY, Trouble.REFUSED, "HTTP 400"),
}


@pytest.mark.parametrize("name", RULES)
def test_each_no_of_tianditu_is_told_apart(server: MapServer, tmp_path: Path, name: str) -> None:
    more, key, trouble, words = RULES[name]
    one = provider(tianditu(server, **more), tmp_path, key=key)
    assert one.tile(0, PLACE).wanting
    assert one.state.trouble is trouble and one.state.detail.startswith(words)
    assert key not in one.state.detail
    one.tile(0, (12, 1, 1))
    assert len(server.asked) == 1, "who was told no does not go on asking"


def test_a_used_up_quota_rests_for_an_hour_and_the_cache_is_shown(server: MapServer, tmp_path: Path) -> None:
    server.rules.quota = 1
    clock = Clock()
    one = provider(tianditu(server), tmp_path, clock)
    assert one.tile(0, PLACE).body == BODY
    assert one.tile(0, (12, 1, 1)).wanting and one.state.trouble is Trouble.QUOTA
    assert one.tile(0, PLACE).body == BODY
    server.rules.quota = 100
    clock.now += 1800
    assert one.tile(0, (12, 1, 1)).wanting
    clock.now += 2000
    assert one.tile(0, (12, 1, 1)).body == BODY and one.state.trouble is None


def test_our_own_count_of_a_day_stops_before_the_provider_does(server: MapServer, tmp_path: Path) -> None:
    clock = Clock()
    one = provider(xyz(server, daily_quota=3), tmp_path, clock)
    got = [one.tile(0, (12, x, 0)).body for x in range(5)]
    assert [body is not None for body in got] == [True, True, True, False, False]
    assert len(server.asked) == 3 and one.state.trouble is Trouble.QUOTA
    again = provider(xyz(server, daily_quota=3), tmp_path, clock)
    assert again.tile(0, (12, 9, 0)).wanting, "a restart does not forget"
    clock.now += 86_400
    assert provider(xyz(server, daily_quota=3), tmp_path, clock).tile(0, (12, 9, 0)).body == BODY


def test_a_second_try_helps_against_one_fault(server: MapServer, tmp_path: Path) -> None:
    server.rules.mode = "500"
    asked = 0

    def mend(*_: object) -> bytes:
        nonlocal asked
        asked += 1
        if asked > 1:
            server.rules.mode = ""
        return BODY

    server.tile_of = mend
    one = provider(xyz(server, retries=2), tmp_path)
    assert one.tile(0, PLACE).body == BODY and one.state.trouble is None


@pytest.mark.parametrize("mode", ["", "odd header", "500", "cut", "away", "html", "401"])
def test_the_key_is_in_no_log_however_odd_the_answer(
    server: MapServer, tmp_path: Path, caplog: pytest.LogCaptureFixture, mode: str
) -> None:
    caplog.set_level("DEBUG")
    key = "a key/with+signs"
    server.rules.mode = mode
    url = server.url + "/xyz/{z}/{x}/{y}.png?tk={key}"
    one = provider(xyz(server, urls=(url,), timeout_s=0.7), tmp_path, key=key)
    one.tile(0, PLACE)
    assert "a%20key%2Fwith%2Bsigns" in server.asked[0][0], "it was sent"
    said = caplog.text + one.state.detail
    assert not any(each in said for each in (key, "a%20key", "a+key"))


def test_the_key_is_in_no_file_of_the_cache_and_a_new_key_keeps_the_tiles(server: MapServer, tmp_path: Path) -> None:
    provider(tianditu(server), tmp_path).tile(0, PLACE)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files and not any(SERVER_KEY.encode() in path.read_bytes() or SERVER_KEY in str(path) for path in files)
    other = provider(tianditu(server, referer="https://a.example/"), tmp_path, key=BROWSER_KEY)
    assert other.tile(0, PLACE).body == BODY and len(server.asked) == 1
