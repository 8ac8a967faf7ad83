"""The foot of the desk says that less is kept than is set, why, and what to do; and nothing while all is kept."""

from __future__ import annotations

from datetime import datetime

import msgspec
import pytest

from console.domain.retention import Reached
from console.models.holding import room_advice, room_words
from console.store.holding import Holding, holding_words

GB = 2**30


@pytest.mark.parametrize(
    ("reached", "share", "words", "advice", "english"),
    [
        (Reached.NOTHING, 1.0, "", "", "the cache holds 2.0 GB of 8.0 GB, 5.0 GB free on the disk"),
        (Reached.NOTHING, 0.5, "历史保留 45 天（设定 90 天）", "逐步恢复", "45.0 of 90 days"),
        (Reached.BUDGET, 0.5, "缓存达到上限 · 历史保留 45 天（设定 90 天）", "cache_mb", "its budget is reached"),
        (Reached.DISK, 0.5, "磁盘空间不足 · 历史保留 45 天（设定 90 天）", "spare_mb", "only 5.0 GB free on the disk"),
        (Reached.BUDGET, 0.001, "缓存达到上限 · 历史保留 0.09 天（设定 90 天）", "cache_mb", "0.1 of 90 days"),
    ],
)
def test_limits_are_told(reached: Reached, share: float, words: str, advice: str, english: str) -> None:
    holding = Holding(1, reached, share, 2 * GB, 8 * GB, 5 * GB, 1 * GB, 0, 90 * share, 90)
    assert room_words(holding) == words
    assert advice in room_advice(holding) and bool(advice) == bool(room_advice(holding))
    assert english in holding_words(holding)


def test_it_is_told_since_when_there_are_events_and_tracks() -> None:
    now = Holding(used=2 * GB, budget=8 * GB, free=5 * GB)
    assert "since" not in holding_words(now)
    told = holding_words(msgspec.structs.replace(now, log_since=1_780_000_000_000, tracks_since=1_775_000_000_000))
    assert f"every event since {datetime.fromtimestamp(1_780_000_000):%Y-%m-%d %H:%M}" in told
    assert f"tracks by the minute since {datetime.fromtimestamp(1_775_000_000):%Y-%m-%d %H:%M}, 5.0 GB free" in told
