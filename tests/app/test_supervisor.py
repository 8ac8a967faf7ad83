"""The supervisor restarts what dies or hangs, waits longer when that does not help, and knows when to give up."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from console.app import supervisor as module
from console.app.drill import Outage, parse_outage
from console.app.supervisor import Child, Supervisor

SLEEP = "import time; time.sleep(60)"
SAY = "import sys; print('the reason', file=sys.stderr); sys.exit({})"
BEAT = "import pathlib, time\nwhile True: pathlib.Path({!r}).write_text('x'); time.sleep(0.02)"
BEAT_ONCE = "import pathlib, time; pathlib.Path({!r}).write_text('x'); time.sleep(60)"
IGNORES_ASKING = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('on', flush=True); time.sleep(60)"
)


class Watch:
    """A supervisor with short times, and what it said."""

    def __init__(self, folder: Path) -> None:
        self.said: list[str] = []
        self.folder = folder
        self.it = Supervisor(self.said.append)

    def child(self, script: str, health: Path | None = None) -> Child:
        argv = [sys.executable, "-S", "-c", script]
        return self.it.add(Child("child", argv, dict(os.environ), self.folder / "child.log", health))

    def until(self, condition: Callable[[], object], seconds: float = 8.0) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, self.said
            self.it.look()
            time.sleep(0.01)


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    made = Watch(tmp_path)
    yield made
    made.it.stop()


def test_a_killed_child_is_started_again(watch: Watch) -> None:
    child = watch.child(SLEEP)
    first = child.pid
    assert child.process is not None
    child.process.kill()
    watch.until(lambda: child.starts == 2)
    assert child.pid not in (None, first)
    assert any("ended with -9" in words for words in watch.said)


def test_a_moment_without_memory_does_not_end_the_supervisor(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    child = watch.child(SLEEP)
    start, trouble = Child.start, [OSError(errno.ENOMEM, "Cannot allocate memory")] * 2

    def short_of_memory(each: Child) -> None:
        if trouble:
            raise trouble.pop()
        start(each)

    monkeypatch.setattr(module, "BACKOFF_FIRST", 0.02)
    monkeypatch.setattr(Child, "start", short_of_memory)
    assert child.process is not None
    child.process.kill()
    watch.until(lambda: child.starts == 2 and child.pid)
    assert sum("Cannot allocate memory" in words for words in watch.said) == 2


def test_it_waits_longer_each_time_and_never_too_long(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BACKOFF_FIRST", 0.01)
    monkeypatch.setattr(module, "BACKOFF_MOST", 0.05)
    child = watch.child(SAY.format(1))
    child.backoff = module.BACKOFF_FIRST
    waits: list[float] = []
    while child.starts < 6:
        before = child.starts
        watch.until(lambda then=before: child.starts > then)
        waits.append(child.backoff)
    assert waits == sorted(waits)
    assert waits[0] < waits[-1] == module.BACKOFF_MOST


def test_a_child_that_ran_long_starts_again_without_waiting(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STEADY_SECONDS", -1.0)
    child = watch.child(SAY.format(1))
    child.backoff = 4.0
    watch.until(lambda: child.starts == 2)
    assert child.backoff == module.BACKOFF_FIRST


def test_a_mistake_in_the_options_is_final_and_quoted(watch: Watch) -> None:
    child = watch.child(SAY.format(2))
    reasons: list[str] = []
    watch.until(lambda: reasons.append(watch.it.look()) or reasons[-1])
    assert "the reason" in reasons[-1]
    assert child.starts == 1


def test_a_window_that_stops_telling_is_replaced(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HANG_SECONDS", 0.3)
    child = watch.child(BEAT_ONCE.format(str(watch.folder / "health")), watch.folder / "health")
    watch.until(lambda: child.starts == 2)
    assert any("hangs" in words for words in watch.said)


def test_a_window_that_tells_is_left_alone(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HANG_SECONDS", 0.5)
    child = watch.child(BEAT.format(str(watch.folder / "health")), watch.folder / "health")
    end = time.monotonic() + 1.5
    watch.until(lambda: time.monotonic() > end)
    assert child.starts == 1


def test_a_health_file_of_the_past_or_the_future_is_no_hang(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of the machine may jump: only that the file changes counts."""
    monkeypatch.setattr(module, "HANG_SECONDS", 0.5)
    health = watch.folder / "health"
    child = watch.child(SLEEP, health)
    for stamp in (1.0, 4e9, 2.0, 3e9):
        health.write_text("x")
        os.utime(health, (stamp, stamp))
        end = time.monotonic() + 0.2
        watch.until(lambda till=end: time.monotonic() > till)
    assert child.starts == 1


def test_a_window_that_hangs_before_its_first_word_is_replaced(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FIRST_SIGN_SECONDS", 0.3)
    health = watch.folder / "health"
    health.write_text("of an earlier run")
    child = watch.child(SLEEP, health)
    watch.until(lambda: child.starts == 2)


def test_a_held_child_stays_down_until_it_is_released(watch: Watch) -> None:
    child = watch.child(SLEEP)
    outage = Outage(at=1.0, seconds=5.0)
    watch.it.children["gateway"] = child
    outage.step(0.5, watch.it)
    assert child.pid is not None
    outage.step(1.0, watch.it)
    assert child.pid is None
    watch.it.look()
    assert child.starts == 1
    outage.step(6.0, watch.it)
    watch.until(lambda: child.starts == 2)


def test_a_child_that_does_not_heed_is_made_to_end(watch: Watch) -> None:
    child = watch.child(IGNORES_ASKING)
    watch.until(lambda: (watch.folder / "child.log").read_text())
    child.stop(grace=0.1)
    assert child.pid is None


@pytest.mark.parametrize("text", ["", "5", "5:", ":5", "a:b", "-1:5", "5:0", "nan:5", "5:nan"])
def test_a_drill_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(Exception, match="AT:SECONDS"):
        parse_outage(text)
