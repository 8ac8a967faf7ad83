"""Origins as RFC 6454 compares them, with the ways in which an address pretends to be another."""

from __future__ import annotations

import pytest

from console.domain.origins import Origin, OriginError, allow_list, origin_of, parse_origin


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("http://example.com/", ("http", "example.com", 80)),
        ("http://example.com:80/a?b#c", ("http", "example.com", 80)),
        ("HTTPS://EXAMPLE.com.", ("https", "example.com", 443)),
        ("https://example.com:8443", ("https", "example.com", 8443)),
        ("http://[::1]:8080/", ("http", "::1", 8080)),
        ("http://测试.cn/", ("http", "xn--0zwm56d.cn", 80)),
    ],
)
def test_an_address_has_an_origin(text: str, same: tuple[str, str, int]) -> None:
    assert parse_origin(text) == Origin(*same)


@pytest.mark.parametrize(
    "text",
    ["", "example.com", "ftp://a", "file:///etc/passwd", "http://", "http://:80", "http://a:0", "http://a:99999",
     "http://a@b", "http://a:b@c", "http://[::1", "cw://map", "javascript:alert(1)", "http://*.a.cn", "ws://a",
     "http://a b", "http://*"],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(text: str) -> None:
    with pytest.raises(OriginError):
        parse_origin(text)


@pytest.mark.parametrize("text", ["https://*.cn", "https://*.", "https://a.*.cn", "https://**.a.cn", "https://*.*.cn"])
def test_a_star_stands_only_before_a_name_of_two_parts(text: str) -> None:
    with pytest.raises(OriginError):
        parse_origin(text, wild=True)


def test_only_what_is_listed_is_allowed() -> None:
    allowed = allow_list(["https://grid.example.cn", "https://*.map.example.cn:8443"])
    yes = [("https", "grid.example.cn", -1), ("https", "GRID.example.cn.", 443), ("wss", "grid.example.cn", None),
           ("https", "a.map.example.cn", 8443), ("https", "b.a.map.example.cn", 8443)]  # fmt: skip
    no = [("http", "grid.example.cn", 443), ("https", "grid.example.cn", 444), ("https", "evilgrid.example.cn", 443),
          ("https", "grid.example.cn.evil.cn", 443), ("https", "map.example.cn", 8443), ("ws", "grid.example.cn", 80),
          ("https", "evilmap.example.cn", 8443), ("https", ".map.example.cn", 8443), ("file", "", -1),
          ("cw", "grid.example.cn", -1), ("data", "", -1), ("chrome", "crash", -1)]  # fmt: skip
    assert [parts for parts in yes if not allowed.allows(origin_of(*parts))] == []
    assert [parts for parts in no if allowed.allows(origin_of(*parts))] == []


@pytest.mark.parametrize("text", ["http://a", "https://a:8443", "http://[::1]:81", "https://b.c"])
def test_an_origin_is_shown_as_it_is_written(text: str) -> None:
    assert str(parse_origin(text)) == text
