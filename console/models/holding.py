"""What limits the cache of this computer, in the words of the desk's foot."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.domain.retention import Reached
from console.store.holding import Holding


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("holding", text)


def room_words(holding: Holding) -> str:
    """That less is kept than is set, and why; empty while everything is kept."""
    if holding.reached is Reached.NOTHING and holding.share >= 1:
        return ""
    days = tr("历史保留 {0} 天（设定 {1} 天）").format(f"{holding.series_days:.3g}", holding.series_days_set)
    if holding.reached is Reached.DISK:
        return tr("磁盘空间不足 · {}").format(days)
    return tr("缓存达到上限 · {}").format(days) if holding.reached is Reached.BUDGET else days


def room_advice(holding: Holding) -> str:
    """What IT can do about it; empty if there is nothing to be done."""
    used, budget = holding.used / 2**30, holding.budget / 2**30
    if holding.reached is Reached.DISK:
        words = tr("磁盘只剩 {0:.1f} GB，应留 {1:.1f} GB：清理磁盘，或调小设置文件 [storage] 的 spare_mb")
        return words.format(holding.free / 2**30, holding.spare / 2**30)
    if holding.reached is Reached.BUDGET:
        words = tr("缓存用了 {0:.1f} GB，上限 {1:.1f} GB：可在设置文件 [storage] 调大 cache_mb")
        return words.format(used, budget)
    return tr("又有余量，历史逐步恢复到设定天数") if holding.share < 1 else ""
