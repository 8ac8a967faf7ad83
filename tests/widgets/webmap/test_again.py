"""What the page could not fetch is not held: it is asked for again, and the picture counts as drawn only then."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from tests.widgets.webmap.conftest import Maker, wait_for, wait_shown
from widgets.webmap.pane import SwitchingMapPane

pytestmark = pytest.mark.xdist_group("webengine")
HERE = (118.68, 37.44)


def fail_at_first(pane: SwitchingMapPane, name: str, times: int) -> list[str]:
    """Let the page's server have nothing for the first questions of a kind; what was asked."""
    supply, asked = pane._supply, list[str]()
    assert supply is not None
    answer: Callable[..., object] = supply.answer

    def failing(path: str, home: str = "") -> object:
        if path.startswith(name):
            asked.append(path)
            if len(asked) <= times:
                raise OSError("not now")
        return answer(path, home)

    supply.answer = failing  # type: ignore[method-assign]
    return asked


def put_vehicle(pane: SwitchingMapPane) -> None:
    """One that stands at the middle of the map."""
    lon, lat = (np.array([round(each * 1e6)], np.int32) for each in HERE)
    none = np.zeros(1, np.uint16)
    pane.set_fleet(lon, lat, none, none, none, np.array([1_700_000_000_000], np.int64))


def middle(pane: SwitchingMapPane) -> str:
    return pane.grab().toImage().pixelColor(pane.rect().center()).name()


def test_a_fleet_that_did_not_come_is_asked_for_again(make_pane: Maker) -> None:
    pane = make_pane(web=True)
    pane.camera.look_at(*HERE, 13)
    wait_shown(pane)
    before = middle(pane)
    asked = fail_at_first(pane, "fleet/", times=2)
    put_vehicle(pane)
    wait_for(lambda: len(asked) >= 3)
    wait_shown(pane)
    wait_for(lambda: middle(pane) != before, 10_000)
    assert len(set(asked)) == 1, "the same fleet, until it came"


def test_what_changes_at_once_is_told_once(make_pane: Maker) -> None:
    """Told of each by itself, the page would paint the old fleet under the new markers first: every picture counts."""
    pane = make_pane(web=True)
    wait_shown(pane)
    told = pane._number
    pane.set_data_time(1_700_000_000_000)
    put_vehicle(pane)
    pane.set_markers([])
    wait_for(lambda: pane.web and pane.web.shown > told)
    assert pane._number == told + 1
