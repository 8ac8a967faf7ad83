"""From monitors, document and scene to windows: names, roles, nodes, shapes; and only what must change changes."""

from __future__ import annotations

import itertools
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from console.wall.arrangement import Arrangement, WindowPlan, arrange
from console.wall.outputs import Others, Output, Role, Screen, WallDocument, draft
from console.wall.scene import COLUMNS, ROWS, Layout, Pane, Scene, SceneError, Shape, load_scene

OVERVIEW = load_scene(Path(str(resources.files("resources"))) / "scenes" / "overview.toml")
A, B, C = (Screen(f"DP-{n + 1}", (n * 1920, 0, 1920, 1080), serial=str(n), model="M") for n in range(3))
HALL = draft([A, B, C])


def by_number(arrangement: Arrangement) -> dict[int, WindowPlan]:
    return {plan.number: plan for plan in arrangement.windows}


def kinds(plan: WindowPlan) -> list[str]:
    return [pane.name for pane in plan.panes]


def test_without_a_document_the_monitors_are_the_wall_in_reading_order() -> None:
    plans = by_number(arrange(OVERVIEW, [C, A, B]))
    assert [plan.screen.connector for plan in plans.values()] == ["DP-1", "DP-2", "DP-3"]
    assert kinds(plans[2]) == ["map"]


def test_with_a_document_its_order_counts_wherever_the_monitors_stand() -> None:
    turned = WallDocument(list(reversed(HALL.outputs)))
    plans = by_number(arrange(OVERVIEW, [A, B, C], turned))
    assert [plans[n].screen.connector for n in (1, 2, 3)] == ["DP-3", "DP-2", "DP-1"]


def test_a_monitor_that_goes_changes_only_the_windows_that_take_something_in() -> None:
    whole = by_number(arrange(OVERVIEW, [A, B, C], HALL))
    part = arrange(OVERVIEW, [A, C], HALL)
    assert part.missing == ("2",) and part.lost == ()
    assert by_number(part)[1] == whole[1], "the first window is not touched"
    assert "map" in kinds(by_number(part)[3])
    assert arrange(OVERVIEW, [B, C, A], HALL).windows == tuple(whole.values()), "all comes home"


def test_a_window_that_takes_something_in_knows_what_it_is_alone_and_what_matters_as_much() -> None:
    whole, part = by_number(arrange(OVERVIEW, [A, B, C], HALL)), arrange(OVERVIEW, [A, C], HALL)
    taken = by_number(part)[3]
    assert taken.alone == whole[3].panes and by_number(part)[1].alone == ()
    assert {pane.name for pane in taken.instead} == {"map", "ticker"}, "charts may go, the warnings may not"
    assert part.wanted == tuple(dict.fromkeys(name for plan in whole.values() for name in kinds(plan)))
    assert all(plan.alone == plan.instead == () for plan in whole.values())


def test_outputs_for_a_desk_or_for_nothing_are_left_alone() -> None:
    outputs = [HALL.outputs[0], replace(HALL.outputs[1], role=Role.DESK), replace(HALL.outputs[2], role=Role.UNUSED)]
    plans = arrange(OVERVIEW, [A, B, C], WallDocument(outputs)).windows
    assert [plan.screen for plan in plans] == [A]
    assert {"header", "map", "alarms"} <= set(kinds(plans[0])), "the wall is of one output"


def test_monitors_that_the_document_does_not_know_are_filled_or_left() -> None:
    two = WallDocument(HALL.outputs[:2])
    assert [plan.screen for plan in arrange(OVERVIEW, [A, B, C], two).windows] == [A, B, C]
    left = WallDocument(HALL.outputs[:2], others=Others.LEAVE)
    assert [plan.screen for plan in arrange(OVERVIEW, [A, B, C], left).windows] == [A, B]


def test_each_computer_drives_its_own_outputs_of_one_wall() -> None:
    shared = WallDocument([
        replace(output, node=node) for output, node in zip(HALL.outputs, ("one", "one", "two"), strict=True)
    ])  # fmt: skip
    one, two = arrange(OVERVIEW, [A, B], shared, "one"), arrange(OVERVIEW, [C], shared, "two")
    assert [plan.number for plan in (*one.windows, *two.windows)] == [1, 2, 3]
    assert one.missing == two.missing == ()
    whole = by_number(arrange(OVERVIEW, [A, B, C], HALL))
    assert [plan.panes for plan in (*one.windows, *two.windows)] == [whole[n].panes for n in (1, 2, 3)]


def test_a_scene_may_name_outputs() -> None:
    scene = Scene("s", "S", [Layout(1, [Pane("map", "右", (0, 0, 12, 24)), Pane("alarms", 0, (0, 0, 12, 24))])],
                  [Pane("trend", 0, (0, 0, 12, 24), "cod")])  # fmt: skip
    hall = WallDocument([replace(output, name=name) for output, name in zip(HALL.outputs, "左中右", strict=True)])
    assert [kinds(plan) for plan in arrange(scene, [A, B, C], hall).windows] == [["alarms"], ["trend:cod"], ["map"]]
    with pytest.raises(SceneError, match="右"):
        arrange(scene, [A, B, C])


def test_a_measured_size_is_believed_before_the_monitors_word() -> None:
    told = replace(A, size_mm=(160, 90))
    hall = WallDocument([replace(HALL.outputs[0], size_mm=(1018, 573), viewing_distance_m=7)])
    (plan,) = arrange(OVERVIEW, [told], hall).windows
    assert plan.size_mm == (1018, 573) and plan.distance_m == 7
    (plan,) = arrange(OVERVIEW, [told]).windows
    assert plan.size_mm == (160, 90)


def test_a_wide_monitor_gets_the_layout_that_was_made_for_it() -> None:
    (plan,) = arrange(OVERVIEW, [Screen("W", (0, 0, 6656, 1792))]).windows
    wide = next(layout for layout in OVERVIEW.layouts if layout.shape is Shape.WIDE)
    assert plan.panes == tuple(wide.panes)


def test_an_upright_monitor_has_its_panes_above_one_another() -> None:
    (plan,) = arrange(OVERVIEW, [Screen("P", (0, 0, 1080, 1920))]).windows
    landscape = OVERVIEW.panes(1)
    assert sorted(kinds(plan)) == sorted(pane.name for pane in landscape), "nothing is left out"
    assert all(pane.at[2] >= COLUMNS / 2 for pane in plan.panes)
    top = {pane.kind: pane.at[1] for pane in plan.panes}
    assert top["header"] < top["tiles"] < top["map"] < top["ticker"]


rects = st.sampled_from([(1920, 1080), (1080, 1920), (3840, 2160), (6656, 1792), (1280, 720)])


@given(st.lists(rects, min_size=1, max_size=13), st.data())
def test_no_monitor_is_empty_no_pane_off_the_grid_no_monitor_has_two_windows(
    sizes: list[tuple[int, int]], data: st.DataObject
) -> None:
    lefts = itertools.accumulate([0, *(size[0] for size in sizes)])
    screens = [Screen(f"S-{n}", (left, 0, *size)) for n, (size, left) in enumerate(zip(sizes, lefts, strict=False))]
    there = data.draw(st.lists(st.sampled_from(screens), min_size=1, unique=True))
    for document in (None, draft(screens)):
        plans = arrange(OVERVIEW, there, document).windows
        assert sorted(plan.screen.connector for plan in plans) == sorted(screen.connector for screen in there)
        assert len({plan.number for plan in plans}) == len(plans)
        for plan in plans:
            assert plan.panes, "no monitor stays empty"
            for pane in plan.panes:
                x, y, width, height = pane.at
                assert min(x, y) >= -1e-6 and x + width <= COLUMNS + 1e-6 and y + height <= ROWS + 1e-6


def test_with_no_monitor_there_is_no_window() -> None:
    assert arrange(OVERVIEW, []).windows == ()
    assert arrange(OVERVIEW, [], HALL) == Arrangement((), ("1", "2", "3"))


def test_an_output_without_any_sign_is_found_in_order() -> None:
    hall = WallDocument([Output("左"), Output("右")])
    assert [plan.screen for plan in arrange(OVERVIEW, [B, A], hall).windows] == [A, B]
