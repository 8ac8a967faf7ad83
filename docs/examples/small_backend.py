"""A small backend of feed protocol v1: one pump, its level every two seconds, an alarm when it is high.

    python docs/examples/small_backend.py 8701
    commandwall feed --backend Pumps=http://127.0.0.1:8701

It keeps its log in memory: a restart begins a new epoch, and consoles take a snapshot. Needs aiohttp, nothing of ours.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
import uuid
import zlib
from itertools import count

from aiohttp import web

LIMIT = 3.0
REGISTERS = {
    "series": [{"id": "pump-1/level", "asset": "pump-1", "factor": "level", "name": "Pump 1 level", "unit": "m",
                "cadence": 2, "limit": LIMIT, "limit_label": "full"}],
    "assets": [{"id": "pump-1", "kind": "water_level", "name": "Pump 1", "lon": 118.7, "lat": 37.45, "system": "city"}],
}  # fmt: skip
EPOCH = uuid.uuid4().hex
LOG: list[bytes] = []  # event number n is LOG[n - 1]
STATE: dict[str, bytes] = {}  # the newest event of each open entity and series
CHAIN = [0]  # CHAIN[n] is the rolling CRC-32 after n events


def now() -> int:
    return int(time.time() * 1000)


def append(**event: object) -> None:
    """Every event says what one entity is after it: kind, id, version, time, and all of its fields."""
    raw = json.dumps(event, separators=(",", ":"), ensure_ascii=False).encode()
    LOG.append(raw)
    CHAIN.append(zlib.crc32(raw, CHAIN[-1]))
    STATE[str(event["id"])] = raw


async def pump(_app: web.Application) -> None:
    """The source: it writes events, and knows nothing of who reads them."""
    alarm = {"system": "city", "priority": 1, "title": "Pump 1 is full", "source": "pump-1", "rule": "pump.level",
             "raised": now(), "lon": 118.7, "lat": 37.45, "limit": LIMIT, "unit": "m",
             "series": "pump-1/level"}  # fmt: skip
    versions = count(1)
    for turn in count(1):
        level = 2.6 + turn % 10 / 10
        append(kind="Sample", id="pump-1/level", v=turn, at=now(), value=level)
        if level > LIMIT and turn % 10 == 5:
            alarm["raised"] = now()
            append(kind="Alarm", id="pump-1-full", v=next(versions), at=now(), active=True, value=level, **alarm)
        elif turn % 10 == 0 and "pump-1-full" in STATE:
            append(kind="Alarm", id="pump-1-full", v=next(versions), at=now(), active=False, cleared=now(), **alarm)
        await asyncio.sleep(2)


async def hello(_request: web.Request) -> web.Response:
    tags = {name: format(zlib.crc32(json.dumps(body).encode()), "x") for name, body in REGISTERS.items()}
    return web.json_response({
        "server": "small", "epoch": EPOCH, "seq": len(LOG), "time": now(), "protocol": 1, "city": "", "fictional": True,
        "capabilities": ["snapshot", "stream", "registers"], "registers": tags,
    })  # fmt: skip


async def snapshot(_request: web.Request) -> web.Response:
    head = {"type": "head", "epoch": EPOCH, "seq": len(LOG), "chain": CHAIN[-1], "entities": len(STATE), "series": 0}
    lines = [json.dumps(head), *(f'{{"type":"entity","event":{raw.decode()}}}' for raw in STATE.values())]
    return web.Response(text="\n".join([*lines, json.dumps({"type": "end", "lines": len(lines)})]) + "\n")


async def register(request: web.Request) -> web.Response:
    name = request.match_info["name"]
    if name not in REGISTERS:
        raise web.HTTPNotFound(text="there is no such register\n")
    return web.json_response(REGISTERS[name])


async def stream(request: web.Request) -> web.WebSocketResponse:
    socket = web.WebSocketResponse(heartbeat=20)
    await socket.prepare(request)
    after, most = int(request.query.get("after", 0)), int(request.query.get("max", 200))
    known = request.query.get("epoch") == EPOCH and after <= len(LOG)
    if not known or int(request.query.get("chain", CHAIN[after])) != CHAIN[after]:
        await socket.send_json({"type": "reset", "reason": "chain" if known else "epoch"})
        await socket.close()
    beat = 0
    while not socket.closed:
        if now() - beat >= 3000:
            beat = now()
            await socket.send_json({"type": "heartbeat", "last": len(LOG), "now": beat})
        if part := LOG[after : after + most]:
            first, after = after + 1, after + len(part)
            events = b",".join(part).decode()
            head = f'"type":"batch","epoch":"{EPOCH}","first":{first},"last":{after}'
            await socket.send_str(f'{{{head},"events":[{events}]}}')
        await asyncio.sleep(0.05)
    return socket


async def begin(app: web.Application) -> None:
    app["pump"] = asyncio.create_task(pump(app))


if __name__ == "__main__":
    application = web.Application()
    application.add_routes([
        web.get("/v1/hello", hello), web.get("/v1/snapshot", snapshot), web.get("/v1/stream", stream),
        web.get("/v1/registers/{name}", register),
    ])  # fmt: skip
    application.on_startup.append(begin)
    web.run_app(application, host="127.0.0.1", port=int(sys.argv[1]), print=None)
