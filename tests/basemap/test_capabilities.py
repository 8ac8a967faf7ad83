"""What a WMS says of itself: read by its own version, hardened against what XML can do, every lack told apart."""

from __future__ import annotations

import pytest

from console.basemap.wms_capabilities import MOST_LAYERS, ask_service, plain_address, read_service
from console.basemap.wms_service import Lack, NoService, Service
from tests.basemap import services
from tests.fakes.map_server import MapServer, map_server

URL = "http://gis/wms"
BOX = (118.2, 37.1, 119.2, 37.9)


def _read(text: str, encoding: str = "utf-8") -> Service:
    return read_service(text.encode(encoding), URL)


def test_the_newer_version_with_what_layers_inherit() -> None:
    service = _read(services.MODERN)
    assert (service.title, service.version, service.url) == ("市政务地图服务", "1.3.0", URL)
    roads, floods, local = service.layers
    assert (roads.name, roads.title, roads.about) == ("roads", "路网", "市政道路 中心线")
    assert (roads.systems, roads.bounds, roads.source, roads.day) == (
        ("EPSG:3857", "EPSG:4490"), BOX, "市自然资源局", "",
    )  # fmt: skip
    assert floods.systems == ("EPSG:3857", "CRS:84", "EPSG:4490")
    assert (floods.source, floods.day) == ("市水务局", "2026-03-01")
    assert (local.systems, local.offered, local.bounds) == ((), ("EPSG:2437",), None)


def test_the_older_version_with_its_dtd_which_is_not_read() -> None:
    service = _read(services.OLD, "iso-8859-1")
    assert (service.title, service.version) == ("café", "1.1.1")
    (layer,) = service.layers
    assert (layer.systems, layer.bounds, layer.day) == (("EPSG:900913", "EPSG:4326"), BOX, "2025-12-31")


@pytest.mark.parametrize("encoding", ["GB2312", "gbk", "UTF-16"])
def test_encodings_of_the_field(encoding: str) -> None:
    text = services.MODERN.replace('encoding="UTF-8"', f'encoding="{encoding}"')
    assert _read(text, encoding).layers[0].title == "路网"


@pytest.mark.parametrize(
    ("text", "lack"),
    [
        (services.LAUGHS, Lack.UNSAFE), (services.SECRET, Lack.UNSAFE), (services.DEFAULTS, Lack.UNSAFE),
        (services.deep(10_000), Lack.UNSAFE), (services.wide(150_000), Lack.UNSAFE), (services.OUTSIDE, Lack.NO_LAYER),
        (services.LOGIN, Lack.LOGIN), (services.PAGE, Lack.NOT_WMS), ("", Lack.NOT_WMS), ("{}", Lack.NOT_WMS),
        ("<a>", Lack.NOT_WMS), ("<WFS_Capabilities/>", Lack.NOT_WMS), (services.REFUSAL, Lack.REFUSED),
        (services.MODERN.replace("<Name>", "<Other>").replace("</Name>", "</Other>"), Lack.NO_LAYER),
        (services.MODERN.replace("EPSG:3857", "EPSG:2437").replace("EPSG:4490", "x").replace("CRS:84", "x"),
         Lack.NO_SYSTEM),
        (services.MODERN.replace("image/png", "image/gif"), Lack.NO_PNG),
        ('<?xml version="1.0" encoding="nobody-knows"?><a/>', Lack.NOT_WMS),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told_apart(text: str, lack: Lack) -> None:
    with pytest.raises(NoService) as caught:
        _read(text)
    assert caught.value.lack is lack and "\n" not in caught.value.detail


def test_a_service_of_thousands_is_cut_and_not_refused() -> None:
    assert len(_read(services.wide(MOST_LAYERS + 5)).layers) == MOST_LAYERS


def test_an_address_is_freed_of_what_was_pasted_with_it() -> None:
    whole = "http://gis/wms?map=/a.map&SERVICE=WMS&Request=GetCapabilities&version=1.1.1&token=x#top"
    assert plain_address(whole) == "http://gis/wms?map=%2Fa.map&token=x"
    assert plain_address(" http://gis/wms?service=WMS ") == "http://gis/wms"


@pytest.mark.parametrize(
    ("status", "body", "lack"),
    [
        (200, services.MODERN, None), (401, "", Lack.LOGIN), (403, "", Lack.LOGIN), (404, "", Lack.REFUSED),
        (500, "", Lack.UNREACHABLE), (200, "", Lack.NOT_WMS), (200, services.LOGIN, Lack.LOGIN),
    ],
)  # fmt: skip
def test_over_the_network(status: int, body: str, lack: Lack | None) -> None:
    with map_server(lambda *_: b"") as server:
        server.capabilities = (status, body.encode(), "text/xml")
        hosts = (f"127.0.0.1:{server.port}",)
        if lack is None:
            assert ask_service(f"{server.url}/wms?service=WMS", hosts).url == f"{server.url}/wms"
            assert server.asked[0][0] == "/wms?SERVICE=WMS&REQUEST=GetCapabilities&VERSION=1.3.0"
        else:
            with pytest.raises(NoService) as caught:
                ask_service(f"{server.url}/wms", hosts)
            assert caught.value.lack is lack


@pytest.mark.parametrize(
    ("mode", "lack"),
    [("huge", Lack.NOT_WMS), ("bomb", Lack.NOT_WMS), ("cut", Lack.UNREACHABLE), ("away", Lack.LOGIN)],
)
def test_a_server_that_behaves_badly_costs_no_more_than_its_limit(mode: str, lack: Lack) -> None:
    with map_server(lambda *_: b"") as server:
        server.rules.mode = mode
        server.capabilities = (200, services.MODERN.encode() + b" " * 6_000_000, "text/xml")
        with pytest.raises(NoService) as caught:
            ask_service(f"{server.url}/wms", (f"127.0.0.1:{server.port}",))
        assert caught.value.lack is lack


def test_nobody_is_asked_whom_the_settings_do_not_name() -> None:
    server = MapServer(lambda *_: b"")
    with pytest.raises(NoService) as caught:
        ask_service(f"{server.url}/wms", ("elsewhere",))
    assert caught.value.lack is Lack.HOST and not server.asked
    server._http.server_close()


def test_a_service_that_is_not_there_is_unreachable() -> None:
    with pytest.raises(NoService) as caught:
        ask_service("http://127.0.0.1:9/wms", ("127.0.0.1:9",))
    assert caught.value.lack is Lack.UNREACHABLE
