from __future__ import annotations

import asyncio
import json

import aiohttp
import pytest

from console.gateway.log import LogSettings
from console.gateway.snapshot import NEWEST
from console.wire.codec import chain, encode_event
from tests.gateway.harness import NOW, Gateway, Mirror, alarm, sample, serving
from tests.gateway.test_log import positions


async def fill(gateway: Gateway, first: int, last: int) -> None:
    """Samples, alarms and position frames mixed, in several commits."""
    for n in range(first, last + 1):
        if n % 50 == 0:
            gateway.log.append_positions(positions(n % 7, at=NOW + n))
        elif n % 10 == 0:
            gateway.log.put(alarm(1, f"AL-{n}", active=n % 20 == 0, acknowledged=True))
        else:
            gateway.log.put(sample(n, f"s/{n % 5}", None if n % 9 == 0 else n / 3))
        if n % 97 == 0:
            await gateway.log.settled()
    await gateway.log.settled()


def scenario(test):
    """Run an async test on a real server."""

    def wrapped(tmp_path):
        async def main():
            async with serving(tmp_path) as gateway:
                await test(gateway)

        asyncio.run(main())

    wrapped.__name__ = test.__name__
    return wrapped


@scenario
async def test_a_stream_from_the_beginning_is_the_whole_log(gateway):
    await fill(gateway, 1, 1000)
    mirror = Mirror()
    async with gateway.stream(epoch=gateway.log.epoch, after=0, chain=0) as socket:
        await mirror.follow(socket, 1000)
        await fill(gateway, 1001, 1500)
        await mirror.follow(socket, 1500)
    assert mirror.chain == gateway.log.state.chain
    assert mirror.digest() == gateway.log.state.digest()
    assert sorted(mirror.events) == list(range(1, 1501))


@scenario
async def test_a_resume_anywhere_continues_exactly(gateway):
    await fill(gateway, 1, 400)
    whole = Mirror()
    async with gateway.stream(epoch=gateway.log.epoch, after=0) as socket:
        await whole.follow(socket, 400)
    for after in (1, 49, 50, 96, 97, 98, 250, 399):
        rolled = chain(0, [whole.events[seq] for seq in range(1, after + 1)])
        mirror = Mirror(seq=after, chain=rolled)
        async with gateway.stream(epoch=gateway.log.epoch, after=after, chain=rolled) as socket:
            await mirror.follow(socket, 400)
        assert mirror.events == {seq: raw for seq, raw in whole.events.items() if seq > after}


@scenario
async def test_max_limits_the_events_of_a_frame(gateway):
    await fill(gateway, 1, 60)
    async with gateway.stream(epoch=gateway.log.epoch, after=0, max=1) as socket:
        sizes, seq = [], 0
        while seq < 60:
            message = await socket.receive(timeout=5)
            if message.type is aiohttp.WSMsgType.BINARY:
                seq += 1
                continue
            frame = json.loads(message.data)
            if frame["type"] == "batch":
                sizes.append(len(frame["events"]))
                seq = frame["last"]
    assert set(sizes) == {1}


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"epoch": "another"}, "epoch"), ({"after": 101}, "ahead"), ({"chain": 7}, "chain"), ({"epoch": ""}, "epoch")],
)
def test_a_position_that_is_not_of_this_log_is_reset(tmp_path, change, reason):
    async def main():
        async with serving(tmp_path) as gateway:
            await fill(gateway, 1, 100)
            query = {"epoch": gateway.log.epoch, "after": 60} | change
            async with gateway.stream(**query) as socket:
                assert json.loads((await socket.receive(timeout=5)).data) == {"type": "reset", "reason": reason}
                assert (await socket.receive(timeout=5)).type is aiohttp.WSMsgType.CLOSE

    asyncio.run(main())


def test_a_position_below_the_floor_is_reset(tmp_path):
    async def main():
        settings = LogSettings(group_seconds=0.001, checkpoint_seconds=3600, keep_bytes=1)
        async with serving(tmp_path, settings) as gateway:
            await fill(gateway, 1, 300)
            await gateway.log.checkpoint()
            await gateway.log.trim()
            assert (await gateway.json("/v1/hello"))["floor"] == gateway.log.floor > 0
            async with gateway.stream(epoch=gateway.log.epoch, after=gateway.log.floor - 1) as socket:
                assert json.loads((await socket.receive(timeout=5)).data)["reason"] == "trimmed"
            floor, rolled = gateway.log.floor, gateway.log.floor_chain
            async with gateway.stream(epoch=gateway.log.epoch, after=floor, chain=rolled) as socket:
                assert json.loads((await socket.receive(timeout=5)).data)["type"] == "heartbeat"

    asyncio.run(main())


@pytest.mark.parametrize(
    "query", ["after=x", "after=-1", "after=", "after=1&chain=-1", "after=1&max=0", "after=1&max=999"]
)
def test_a_query_that_makes_no_sense_is_a_400(tmp_path, query):
    async def main():
        async with serving(tmp_path) as gateway:
            assert (await gateway.get(f"/v1/stream?epoch=e&{query}"))[0] == 400

    asyncio.run(main())


def test_a_console_is_told_before_the_gateway_goes_down(tmp_path):
    async def main():
        async with aiohttp.ClientSession() as session:
            async with serving(tmp_path) as gateway:
                url, query = f"{gateway.url}/v1/stream", {"epoch": gateway.log.epoch, "after": "0"}
                socket = await session.ws_connect(url, params=query)
                assert json.loads((await socket.receive(timeout=5)).data)["type"] == "heartbeat"
            assert json.loads((await socket.receive(timeout=5)).data)["type"] == "closing"
            assert (await socket.receive(timeout=5)).type is aiohttp.WSMsgType.CLOSE

    asyncio.run(main())


@scenario
async def test_a_console_that_reads_late_still_gets_everything(gateway):
    async with gateway.stream(epoch=gateway.log.epoch, after=0) as socket:
        for start in range(1, 30_001, 3_000):
            gateway.log.append_many([encode_event(sample(n, "s/1" + "x" * 100)) for n in range(start, start + 3_000)])
            await gateway.log.settled()
        mirror = Mirror()
        await mirror.follow(socket, 30_000)
    assert mirror.chain == gateway.log.state.chain


@scenario
async def test_snapshot_plus_stream_equals_full_replay(gateway):
    await fill(gateway, 1, 700)
    mirror = Mirror()
    status, body, headers = await gateway.get("/v1/snapshot", **{"Accept-Encoding": "gzip"})
    assert (status, headers["Content-Encoding"]) == (200, "gzip")
    mirror.load(body)
    assert (mirror.seq, mirror.chain) == (700, gateway.log.state.chain)
    assert mirror.digest() == gateway.log.state.digest()
    await fill(gateway, 701, 1200)
    async with gateway.stream(epoch=gateway.log.epoch, after=700, chain=mirror.chain) as socket:
        await mirror.follow(socket, 1200)
    replay = Mirror()
    async with gateway.stream(epoch=gateway.log.epoch, after=0, chain=0) as socket:
        await replay.follow(socket, 1200)
    said = await gateway.json("/v1/digest")
    assert mirror.digest() == replay.digest() == said["digest"]
    assert (said["seq"], said["epoch"], said["quarantined"]) == (1200, gateway.log.epoch, [])


@scenario
async def test_a_snapshot_holds_one_position_however_busy_the_log_is(gateway):
    for n in range(1, 6_000):
        gateway.log.put(sample(n, f"s/{n % 40}"))
    busy = asyncio.create_task(fill(gateway, 6_000, 9_000))
    mirror = Mirror()
    mirror.load((await gateway.get("/v1/snapshot"))[1])
    await busy
    async with gateway.stream(epoch=gateway.log.epoch, after=mirror.seq, chain=mirror.chain) as socket:
        await mirror.follow(socket, gateway.log.last)
    assert mirror.digest() == gateway.log.state.digest()


@scenario
async def test_history_gives_a_stretch_with_its_gaps(gateway):
    for n in range(1, NEWEST + 200):
        gateway.log.put(sample(n, value=None if n == 3 else float(n)))
    await gateway.log.settled()
    got = await gateway.json(f"/v1/history?series=s/1&from={NOW + 2000}&to={NOW + 5000}")
    assert got == {"series": "s/1", "at": [NOW + 2000, NOW + 3000, NOW + 4000], "value": [2.0, None, 4.0]}
    assert (await gateway.json("/v1/history?series=unknown"))["at"] == []
    assert (await gateway.get("/v1/history?series=s/1&from=x"))[0] == 400


def test_registers_come_once(tmp_path):
    (tmp_path / "areas.json").write_text('[{"code":"1"}]')

    async def main():
        async with serving(tmp_path) as gateway:
            status, body, headers = await gateway.get("/v1/registers/areas")
            assert (status, body) == (200, b'[{"code":"1"}]')
            assert headers["ETag"] == f'"{(await gateway.json("/v1/hello"))["registers"]["areas"]}"'
            assert (await gateway.get("/v1/registers/areas", **{"If-None-Match": headers["ETag"]}))[0] == 304
            assert (await gateway.get("/v1/registers/nothing"))[0] == 404
            assert (await gateway.get("/v1/registers/..%2fsecret"))[0] == 404

    asyncio.run(main())
