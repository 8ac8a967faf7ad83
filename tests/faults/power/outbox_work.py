"""Work for the recorder: desks hand acts to a post office; each that was told "kept" goes into ``acks`` at once.

Run under ``recorder.c``: ``outbox_work.py FOLDER ACTS SEED SYNCHRONOUS CHECKPOINT_PAGES``.
"""

from __future__ import annotations

import os
import random
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from console.commands import intents as do
from console.commands import outbox
from console.commands.desk_line import submit
from console.commands.envelope import Command, Outcome, Verdict, make
from console.feed import post

DESKS = 3


class Accepting:
    """A gateway that takes everything, a few at a time."""

    now: int | None = None

    def __init__(self, _urls: Sequence[str]) -> None:
        self._seq = 0

    def open(self) -> None:
        pass

    def send(self, commands: Sequence[Command]) -> list[Outcome]:
        time.sleep(0.002)
        self._seq += 1
        return [Outcome(verdict=Verdict.ACCEPTED, seq=self._seq) for _ in commands[:7]]


def desk(folder: Path, number: int, acts: int, dice: random.Random) -> None:
    """One desk's acts; its acknowledgements are written down after they were given."""
    acks = os.open(folder / "acks", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    while acts > 0:
        size = min(acts, dice.choice((1, 1, 1, 2, 5)))
        acts -= size
        made = [
            make(do.Comment(about=f"AL-{number}", text="字" * dice.randint(1, 300)), "Alarm", actor=f"p-{number}",
                 session="s", terminal="t", now_ms=int(time.time() * 1000))
            for _ in range(size)
        ]  # fmt: skip
        submit(folder, "city", made)
        os.write(acks, "".join(f"{each.id}\n" for each in made).encode())


def main() -> None:
    """Until every desk has done its acts."""
    folder, acts, seed, synchronous, pages = Path(sys.argv[1]), *sys.argv[2:6]
    outbox.Outbox.flush = synchronous
    outbox.CHECKPOINT_PAGES = int(pages)
    post.CommandDoor = Accepting  # type: ignore[misc, assignment]
    office = post.PostOffice(folder, {"city": ("http://nowhere",)}, lambda: None)
    share = int(acts) // DESKS
    desks = [threading.Thread(target=desk, args=(folder, n, share, random.Random(f"{seed}-{n}"))) for n in range(DESKS)]
    for each in desks:
        each.start()
    for each in desks:
        each.join()
    office.close()


if __name__ == "__main__":
    main()
