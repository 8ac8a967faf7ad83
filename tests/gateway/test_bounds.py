"""A request's body has a limit by its path, whether it says its size or not; what is within it goes through as ever."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from console.commands import intents as do
from console.commands.envelope import Command, Outcome, Verdict
from console.gateway.bounds import limit_of
from console.gateway.commands import Commands
from tests.gateway.test_command_batch import Place, served

MB = 1024 * 1024


async def _trickle(size: int) -> AsyncIterator[bytes]:
    for _ in range(size // 8192 + 1):
        yield b" " * 8192


@pytest.mark.parametrize(
    ("path", "size"),
    [("/v1/login", 65 * 1024), ("/v1/commands", MB + 1), ("/v1/commands/batch", 2 * MB + 1)],
)
@pytest.mark.parametrize("says_its_size", [True, False])
def test_too_large_a_body_is_refused_in_words(tmp_path: Path, path: str, size: int, says_its_size: bool) -> None:
    async def scenario(place: Place) -> None:
        body = b" " * size if says_its_size else _trickle(size)
        async with place.http.post(place.url + path, data=body, headers={"Content-Type": "application/json"}) as answer:
            assert answer.status == 413
            assert "exceeded" in await answer.text()
        outcomes = await place.batch([place.command(do.Comment(about="A-1", text="短"))])
        assert len(outcomes) == 1, "the next one is taken as ever"

    served(tmp_path, scenario)


def test_a_full_batch_is_within_its_limit(tmp_path: Path) -> None:
    async def scenario(place: Place) -> None:
        many = [place.command(do.Comment(about="A-1", text="字" * 2000)) for _ in range(160)]
        assert len(await place.batch(many)) == 160

    served(tmp_path, scenario)


def test_pictures_have_a_limit_of_their_own() -> None:
    assert limit_of("/v1/pictures/abc", "10.0.0.9") == 10 * MB
    assert limit_of("/v1/presence", "10.0.0.9") == 64 * 1024


def test_a_body_that_drips_in_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.gateway.bounds.BODY_SECONDS", 0.05)
    ended = asyncio.Event()

    async def drip() -> AsyncIterator[bytes]:
        yield b"{"
        await ended.wait()

    async def scenario(place: Place) -> None:
        json = {"Content-Type": "application/json"}
        async with place.http.post(f"{place.url}/v1/login", data=drip(), headers=json) as answer:
            assert answer.status == 408
        ended.set()
        outcomes = await place.batch([place.command(do.Comment(about="A-1", text="短"))])
        assert len(outcomes) == 1, "the next one is taken as ever"

    served(tmp_path, scenario)


@pytest.mark.parametrize("path", ["/v1/control", "/v1/nothing"])
def test_nothing_is_read_for_what_is_not_there(tmp_path: Path, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A drill's body may be 64 MB: where no drill is allowed it was kept before it was refused."""
    monkeypatch.setattr("console.gateway.bounds.BODY_SECONDS", 0.2)
    ended = asyncio.Event()

    async def endless() -> AsyncIterator[bytes]:
        yield b"{"
        await ended.wait()

    async def scenario(place: Place) -> None:
        async with place.http.post(place.url + path, data=endless()) as answer:
            assert answer.status == 404
        ended.set()

    served(tmp_path, scenario)


@pytest.mark.parametrize(("remote", "most"), [("127.0.0.1", 64 * MB), ("10.0.0.9", 64 * 1024), (None, 64 * 1024)])
def test_a_drill_of_another_machine_is_not_read_at_length(remote: str | None, most: int) -> None:
    assert limit_of("/v1/control", remote) == most


@pytest.mark.parametrize("how", ["nobody", "garbage", "unknown acts"])
def test_strangers_get_no_more_than_so_many_requests_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    judged: list[None] = []
    real = Commands.execute

    def execute(self: Commands, command: Command) -> Outcome:
        judged.append(None)
        return real(self, command)

    monkeypatch.setattr(Commands, "execute", execute)
    monkeypatch.setattr("console.gateway.commands.STRANGERS_A_MINUTE", 5)

    async def scenario(place: Place) -> None:
        good = place.command(do.Comment(about="A-1", text="x"))
        stranger = msgspec.structs.replace(place.command(do.Comment(about="A-1", text="y")), session="made up")
        for _ in range(20):
            assert (await place.batch([good]))[0].verdict is Verdict.ACCEPTED, "who is somebody is never held up"
        judged.clear()
        body = {"nobody": {"commands": [stranger] * 10}, "garbage": {"commands": 1}, "unknown acts": {"commands": [{}]}}
        said = [(await place.post("/v1/commands/batch", body[how]))[0] for _ in range(20)]
        assert said == [400 if how == "garbage" else 200] * 5 + [429] * 15
        assert len(judged) == (50 if how == "nobody" else 0)

    served(tmp_path, scenario)
