"""Warnings in force and who is on duty, as the wall's lines show them."""

from __future__ import annotations

from console.domain.entities import Duty
from console.models.rows import WarningRow
from console.models.world import World


def warning_rows(world: World) -> list[WarningRow]:
    """Warnings in force, the gravest first, then the newest."""
    rows = [
        WarningRow(each.id, each.level, each.headline, each.sender, each.issued, each.expires)
        for each in world.warnings.values()
    ]
    return sorted(rows, key=lambda row: (row.level, -row.issued))


def duty_of(world: World) -> Duty | None:
    """The shift that is running; else the one that ended last, so that the line never names nobody while it can."""
    now = world.now()
    running = [duty for duty in world.duty.values() if duty.starts <= now < duty.ends]
    begun = [duty for duty in world.duty.values() if duty.starts <= now]
    return max(running or begun, key=lambda duty: duty.starts, default=None)
