"""A real feed against a gateway: it catches up, resumes after its committed cursor, and tells what a break brought."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from console.wire.codec import chain
from tests.fakes.events import alarm, batch_frame, case, normal, raws, sample
from tests.fakes.gateway import Connection, FakeGateway
from tests.feed.kit import assert_equal, caught_up, feeding, look, poisoned, row, until, until_said

pytestmark = pytest.mark.usefixtures("hasty")
LOG = raws([alarm("A"), case("C"), sample("s", 1), sample("s", 2, 4.0), alarm("B")])
MORE = raws([normal(alarm("A"), 2), alarm("D"), sample("s", 3)])


def test_first_contact_is_a_snapshot_and_then_the_stream(tmp_path: Path, gateway: FakeGateway) -> None:
    gateway.log = list(LOG)
    gateway.registers = {"areas": b"[]"}
    with feeding(tmp_path, gateway.url):
        caught_up(tmp_path, gateway)
        gateway.append(*MORE)
        caught_up(tmp_path, gateway)
        live = until(tmp_path, lambda now: now.link.state == "live" and now.link.head == 8)
    assert_equal(tmp_path, gateway)
    assert live.cursor.chain == chain(0, gateway.log)
    assert (live.counts.snapshots, live.counts.base, live.counts.gaps, live.counts.applied) == (1, 5, 0, 3)
    changes = look(tmp_path)
    assert changes.receipts == [] and poisoned(tmp_path) == []
    assert changes.registers == [(1, "areas", b"[]")]


def test_a_register_that_is_not_to_be_had_costs_itself_and_not_the_link(tmp_path: Path, gateway: FakeGateway) -> None:
    gateway.registers = {"assets": b"[]", "areas": b"[]"}
    gateway.withheld = {"assets"}
    gateway.log = list(LOG)
    with feeding(tmp_path, gateway.url):
        caught_up(tmp_path, gateway)
        assert until(tmp_path, lambda now: now.link.state == "live")
    assert [name for _, name, _ in look(tmp_path).registers] == ["areas"]


def test_a_feed_that_starts_again_goes_on_from_its_cursor(tmp_path: Path, gateway: FakeGateway) -> None:
    gateway.log = list(LOG)
    with feeding(tmp_path, gateway.url):
        caught_up(tmp_path, gateway)
    gateway.append(*MORE)
    with feeding(tmp_path, gateway.url):
        caught_up(tmp_path, gateway)
    assert gateway.snapshots == 1
    last = gateway.asked[-1]
    assert (last["after"], last["epoch"], last["chain"]) == ("5", gateway.epoch, str(chain(0, LOG)))
    assert_equal(tmp_path, gateway)


def test_the_servers_clock_is_measured(tmp_path: Path, gateway: FakeGateway) -> None:
    gateway.offset = -24 * 3_600_000
    with feeding(tmp_path, gateway.url):
        seen = until(tmp_path, lambda now: now.link.state == "live")
    assert abs(seen.link.offset_ms - gateway.offset) < 5000


def test_the_break_is_told_with_what_came_and_went_unseen(
    tmp_path: Path, gateway: FakeGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.feed.session.OUTAGE_MS", 0)
    gateway.log = list(LOG)
    with feeding(tmp_path, gateway.url):
        until(tmp_path, lambda now: now.link.state == "live")
        down_at = row(tmp_path).link.heard_at
    gateway.append(*raws([alarm("E"), normal(alarm("E"), 2), alarm("F"), sample("s", 3)]))
    with feeding(tmp_path, gateway.url):
        caught_up(tmp_path, gateway)
        until(tmp_path, lambda _: bool(look(tmp_path).receipts), "the receipt")
    receipt = look(tmp_path).receipts[0][1]
    assert (receipt.events, receipt.alarms_backfilled, receipt.unseen) == (4, 2, 1)
    assert receipt.down_at >= down_at and receipt.up_at >= receipt.down_at
    assert receipt.unknown_to == 0


def test_the_next_gateway_takes_over(tmp_path: Path, gateway: FakeGateway) -> None:
    gateway.log = list(LOG)
    spare = FakeGateway(LOG)
    spare.start()
    with feeding(tmp_path, gateway.url, spare.url):
        caught_up(tmp_path, gateway)
        gateway.close()
        spare.append(*MORE)
        caught_up(tmp_path, spare)
    assert spare.snapshots == 0
    assert spare.asked[0]["after"] == "5"
    assert_equal(tmp_path, spare)
    spare.close()


@pytest.mark.parametrize("what", ["503", "nobody"])
def test_a_refusal_is_said_and_tried_again(tmp_path: Path, gateway: FakeGateway, what: str) -> None:
    gateway.log = list(LOG)
    if what == "503":
        gateway.refuse = 10_000
        words = "answered with an error: /v1/hello 503"
        url = gateway.url
    else:
        words, url = "nobody answers there", "http://127.0.0.1:1"
    with feeding(tmp_path, url):
        said = until(tmp_path, lambda now: now.link.state == "down")
        assert said.link.reason == words
        assert said.link.heard_at == 0
        if what == "503":
            gateway.refuse = 0
            caught_up(tmp_path, gateway)


def test_another_protocol_is_refused_by_name(tmp_path: Path, gateway: FakeGateway) -> None:
    gateway.log, gateway.hello = list(LOG), {"protocol": 2}
    with feeding(tmp_path, gateway.url):
        said = until(tmp_path, lambda now: now.link.state == "down")
        assert said.link.reason == "another protocol is spoken there: 2 ≠ 1"
        assert row(tmp_path).cursor.seq == 0 and gateway.asked == []
        gateway.hello = {}
        caught_up(tmp_path, gateway)
    assert_equal(tmp_path, gateway)


@pytest.mark.parametrize(
    "hello", [{"seq": -1}, {"seq": 2**63}, {"time": 10**30}, {"epoch": 7}, {"registers": {"a": 1}}]
)
def test_a_hello_out_of_bounds_is_refused(tmp_path: Path, gateway: FakeGateway, hello: dict[str, object]) -> None:
    gateway.hello = hello
    with feeding(tmp_path, gateway.url):
        said = until(tmp_path, lambda now: now.link.state == "down")
        assert "hello is not of this protocol" in said.link.reason
        gateway.hello = {}
        until(tmp_path, lambda now: now.link.state == "live")


def test_a_half_open_link_is_noticed_and_resumed(tmp_path: Path, gateway: FakeGateway, reasons: list[str]) -> None:
    gateway.log = list(LOG)

    async def half_open(connection: Connection) -> None:
        await connection.beat()
        await connection.batch(6, 7)
        await connection.silence()

    with feeding(tmp_path, gateway.url):
        caught_up(tmp_path, gateway)
    gateway.script.append(half_open)
    gateway.append(*MORE)
    with feeding(tmp_path, gateway.url):
        until_said(tmp_path, reasons, "down: no sign of life")
        caught_up(tmp_path, gateway)
    assert [asked["after"] for asked in gateway.asked[-2:]] == ["5", "7"]
    assert_equal(tmp_path, gateway)


def test_a_server_that_goes_down_on_purpose_says_so(tmp_path: Path, gateway: FakeGateway, reasons: list[str]) -> None:
    gateway.log = list(LOG)

    async def closing(connection: Connection) -> None:
        await connection.beat()
        await connection.text(b'{"type":"closing","reason":"maintenance"}')
        await connection.silence()

    gateway.script.append(closing)
    with feeding(tmp_path, gateway.url):
        until_said(tmp_path, reasons, "maintenance")
        gateway.append(*MORE)
        caught_up(tmp_path, gateway)
    assert gateway.snapshots == 1
    assert_equal(tmp_path, gateway)


def test_a_trickle_is_waited_for_as_long_as_it_brings_something(tmp_path: Path, gateway: FakeGateway) -> None:
    gateway.log = list(LOG)

    async def trickle(connection: Connection) -> None:
        body = batch_frame(6, gateway.log[5:8])
        for byte in b"\x81\x7e" + len(body).to_bytes(2, "big") + body:
            await connection.raw(bytes([byte]))
        await connection.silence()

    with feeding(tmp_path, gateway.url):
        caught_up(tmp_path, gateway)
    gateway.append(*MORE)
    gateway.script.append(trickle)
    with feeding(tmp_path, gateway.url):
        caught_up(tmp_path, gateway)
        assert len(gateway.asked) == 2
    assert_equal(tmp_path, gateway)


def test_a_message_that_never_ends_does_not_hold_the_link(
    tmp_path: Path, gateway: FakeGateway, reasons: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.feed.socket.MESSAGE_SECONDS", 0.3)
    gateway.log = list(LOG)

    async def drip(connection: Connection) -> None:
        await connection.raw(b"\x81\x7f" + (1000).to_bytes(8, "big"))
        while True:
            await connection.raw(b" ")
            await asyncio.sleep(0.02)

    gateway.script.append(drip)
    with feeding(tmp_path, gateway.url):
        until_said(tmp_path, reasons, "one message took longer")
        until(tmp_path, lambda now: now.link.state == "live")
    assert_equal(tmp_path, gateway)
