"""Reconnect receipts in words: what a break brought, for the desk."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.models.clock import local
from console.models.world import World


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("receipts", text)


def duration(seconds: float) -> str:
    """A span of time as people say it."""
    whole = round(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    if hours:
        return tr("{} h {} min").format(hours, minutes)
    return tr("{} min {} s").format(minutes, rest) if minutes else tr("{} s").format(rest)


def newest(world: World) -> int:
    """Key of the newest receipt, 0 if there is none."""
    return max(world.receipts, default=0)


def receipt_words(world: World, key: int) -> str:
    """One receipt as one sentence; the time that nobody knows about is named as such."""
    receipt = world.receipts[key]
    if receipt.reason.startswith("rebuilt"):
        return tr("{} · 本地缓存损坏，已重建并重新取数；旧缓存已留存").format(receipt.backend)
    span = duration((receipt.up_at - receipt.down_at) / 1000)
    if receipt.unknown_to:
        return tr(
            "{} · 离线 {} 已恢复：按快照补齐，{:%H:%M:%S} 至 {:%H:%M:%S} 之间的经过无记录；新增告警 {} 条"
        ).format(
            receipt.backend, span, local(receipt.unknown_from), local(receipt.unknown_to), receipt.alarms_backfilled
        )
    return tr("{} · 离线 {} 已恢复：补收 {} 条事件，其中告警 {} 条，未见即消 {} 条").format(
        receipt.backend, span, f"{receipt.events:,}", receipt.alarms_backfilled, receipt.unseen
    )
