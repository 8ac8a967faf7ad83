"""Who is let in: no page of a browser that may not read, nobody from elsewhere, no read without a key."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import make_mocked_request

from console.domain.origins import allow_list
from console.gateway.guard import Guard, Why
from console.gateway.readers import Reader, Readers, hash_of, new_key, save
from tests.gateway.harness import Gateway, alarm, serving

READS = ("/v1/hello", "/v1/snapshot", "/v1/history?series=s", "/v1/done", "/v1/registers/city", "/v1/digest")
DAY = "2026-11-27"


def line(key: str, name: str = "大厅大屏") -> Reader:
    return Reader(hash_of(key), DAY, name)


def served(folder: Path, guard: Guard | None, work: Callable[[Gateway], Awaitable[None]]) -> None:
    async def main() -> None:
        async with serving(folder / "log", guard=guard) as gateway:
            await work(gateway)

    asyncio.run(main())


async def asked(gateway: Gateway, path: str, **headers: str) -> tuple[int, Any]:
    status, body, said = await gateway.get(path, **headers)
    return status, (said, body)


@pytest.mark.parametrize("path", READS)
def test_every_read_wants_a_key_and_says_so(tmp_path: Path, path: str) -> None:
    key = new_key()
    save(tmp_path / "readers", [line(key)])

    async def work(gateway: Gateway) -> None:
        status, (headers, body) = await asked(gateway, path)
        assert status == 401 and b'"problem":"no_key"' in body
        assert headers["WWW-Authenticate"].startswith("Bearer")
        for wrong in ("Bearer " + new_key(), "Bearer " + hash_of(key), f"Basic {key}", f"Bearer {key}x", "Bearer"):
            assert (await asked(gateway, path, Authorization=wrong))[0] == 401, wrong
        status, _ = await asked(gateway, path, Authorization=f"Bearer {key}")
        assert status in (200, 404), "404: this harness has no register"

    served(tmp_path, Guard(Readers(tmp_path / "readers")), work)


def test_a_stream_wants_a_key(tmp_path: Path) -> None:
    key = new_key()
    save(tmp_path / "readers", [line(key)])

    async def work(gateway: Gateway) -> None:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await gateway.stream(epoch=gateway.log.epoch, after=0)
        assert refused.value.status == 401
        shown = {"Authorization": f"Bearer {key}"}
        url = f"{gateway.url}/v1/stream?epoch={gateway.log.epoch}&after=0"
        async with gateway.session.ws_connect(url, headers=shown) as socket:
            assert (await socket.receive_json())["type"] == "heartbeat"

    served(tmp_path, Guard(Readers(tmp_path / "readers")), work)


def test_a_key_taken_out_of_the_file_ends_its_stream_and_the_other_stations_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.gateway.readers.LOOK_SECONDS", 0.0)
    monkeypatch.setattr("console.gateway.stream.HEARTBEAT_SECONDS", 0.05)
    old, new, other = new_key(), new_key(), new_key()
    file = tmp_path / "readers"
    save(file, [line(old), line(new), line(other, "席位 3")])

    async def work(gateway: Gateway) -> None:
        def open_by(key: str) -> Any:
            url = f"{gateway.url}/v1/stream?epoch={gateway.log.epoch}&after=0"
            return gateway.session.ws_connect(url, headers={"Authorization": f"Bearer {key}"})

        async with open_by(old) as first, open_by(new) as second, open_by(other) as third:
            save(file, [line(new), line(other, "席位 3")])
            while (message := await first.receive(timeout=5)).type is aiohttp.WSMsgType.TEXT:
                pass
            assert message.type is aiohttp.WSMsgType.CLOSE and message.data == 1008
            gateway.log.put(alarm())
            for stays in (second, third):
                while "batch" not in (await stays.receive(timeout=5)).data:
                    pass
        assert (await asked(gateway, "/v1/hello", Authorization=f"Bearer {old}"))[0] == 401
        assert (await asked(gateway, "/v1/hello", Authorization=f"Bearer {new}"))[0] == 200

    served(tmp_path, Guard(Readers(file)), work)


def test_a_file_spoilt_while_it_runs_changes_nothing_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("console.gateway.readers.LOOK_SECONDS", 0.0)
    key, file = new_key(), tmp_path / "readers"
    save(file, [line(key)])
    readers = Readers(file)
    file.write_text("half a li")
    assert readers.who(key) == line(key)
    assert "the readers stay as they were" in caplog.text and "line 1" in caplog.text
    file.unlink()
    assert readers.who(key) == line(key), "a wall goes on while somebody puts the file back"
    save(file, [])
    assert readers.who(key) is None


PAGES = [
    ({"Origin": "http://evil.example"}, 403),
    ({"Origin": "null"}, 403),
    ({"Origin": "http://127.0.0.1:1"}, 403),
    ({"Origin": "https://127.0.0.1"}, 403),
    ({"Sec-Fetch-Site": "cross-site"}, 403),
    ({"Sec-Fetch-Site": "same-site"}, 403),
    ({"Sec-Fetch-Site": "none"}, 200),
    ({}, 200),
    ({"Origin": "https://page.city.example"}, 200),
    ({"Origin": "https://page.city.example.evil.example"}, 403),
]


@pytest.mark.parametrize(("headers", "status"), PAGES)
def test_a_page_reads_only_if_it_is_named(tmp_path: Path, headers: dict[str, str], status: int) -> None:
    async def work(gateway: Gateway) -> None:
        got, (said, _) = await asked(gateway, "/v1/hello", **headers)
        assert got == status
        named = headers.get("Origin") if status == 200 else None
        assert said.get("Access-Control-Allow-Origin") == named
        url = f"{gateway.url}/v1/stream?epoch={gateway.log.epoch}&after=0"
        if status == 403:
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await gateway.session.ws_connect(url, headers=headers)
            assert refused.value.status == 403
        else:
            async with gateway.session.ws_connect(url, headers=headers) as socket:
                assert (await socket.receive_json())["type"] == "heartbeat"

    served(tmp_path, Guard(origins=allow_list(["https://page.city.example"])), work)


def test_no_page_drives_a_drill_or_acts(tmp_path: Path) -> None:
    async def work(gateway: Gateway) -> None:
        before = gateway.log.last
        order = {"inject": ["{}"]}
        page = {"Origin": "http://evil.example"}
        async with gateway.session.post(f"{gateway.url}/v1/control", json=order, headers=page) as answer:
            assert answer.status == 403
        assert gateway.log.last == before

    served(tmp_path, None, work)


@pytest.mark.parametrize(
    ("host", "status"),
    [("127.0.0.1:{port}", 200), ("localhost:{port}", 200), ("[::1]:{port}", 200), ("evil.example:{port}", 421),
     ("localhost.evil.example", 421), ("10.0.0.5", 421), ("127.0.0.1.evil.example", 421), ("", 421)],
)  # fmt: skip
def test_a_name_that_was_made_to_point_here_is_not_answered(tmp_path: Path, host: str, status: int) -> None:
    async def work(gateway: Gateway) -> None:
        port = gateway.url.rpartition(":")[2]
        assert (await asked(gateway, "/v1/hello", Host=host.format(port=port)))[0] == status

    served(tmp_path, None, work)


def objection(guard: Guard, remote: str, **headers: str) -> Why | None:
    class Transport:
        def get_extra_info(self, name: str, default: object = None) -> object:
            return (remote, 50_000) if name == "peername" else default

        def is_closing(self) -> bool:
            return False

    request = make_mocked_request("GET", "/v1/hello", headers=headers, transport=Transport())  # type: ignore[arg-type]
    return guard._objection(request)


@pytest.mark.parametrize("remote", ["10.0.0.9", "192.168.1.4", "fe80::1", "::ffff:10.0.0.9", ""])
def test_without_readers_nobody_elsewhere_is_answered_whatever_they_say(tmp_path: Path, remote: str) -> None:
    host = {"Host": "127.0.0.1:8700"}
    assert objection(Guard(), remote, **host) is Why.THIS_MACHINE
    assert objection(Guard(certified=True), remote, Host="10.0.0.5") is Why.NO_CERTIFICATE
    key = new_key()
    save(tmp_path / "readers", [line(key)])
    guard = Guard(Readers(tmp_path / "readers"))
    assert objection(guard, remote, Host="gateway.city", Authorization=f"Bearer {key}") is None
    assert objection(guard, remote, **host) is Why.NO_KEY


def station(certificate: dict[str, object]) -> str | None:
    class Transport:
        def get_extra_info(self, name: str, default: object = None) -> object:
            return certificate if name == "peercert" else default

    request = make_mocked_request("POST", "/v1/terminal", transport=Transport())  # type: ignore[arg-type]
    return Guard(certified=True).station(request)


def test_a_station_s_name_is_its_certificate_s_and_one_without_a_name_takes_none_of_its_own() -> None:
    city, other = (("commonName", "大厅大屏"),), (("organizationName", "city"),)
    hosts = (("IP Address", "10.0.0.9"), ("DNS", "wall-1.city"))
    assert station({"subject": (other, city), "subjectAltName": hosts}) == "大厅大屏"
    assert station({"subject": (other,), "subjectAltName": hosts}) == "wall-1.city"
    assert station({"subject": (other,), "subjectAltName": hosts[:1]}) == "10.0.0.9"
    assert station({"subject": (other,)}) == "", "let in and nameless, so it cannot speak as another one"
    assert Guard().station(make_mocked_request("POST", "/v1/terminal")) is None, "this machine's own names itself"


@pytest.mark.parametrize("remote", ["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"])
def test_this_machine_is_at_home(remote: str) -> None:
    assert objection(Guard(), remote, Host="localhost") is None


def test_with_readers_this_machine_needs_a_key_too(tmp_path: Path) -> None:
    """Behind a proxy on the same machine everybody would come from there."""
    save(tmp_path / "readers", [])
    assert objection(Guard(Readers(tmp_path / "readers")), "127.0.0.1", Host="localhost") is Why.NO_KEY


def test_the_log_names_who_was_turned_away_once_and_no_key(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    save(tmp_path / "readers", [])
    stranger = new_key()

    async def work(gateway: Gateway) -> None:
        for _ in range(20):
            await asked(gateway, "/v1/hello", Authorization=f"Bearer {stranger}")

    served(tmp_path, Guard(Readers(tmp_path / "readers")), work)
    assert caplog.text.count("was turned away") == 1
    assert stranger not in caplog.text
