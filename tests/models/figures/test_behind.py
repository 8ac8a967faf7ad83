"""What stands behind a figure of the day is what the figure counts: not what is void, nor put aside, nor declined."""

from __future__ import annotations

from typing import Any

import pytest

from console.domain.entities import Case, Deferral, Dropped, Stage
from console.models.clock import midnight
from console.models.figures.behind import lines
from console.models.figures.tally import Figure, Measure
from console.models.world import World
from tests.fakes.events import NOW
from tests.models.figures.test_tally import case
from tests.models.kit import apply, changes, stand_still

COUNTY = "990101"
TODAY = midnight(NOW)


def over(name: str, **fields: Any) -> tuple[int, Case]:
    return 0, case(name, stage=Stage.CLOSED, closed=NOW, opened=TODAY, **fields)


@pytest.mark.parametrize(("measure", "names"), [
    (Measure.REPORTED, {"open": "待派遣", "aside": "缓办", "declined": "不予立案", "closed": "按期结案"}),
    (Measure.CLOSED, {"closed": "按期结案"}),
    (Measure.PUNCTUAL, {"closed": "按期结案"}),
])  # fmt: skip
def test_each_figure_is_told_of_its_own(
    monkeypatch: pytest.MonkeyPatch, measure: Measure, names: dict[str, str]
) -> None:
    world = stand_still(monkeypatch, World())
    aside = Deferral(since=NOW, until=NOW + 1, reason="r", name="a", agreed="b")
    apply(
        world,
        changes([(1, case("open", opened=TODAY)), (2, case("aside", opened=TODAY, overdue=True, deferral=aside))]),
    )
    ended = [over("closed"), over("declined", dropped=Dropped.DECLINED), over("void", dropped=Dropped.VOID)]
    found = lines(world, Figure(measure), COUNTY, ended)
    assert {line.id: line.state for line in found} == names
    assert not any(line.late for line in found)
