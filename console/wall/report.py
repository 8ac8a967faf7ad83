"""What each window tells its own computer: which outputs have no monitor, who paints, that it is not hung.

One small file a window, rewritten by the window itself while it runs: so it is a sign of life of the very thread that
paints. Desks of this computer read those of the wall; the feed takes all of them to the gateway. A report that is not
renewed is of a window that hangs or has gone: nothing is known of its outputs then.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import psutil

FOLDER = "wall"
RENEW_S = 10.0
STALE_S = 3 * RENEW_S
WALL, DESK = "wall", "desk"
DEATHS_S, MOST_DEATHS = 3_600.0, 20
"""Ends without a word are remembered for so long, and so many."""
SURELY_LATER_S = 5.0
"""A process that began so long after a report was written has not written it."""
LONGEST = 300
"""Characters of a sentence in a report."""


class WindowReport(msgspec.Struct, frozen=True):
    """Of one window. ``at``: seconds of this machine's clock when written; ``missing``: ms since when, by output.

    ``trouble``: why the newest version of its settings, document or scene is not in use. ``outputs``: the size of the
    monitor of each output that has one. ``lost``: panes of missing outputs that found no room. ``painter``: who paints
    its maps, ``why`` as a ``Cause`` or a sentence; ``fell_back``: it is not who was asked for. ``started`` in ms.
    ``deaths``: when (ms) runs before this one were found to have ended without a word, within an hour.
    """

    node: str
    at: float
    missing: dict[str, int] = {}
    trouble: str = ""
    window: str = WALL
    pid: int = 0
    started: int = 0
    version: str = ""
    outputs: dict[str, str] = {}
    lost: tuple[str, ...] = ()
    painter: str = ""
    why: str = ""
    fell_back: bool = False
    deaths: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """A computer has one wall and any number of desks."""
        return self.node if self.window == WALL else f"{self.window}.{self.pid}"

    def fresh(self, now: float) -> bool:
        """Whether it is renewed (``now`` in seconds)."""
        return abs(now - self.at) <= STALE_S


def write(cache: Path, report: WindowReport) -> None:
    """Replace the window's report, whole or not at all. Raises ``OSError``.

    On a full disk the one that is there is changed: it takes no new file, and a window that is well must not be
    told as one that hangs because of it.
    """
    path, body = _path(cache, report.name), msgspec.json.encode(report)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    try:
        draft.write_bytes(body)
        draft.replace(path)
    except OSError:
        if not path.exists():
            raise
        with path.open("r+b", buffering=0) as there:
            there.write(body)
            there.truncate()


def withdraw(cache: Path, name: str) -> None:
    """The window ends."""
    with contextlib.suppress(OSError):
        _path(cache, name).unlink(missing_ok=True)


def reports(cache: Path, now: float) -> Iterator[WindowReport]:
    """Those of windows that run."""
    return (each for each in all_reports(cache) if each.fresh(now))


def all_reports(cache: Path) -> Iterator[WindowReport]:
    """Those of windows that hang or have gone without a word too; what cannot be read is none."""
    with contextlib.suppress(OSError):
        for path in sorted((cache / FOLDER).glob("*.json")):
            with contextlib.suppress(OSError, msgspec.DecodeError, ValueError):
                yield msgspec.json.decode(path.read_bytes(), type=WindowReport)


def alive(report: WindowReport, now: float) -> bool:
    """Whether the window's process runs: one that was given its number since then (the computer was off) is another."""
    try:
        began = psutil.Process(report.pid).create_time()
    except psutil.NoSuchProcess:
        return False
    return report.fresh(now) or began <= report.at + SURELY_LATER_S


def sweep(
    cache: Path, window: str, now: float, lives: Callable[[WindowReport, float], bool] = alive
) -> tuple[int, ...]:
    """Forget windows of this kind that ended without a word: one of them is starting again (``now`` in seconds).

    When it was found that they had, of those that are no longer ago than an hour.
    """
    gone = [each for each in all_reports(cache) if each.window == window and each.pid and not lives(each, now)]
    for each in gone:
        withdraw(cache, each.name)
    return lately((*sorted(at for each in gone for at in each.deaths), *[int(now * 1000)] * len(gone)), now)


def lately(deaths: tuple[int, ...], now: float) -> tuple[int, ...]:
    """Those of the last hour, the newest of them."""
    return tuple(at for at in deaths if 0 <= now * 1000 - at < DEATHS_S * 1000)[-MOST_DEATHS:]


def _path(cache: Path, name: str) -> Path:
    name = re.sub(r"[^\w.-]", "_", name)[:64] or "wall"
    return cache / FOLDER / f"{name}.json"
