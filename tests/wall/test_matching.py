"""Which monitor is which output: sure signs before weak ones, the same whatever the order, never two on one."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from console.wall.matching import How, match_screens
from console.wall.outputs import Output, Screen, draft, reading_order

LEFT = Screen("DP-1", (0, 0, 1920, 1080), model="DELL U2414H", serial="AAA")
MIDDLE = Screen("DP-2", (1920, 0, 1920, 1080), model="DELL U2414H", serial="BBB")
RIGHT = Screen("HDMI-1", (3840, 0, 1920, 1080), model="SyncMaster")
HALL = draft([LEFT, MIDDLE, RIGHT]).outputs


def matched(outputs: list[Output], *screens: Screen) -> dict[str, tuple[str, How]]:
    """Name of the output → connector of the screen there."""
    return {
        outputs[match.output].name: (screens[match.screen].connector, match.how)
        for match in match_screens(outputs, screens)
    }


def moved(screen: Screen, connector: str, x: int = 0, **more: object) -> Screen:
    return msgspec.structs.replace(screen, connector=connector, rect=(x, *screen.rect[1:]), **more)


def test_all_as_it_was() -> None:
    assert matched(HALL, RIGHT, LEFT, MIDDLE) == {
        "1": ("DP-1", How.SERIAL), "2": ("DP-2", How.SERIAL), "3": ("HDMI-1", How.MODEL),
    }  # fmt: skip


def test_swapped_cables_do_not_swap_the_pictures() -> None:
    assert matched(HALL, moved(MIDDLE, "DP-1", 0), moved(LEFT, "DP-2", 1920)) == {
        "1": ("DP-2", How.SERIAL), "2": ("DP-1", How.SERIAL),
    }  # fmt: skip


def test_a_cloned_serial_number_is_told_apart_by_connector() -> None:
    twin = moved(LEFT, "DP-2", 1920)
    outputs = draft([LEFT, twin]).outputs
    assert matched(outputs, twin, LEFT) == {"1": ("DP-1", How.SERIAL), "2": ("DP-2", How.SERIAL)}


def test_without_serial_numbers_model_and_connector_count() -> None:
    plain = [msgspec.structs.replace(each, serial="") for each in (LEFT, MIDDLE)]
    outputs = draft(plain).outputs
    changed_places = [moved(plain[0], "DP-1", 1920), moved(plain[1], "DP-2", 0)]
    assert matched(outputs, *changed_places) == {"1": ("DP-1", How.MODEL), "2": ("DP-2", How.MODEL)}


def test_a_spare_monitor_on_the_same_cable_takes_over() -> None:
    assert matched(HALL, LEFT, moved(RIGHT, "DP-2", 1920, model="Spare"))["2"] == ("DP-2", How.CONNECTOR)


def test_another_graphics_card_names_its_sockets_otherwise_and_places_count() -> None:
    plain = [msgspec.structs.replace(each, serial="") for each in (LEFT, MIDDLE, RIGHT)]
    outputs = draft(plain).outputs
    renamed = [moved(each, f"DP-1-{n}", each.rect[0]) for n, each in enumerate(plain)]
    assert matched(outputs, *reversed(renamed)) == {str(n + 1): (f"DP-1-{n}", How.PLACE) for n in range(3)}


def test_a_document_written_by_hand_needs_no_identities() -> None:
    outputs = [Output("左"), Output("中"), Output("右")]
    assert matched(outputs, RIGHT, MIDDLE, LEFT) == {
        "左": ("DP-1", How.ORDER), "中": ("DP-2", How.ORDER), "右": ("HDMI-1", How.ORDER),
    }  # fmt: skip


def test_reading_order_is_rows_from_left_to_right_even_when_a_row_is_uneven() -> None:
    rects = [(1920, 1100, 1920, 1080), (0, 10, 1920, 1080), (0, 1090, 1920, 1080), (1920, 0, 1920, 1080)]
    assert reading_order(rects) == [1, 3, 2, 0]


texts = st.sampled_from(["", "a", "b"])
places = st.tuples(st.integers(-3, 3), st.integers(-3, 3), st.integers(0, 2), st.integers(0, 2))
screens_list = st.lists(
    st.builds(Screen, connector=texts, rect=places, model=texts, serial=texts, manufacturer=texts), max_size=8
)
outputs_list = st.lists(
    st.builds(Output, name=st.just("x"), connector=texts, desktop=places, model=texts, serial=texts), max_size=8
)


@given(outputs_list, screens_list, st.randoms(use_true_random=False))
def test_any_screens_in_any_order_give_the_same_assignment(
    outputs: list[Output], screens: list[Screen], random: object
) -> None:
    shuffled = list(screens)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one = {match.output: (screens[match.screen], match.how) for match in match_screens(outputs, screens)}
    other = {match.output: (shuffled[match.screen], match.how) for match in match_screens(outputs, shuffled)}
    assert one == other


@given(outputs_list, screens_list)
def test_no_output_has_two_screens_and_none_is_left_while_an_output_is(
    outputs: list[Output], screens: list[Screen]
) -> None:
    found = match_screens(outputs, screens)
    assert len({match.output for match in found}) == len({match.screen for match in found}) == len(found)
    assert len(found) == min(len(outputs), len(screens))


@given(outputs_list, screens_list)
def test_a_serial_number_that_both_have_is_never_passed_over(outputs: list[Output], screens: list[Screen]) -> None:
    """If a screen that carries an output's serial number is free, that output does not show on another screen."""
    found = match_screens(outputs, screens)
    for match in found:
        wanted = outputs[match.output]
        if not wanted.serial or match.how is How.SERIAL:
            continue
        mine = [n for n, each in enumerate(screens) if (each.serial, each.model) == (wanted.serial, wanted.model)]
        others = {each.screen for each in found if each.how is How.SERIAL}
        assert set(mine) <= others


@given(screens_list)
def test_a_draft_finds_its_own_screens(screens: list[Screen]) -> None:
    outputs = draft(screens).outputs if screens else []
    for match in match_screens(outputs, screens):
        got = screens[match.screen]
        wanted = outputs[match.output]
        if sum((each.model, each.serial) == (got.model, got.serial) for each in screens) == 1:
            assert (wanted.model, wanted.serial) == (got.model, got.serial) or match.how is not How.SERIAL
