"""Poison goes through the gateway byte for byte, harms nothing, and is listed."""

from __future__ import annotations

import asyncio
import base64
import json

import pytest
import websocket

from console.wire import codec
from console.wire.messages import EVENT_LIMIT
from console.wire.positions import stamp_seq
from tests.gateway.harness import Mirror, alarm, sample, serving
from tests.gateway.test_log import positions

GOOD = codec.encode_event(sample(1)).decode()
TEXTS = {
    "not JSON": "{",
    "NaN": GOOD.replace("1.5", "NaN"),
    "infinite": GOOD.replace("1.5", "1e999"),
    "unknown kind": GOOD.replace("Sample", "Samples"),
    "unknown enum": codec.encode_event(alarm()).decode().replace('"city"', '"sea"'),
    "newer schema": GOOD.replace('"v":1', '"v":1,"schema":2'),
    "no id": GOOD.replace('"id":"s/1",', ""),
    "version 2^63": GOOD.replace('"v":1', f'"v":{2**63}'),
    "5,000 digits": GOOD.replace('"v":1', '"v":' + "9" * 5_000),
    "lone surrogate": GOOD.replace("s/1", "\\ud800"),
    "depth bomb": "[" * 100_000,
    "1 MB title": codec.encode_event(alarm()).decode().replace("测试告警", "长" * 350_000),
    "swapped place": codec.encode_event(alarm(lon=36.0, lat=1.0)).decode().replace('"lat":1.0', '"lat":121.0'),
    "empty": "",
}


def encoded(raw: bytes, **marks: bool) -> dict[str, object]:
    return {"base64": base64.b64encode(raw).decode(), **marks}


@pytest.mark.parametrize("name", TEXTS)
def test_poison_text_is_listed_and_changes_nothing(tmp_path, name):
    async def main():
        async with serving(tmp_path) as gateway:
            gateway.log.put(sample(1))
            await gateway.log.settled()
            before = (await gateway.json("/v1/digest"))["digest"]
            assert await gateway.control(inject=[TEXTS[name]]) == {"first": 2, "last": 2, "seq": 2}
            said = await gateway.json("/v1/digest")
            assert (said["quarantined"], said["digest"]) == ([2], before)

    asyncio.run(main())


def test_poison_travels_byte_for_byte_beside_good_events(tmp_path):
    bad_text, bad_frame = b'{"kind":"Sample","id":"\xff"}', b"CWPF but no frame"

    def receive(url: str) -> list[bytes]:
        """As the feed does: the batch is cut by hand, and text is not checked for UTF-8."""
        events = []
        socket = websocket.create_connection(url, skip_utf8_validation=True, timeout=5)
        while len(events) < 5:
            opcode, data = socket.recv_data()
            if opcode == websocket.ABNF.OPCODE_BINARY:
                events.append(data)
            elif data.startswith(b'{"type":"batch"'):
                events.append(data[data.index(b"[") + 1 : -2])
        socket.close()
        return events

    async def main():
        async with serving(tmp_path) as gateway:
            order = [GOOD, encoded(bad_text), encoded(bad_frame, positions=True), encoded(positions(3), positions=True)]
            assert (await gateway.control(inject=order))["last"] == 4
            gateway.log.put(sample(2))
            await gateway.log.settled()
            url = f"{gateway.url.replace('http', 'ws')}/v1/stream?epoch={gateway.log.epoch}&after=0&max=1"
            got = await asyncio.to_thread(receive, url)
            stamped = stamp_seq(positions(3), 4)
            assert got == [GOOD.encode(), bad_text, bad_frame, stamped, codec.encode_event(sample(2))]
            assert (await gateway.json("/v1/digest"))["quarantined"] == [2, 3]

    asyncio.run(main())


def test_a_console_that_skips_the_same_poison_has_the_same_digest(tmp_path):
    async def main():
        async with serving(tmp_path) as gateway:
            for n, text in enumerate(text for name, text in TEXTS.items() if name not in {"not JSON", "empty", "NaN"}):
                gateway.log.put(sample(n + 1))
                gateway.log.append_many([text.encode()])
            await gateway.log.settled()
            mirror = Mirror()
            async with gateway.stream(epoch=gateway.log.epoch, after=0, max=1) as socket:
                while mirror.seq < gateway.log.last:
                    message = await socket.receive(timeout=5)
                    frame = message.data.encode()
                    if b'"batch"' in frame[:20]:
                        head = frame.index(b'"events":[') + len(b'"events":[')
                        mirror.take(frame[head:-2])
            said = await gateway.json("/v1/digest")
            assert (mirror.digest(), mirror.rejected) == (said["digest"], said["quarantined"])
            assert mirror.chain == gateway.log.state.chain
            again = Mirror()
            again.load((await gateway.get("/v1/snapshot"))[1])
            assert again.digest() == said["digest"]

    asyncio.run(main())


def test_a_frame_of_another_epoch_reaches_the_consoles_outside_the_log(tmp_path):
    async def main():
        async with serving(tmp_path) as gateway:
            lie = '{"type":"batch","epoch":"other","first":1,"last":1,"events":[{}]}'
            async with gateway.stream(epoch=gateway.log.epoch, after=0) as socket:
                assert json.loads((await socket.receive(timeout=5)).data)["type"] == "heartbeat"
                await gateway.control(inject=[{"text": lie, "frame": True}])
                assert (await socket.receive(timeout=5)).data == lie
            assert gateway.log.last == 0

    asyncio.run(main())


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b'{"inject":[1]}',
        b'{"inject":[{"base64":"%"}]}',
        b'{"unknown":1}',
        b'{"inject":["%s"]}' % (b"x" * 4_194_304),
    ],
)
def test_an_order_that_makes_no_sense_is_a_400(tmp_path, body):
    async def main():
        async with serving(tmp_path) as gateway, gateway.session.post(f"{gateway.url}/v1/control", data=body) as answer:
            assert answer.status == 400
            assert gateway.log.last == 0

    asyncio.run(main())


def test_an_event_over_the_limit_is_poison_but_one_at_the_limit_is_not():
    head, tail = GOOD[:-1], "}"
    fits = head + " " * (EVENT_LIMIT - len(head) - 1) + tail
    assert not isinstance(codec.decode_event(fits.encode()), codec.Reject)
    assert isinstance(codec.decode_event((fits[:-1] + " }").encode()), codec.Reject)
