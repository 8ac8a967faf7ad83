"""Words of the interface: states of alarms, receipts as sentences, spans of time."""

from __future__ import annotations

from typing import Any

import pytest

from console.domain.entities import System
from console.models.acting.receipts import duration, newest, receipt_words
from console.models.text.labels import alarm_state, system_name
from console.models.world import World
from console.store.commit import Receipt
from tests.fakes.events import NOW, alarm
from tests.models.kit import apply, changes


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        ({}, "未确认"),
        ({"acknowledged": True}, "已确认"),
        ({"active": False}, "恢复未确认"),
        ({"active": False, "acknowledged": True, "latched": True}, "待复位"),
        ({"shelved": True}, "搁置"),
        ({"suppressed": True, "shelved": True}, "抑制"),
        ({"out_of_service": True, "suppressed": True}, "停用"),
        ({"acknowledged": True, "case": "CA-1", "state": "已派遣"}, "已确认"),
    ],
)
def test_an_alarms_state_in_words(flags: dict[str, Any], words: str) -> None:
    """Whether it was dispatched, and what another system calls it, is no state of the alarm (ISA-18.2)."""
    assert alarm_state(alarm(**flags)) == words


def test_every_system_has_a_name_of_its_own() -> None:
    names = [system_name(system) for system in System]
    assert len(set(names)) == len(names) and all(names)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (59.4, "59 s"),
        (59.6, "1 min 0 s"),
        (61, "1 min 1 s"),
        (3599, "59 min 59 s"),
        (8 * 3600 + 65, "8 h 1 min"),
    ],
)
def test_a_span_of_time_as_people_say_it(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def _said(receipt: Receipt) -> str:
    world = apply(World(), changes(receipts=[(4, Receipt("old", 0, 0)), (9, receipt)]))
    assert newest(world) == 9
    return receipt_words(world, 9)


def test_a_receipt_from_history_says_what_was_missed() -> None:
    said = _said(Receipt("city", NOW, NOW + 754_000, 12_345, 17, 4))
    assert said == "city · 离线 12 min 34 s 已恢复：补收 12,345 条事件，其中告警 17 条，未见即消 4 条"


def test_a_receipt_from_a_snapshot_names_the_time_nobody_knows() -> None:
    said = _said(Receipt("city", NOW, NOW + 60_000, 0, 3, 0, NOW, NOW + 60_000, "trimmed"))
    assert "04:30:00 至 04:31:00 之间的经过无记录" in said and "新增告警 3 条" in said
    assert "补收" not in said


def test_a_rebuilt_cache_is_said_plainly() -> None:
    assert _said(Receipt("city", 0, NOW, reason="rebuilt: disk image is malformed")).startswith(
        "city · 本地缓存损坏，已重建"
    )


def test_no_receipt_is_key_nought() -> None:
    assert newest(World()) == 0
