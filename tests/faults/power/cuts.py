"""Power cuts of a recorded process: at random moments, with random losses; then the real code opens what is left."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from console.commands.outbox import Outbox
from console.gateway.log import EventLog
from tests.faults.power.disk import Disk, Loss, read_record

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
COMPILER = shutil.which("cc") or shutil.which("gcc")
RECORDER = sys.platform == "linux" and COMPILER is not None
Find = Callable[[Path], set[str]]
"""Opens the files that are left with the product's own code; the ids of the acts that are still there."""


@dataclass
class Report:
    """What the cuts did. ``lost``: acts that somebody had been told were kept, by cut."""

    cuts: int = 0
    acknowledged: int = 0
    lost: list[tuple[str, int]] = field(default_factory=list)
    losses: Counter[str] = field(default_factory=Counter)

    def add(self, other: Report) -> None:
        """Sum up."""
        self.cuts += other.cuts
        self.acknowledged += other.acknowledged
        self.lost += other.lost
        self.losses += other.losses


def compiled(folder: Path) -> Path:
    """The recorder as a library."""
    assert COMPILER is not None
    library = folder / "recorder.so"
    words = [COMPILER, "-O2", "-shared", "-fPIC", "-o", str(library), str(HERE / "recorder.c"), "-ldl", "-lpthread"]
    subprocess.run(words, check=True)
    return library


def record(library: Path, work: str, *words: object, folder: Path) -> Path:
    """Run a piece of work under the recorder; the record."""
    data, journal = folder / "data", folder / "journal"
    data.mkdir()
    env = {
        **os.environ, "LD_PRELOAD": str(library), "POWER_FOLDER": str(data), "POWER_JOURNAL": str(journal),
        "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    run = [sys.executable, str(HERE / work), str(data), *map(str, words)]
    subprocess.run(run, check=True, env=env, timeout=300)
    return journal


def cut_often(journal: Path, cuts: int, dice: random.Random, find: Find) -> Report:
    """Cut at random moments of a record, a quarter of them soon after its begin, when files are made and founded.

    Then every act is looked for that had been acknowledged by then.
    """
    ops = list(read_record(journal))
    moments = sorted(dice.randint(1, len(ops) if dice.random() < 0.75 else len(ops) // 10) for _ in range(cuts))
    disk, done, told, report = Disk(), 0, set[str](), Report()
    for moment in moments:
        for op in ops[done:moment]:
            disk.take(op)
            if op.kind == b"W" and disk.name(op.file) == "/acks":
                told |= set(op.data.decode().split())
        done = moment
        loss = dice.choice(list(Loss))
        with tempfile.TemporaryDirectory(prefix="power-cut-") as left:
            disk.cut(Path(left), loss, dice)
            lost = told - find(Path(left))
        report.cuts += 1
        report.acknowledged += len(told)
        report.losses[loss.value] += 1
        if lost:
            report.lost.append((loss.value, len(lost)))
    return report


def acts_in_outbox(folder: Path) -> set[str]:
    """The outbox opened as the feed does at its start; a damaged one fails."""
    outbox = Outbox(folder)
    try:
        entries = outbox._select("ORDER BY place", ())
        verdict = outbox._db.execute("PRAGMA integrity_check").fetchone()[0]
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
        return {entry.command.id for entry in entries}
    finally:
        outbox.close()


def acts_in_gateway(folder: Path) -> set[str]:
    """The gateway's log opened as at its start: the acts whose effects its state holds."""
    log = EventLog(folder, lambda: 0)
    try:
        return set(log.state.commands)
    finally:
        log._writer.shutdown()
        log.storage.close()
        log._lock.release()


WORK: dict[str, tuple[str, Find]] = {
    "outbox": ("outbox_work.py", acts_in_outbox),
    "gateway": ("gateway_work.py", acts_in_gateway),
}


def session(what: str, library: Path, acts: int, cuts: int, seed: int, synchronous: str = "FULL") -> Report:
    """One recorded run and its cuts. ``synchronous`` NORMAL is the control: it must lose acts."""
    work, find = WORK[what]
    dice = random.Random(f"{what} {seed}")
    more = (dice.choice((20, 100, 1000)),) if what == "outbox" else ()
    with tempfile.TemporaryDirectory(prefix="power-work-") as folder:
        journal = record(library, work, acts, seed, synchronous, *more, folder=Path(folder))
        return cut_often(journal, cuts, dice, find)
