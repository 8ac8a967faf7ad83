"""An act in the outbox that this program cannot read is shown at the desk: somebody believes that it was done."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from alarm_stage import alarm, desk_of
from duty_stage import LEADER, Stage
from pytestqt.qtbot import QtBot

from console.commands import intents as do
from console.commands.envelope import Stage as Way
from console.models.acting.outbox_rows import Next, tally

pytestmark = pytest.mark.operations


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path)
    made.put(alarm(made.world.now(), 0))
    yield made
    made.close()


def spoil(stage: Stage, body: bytes, where: str) -> None:
    """As a newer program writes it, or a disk that has lost its bits."""
    db = sqlite3.connect(stage.folder / "ops.db")
    db.execute("UPDATE outbox SET body = ? WHERE id = ?", (body, where))
    db.commit()
    db.close()
    stage.operations.look()


@pytest.mark.parametrize("body", [b'{"id":"x","intent":{"do":"praise"}}', b"\x00\xff\x13", b""])
def test_it_stands_in_the_list_with_whose_and_when_and_counts_until_it_is_put_aside(
    stage: Stage, qtbot: QtBot, body: bytes
) -> None:
    desk = desk_of(stage, qtbot)
    stage.room.acting.send(stage.backend, "Alarm", [(do.Acknowledge(about="A-0"), 1)])
    stage.room.acting.send(stage.backend, "Note", [(do.Comment(about="A-0", text="已电话核实"), -1)])
    qtbot.waitUntil(lambda: len(stage.sent()) == 2)
    name = stage.sent()[0].command.id
    spoil(stage, body, name)
    operations = stage.operations
    assert [(each.id, each.actor, each.sent) for each in operations.unreadable] == [(name, LEADER.id, False)]
    commands = desk.commands
    assert commands is not None
    commands.open_list(name)
    row, entry = commands._rows[name]
    assert entry is None and row.next == (Next.DISCARD,)
    for part in ("没有发送", LEADER.id, "gw-1", "技术保障"):
        assert part in commands.detail.text()
    count = tally(operations.entries, [], operations.waiting, operations.unreadable)
    assert count[Way.REFUSED] == 1
    commands.acts[Next.DISCARD].click()
    assert name not in commands._rows
    aside = desk._gear.prefs.prefs.dismissed
    assert tally(operations.entries, aside, 0, operations.unreadable)[Way.REFUSED] == 0


def test_one_that_the_feed_has_set_aside_is_not_said_to_have_been_sent(stage: Stage, qtbot: QtBot) -> None:
    desk_of(stage, qtbot)
    stage.room.acting.send(stage.backend, "Alarm", [(do.Acknowledge(about="A-0"), 1)])
    qtbot.waitUntil(lambda: len(stage.sent()) == 1)
    name = stage.sent()[0].command.id
    spoil(stage, b"{", name)
    assert stage.outbox.batch("gw-1", [LEADER.id]) == [], "the feed leaves it"
    stage.operations.look()
    assert [each.sent for each in stage.operations.unreadable] == [False]
