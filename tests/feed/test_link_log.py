"""The feed's log of a link: each change in one line, a silent backend once and then rarely."""

from __future__ import annotations

import logging

import pytest

from console.feed.link_log import LinkLog
from console.feed.process import log_receipts
from console.store.commit import Receipt


def test_each_change_is_said_once_and_silence_rarely(caplog: pytest.LogCaptureFixture) -> None:
    now = [0.0]
    told = LinkLog("city", lambda: now[0])
    with caplog.at_level(logging.INFO):
        for second in range(0, 1500, 5):
            now[0] = second
            told.failed("refused")
        for _ in range(100):
            told.connected("http://a")
        told.failed("silence")
        told.failed("refused")
        told.connected("http://a")
    assert [record.message for record in caplog.records] == [
        *["city: has never answered since the feed began, trying on: refused"] * 3,
        "city: connected to http://a",
        "city: lost: silence",
        "city: connected to http://a",
    ]
    assert {record.levelno for record in caplog.records} == {logging.INFO}


def test_a_receipt_is_one_line(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        log_receipts([Receipt("city", 1_000, 61_000, events=12, alarms_backfilled=3)])
    assert caplog.messages == ["city: receipt: down for 60 s, 12 events, 3 alarms made up for"]
