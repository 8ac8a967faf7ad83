"""kill -9 of a real gateway under load: what a console had seen is still there, and the log goes on from there."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from tests.gateway.harness import Mirror
from tests.gateway.process import GatewayProcess, quick, stopped
from tests.gateway.tiny_city import write_city


async def _follow(url: str, epoch: str, mirror: Mirror, until: int) -> None:
    query = {"epoch": epoch, "after": str(mirror.seq), "chain": str(mirror.chain)}
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{url}/v1/stream", params=query, max_msg_size=0) as s,
    ):
        await mirror.follow(s, until)


@pytest.mark.e2e
def test_nothing_that_a_console_saw_is_lost_by_kill_9(tmp_path):
    city = write_city(tmp_path / "city")
    options = quick(tmp_path / "log", city, "--rate", 3000, "--control")
    mirror, epoch = Mirror(), ""
    for _ in range(3):
        gateway = GatewayProcess(*options)
        try:
            hello = gateway.get("/v1/hello")
            assert hello["epoch"] == (epoch or hello["epoch"]), "the log is the same one"
            assert hello["seq"] >= mirror.seq, "the log still holds everything that was seen"
            epoch = hello["epoch"]
            asyncio.run(_follow(gateway.url, epoch, mirror, hello["seq"] + 2_000))
            gateway.kill()
        finally:
            stopped(gateway)
    gateway = GatewayProcess(*options)
    try:
        gateway.post("/v1/control", {"paused": True})
        said = gateway.get("/v1/digest")
        asyncio.run(_follow(gateway.url, epoch, mirror, said["seq"]))
        assert mirror.digest() == said["digest"]
        assert gateway.stop() == (0, "")
    finally:
        stopped(gateway)
