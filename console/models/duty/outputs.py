"""Outputs of the wall that have no monitor, as the desk tells them and as they go into the hand-over."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from console.domain.duty.handover import Line
from console.models.clock import local
from console.models.duty.terminals import lost, missing_elsewhere
from console.models.world import World
from console.wall.report import WALL, reports


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("outputs", text)


def missing_outputs(cache: Path | None, world: World | None = None) -> list[tuple[str, int]]:
    """Name and since when (ms) of each output without a monitor: of walls of this computer, and of all that are heard.

    What this computer's own wall says is here at once and without a gateway; the others' outputs bear their names.
    """
    own = list(reports(cache, time.time())) if cache is not None else []
    found = [(name, since) for each in own for name, since in each.missing.items()]
    here = {each.node for each in own}
    elsewhere = missing_elsewhere(world) if world is not None else ()
    found += [(tr("{0}（{1}）").format(name, node), since) for node, name, since in elsewhere if node not in here]
    return sorted(found, key=lambda item: (item[1], item[0]))


def wall_troubles(cache: Path | None) -> list[str]:
    """Why a wall of this computer does not use the newest version of its files, in the words of the check."""
    own = reports(cache, time.time()) if cache is not None else ()
    return [each.trouble for each in own if each.trouble and each.window == WALL]


def output_words(name: str, since: int) -> str:
    """One output in a sentence."""
    return tr("大屏输出“{0}”没有显示器，{1} 起").format(name, f"{local(since):%m-%d %H:%M}")


def device_lines(cache: Path | None, world: World | None = None) -> list[Line]:
    """The same among the devices of a hand-over, and walls that nobody hears; the words stay as the giver read them."""
    lines = [
        Line(
            f"output:{name}"[:128],
            {"title": tr("大屏输出“{0}”").format(name), "state": tr("没有显示器"), "since": str(since)},
        )
        for name, since in missing_outputs(cache, world)
    ]
    for row in lost(world) if world is not None else ():
        facts = {"title": tr("大屏终端“{0}”").format(row.id), "state": tr("未收到"), "since": str(row.since)}
        lines.append(Line(f"terminal:{row.id}"[:128], facts))
    return lines
