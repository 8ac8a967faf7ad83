"""How fast the gateway takes events in, and what that costs: a real process at 200, 20,000 and 50,000 events a second.

Run: ``python benchmarks/gateway_ingest.py [--seconds 8] [--consoles 0] [--rates 200 …]``.
CPU is that of the gateway's process alone.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import aiohttp
import psutil

RATES = (200, 20_000, 50_000)
_RUN = """
import argparse, sys
from console.app.gateway import add_arguments, run
parser = argparse.ArgumentParser()
add_arguments(parser)
sys.exit(run(parser.parse_args()))
"""


async def _seq(session: aiohttp.ClientSession, url: str) -> int:
    async with session.get(f"{url}/v1/hello") as answer:
        return int((await answer.json())["seq"])


async def _console(session: aiohttp.ClientSession, url: str) -> None:
    """One console that takes everything and keeps nothing."""
    async with session.get(f"{url}/v1/hello") as answer:
        hello = await answer.json()
    query = {"epoch": hello["epoch"], "after": str(hello["seq"])}
    async with session.ws_connect(f"{url}/v1/stream", params=query, max_msg_size=0) as socket:
        async for _ in socket:
            pass


async def _measure(url: str, process: psutil.Process, seconds: float, consoles: int) -> tuple[float, float, float]:
    async with aiohttp.ClientSession() as session:
        readers = [asyncio.create_task(_console(session, url)) for _ in range(consoles)]
        await asyncio.sleep(2.0)
        first, began, before = await _seq(session, url), time.monotonic(), process.cpu_times()
        await asyncio.sleep(seconds)
        last, ended, after = await _seq(session, url), time.monotonic(), process.cpu_times()
        for reader in readers:
            reader.cancel()
    cpu = after.user + after.system - before.user - before.system
    return (last - first) / (ended - began), cpu / (ended - began), process.memory_info().rss / 1e6


def measure(rate: int, seconds: float, consoles: int) -> None:
    """Print one line for one rate."""
    with tempfile.TemporaryDirectory() as folder:
        ready = Path(folder) / "ready"
        options = ["--data", f"{folder}/log", "--rate", str(rate), "--ready-file", str(ready)]
        gateway = subprocess.Popen([sys.executable, "-c", _RUN, *options], stdout=subprocess.DEVNULL)
        try:
            while not ready.exists() and gateway.poll() is None:
                time.sleep(0.05)
            url = json.loads(ready.read_text())["url"]
            speed, cpu, memory = asyncio.run(_measure(url, psutil.Process(gateway.pid), seconds, consoles))
            size = sum(path.stat().st_size for path in (Path(folder) / "log").iterdir()) / 1e6
            print(
                f"{rate:>7,}/s wanted: {speed:>9,.0f}/s, {cpu:.2f} core, {memory:,.0f} MB, log {size:,.1f} MB, "
                f"{consoles} consoles",
                flush=True,
            )
        finally:
            gateway.terminate()
            gateway.wait(10)


def main() -> None:
    """Measure every rate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--consoles", type=int, default=0)
    parser.add_argument("--rates", type=int, nargs="+", default=RATES)
    args = parser.parse_args()
    for rate in args.rates:
        measure(rate, args.seconds, args.consoles)


if __name__ == "__main__":
    main()
