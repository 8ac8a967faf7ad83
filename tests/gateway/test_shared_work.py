"""What costs much is done once for all who ask, and rests in between: counted in work done, not in time."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Awaitable, Callable
from pathlib import Path

import aiohttp
import pytest

from console.gateway import registers as registers_module
from console.gateway import server as server_module
from console.gateway.guard import Guard
from console.gateway.readers import Readers, new_key, save
from console.gateway.registers import Registers
from console.gateway.shared_work import REST, SharedWork
from console.gateway.state import State
from tests.gateway.harness import Gateway, Mirror, sample, serving
from tests.gateway.test_guard import line

MANY = 60


class Bench:
    """Work that is counted, on a clock that goes on while it is slept or worked."""

    def __init__(self, takes: float, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now, self.state, self.takes = 0.0, 0, takes
        self.began: list[float] = []
        self.shared = SharedWork(self._work, lambda: self.state, lambda: self.now)
        real = asyncio.sleep

        async def sleep(seconds: float) -> None:
            self.now += seconds
            await real(0)

        monkeypatch.setattr("console.gateway.shared_work.asyncio.sleep", sleep)

    async def _work(self) -> str:
        self.began.append(self.now)
        found = f"state {self.state}"
        for _ in range(3):
            await asyncio.sleep(self.takes / 3)
        return found


def test_all_who_ask_at_once_share_one(monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Bench(3.0, monkeypatch)

    async def main() -> list[str]:
        return await asyncio.gather(*(bench.shared.get() for _ in range(1_000)))

    assert set(asyncio.run(main())) == {"state 0"} and len(bench.began) == 1


def test_nothing_is_done_again_while_nothing_changes_and_not_all_the_time_while_it_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bench = Bench(3.0, monkeypatch)

    async def main() -> None:
        for _ in range(100):
            assert await bench.shared.get() == "state 0"
        assert len(bench.began) == 1
        for n in range(1, 20):
            bench.state = n
            assert await bench.shared.get() == f"state {n}", "who asks anew gets what is so now"

    asyncio.run(main())
    assert {later - sooner for sooner, later in zip(bench.began, bench.began[1:], strict=False)} == {3.0 + REST * 3.0}


def test_who_leaves_takes_it_from_nobody_and_a_failure_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Bench(3.0, monkeypatch)

    async def main() -> None:
        leaves, stays = (asyncio.create_task(bench.shared.get()) for _ in range(2))
        await asyncio.sleep(0)
        leaves.cancel()
        assert await stays == "state 0" and len(bench.began) == 1
        bench.state, work = 1, bench.shared._work
        bench.shared._work = None  # type: ignore[assignment]
        with pytest.raises(TypeError):
            await bench.shared.get()
        bench.shared._work = work
        assert await bench.shared.get() == "state 1"

    asyncio.run(main())


def served(folder: Path, work: Callable[[Gateway], Awaitable[None]], **options: object) -> None:
    async def main() -> None:
        async with serving(folder / "log", **options) as gateway:  # type: ignore[arg-type]
            await work(gateway)

    asyncio.run(main())


def counted(monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> list[None]:
    calls: list[None] = []
    real = getattr(owner, name)

    def call(*args: object, **named: object) -> object:
        calls.append(None)
        return real(*args, **named)

    monkeypatch.setattr(owner, name, call)
    return calls


def test_a_hall_that_comes_back_at_once_costs_one_snapshot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = counted(monkeypatch, server_module, "capture")

    async def work(gateway: Gateway) -> None:
        for n in range(1, 2_000):
            gateway.log.put(sample(n))
        await gateway.log.settled()
        answers = await asyncio.gather(*(gateway.get("/v1/snapshot") for _ in range(MANY)))
        assert len({body for _, body, _ in answers}) == 1 and len(taken) == 1
        mirror = Mirror()
        mirror.load(answers[0][1])
        assert mirror.digest() == gateway.log.state.digest()
        plain = await gateway.get("/v1/snapshot", **{"Accept-Encoding": "identity"})
        assert plain[1] == answers[0][1] and "Content-Encoding" not in plain[2] and len(taken) == 1
        gateway.log.put(sample(2_000))
        await gateway.log.settled()
        mirror.load((await gateway.get("/v1/snapshot"))[1])
        assert mirror.seq == 2_000 and len(taken) == 2

    served(tmp_path, work)


def test_digests_asked_for_by_a_crowd_cost_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    worked = counted(monkeypatch, State, "digest_later")

    async def work(gateway: Gateway) -> None:
        gateway.log.put(sample(1))
        await gateway.log.settled()
        answers = await asyncio.gather(*(gateway.json("/v1/digest") for _ in range(MANY)))
        assert len(worked) == 1
        for _ in range(MANY):
            answers.append(await gateway.json("/v1/digest"))
        assert len(worked) == 1 and all(each == answers[0] for each in answers)
        assert answers[0]["seq"] == 1

    served(tmp_path, work)


def test_a_register_is_packed_once_and_again_when_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = counted(monkeypatch, registers_module.gzip, "compress")
    registers = Registers(tmp_path)
    registers.put("areas", [{"code": "1"}] * 1_000)

    async def work(gateway: Gateway) -> None:
        answers = await asyncio.gather(*(gateway.get("/v1/registers/areas") for _ in range(MANY)))
        assert {body for _, body, _ in answers} == {registers.get("areas")} and len(packed) == 1
        assert answers[0][2]["Content-Encoding"] == "gzip"
        registers.put("areas", [])
        assert (await gateway.get("/v1/registers/areas"))[1] == b"[]" and len(packed) == 2
        plain = await gateway.get("/v1/registers/areas", **{"Accept-Encoding": "identity"})
        assert plain[1] == b"[]" and "Content-Encoding" not in plain[2]

    served(tmp_path, work, registers=registers)


def test_lists_of_what_is_over_are_packed_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once, most = [0], [0]
    real = gzip.compress

    def compress(data: bytes, level: int) -> bytes:
        at_once[0] += 1
        most[0] = max(most[0], at_once[0])
        try:
            return real(data, level)
        finally:
            at_once[0] -= 1

    monkeypatch.setattr(server_module.gzip, "compress", compress)

    async def work(gateway: Gateway) -> None:
        answers = await asyncio.gather(*(gateway.get(f"/v1/done?since={n}") for n in range(MANY)))
        assert {status for status, *_ in answers} == {200} and most[0] == 1

    served(tmp_path, work)


@pytest.mark.parametrize("by_key", [False, True])
def test_streams_have_a_number_and_one_station_cannot_take_them_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_key: bool
) -> None:
    monkeypatch.setattr("console.gateway.stream.MOST", 6)
    monkeypatch.setattr("console.gateway.stream.MOST_OF_ONE", 4)
    greedy, other = new_key(), new_key()
    save(tmp_path / "readers", [line(greedy, "席位 1"), line(other, "席位 2")])

    async def work(gateway: Gateway) -> None:
        async def opened(key: str) -> aiohttp.ClientWebSocketResponse:
            url = f"{gateway.url}/v1/stream?epoch={gateway.log.epoch}&after=0"
            return await gateway.session.ws_connect(url, headers={"Authorization": f"Bearer {key}"})

        async def refused(key: str) -> None:
            with pytest.raises(aiohttp.WSServerHandshakeError) as failed:
                await opened(key)
            assert failed.value.status == 503

        first = [await opened(greedy) for _ in range(4 if by_key else 6)]
        await refused(greedy)
        if by_key:
            rest = [await opened(other) for _ in range(2)]
            await refused(other)
            await rest[0].close()
        await first[0].close()
        while True:
            try:
                await opened(greedy)
                return
            except aiohttp.WSServerHandshakeError:
                await asyncio.sleep(0.01)

    served(tmp_path, work, guard=Guard(Readers(tmp_path / "readers")) if by_key else None)
