"""An alarm whose source has a clock that is ahead is marked where it stands: nobody knows when it came."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from alarm_stage import alarm, desk_of
from duty_stage import Stage
from pytestqt.qtbot import QtBot

from console.models.clock import local
from widgets.alarms.painter import running_words

pytestmark = pytest.mark.operations
YEAR = int(timedelta(days=400).total_seconds() * 1000)


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path)
    now = made.world.now()
    made.put(alarm(now, 0), alarm(now, 1, raised=now + YEAR, at=now + YEAR), alarm(now, 2, raised=now + 30_000))
    yield made
    made.close()


def test_its_running_time_is_told_as_ahead_and_its_details_give_the_year(stage: Stage, qtbot: QtBot) -> None:
    desk = desk_of(stage, qtbot)
    now, alarms = stage.world.now(), stage.world.alarms
    words = {name: running_words(alarms.by_key(alarms.find(name)), now) for name in ("A-0", "A-1", "A-2")}
    assert words["A-1"] == "超前"
    assert words["A-0"].startswith("00:") and words["A-2"] == "00:00", "half a minute is the skew of good clocks"
    desk.alarms.look_at(alarms.find("A-1"))
    told = desk.alarms.details.facts._label.text()
    assert f"{local(now + YEAR):%Y-%m-%d}" in told and "来源的时钟不对" in told
    desk.alarms.look_at(alarms.find("A-0"))
    assert "时钟" not in desk.alarms.details.facts._label.text()
