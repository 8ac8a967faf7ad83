"""A desk's acts reach the feed one after another; a hundred acts have one thread, and a dead feed is told of once."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from console.commands import intents as do
from console.commands.desk_line import NO_ANSWER
from console.commands.outbox import NotSaved
from console.domain.roles import Person, Role
from console.models.acting import operations as module
from console.models.acting.hands import Hands
from console.models.acting.operations import Operations
from tests.models.kit import backend
from tests.models.worlds import world_of

pytestmark = pytest.mark.operations


def test_work_is_done_in_order_by_one_thread_and_a_fault_ends_nothing() -> None:
    hands, done, names = Hands(), [], set()

    def work(number: int) -> None:
        names.add(threading.get_ident())
        if number == 3:
            raise ValueError(number)
        done.append(number)

    for number in range(200):
        hands.give(work, number)
    hands.end(10)
    assert done == [number for number in range(200) if number != 3]
    assert len(names) == 1 and names != {threading.get_ident()}
    hands.end(1)


@pytest.fixture
def operations(tmp_path: Path, qtbot: QtBot):
    world = world_of()
    world.backends[7] = backend(7, "gw")
    made = Operations(tmp_path, world)
    made.sign_in(Person("zhang", "张三", Role.DISPATCHER, "市应急管理局"), "s")
    yield made
    made.close()


def test_acts_are_kept_in_the_order_of_their_making_however_slow_the_disk(
    operations: Operations, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, kept = threading.Event(), []

    def slow(_folder, _backend, commands) -> None:
        gate.wait(10)
        kept.extend(command.intent.about for command in commands)

    monkeypatch.setattr(module, "submit", slow)
    before = threading.active_count()
    for number in range(50):
        operations.send(7, "Alarm", [(do.Acknowledge(about=f"A-{number}"), 1)])
    assert threading.active_count() <= before + 1
    gate.set()
    qtbot.waitUntil(lambda: len(kept) == 50)
    assert kept == [f"A-{number}" for number in range(50)]


def test_what_was_given_while_a_dead_feed_was_waited_for_is_told_with_it_and_nothing_overtakes(
    operations: Operations, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, asked, told = threading.Event(), [], []

    def dead(_folder, _backend, commands) -> None:
        asked.append(commands[0].intent.about)
        if len(asked) == 1:
            gate.wait(10)
            raise NotSaved(f"{NO_ANSWER}: timed out")

    monkeypatch.setattr(module, "submit", dead)
    for name in ("A-1", "A-2", "A-3"):
        operations.send(7, "Alarm", [(do.Acknowledge(about=name), 1)], lambda reason, n=name: told.append((n, reason)))
    gate.set()
    qtbot.waitUntil(lambda: len(told) == 3)
    assert asked == ["A-1"] and all(reason.startswith(NO_ANSWER) for _, reason in told)
    operations.send(7, "Alarm", [(do.Acknowledge(about="A-1"), 1)], lambda reason: told.append(("again", reason)))
    qtbot.waitUntil(lambda: told[-1] == ("again", ""))
    assert asked == ["A-1", "A-1"], "what comes after it is tried again"
