"""Logins that have begun at the identity provider and wait for their person. In memory: a restart ends them."""

from __future__ import annotations

import asyncio
import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from console.commands.session import Problem, SignInFailed, Waiting
from console.domain.roles import Person
from console.gateway.people.oidc import Grant, Provider, Undecided

MOST = 200
"""Logins under way at a time; of more, the oldest of the address that has most gives way."""
AT_ONCE = 3
"""Questions to the provider at a time: one that hangs must not take all the gateway's threads."""
SLOWER_SECONDS = 5
"""RFC 8628 §3.5: after slow_down the interval grows by this."""


@dataclass(slots=True)
class Flow:
    """One login under way. Times on the monotonic clock."""

    grant: Grant
    terminal: str
    remote: str
    ends: float
    interval: int
    next: float
    busy: bool = False


class Flows:
    """Asks the provider no more often than it allows, however often the desks ask. Belongs to the event loop."""

    def __init__(self, provider: Provider, clock: Callable[[], float]) -> None:
        self._provider, self._clock = provider, clock
        self._flows: dict[str, Flow] = {}
        self._asking = asyncio.Semaphore(AT_ONCE)

    async def begin(self, terminal: str, remote: str) -> tuple[str, Grant]:
        """A new login from an address: the word by which the desk asks for it, and what its person must type."""
        async with self._asking:
            grant = await asyncio.to_thread(self._provider.begin)
        self._make_room()
        now, word = self._clock(), secrets.token_urlsafe(32)
        ends = now + grant.expires_in
        self._flows[word] = Flow(grant, terminal, remote, ends, grant.interval, now + grant.interval)
        return word, grant

    def _make_room(self) -> None:
        """Whoever begins many logins puts out their own, nobody else's."""
        self._forget_old()
        while len(self._flows) >= MOST:
            ((most, _),) = Counter(flow.remote for flow in self._flows.values()).most_common(1)
            del self._flows[next(word for word, flow in self._flows.items() if flow.remote == most)]

    async def poll(self, word: str) -> tuple[Person, str] | Waiting:
        """The person and the terminal they sit at, once they have agreed. Raises ``SignInFailed``."""
        self._forget_old()
        flow = self._flows.get(word)
        if flow is None:
            raise SignInFailed(Problem.FLOW_ENDED)
        if flow.busy or self._clock() < flow.next:
            return Waiting(flow.interval)
        flow.busy = True
        try:
            async with self._asking:
                person = await asyncio.to_thread(self._provider.finish, flow.grant)
        except Undecided as undecided:
            flow.interval += SLOWER_SECONDS if undecided.slower else 0
            return Waiting(flow.interval)
        except SignInFailed as error:
            if error.problem is not Problem.PROVIDER_DOWN:
                self._flows.pop(word, None)
            raise
        finally:
            flow.busy, flow.next = False, self._clock() + flow.interval
        self._flows.pop(word, None)
        return person, flow.terminal

    def terminal(self, word: str) -> str:
        """Where a login was begun, empty if there is none of this word."""
        flow = self._flows.get(word)
        return flow.terminal if flow else ""

    def _forget_old(self) -> None:
        now = self._clock()
        self._flows = {word: flow for word, flow in self._flows.items() if flow.ends > now}
