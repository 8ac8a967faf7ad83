"""A missing output: its important panes find room on the others, the rest stays where it is, all of it reversible."""

from __future__ import annotations

import itertools
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.wall.folding import fold, is_kept
from console.wall.scene import COLUMNS, ROWS, SLACK, Pane, load_scene

HD = (1920.0, 1080.0)
OVERVIEW = load_scene(Path(str(resources.files("resources"))) / "scenes" / "overview.toml")


def names(panes: list[Pane]) -> list[str]:
    return sorted(pane.name for pane in panes)


def check(panes: list[Pane], outputs: set[int]) -> None:
    """All on the grid of an output that is there, none on another."""
    for pane in panes:
        x, y, width, height = pane.at
        assert pane.output in outputs
        assert x > -SLACK and y > -SLACK and width > 0 and height > 0
        assert x + width < COLUMNS + SLACK and y + height < ROWS + SLACK
    for one, other in itertools.combinations(panes, 2):
        (ax, ay, aw, ah), (bx, by, bw, bh) = one.at, other.at
        apart = ax + aw <= bx + SLACK or bx + bw <= ax + SLACK or ay + ah <= by + SLACK or by + bh <= ay + SLACK
        assert one.output != other.output or apart, (one, other)


def test_with_all_outputs_there_nothing_moves() -> None:
    panes = OVERVIEW.panes(3)
    assert fold(panes, dict.fromkeys(range(3), HD)) == (panes, [])


def test_the_map_of_a_missing_output_comes_to_where_there_is_most_room() -> None:
    panes = OVERVIEW.panes(3)
    here, lost = fold(panes, {0: HD, 2: HD})
    check(here, {0, 2})
    assert lost == []
    assert [pane.output for pane in here if pane.kind == "map"] == [2], "output 2 has charts only"
    assert [pane for pane in here if pane.output == 0] == [pane for pane in panes if pane.output == 0]


def test_header_and_alarms_of_a_missing_output_come_to_the_others() -> None:
    here, lost = fold(OVERVIEW.panes(3), {1: HD, 2: HD})
    check(here, {1, 2})
    assert lost == []
    assert {"header", "alarms", "map", "ticker"} <= {pane.kind for pane in here}
    header = next(pane for pane in here if pane.kind == "header")
    assert header.output == 1 and header.at[:2] == (0, 0) and header.at[2] == COLUMNS


def test_one_monitor_left_has_all_that_matters() -> None:
    for alone in range(3):
        here, lost = fold(OVERVIEW.panes(3), {alone: HD})
        check(here, {alone})
        assert {"header", "alarms", "map", "ticker"} <= {pane.kind for pane in here} and lost == []


def test_what_another_output_shows_already_is_not_moved() -> None:
    panes = [Pane("map", 0, (0, 0, 12, 24)), Pane("map", 1, (0, 0, 12, 24)), Pane("map", 1, (0, 0, 1, 1), "vehicles")]
    assert fold(panes, {0: HD}) == (panes[:1], [])


def test_a_scene_may_say_otherwise() -> None:
    panes = [Pane("alarms", 0, (0, 0, 12, 24)), Pane("web", 1, (0, 0, 12, 24), "网格", keep=True),
             Pane("map", 1, (0, 0, 12, 24), keep=False)]  # fmt: skip
    here, _ = fold(panes, {0: HD})
    assert names(here) == ["alarms", "web:网格"]


def test_an_upright_monitor_takes_panes_in_below_and_not_beside() -> None:
    panes = [Pane("alarms", 0, (0, 0, 12, 24)), Pane("map", 1, (0, 0, 12, 24))]
    here, _ = fold(panes, {0: (1080.0, 1920.0)})
    assert [pane.at for pane in here] == [(0, 0, 12, 12), (0, 12, 12, 12)]


def test_a_pane_that_finds_no_room_is_told() -> None:
    full = [Pane("map", 0, (x * 3, y * 4, 3, 4), str(n), keep=True)
            for n, (x, y) in enumerate(itertools.product(range(4), range(6)))]  # fmt: skip
    here, lost = fold([*full, Pane("alarms", 1, (0, 0, 12, 24))], {0: HD})
    assert here == full and names(lost) == ["alarms"]


sizes = st.sampled_from([HD, (3840.0, 2160.0), (1080.0, 1920.0), (1280.0, 720.0), (6656.0, 1792.0)])


@given(st.integers(1, 12), st.data())
def test_whatever_is_missing_what_is_left_fits(outputs: int, data: st.DataObject) -> None:
    there = data.draw(st.sets(st.integers(0, outputs - 1), min_size=1))
    given_sizes = {n: data.draw(sizes) for n in there}
    panes = OVERVIEW.panes(outputs)
    here, lost = fold(panes, given_sizes)
    check(here, there)
    assert lost == []
    for pane in panes:
        if is_kept(pane):
            assert pane.name in {each.name for each in here}
    untouched = [n for n in there if not any(pane.output == n and pane not in panes for pane in here)]
    for n in untouched:
        assert [pane for pane in here if pane.output == n] == [pane for pane in panes if pane.output == n]
    assert fold(panes, dict(reversed(given_sizes.items()))) == (here, lost), "the order of outputs is no matter"


@pytest.mark.parametrize("outputs", [2, 3, 4, 6, 8, 12])
def test_at_most_the_outputs_that_take_something_in_change(outputs: int) -> None:
    panes = OVERVIEW.panes(outputs)
    for gone in range(outputs):
        here, _ = fold(panes, {n: HD for n in range(outputs) if n != gone})
        moved = {pane.name for pane in panes if pane.output == gone and is_kept(pane)}
        changed = {
            n for n in range(outputs)
            if n != gone and [p for p in here if p.output == n] != [p for p in panes if p.output == n]
        }  # fmt: skip
        assert len(changed) <= len(moved)
