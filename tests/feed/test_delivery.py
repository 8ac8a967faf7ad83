"""Commands arrive once and in order, whatever the line does to them; without a login or too late, they wait or ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from console.commands import intents as do
from console.commands.credentials import Credentials
from console.commands.envelope import NOBODY, Command, Outcome, Stage, Verdict, make
from console.commands.outbox import Entry, Outbox
from console.domain.entities import Event
from console.domain.ledger import Ledger, state_digest
from console.domain.roles import Person, Role
from console.feed.command_door import Unreachable
from console.feed.delivery import Delivery
from console.gateway.commands import Commands
from console.gateway.log import EventLog
from console.wire.codec import decode_event
from tests.gateway.harness import NOW, QUICK, alarm

pytestmark = pytest.mark.operations
PEOPLE = {
    "zhang": Person(id="zhang", name="张三", role=Role.DISPATCHER, department="市应急管理局"),
    "wang": Person(id="wang", name="王五", role=Role.WATCH_LEADER),
}
ALARMS = ("AL-1", "AL-2")
HOUR = 3_600_000


class Backend:
    """A gateway's judge over a real log, reached by calls. ``sessions`` are those it knows: word → person."""

    def __init__(self, folder: Path) -> None:
        self.log = EventLog(folder, lambda: NOW, QUICK)
        self.sessions = {name: name for name in PEOPLE}
        self.commands = Commands(self.log, self, lambda: NOW)
        for name in ALARMS:
            self.log.put(alarm(1, name))

    def person(self, session: str) -> Person | None:
        return PEOPLE.get(self.sessions.get(session, ""))

    def events(self) -> list[Event]:
        made = [decode_event(bytes(raw)) for raw in self.log._waiting.events]
        assert all(isinstance(event, Event) for event in made)
        return made  # type: ignore[return-value]

    def digest(self) -> str:
        """Of all that its log adds up to, by the rules that every console applies."""
        ledger = Ledger()
        for event in self.events():
            ledger.apply(event)
        return state_digest(ledger.entities.values(), ledger.latest.values(), ledger.counters, b"")["state"]

    def close(self) -> None:
        self.log._writer.shutdown()
        self.log.storage.close()
        self.log._lock.release()


class Line:
    """A door that a test breaks: each fault is used up by the next request; what was once sent may come again late."""

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self.faults: list[tuple[str, int]] = []
        self.sent: list[Command] = []
        self.past: list[Sequence[Command]] = []
        self.now: int | None = NOW

    def open(self) -> None:
        if self.faults and self.faults[0][0] == "refused":
            self.faults.pop(0)
            raise Unreachable("nobody answers")

    def send(self, commands: Sequence[Command]) -> list[Outcome]:
        kind, n = self.faults.pop(0) if self.faults else ("", 0)
        self.sent += commands
        if kind == "late" and self.past:
            self._judge(self.past[n % len(self.past)])
        self.past.append(commands)
        if kind == "dropped":
            raise Unreachable("the request was lost")
        if kind == "cut":
            commands = commands[: 1 + n % len(commands)]
        outcomes = self._judge(commands)
        if kind == "twice":
            outcomes = self._judge(commands)
        if kind == "reply lost":
            raise Unreachable("the reply was lost")
        return outcomes[:1] if kind == "single" else outcomes

    def _judge(self, commands: Sequence[Command]) -> list[Outcome]:
        return [self.backend.commands.execute(command) for command in commands]


class Post:
    """A feed's outbox and its postman, worked by hand. ``crash`` begins anew with what is on disk."""

    def __init__(self, folder: Path, line: Line) -> None:
        self.folder, self.line = folder, line
        self.heard: list[str] = []
        self.outbox = Outbox(folder)
        self._start()

    def _start(self) -> None:
        self.credentials = Credentials()
        self.delivery = Delivery("城", self.line, self.outbox, self.credentials, lambda: self.heard.append("settled"))

    def crash(self) -> None:
        self.outbox.close()
        self.outbox = Outbox(self.folder)
        self._start()

    def login(self, *names: str, session: str = "") -> None:
        for name in names:
            self.credentials.learn("城", name, session or name)

    def round(self) -> bool:
        try:
            return self.delivery.round()
        except Unreachable:
            return True

    def drain(self) -> None:
        while self.round():
            pass

    def all(self) -> list[Entry]:
        return self.outbox._select("ORDER BY place", ())


def command(intent: do.AnyIntent, who: str = "zhang", expected: int = -1, at: int = NOW) -> Command:
    return make(intent, "Alarm", actor=who, session=who, terminal="席位 3", expected=expected, now_ms=at)


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[Backend]:
    made = Backend(tmp_path / "gateway")
    yield made
    made.close()


@pytest.fixture
def post(tmp_path: Path, backend: Backend) -> Iterator[Post]:
    made = Post(tmp_path / "feed", Line(backend))
    yield made
    made.outbox.close()


_about = st.sampled_from(ALARMS)
_expected = st.sampled_from([-1, -1, 1, 2])
_acts: st.SearchStrategy[tuple[do.AnyIntent, int]] = st.one_of(
    st.tuples(st.builds(do.Acknowledge, about=_about), _expected),
    st.tuples(st.builds(do.Shelve, about=_about, until=st.just(NOW + HOUR), reason=st.just("检修")), _expected),
    st.tuples(st.builds(do.Unshelve, about=_about), _expected),
    st.tuples(st.builds(do.Comment, about=_about, text=st.text("甲乙丙", min_size=1, max_size=3)), _expected),
    st.tuples(st.builds(do.Dispatch, about=_about, departments=st.just(("市应急管理局",))), _expected),
)
_faults = st.tuples(
    st.sampled_from(["refused", "dropped", "reply lost", "twice", "late", "cut", "single", "crash", "logged out", ""]),
    st.integers(0, 9),
)


_SHELF = do.Shelve(about="AL-1", until=NOW + HOUR, reason="检修")


@settings(max_examples=120)
@example([(do.Unshelve(about="AL-1"), -1), (_SHELF, -1)], [("reply lost", 0)], 2)
@example([(_SHELF, 2), (do.Acknowledge(about="AL-1"), -1), (do.Unshelve(about="AL-1"), -1)], [("twice", 0)], 3)
@given(st.lists(_acts, min_size=1, max_size=20), st.lists(_faults, max_size=12), st.integers(1, 7))
def test_a_line_that_drops_repeats_reorders_and_delays_changes_nothing(
    tmp_path_factory: Any, acts: list[tuple[do.AnyIntent, int]], faults: list[tuple[str, int]], batch: int
) -> None:
    """A refused command whose answer was lost must not be judged by the state that later commands have made."""
    folder = tmp_path_factory.mktemp("delivery")
    commands = [command(intent, expected=expected) for intent, expected in acts]
    straight, bent = Backend(folder / "straight"), Backend(folder / "bent")
    truth = [straight.commands.execute(each) for each in commands]
    post = Post(folder / "feed", Line(bent))
    post.outbox.add("城", commands, NOW)
    post.login("zhang")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("console.commands.outbox.BATCH_COMMANDS", batch)
        _suffer(post, bent, faults)
    post.drain()
    assert [entry.outcome for entry in post.all()] == truth
    assert bent.digest() == straight.digest()
    assert [event.command for event in bent.events()] == [event.command for event in straight.events()]
    for each in (straight, bent):
        each.close()
    post.outbox.close()


def _suffer(post: Post, bent: Backend, faults: list[tuple[str, int]]) -> None:
    for kind, n in faults:
        if kind == "crash":
            post.crash()
            post.login("zhang")
        elif kind == "logged out":
            bent.sessions.pop("zhang", None)
            post.round()
            bent.sessions["zhang"] = "zhang"
            post.login("zhang")
        else:
            post.line.faults = [(kind, n)]
            post.round()
        post.line.faults = []


def test_a_dispatch_older_than_its_expiry_is_asked_about_and_never_sent(post: Post) -> None:
    late = command(do.Dispatch(about="AL-1", departments=("市应急管理局",)), at=NOW - 2 * HOUR - 1)
    fresh = command(do.Acknowledge(about="AL-1"))
    post.outbox.add("城", [late, fresh], NOW)
    post.login("zhang")
    post.drain()
    first, second = post.all()
    assert (first.stage, first.outcome) == (
        Stage.EXPIRED, Outcome(verdict=Verdict.EXPIRED, reason="waited too long"),
    )  # fmt: skip
    assert second.stage is Stage.DELIVERED
    assert [each.id for each in post.line.sent] == [fresh.id]


def test_nothing_expires_before_the_gateways_time_is_known(post: Post) -> None:
    """This machine's clock may be wrong by a day; only the gateway's decides."""
    post.line.now = None
    post.outbox.add("城", [command(do.Acknowledge(about="AL-1"), at=NOW - 9 * HOUR)], NOW)
    post.login("zhang")
    post.line.faults = [("refused", 0)]
    post.round()
    assert post.all()[0].stage is Stage.PENDING and post.line.sent == []
    post.line.now = NOW
    post.drain()
    assert post.all()[0].stage is Stage.EXPIRED and post.line.sent == []


def test_commands_of_a_person_whose_session_is_gone_wait_for_their_login_and_hold_up_nobody(post: Post) -> None:
    theirs = command(do.Comment(about="AL-1", text="甲"))
    post.outbox.add("城", [theirs, command(do.Comment(about="AL-1", text="乙"), "wang")], NOW)
    post.login("zhang", "wang")
    post.line.backend.sessions.pop("zhang")
    post.drain()
    waits, gone = post.all()
    assert (waits.stage, waits.for_login, gone.stage) == (Stage.PENDING, True, Stage.DELIVERED)
    tried = len(post.line.sent)
    assert not post.round(), "a dead session is tried once"
    assert len(post.line.sent) == tried
    post.line.backend.sessions["new"] = "zhang"
    post.login("zhang", session="new")
    post.drain()
    waits = post.all()[0]
    assert (waits.stage, waits.for_login) == (Stage.DELIVERED, False)
    assert post.line.sent[-1].session == "new"


def test_a_right_taken_away_while_queued_is_final(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    post.outbox.add("城", [command(do.Acknowledge(about="AL-1"))], NOW)
    post.login("zhang")
    monkeypatch.setitem(PEOPLE, "zhang", Person(id="zhang", name="张三", role=Role.WALL))
    post.drain()
    entry = post.all()[0]
    assert entry.stage is Stage.REFUSED
    assert entry.outcome is not None and entry.outcome.reason != NOBODY


def test_many_go_in_one_request_and_one_flush(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    post.outbox.add("城", [command(do.Comment(about="AL-1", text=f"第 {n} 条")) for n in range(1200)], NOW)
    post.login("zhang")
    flushes: list[int] = []
    settle: Callable[..., None] = post.outbox.settle_all
    monkeypatch.setattr(post.outbox, "settle_all", lambda words, now: (flushes.append(len(words)), settle(words, now)))
    post.drain()
    assert flushes == [500, 500, 200]
    notes = [event.text for event in post.line.backend.events() if event.command]  # type: ignore[attr-defined]
    assert notes == [f"第 {n} 条" for n in range(1200)]


def test_what_is_on_disk_holds_no_session(post: Post) -> None:
    secret = "do-not-write-this-down"
    post.outbox.add("城", [msgspec.structs.replace(command(do.Acknowledge(about="AL-1")), session=secret)], NOW)
    post.login("zhang", session=secret)
    post.round()
    held = b"".join(path.read_bytes() for path in post.folder.iterdir())
    assert secret.encode() not in held
