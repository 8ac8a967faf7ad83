"""Logins under way at the identity provider: an address puts out its own only; one that hangs takes few threads."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable

import pytest

from console.commands.session import Problem, SignInFailed, Waiting
from console.gateway.people.flows import AT_ONCE, MOST, Flows
from console.gateway.people.oidc import Grant, Undecided

pytestmark = pytest.mark.operations


class Provider:
    """Gives a code to everybody and decides for nobody; counts who asks at the same time."""

    def __init__(self) -> None:
        self.guard, self.now, self.most, self.begun = threading.Lock(), 0, 0, 0
        self.hold = threading.Event()
        self.hold.set()

    def _ask(self) -> None:
        with self.guard:
            self.now += 1
            self.most = max(self.most, self.now)
        self.hold.wait(10)
        with self.guard:
            self.now -= 1

    def begin(self) -> Grant:
        self._ask()
        with self.guard:
            self.begun += 1
        return Grant("code", "nonce", "WDJB", "https://sso.example", "", 1800, 5)

    def finish(self, _: Grant) -> None:
        self._ask()
        raise Undecided(slower=False)


def run(work: Callable[[Flows, Provider, list[float]], Awaitable[None]]) -> None:
    clock, provider = [0.0], Provider()
    asyncio.run(work(Flows(provider, lambda: clock[0]), provider, clock))  # type: ignore[arg-type]


def test_a_flood_from_one_address_puts_out_its_own_and_nobody_elses() -> None:
    async def work(flows: Flows, _: Provider, clock: list[float]) -> None:
        mine, _grant = await flows.begin("席位 3", "10.0.0.3")
        flood = [(await flows.begin("?", "10.6.6.6"))[0] for _ in range(MOST + 50)]
        others = [(await flows.begin(f"席位 {n}", f"10.0.1.{n}"))[0] for n in range(40)]
        clock[0] = 5.0
        for word in (mine, *others, flood[-1]):
            assert await flows.poll(word) == Waiting(5)
        with pytest.raises(SignInFailed) as ended:
            await flows.poll(flood[0])
        assert ended.value.problem is Problem.FLOW_ENDED
        assert len(flows._flows) == MOST

    run(work)


def test_a_provider_that_hangs_takes_three_threads_and_no_more() -> None:
    async def work(flows: Flows, provider: Provider, clock: list[float]) -> None:
        word, _ = await flows.begin("席位 1", "a")
        clock[0] = 5.0
        provider.hold.clear()
        asked = [asyncio.create_task(flows.begin("x", f"10.0.0.{n}")) for n in range(20)]
        poll = asyncio.create_task(flows.poll(word))
        while provider.now < AT_ONCE:
            await asyncio.sleep(0.001)
        assert await asyncio.to_thread(lambda: "free") == "free"
        assert provider.now == AT_ONCE
        provider.hold.set()
        await asyncio.gather(*asked, poll)
        assert provider.most == AT_ONCE and provider.begun == 21

    run(work)
