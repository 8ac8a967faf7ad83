"""Several commands in one request: each judged as if it had come alone, in order, with its own answer."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import msgspec
import pytest
from aiohttp import web

from console.commands import intents as do
from console.commands.envelope import NOBODY, BatchAnswer, Command, Outcome, Verdict, make
from console.domain.audit import from_line
from console.domain.entities import KIND_NUMBER, Alarm, Note
from console.gateway.commands import ACTS
from console.gateway.log import EventLog, LogSettings
from console.gateway.people.people import People
from console.gateway.registers import Registers
from console.gateway.server import GatewayServer
from console.gateway.waiting import LogUnavailable
from tests.gateway.harness import NOW, QUICK, alarm
from tests.gateway.people.office import GRID, PASSWORD, cheap

pytestmark = pytest.mark.operations


class Place:
    """A served gateway with one person who is logged in."""

    def __init__(self, log: EventLog, people: People, url: str, http: aiohttp.ClientSession) -> None:
        self.log, self.people, self.url, self.http = log, people, url, http
        people.accounts.add(GRID, cheap().hash(PASSWORD))
        self.session, _ = people.sessions.begin("grid")

    def command(self, intent: do.AnyIntent, expected: int = -1) -> Command:
        return make(
            intent, "Alarm", actor="grid", session=self.session, terminal="席位 3", expected=expected, now_ms=NOW
        )

    async def post(self, path: str, body: Any) -> tuple[int, bytes]:
        async with self.http.post(self.url + path, data=msgspec.json.encode(body)) as answer:
            return answer.status, await answer.read()

    async def batch(self, commands: list[Any]) -> list[Outcome]:
        status, body = await self.post("/v1/commands/batch", {"commands": commands})
        assert status == 200, body
        return msgspec.json.decode(body, type=BatchAnswer).outcomes


def served(folder: Path, scenario: Callable[[Place], Awaitable[None]], settings: LogSettings = QUICK) -> None:
    async def main() -> None:
        log = EventLog(folder, lambda: NOW, settings)
        people = People(folder, lambda: NOW, passwords=cheap())
        runner = web.AppRunner(GatewayServer(log, Registers(folder), lambda: NOW, people=people).app)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            log.start()
            async with aiohttp.ClientSession() as http:
                await scenario(Place(log, people, f"http://127.0.0.1:{runner.addresses[0][1]}", http))
        finally:
            await runner.cleanup()
            await log.close()
            people.close()

    asyncio.run(main())


def test_each_command_of_a_batch_has_its_own_answer_and_a_repetition_the_same(tmp_path: Path) -> None:
    async def scenario(place: Place) -> None:
        place.log.put(alarm(1))
        commands: list[Any] = [
            place.command(do.Unshelve(about="AL-1")),
            place.command(do.Acknowledge(about="AL-1"), 1),
            place.command(do.Acknowledge(about="AL-1"), 1),
            {"id": "nonsense"},
            place.command(do.Shelve(about="AL-1", until=NOW + 60_000, reason="检修")),
        ]
        said = await place.batch(commands)
        assert [each.verdict for each in said] == [
            Verdict.CONFLICT, Verdict.ACCEPTED, Verdict.CONFLICT, Verdict.INVALID, Verdict.ACCEPTED,
        ]  # fmt: skip
        assert said[2].by == GRID.name
        assert await place.batch(commands) == said, "though 取消搁置 would make sense by now"
        assert place.log.state.seq == place.log.last == max(each.seq for each in said), "answered when it is visible"

    served(tmp_path, scenario)


def test_a_refusal_is_remembered_across_a_restart_that_kept_what_came_after_it(tmp_path: Path) -> None:
    kept: list[tuple[Any, list[Outcome]]] = []

    async def first(place: Place) -> None:
        place.log.put(alarm(1))
        shelve = do.Shelve(about="AL-1", until=NOW + 60_000, reason="检修")
        commands = [place.command(do.Unshelve(about="AL-1")), place.command(shelve)]
        kept.append((commands, await place.batch(commands)))

    async def second(place: Place) -> None:
        commands, said = kept[0]
        assert await place.batch(commands) == said

    served(tmp_path / "log", first)
    (tmp_path / "log" / "people.db").rename(tmp_path / "people.db")
    served(tmp_path / "log", second)


def test_the_gateway_says_that_it_takes_batches_and_refuses_what_is_none(tmp_path: Path) -> None:
    async def scenario(place: Place) -> None:
        async with place.http.get(place.url + "/v1/hello") as answer:
            assert "command_batch" in (await answer.json())["capabilities"]
        for body in ({}, {"commands": []}, {"commands": [1] * 501}, []):
            assert (await place.post("/v1/commands/batch", body))[0] == 400

    served(tmp_path, scenario)


def test_a_batch_is_in_the_audit_log_in_order_before_its_answer(tmp_path: Path) -> None:
    async def scenario(place: Place) -> None:
        said = await place.batch([place.command(do.Comment(about=f"AL-{n}", text="x")) for n in range(120)])
        assert {each.verdict for each in said} == {Verdict.ACCEPTED}
        lines = (tmp_path / "audit.log").read_bytes().splitlines(keepends=True)
        told = [from_line(line)[0] for line in lines]
        assert [each.about for each in told if each.act == "comment"] == [f"AL-{n}" for n in range(120)]

    served(tmp_path, scenario)


def test_a_command_without_a_session_is_judged_anew_after_a_login(tmp_path: Path) -> None:
    async def scenario(place: Place) -> None:
        command = place.command(do.Comment(about="AL-1", text="x"))
        stranger = msgspec.structs.replace(command, session="made up")
        assert (await place.batch([stranger]))[0] == Outcome(verdict=Verdict.FORBIDDEN, reason=NOBODY)
        assert (await place.batch([command]))[0].verdict is Verdict.ACCEPTED

    served(tmp_path, scenario)


def test_what_a_full_log_did_not_take_is_not_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(place: Place) -> None:
        take, room = place.log.append_act, [2]

        def full(events: Any) -> int:
            if not room[0]:
                raise LogUnavailable("the disk is full")
            room[0] -= 1
            return take(events)

        monkeypatch.setattr(place.log, "append_act", full)
        commands = [place.command(do.Comment(about="AL-1", text=str(n))) for n in range(5)]
        assert [each.verdict for each in await place.batch(commands)] == [Verdict.ACCEPTED] * 2
        status, _ = await place.post("/v1/commands/batch", {"commands": commands[2:]})
        assert status == 503
        assert (await place.post("/v1/commands", commands[2]))[0] == 503
        room[0] = 3
        assert [each.verdict for each in await place.batch(commands)] == [Verdict.ACCEPTED] * 5
        notes = [each.text for each in place.log.state.ledger.entities.values() if isinstance(each, Note)]
        assert sorted(notes) == ["0", "1", "2", "3", "4"]

    served(tmp_path, scenario)


def test_an_act_that_the_gateway_fails_at_is_answered_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario(place: Place) -> None:
        def broken(*_: object) -> list[Any]:
            raise ZeroDivisionError

        monkeypatch.setitem(ACTS, do.Comment, broken)
        place.log.put(alarm(1))
        said = await place.batch([
            place.command(do.Comment(about="AL-1", text="x")), place.command(do.Acknowledge(about="AL-1")),
        ])  # fmt: skip
        assert [each.verdict for each in said] == [Verdict.INVALID, Verdict.ACCEPTED]
        assert said[0].reason == "the gateway failed at this act"
        entity = place.log.entity((KIND_NUMBER[Alarm], "AL-1"))
        assert isinstance(entity, Alarm) and entity.v == 2

    served(tmp_path, scenario)


def test_an_act_of_several_events_is_never_cut_by_a_commit(tmp_path: Path) -> None:
    groups: list[list[str]] = []

    async def scenario(place: Place) -> None:
        place.log.on_commit.append(
            lambda _, events: groups.append([json.loads(each).get("command", "") for each in events])
        )
        for n in range(5):
            place.log.put(alarm(1, f"AL-{n}"))
        opened = [
            place.command(do.OpenIncident(about=f"IN-{n}", cls="事故灾难", grade=4, title="泄漏", alarms=(f"AL-{n}",)))
            for n in range(5)
        ]
        assert {each.verdict for each in await place.batch(opened)} == {Verdict.ACCEPTED}

    served(tmp_path, scenario, LogSettings(group_seconds=0.005, group_events=4, checkpoint_seconds=3600.0))
    where: dict[str, set[int]] = {}
    for number, group in enumerate(groups):
        for command in group:
            where.setdefault(command, set()).add(number)
    where.pop("")
    assert len(where) == 5 and all(len(each) == 1 for each in where.values()), groups
