"""What may be forgotten: by hand-made cases, and by a plain reading of the rule for files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.retention import DAY_MS, Kept, Reached, SafeTime, files_to_drop, next_share, outdated, reached

NOW = 1_780_000_000_000


@pytest.mark.parametrize(
    ("used", "free", "why"),
    [(100, 50, Reached.NOTHING), (101, 50, Reached.BUDGET), (100, 49, Reached.DISK), (101, 0, Reached.BUDGET)],
)
def test_the_budget_is_named_before_the_disk(used: int, free: int, why: Reached) -> None:
    assert reached(used, 100, free, 50) is why


def test_shares_fall_by_a_tenth_and_rise_only_when_roomy() -> None:
    assert next_share(1.0, Reached.BUDGET, 101, 100, 90) == 0.9
    assert next_share(0.001, Reached.BUDGET, 101, 100, 90) == 0.001
    assert next_share(0.5, Reached.NOTHING, 81, 100, 90) == 0.5
    assert next_share(0.5, Reached.NOTHING, 79, 100, 90) == pytest.approx(0.525)
    assert next_share(1.0, Reached.NOTHING, 0, 100, 90) == 1.0


def test_for_the_disk_three_days_stay_and_what_is_less_already_is_not_lengthened() -> None:
    assert next_share(0.034, Reached.DISK, 1, 100, 90) == pytest.approx(3 / 90)
    assert next_share(0.02, Reached.DISK, 1, 100, 90) == 0.02
    assert next_share(1.0, Reached.DISK, 1, 100, 2) == 1.0


@pytest.mark.parametrize(
    ("first", "last", "gone"),
    [
        (-95, -91, True),
        (-95, -90, False),
        (-95, 0, False),
        (2, 3, True),
        (0, 400, False),
        (-91, 400, True),
        (1, 1, False),
    ],
)
def test_runs_of_samples_go_by_age_and_those_of_a_future_at_once(first: int, last: int, gone: bool) -> None:
    assert outdated(NOW + first * DAY_MS, NOW + last * DAY_MS, NOW - 90 * DAY_MS, NOW) is gone


_file = st.tuples(st.integers(1, 100), st.integers(0, 200), st.booleans())


@given(st.lists(_file, max_size=12), st.integers(1, 100), st.integers(0, 600))
def test_files_go_oldest_first_and_never_the_needed_or_young(
    made: list[tuple[int, int, bool]], days: int, most: int
) -> None:
    files = [Kept(f"f{n}", size, NOW - age * DAY_MS - n) for n, (size, age, _) in enumerate(made)]
    needed = {f"f{n}" for n, (_, _, wanted) in enumerate(made) if wanted}
    gone, left = files_to_drop(files, needed, NOW, days, most)
    stay = [file for file in files if file.name not in gone]
    assert left == sum(file.size for file in stay)
    assert not needed & set(gone)
    free = [file for file in stay if file.name not in needed and NOW - file.at >= DAY_MS]
    assert all(NOW - file.at <= days * DAY_MS for file in free)
    assert left <= most or not free
    for name in gone:
        (file,) = (each for each in files if each.name == name)
        newer_gone = sum(each.size for each in files if each.name in gone and each.at > file.at)
        assert NOW - file.at >= DAY_MS
        assert NOW - file.at > days * DAY_MS or left + newer_gone + file.size > most, "none went without need"


def test_a_time_is_believed_when_two_words_agree_with_the_ticks() -> None:
    safe = SafeTime()
    assert safe.now(NOW, 0.0) == 0
    safe.hear(1, NOW, 0.0)
    assert safe.now(NOW, 0.0) == 0
    safe.hear(1, NOW + 10_000, 10.0)
    assert safe.now(NOW + 11_000, 10.0) == NOW + 10_000
    safe.hear(1, NOW + DAY_MS, 20.0)
    assert safe.now(NOW + DAY_MS, 20.0) == NOW + 10_000, "a jump"
    safe.hear(1, NOW + 30_000, 30.0)
    safe.hear(1, NOW + 40_000, 40.0)
    assert safe.now(NOW + DAY_MS, 40.0) == NOW + 40_000


def test_the_most_cautious_word_counts_and_a_silent_backend_does_not() -> None:
    safe = SafeTime()
    for at in (0, 20):
        safe.hear(1, NOW + at * 1000, at)
        safe.hear(2, NOW + 9 * DAY_MS + at * 1000, at)
    assert safe.now(NOW + 99 * DAY_MS, 20.0) == NOW + 20_000
    assert safe.now(NOW - DAY_MS, 20.0) == NOW + 20_000, "it does not go back"
    for at in (300, 320):
        safe.hear(2, NOW + 9 * DAY_MS + at * 1000, at)
    assert safe.now(NOW + 99 * DAY_MS, 320.0) == NOW + 9 * DAY_MS + 320_000
    assert safe.now(NOW + 2 * DAY_MS, 320.0) == NOW + 9 * DAY_MS + 320_000
