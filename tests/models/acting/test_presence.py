"""A desk's sign of life: only while somebody is signed in, one at a time, and its loss is what really did not come."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from console.commands.session import Beat, Problem, SignInFailed
from console.domain.roles import Person, Role
from console.models.acting.operations import Operations
from console.models.acting.presence import PresenceBeat
from console.models.world import World
from tests.models.kit import apply, backend, changes

pytestmark = pytest.mark.operations


class Ear:
    def __init__(self) -> None:
        self.heard: list[tuple[str, Beat]] = []
        self.deaf = False
        self.open = threading.Event()
        self.open.set()

    def present(self, session: str, beat: Beat) -> None:
        self.open.wait(5)
        if self.deaf:
            raise SignInFailed(Problem.UNREACHABLE)
        self.heard.append((session, beat))


def test_a_desk_beats_under_its_person_and_tells_what_was_lost(tmp_path: Path, qtbot: QtBot) -> None:
    world, ear = World(), Ear()
    apply(world, changes(backends=[backend()]))
    operations = Operations(tmp_path, world)
    presence = PresenceBeat(operations, world, lambda _url: ear)

    def beat() -> None:
        presence.beat()
        presence.settle(5)

    beat()
    assert ear.heard == [], "nobody sits here"
    ear.open.clear()
    operations.sign_in(Person("p", "张三", Role.DISPATCHER), "word")
    presence.beat()
    presence.beat()
    ear.open.set()
    beat()
    assert len(ear.heard) <= 2, "a slow link makes them rarer, never a queue"
    assert {session for session, _ in ear.heard} == {"word"}
    ear.deaf = True
    for _ in range(3):
        beat()
    taken = len(ear.heard)
    ear.deaf = False
    beat()
    assert ear.heard[-1][1].loss == round(300 / (taken + 3), 1)
    operations.sign_out()
    count = len(ear.heard)
    beat()
    assert len(ear.heard) == count
    presence.close()
    operations.close()


def test_each_backend_hears_the_session_that_it_gave_and_no_other(tmp_path: Path, qtbot: QtBot) -> None:
    world, ears = World(), {"http://city": Ear(), "http://county": Ear(), "http://port": Ear()}
    rows = [replace(backend(n, url.removeprefix("http://")), url=url) for n, url in enumerate(ears, start=1)]
    apply(world, changes(backends=rows))
    operations = Operations(tmp_path, world)
    presence = PresenceBeat(operations, world, ears.__getitem__)
    operations.sign_in(Person("p", "张三", Role.DISPATCHER), "of the city", "city")
    operations.sign_in(Person("zhang", "张三", Role.DISPATCHER), "of the county", "county")
    presence.settle(5)
    presence.beat()
    presence.settle(5)
    heard = {url: {session for session, _ in ear.heard} for url, ear in ears.items()}
    assert heard == {"http://city": {"of the city"}, "http://county": {"of the county"}, "http://port": set()}
    presence.close()
    operations.close()
