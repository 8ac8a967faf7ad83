"""The state machine of a foreign page against a plain clock: never live unless it answered just now."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tests.fakes.profile  # noqa: F401
from console.domain.truth import Quality
from widgets.webpane.health import Act, PageHealth, State


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def page(clock: Clock) -> PageHealth:
    made = PageHealth(hang_s=10.0, clock=clock)
    made.started()
    return made


def online(page: PageHealth) -> PageHealth:
    page.loaded(True)
    assert page.state is State.ONLINE
    return page


def test_it_is_unknown_until_it_came(page: PageHealth) -> None:
    assert page.truth().quality is Quality.UNKNOWN and not page.shown
    assert online(page).truth().quality is Quality.LIVE and page.shown


def test_silence_is_told_before_it_is_ended(page: PageHealth, clock: Clock) -> None:
    online(page)
    clock.now += 4.5
    assert page.look() is Act.NOTHING
    assert page.state is State.SILENT and page.truth().quality is Quality.DELAYED
    clock.now += 6
    assert page.look() is Act.END


def test_an_answer_ends_the_silence(page: PageHealth, clock: Clock) -> None:
    online(page)
    clock.now += 5
    page.look()
    page.answered()
    assert page.state is State.ONLINE and page.truth().quality is Quality.LIVE


def test_three_deaths_within_a_minute_stop_it_and_a_person_starts_it_again(page: PageHealth, clock: Clock) -> None:
    for _ in range(2):
        page.died()
        assert page.state is State.CRASHED and page.look() is Act.NOTHING
        clock.now += 1
        assert page.look() is Act.LOAD
        page.started()
    page.died()
    assert page.state is State.STOPPED
    clock.now += 599
    assert page.look() is Act.NOTHING
    clock.now += 1
    assert page.look() is Act.LOAD, "a wall has nobody to press a button"
    page.forgive()
    page.started()
    page.died()
    assert page.state is State.CRASHED


def test_deaths_far_apart_do_not_add_up(page: PageHealth, clock: Clock) -> None:
    for _ in range(10):
        page.died()
        assert page.state is State.CRASHED
        clock.now += 31
        page.started()


def test_a_page_that_cannot_be_reached_is_tried_again_ever_less_often(page: PageHealth, clock: Clock) -> None:
    pauses = []
    for _ in range(7):
        page.loaded(False)
        assert page.state is State.OFFLINE
        began = clock.now
        while page.look() is not Act.LOAD:
            clock.now += 1
        pauses.append(clock.now - began)
        page.started()
    assert pauses == [5, 10, 20, 40, 60, 60, 60]


def test_what_is_on_the_screen_stays_when_the_server_goes_and_says_so(page: PageHealth, clock: Clock) -> None:
    online(page)
    page.reached(False)
    clock.now += 70
    assert page.shown and page.truth().quality is Quality.CACHED and page.truth().age == 70
    assert page.look() is Act.NOTHING
    page.reached(True)
    page.answered()
    assert page.state is State.ONLINE


def test_it_is_loaded_again_when_its_time_is_up(clock: Clock) -> None:
    page = PageHealth(hang_s=10.0, reload_s=60.0, clock=clock)
    page.started()
    online(page)
    for _ in range(60):
        clock.now += 1
        page.answered()
        assert page.look() is Act.NOTHING
    clock.now += 1
    page.answered()
    assert page.look() is Act.LOAD


def test_a_load_that_never_ends_is_not_reachable(page: PageHealth, clock: Clock) -> None:
    for _ in range(61):
        clock.now += 1
        page.answered()
        page.look()
    assert page.state is State.OFFLINE


@pytest.mark.parametrize("state", [State.CERTIFICATE, State.BLOCKED])
def test_a_refusal_outlives_the_end_of_loading(page: PageHealth, state: State) -> None:
    page.refused(state, "why")
    page.loaded(False)
    assert (page.state, page.detail, page.shown) == (state, "why", False)


STEPS = ["started", "well", "badly", "answered", "gone", "back", "died", "kept", "forgive"]
steps = st.lists(
    st.one_of(
        st.floats(0, 30), st.sampled_from(STEPS)
    ),
    max_size=60,
)  # fmt: skip


@given(steps)
def test_it_is_never_live_without_an_answer_of_just_now(told: list[float | str]) -> None:
    clock = Clock()
    page = PageHealth(hang_s=10.0, clock=clock)
    page.started()
    sign = clock.now
    for step in told:
        match step:
            case float():
                clock.now += step
            case "well" | "answered" | "started":
                sign = clock.now
                {"well": lambda: page.loaded(True), "answered": page.answered, "started": page.started}[step]()
            case "badly":
                page.loaded(False)
            case "gone" | "back":
                page.reached(step == "back")
            case _:
                getattr(page, step)()
        page.look()
        if page.truth().quality is Quality.LIVE:
            assert clock.now - sign <= 4.0
