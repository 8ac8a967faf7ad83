"""A real gateway on a loopback port inside the test's own loop, and a console's mirror that takes in what it sends."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from console.domain.entities import Alarm, Case, Sample, Stage, System
from console.domain.ledger import Ledger, state_digest
from console.gateway.control import Control
from console.gateway.guard import Guard
from console.gateway.log import EventLog, LogSettings
from console.gateway.registers import Registers
from console.gateway.server import GatewayServer
from console.gateway.terminals import Terminals
from console.wire import codec
from console.wire.messages import (
    Batch,
    Heartbeat,
    SnapshotCounter,
    SnapshotEnd,
    SnapshotEntity,
    SnapshotFleet,
    SnapshotHead,
    SnapshotSeries,
)
from console.wire.positions import BadPositions, Fleet, decode_positions
from console.wire.series_digest import series_digest

NOW = 1_780_000_000_000
QUICK = LogSettings(group_seconds=0.005, checkpoint_seconds=3600.0)


class Gateway:
    """One served log."""

    def __init__(self, log: EventLog, session: aiohttp.ClientSession, terminals: Terminals, url: str) -> None:
        self.log = log
        self.terminals = terminals
        self.session = session
        self.url = url

    async def get(self, path: str, **headers: str) -> tuple[int, bytes, Any]:
        async with self.session.get(self.url + path, headers=headers) as answer:
            return answer.status, await answer.read(), answer.headers

    async def json(self, path: str) -> Any:
        return json.loads((await self.get(path))[1])

    async def control(self, **order: Any) -> Any:
        async with self.session.post(f"{self.url}/v1/control", json=order) as answer:
            assert answer.status == 200, await answer.text()
            return json.loads(await answer.read())

    def stream(self, **query: Any) -> Any:
        return self.session.ws_connect(f"{self.url}/v1/stream", params=query, max_msg_size=0)


@asynccontextmanager
async def serving(
    folder: Path, settings: LogSettings = QUICK, registers: Registers | None = None, guard: Guard | None = None
) -> AsyncIterator[Gateway]:
    log = EventLog(folder, lambda: NOW, settings)
    guard = guard or Guard()
    terminals = Terminals(log, lambda: NOW, guard.knows)
    server = GatewayServer(
        log, registers or Registers(folder), lambda: NOW, Control(log, None), guard=guard, terminals=terminals
    )
    runner = web.AppRunner(server.app, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        log.start()
        async with aiohttp.ClientSession() as session:
            yield Gateway(log, session, terminals, f"http://127.0.0.1:{runner.addresses[0][1]}")
    finally:
        await runner.cleanup()
        await log.close()


@dataclass
class Mirror:
    """What a console keeps: state by the domain's rules, and every event by its number."""

    seq: int = 0
    chain: int = 0
    ledger: Ledger = field(default_factory=Ledger)
    fleet: Fleet = field(default_factory=Fleet)
    series: dict[str, tuple[list[int], list[float | None]]] = field(default_factory=dict)
    events: dict[int, bytes] = field(default_factory=dict)
    rejected: list[int] = field(default_factory=list)

    def take(self, raw: bytes, *, binary: bool = False) -> None:
        self.seq += 1
        self.chain = codec.chain(self.chain, [raw])
        self.events[self.seq] = raw
        if binary:
            try:
                frame = decode_positions(raw)
                assert frame.seq == self.seq
                self.fleet.merge(frame)
            except BadPositions:
                self.rejected.append(self.seq)
            return
        event = codec.decode_event(raw)
        if isinstance(event, codec.Reject):
            self.rejected.append(self.seq)
        elif self.ledger.apply(event) and isinstance(event, Sample):
            at, value = self.series.setdefault(event.id, ([], []))
            at.append(event.at)
            value.append(event.value)

    async def follow(self, socket: Any, until: int) -> None:
        """Take in frames until event ``until`` is in; every batch must continue exactly where the last one ended."""
        while self.seq < until:
            message = await socket.receive(timeout=10)
            if message.type is aiohttp.WSMsgType.BINARY:
                self.take(message.data, binary=True)
                continue
            assert message.type is aiohttp.WSMsgType.TEXT, message
            frame = codec.decode_frame(message.data.encode())
            if isinstance(frame, Heartbeat):
                continue
            assert isinstance(frame, Batch), frame
            assert frame.first == self.seq + 1
            for raw in frame.events:
                self.take(bytes(raw))

    def load(self, body: bytes) -> None:
        """Take over a snapshot."""
        lines = [codec.decode_snapshot_line(line) for line in body.splitlines()]
        end = lines[-1]
        assert isinstance(end, SnapshotEnd)
        assert end.lines == len(lines) - 1
        for line in lines:
            if isinstance(line, SnapshotHead):
                self.seq, self.chain = line.seq, line.chain
            elif isinstance(line, SnapshotEntity):
                event = codec.decode_event(line.event)
                assert not isinstance(event, codec.Reject)
                self.ledger.apply(event)
            elif isinstance(line, SnapshotSeries):
                self.series[line.id] = (line.at, line.value)
            elif isinstance(line, SnapshotFleet):
                self.fleet.merge(decode_positions(line.frame))
        counters = [line for line in lines if isinstance(line, SnapshotCounter)]
        self.ledger.counters = {(c.system, c.measure, c.bucket): c.count for c in counters}  # type: ignore[misc]

    def digest(self) -> dict[str, str]:
        ledger = self.ledger
        parts = state_digest(ledger.entities.values(), ledger.latest.values(), ledger.counters, self.fleet.canonical())
        parts["series"] = series_digest((name, at, value) for name, (at, value) in self.series.items())
        return parts


def sample(n: int, series: str = "s/1", value: float | None = 1.5) -> Sample:
    return Sample(id=series, v=n, at=NOW + n * 1000, value=value)


def alarm(v: int = 1, name: str = "AL-1", **fields: Any) -> Alarm:
    return Alarm(
        id=name, v=v, at=NOW + v, raised=NOW, system=System.CITY, priority=3, title="测试告警", source="cam-1",
        rule="test", **fields,
    )  # fmt: skip


def case(v: int, stage: Stage, name: str = "CG-1") -> Case:
    return Case(
        id=name, v=v, at=NOW + v * 1000, system=System.CITY, stage=stage, category="市容环境/暴露垃圾", title="垃圾",
        opened=NOW, due=NOW + 3_600_000,
    )  # fmt: skip
