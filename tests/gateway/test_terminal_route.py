"""A station says how it is under the name by which it was let in: no key, no word; and no word about another."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from console.domain.entities import Condition, Terminal
from console.gateway import readers
from console.gateway.guard import Guard
from console.gateway.readers import Reader, Readers, hash_of, new_key, save
from console.gateway.terminal_route import WORDS_A_MINUTE
from console.wire.terminal import BODY_LIMIT, PATH, TerminalWord
from tests.gateway.harness import Gateway, serving

pytestmark = pytest.mark.operations


def word(node: str = "pc-1", run: str = "r") -> bytes:
    return msgspec.json.encode(TerminalWord(run, Condition(node=node)))


def served(folder: Path, guard: Guard | None, work: Callable[[Gateway], Awaitable[None]]) -> None:
    async def main() -> None:
        async with serving(folder / "log", guard=guard) as gateway:
            await work(gateway)

    asyncio.run(main())


async def said(gateway: Gateway, body: bytes, key: str = "", **headers: str) -> tuple[int, Any]:
    shown = {"Authorization": f"Bearer {key}"} if key else {}
    all_headers = {"Content-Type": "application/json", **shown, **headers}
    async with gateway.session.post(gateway.url + PATH, data=body, headers=all_headers) as answer:
        return answer.status, await answer.text()


async def known(gateway: Gateway) -> dict[str, str]:
    """Name and computer of every terminal on record."""
    gateway.terminals.tick()
    await gateway.log.settled()
    found = [each for each in gateway.log.state.ledger.entities.values() if isinstance(each, Terminal)]
    return {each.id: each.condition.node for each in found}


def test_with_readers_a_word_wants_a_key_and_is_under_the_name_of_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "LOOK_SECONDS", 0.0)
    keys = {name: new_key() for name in ("大厅大屏", "一号席")}
    save(tmp_path / "readers", [Reader(hash_of(key), "2026-11-27", name) for name, key in keys.items()])

    async def work(gateway: Gateway) -> None:
        assert (await said(gateway, word()))[0] == 401
        assert (await said(gateway, word(), new_key()))[0] == 401
        assert await known(gateway) == {}
        assert (await said(gateway, word("一号席"), keys["大厅大屏"]))[0] == 204
        assert await known(gateway) == {"大厅大屏": "一号席"}, "what it calls itself is no name here"
        status, body = await said(gateway, word("pc-9", "another run"), keys["大厅大屏"])
        assert status == 409 and "name_taken" in body
        save(tmp_path / "readers", [Reader(hash_of(keys["一号席"]), "2026-11-27", "一号席")])
        assert (await said(gateway, word(), keys["大厅大屏"]))[0] == 401
        assert await known(gateway) == {}, "whose key is dropped is no longer listed"

    served(tmp_path, Guard(Readers(tmp_path / "readers")), work)


def test_on_its_own_machine_a_computer_has_its_own_name_and_no_page_of_a_browser_speaks(tmp_path: Path) -> None:
    async def work(gateway: Gateway) -> None:
        assert "terminals" in (await gateway.json("/v1/hello"))["capabilities"]
        assert (await said(gateway, word(), Origin="https://evil.example"))[0] == 403
        assert (await said(gateway, word(), Host="evil.example"))[0] == 421
        assert (await said(gateway, word(), **{"Content-Type": "text/plain"}))[0] == 415
        assert (await said(gateway, word(" ")))[0] == (await said(gateway, word("a\nb")))[0] == 400
        assert await known(gateway) == {}
        assert (await said(gateway, word("pc-1")))[0] == 204
        assert await known(gateway) == {"pc-1": "pc-1"}

    served(tmp_path, None, work)


def test_what_is_no_word_too_large_or_too_often_is_refused_in_time(tmp_path: Path) -> None:
    async def work(gateway: Gateway) -> None:
        assert (await said(gateway, b"{"))[0] == (await said(gateway, b'{"run":"r"}'))[0] == 400
        assert (await said(gateway, b" " * BODY_LIMIT + word()))[0] == 413
        answers = [(await said(gateway, word()))[0] for _ in range(WORDS_A_MINUTE + 2)]
        assert answers == [204] * WORDS_A_MINUTE + [429] * 2
        assert (await said(gateway, word("pc-2")))[0] == 204, "another one is not held up by it"

    served(tmp_path, None, work)
