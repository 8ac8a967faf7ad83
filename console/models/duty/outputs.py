"""Outputs of the wall that have no monitor, as the desk tells them and as they go into the hand-over."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from console.domain.duty.handover import Line
from console.models.clock import local
from console.wall.report import reports


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("outputs", text)


def missing_outputs(cache: Path | None) -> list[tuple[str, int]]:
    """Name and since when (ms) of each output without a monitor, of the walls that run on this computer."""
    if cache is None:
        return []
    found = [(name, since) for each in reports(cache, time.time()) for name, since in each.missing.items()]
    return sorted(found, key=lambda item: (item[1], item[0]))


def wall_troubles(cache: Path | None) -> list[str]:
    """Why a wall of this computer does not use the newest version of its files, in the words of the check."""
    return [each.trouble for each in reports(cache, time.time()) if each.trouble] if cache is not None else []


def output_words(name: str, since: int) -> str:
    """One output in a sentence."""
    return tr("大屏输出“{0}”没有显示器，{1} 起").format(name, f"{local(since):%m-%d %H:%M}")


def device_lines(cache: Path | None) -> list[Line]:
    """The same among the devices of a hand-over; the words stay as the giver read them."""
    return [
        Line(
            f"output:{name}"[:128],
            {"title": tr("大屏输出“{0}”").format(name), "state": tr("没有显示器"), "since": str(since)},
        )
        for name, since in missing_outputs(cache)
    ]
