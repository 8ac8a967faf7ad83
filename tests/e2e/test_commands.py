"""The reverse path through real processes: durable at the feed, judged at the gateway, echoed by the log, audited."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from console.commands import intents as do
from console.commands.desk_line import door_mark, submit, vouch
from console.commands.envelope import Command, Stage, make
from console.commands.outbox import Entry, OutboxReader
from console.commands.session import SignedIn, SignIn
from console.domain.entities import Alarm
from e2e.processes import Plant, contact, level, reading, until

pytestmark = [pytest.mark.e2e, pytest.mark.operations]
ALARM = (
    '{{"kind":"Alarm","id":"{}","v":1,"at":{},"system":"city","priority":2,"title":"井盖位移",'
    '"source":"cp-0001","rule":"test","raised":{}}}'
)


def _alarm(name: str) -> str:
    now = int(time.time() * 1000)
    return ALARM.format(name, now, now)


def _signed_in(url: str, user: str) -> SignedIn:
    return SignIn([url], "席位 3").by_password(user, f"demo-{user}-2024", "")


def _command(who: SignedIn, intent: do.AnyIntent) -> Command:
    now = int(time.time() * 1000)
    return make(intent, "Alarm", actor=who.person.id, session=who.session, terminal="席位 3", now_ms=now)


def _settled(cache: Path, count: int) -> list[Entry]:
    def look() -> list[Entry] | None:
        entries = OutboxReader(cache).recent() or []
        done = [entry for entry in entries if entry.stage is not Stage.PENDING]
        return sorted(done, key=lambda entry: entry.place) if len(done) == count else None

    return until(look, 20, "the gateway's word on every command")


def _alarm_in(cache: Path, name: str) -> Alarm:
    with reading(cache) as changes:
        return next(event for _, _, event in changes.entities if isinstance(event, Alarm) and event.id == name)


def test_acts_are_delivered_once_conflicts_name_the_winner_and_rights_are_judged(plant: Plant) -> None:
    gateway = plant.gateway()
    gateway.await_ready()
    plant.feed(f"城={gateway.url}")
    contact(plant.cache, "城")
    gateway.control(inject=[_alarm("AL-test-1"), _alarm("AL-test-2")])
    level(plant.cache, "城", gateway)
    leader, wall = _signed_in(gateway.url, "watch"), _signed_in(gateway.url, "wall")
    again = _command(leader, do.Acknowledge(about="AL-test-1"))
    submit(plant.cache, "城", [
        again,
        _command(leader, do.Acknowledge(about="AL-test-1")),
        _command(wall, do.Acknowledge(about="AL-test-2")),
        _command(leader, do.Shelve(about="AL-test-2", until=int(time.time() * 1000) + 300_000, reason="检修")),
    ])  # fmt: skip
    submit(plant.cache, "城", [again])
    first, second, third, fourth = _settled(plant.cache, 4)
    assert [each.stage for each in (first, second, third, fourth)] == [
        Stage.DELIVERED, Stage.CONFLICT, Stage.REFUSED, Stage.DELIVERED,
    ]  # fmt: skip
    assert second.outcome is not None and second.outcome.by == leader.person.name
    level(plant.cache, "城", gateway)
    assert _alarm_in(plant.cache, "AL-test-1").acknowledged
    assert _alarm_in(plant.cache, "AL-test-2").shelved


def test_acts_of_an_outage_wait_on_disk_and_survive_the_feeds_death(plant: Plant) -> None:
    gateway = plant.gateway()
    gateway.await_ready()
    feed = plant.feed(f"城={gateway.url}")
    contact(plant.cache, "城")
    gateway.control(inject=[_alarm("AL-test-3")])
    level(plant.cache, "城", gateway)
    leader = _signed_in(gateway.url, "watch")
    gateway.kill()
    submit(plant.cache, "城", [_command(leader, do.Acknowledge(about="AL-test-3"))])
    feed.kill()
    held = b"".join(path.read_bytes() for path in plant.cache.iterdir() if path.is_file())
    assert leader.session.encode() not in held
    before = door_mark(plant.cache)
    feed.start()
    until(lambda: door_mark(plant.cache) != before, 20, "the new feed's door")
    vouch(plant.cache, "城", leader.person.id, leader.session)
    gateway.start()
    gateway.await_ready()
    (entry,) = _settled(plant.cache, 1)
    assert entry.stage is Stage.DELIVERED
    level(plant.cache, "城", gateway)
    assert _alarm_in(plant.cache, "AL-test-3").by == leader.person.name


def test_acts_under_a_session_that_ended_wait_for_the_next_login_of_the_same_person(plant: Plant) -> None:
    gateway = plant.gateway()
    gateway.await_ready()
    plant.feed(f"城={gateway.url}")
    contact(plant.cache, "城")
    gateway.control(inject=[_alarm("AL-test-4")])
    level(plant.cache, "城", gateway)
    door = SignIn([gateway.url], "席位 3")
    leader = door.by_password("watch", "demo-watch-2024")
    door.sign_out(leader)
    submit(plant.cache, "城", [_command(leader, do.Acknowledge(about="AL-test-4"))])
    reader = OutboxReader(plant.cache)
    until(lambda: [each for each in reader.recent() or [] if each.for_login], 20, "it waits for a login")
    reader.close()
    again = door.by_password("watch", "demo-watch-2024")
    vouch(plant.cache, "城", again.person.id, again.session)
    (entry,) = _settled(plant.cache, 1)
    assert entry.stage is Stage.DELIVERED and not entry.for_login


def test_two_thousand_acts_of_an_outage_are_delivered_in_order(plant: Plant) -> None:
    """The full number and its time: ``benchmarks/outbox_backlog.py``."""
    gateway = plant.gateway()
    gateway.await_ready()
    feed = plant.feed(f"城={gateway.url}")
    contact(plant.cache, "城")
    leader = _signed_in(gateway.url, "watch")
    gateway.kill()
    made = [_command(leader, do.Comment(about="AL-9", text=f"第 {n} 条")) for n in range(2000)]
    for start in range(0, len(made), 500):
        submit(plant.cache, "城", made[start : start + 500])
    feed.kill()
    gateway.start()
    gateway.await_ready()
    before = door_mark(plant.cache)
    feed.start()
    until(lambda: door_mark(plant.cache) != before, 20, "the new feed's door")
    vouch(plant.cache, "城", leader.person.id, leader.session)
    reader = OutboxReader(plant.cache)
    until(lambda: reader.recent() is not None and reader.waiting == 0, 30, lambda: f"{reader.waiting} wait")
    reader.close()
    entries = sorted(OutboxReader(plant.cache).recent(5000) or [], key=lambda entry: entry.place)
    assert {entry.stage for entry in entries} == {Stage.DELIVERED}
    numbers = [entry.outcome.seq for entry in entries if entry.outcome is not None]
    assert len(numbers) == 2000 and numbers == sorted(set(numbers)), "one effect each, in the order of their making"
