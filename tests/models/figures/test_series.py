"""A window of one series: history once, then what comes; never another's values, never a hole of its own making."""

from __future__ import annotations

import numpy as np
import pytest

from console.models.figures.series import MARGIN_MS, SeriesWindow
from console.models.past import SeriesAnswer
from console.models.world import World
from tests.fakes.events import HOUR, NOW, sample
from tests.models.kit import CITY, apply, changes, samples, stand_still

MINUTE = 60_000


class History:
    """Stands where the bridge stands: remembers what was asked, answers when told."""

    def __init__(self, world: World) -> None:
        self.asked: list[tuple[str, int, int, SeriesAnswer]] = []
        world.past.series = self.ask

    def ask(self, backend: int, series: str, start: int, end: int, answer: SeriesAnswer) -> None:
        assert backend == CITY
        self.asked.append((series, start, end, answer))

    def answer(self, number: int, *pairs: tuple[int, float]) -> None:
        self.asked[number][3](samples(*pairs))


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, qapp: object) -> World:
    made = stand_still(monkeypatch, World(), NOW + 10 * MINUTE)
    return apply(made, changes([(0, sample("s", 3, 3.0, at=NOW + 3 * MINUTE)), (0, sample("t", 1, 9.0, at=NOW))]))


def _content(window: SeriesWindow) -> list[tuple[int, float]]:
    return [(int((at - NOW) / MINUTE), float(value)) for at, value in zip(window.at, window.value, strict=True)]


def test_history_is_asked_once_with_a_margin_and_then_extended(world: World) -> None:
    history, window = History(world), SeriesWindow(world, HOUR)
    window.follow("s")
    series, start, end, _ = history.asked[0]
    assert series == "s"
    assert (world.now() - start, end - world.now()) == (HOUR + MARGIN_MS, MARGIN_MS)
    history.answer(0, (NOW + 2 * MINUTE, 2.0), (NOW + MINUTE, 1.0), (NOW + 3 * MINUTE, 3.0))
    assert _content(window) == [(1, 1.0), (2, 2.0), (3, 3.0)]
    apply(world, changes([(0, sample("s", 4, None, at=NOW + 4 * MINUTE))]))
    apply(world, changes([(0, sample("s", 5, 5.0, at=NOW + 5 * MINUTE))]))
    assert [minute for minute, _ in _content(window)] == [1, 2, 3, 4, 5]
    assert np.isnan(window.value[3])
    assert len(history.asked) == 1


def test_values_that_were_told_as_one_are_fetched(world: World) -> None:
    history, window = History(world), SeriesWindow(world, HOUR)
    window.follow("s")
    history.answer(0, (NOW + 3 * MINUTE, 3.0))
    apply(world, changes([(0, sample("s", 7, 7.0, at=NOW + 7 * MINUTE))]))
    assert len(history.asked) == 2
    apply(world, changes([(0, sample("s", 8, 8.0, at=NOW + 8 * MINUTE))]))
    history.answer(1, *[(NOW + n * MINUTE, float(n)) for n in range(3, 8)])
    assert [minute for minute, _ in _content(window)] == [3, 4, 5, 6, 7, 8]
    assert len(history.asked) == 2


def test_what_comes_while_history_is_read_is_kept(world: World) -> None:
    history, window = History(world), SeriesWindow(world, HOUR)
    window.follow("s")
    for n in (4, 5, 6):
        apply(world, changes([(0, sample("s", n, float(n), at=NOW + n * MINUTE))]))
    history.answer(0, (NOW + 2 * MINUTE, 2.0), (NOW + 3 * MINUTE, 3.0))
    assert [minute for minute, _ in _content(window)] == [2, 3, 4, 5, 6]


@pytest.mark.parametrize("next_series", ["t", "not known yet"])
def test_an_answer_for_the_series_before_is_thrown_away(world: World, next_series: str) -> None:
    history, window = History(world), SeriesWindow(world, HOUR)
    window.follow("s")
    window.follow(next_series)
    history.answer(0, (NOW + 3 * MINUTE, 3.0))
    assert _content(window) == []


def test_a_series_that_begins_later_is_picked_up(world: World) -> None:
    history, window = History(world), SeriesWindow(world, HOUR)
    window.follow("later")
    assert history.asked == []
    apply(world, changes([(0, sample("later", 1, 1.0, at=NOW))]))
    assert [asked[0] for asked in history.asked] == ["later"]
    history.answer(0, (NOW, 1.0))
    assert _content(window) == [(0, 1.0)]


def test_a_value_that_comes_again_or_late_is_not_drawn_twice(world: World) -> None:
    history, window = History(world), SeriesWindow(world, HOUR)
    window.follow("s")
    history.answer(0, (NOW + 3 * MINUTE, 3.0))
    for at in (3, 2):
        apply(world, changes([(0, sample("s", 3, 3.0, at=NOW + at * MINUTE))]))
    assert _content(window) == [(3, 3.0)]


def test_what_is_older_than_the_window_goes(world: World) -> None:
    history, window = History(world), SeriesWindow(world, HOUR)
    window.follow("s")
    history.answer(0, (NOW - 2 * HOUR, 0.0), (NOW, 1.0), (NOW + 3 * MINUTE, 3.0))
    apply(world, changes([(0, sample("s", 4, 4.0, at=NOW + HOUR))]))
    assert [minute for minute, _ in _content(window)] == [0, 3, 60]


def test_a_value_from_a_time_to_come_keeps_nothing_out_that_comes_in_time(world: World) -> None:
    history, window = History(world), SeriesWindow(world, HOUR)
    window.follow("s")
    history.answer(0, (NOW + 3 * MINUTE, 3.0))
    apply(world, changes([(0, sample("s", 4, 4.0, at=NOW + 1000 * HOUR))]))
    apply(world, changes([(0, sample("s", 5, 5.0, at=NOW + 5 * MINUTE))]))
    assert [minute for minute, _ in _content(window)] == [3, 5]


def test_a_reload_asks_again(world: World) -> None:
    history, window = History(world), SeriesWindow(world, HOUR)
    window.follow("s")
    history.answer(0, (NOW + 3 * MINUTE, 3.0))
    apply(world, changes([(0, sample("s", 1, 1.5, at=NOW + 4 * MINUTE))], reload=True))
    assert len(history.asked) == 2
    apply(world, changes(reload=True))
    apply(world, changes([(0, sample("t", 2, 1.0))]))
    assert _content(window), "the chart keeps what it had"
