"""A link counts as a sign of life only while the mirror keeps up with the backend's log."""

from __future__ import annotations

from console.feed.level import GRACE_SECONDS, LevelKeeper
from console.store.commit import LinkState


def word(state: str, heard_at: int, head: int) -> LinkState:
    return LinkState(state, "", heard_at, heard_at * 1_000_000, "boot", 0, head)


def test_a_level_mirror_lets_the_sign_of_life_through() -> None:
    link = word("live", 9_000, 50)
    assert LevelKeeper(word("down", 1_000, 0)).judge(link, 50, 1.0) == link


def test_while_an_outage_is_worked_off_the_old_sign_of_life_stands() -> None:
    keeper = LevelKeeper(word("down", 1_000, 0))
    shown = keeper.judge(word("live", 9_000, 50), 49, 1.0)
    assert (shown.state, shown.heard_at, shown.head) == ("catching up", 1_000, 50)


def test_a_heartbeat_that_runs_ahead_of_its_events_is_no_backlog() -> None:
    keeper = LevelKeeper(LinkState())
    keeper.judge(word("live", 1_000, 50), 50, 1.0)
    assert keeper.judge(word("live", 2_000, 90), 50, 1.0 + GRACE_SECONDS).state == "live"
    assert keeper.judge(word("live", 3_000, 90), 50, 1.1 + GRACE_SECONDS).state == "catching up"


def test_after_a_break_the_mirror_must_be_level_once_before_it_counts() -> None:
    keeper = LevelKeeper(LinkState())
    keeper.judge(word("live", 1_000, 50), 50, 1.0)
    assert keeper.judge(word("connecting", 1_000, 60), 50, 1.5).state == "connecting"
    assert keeper.judge(word("live", 2_000, 60), 50, 2.0).heard_at == 1_000
    assert keeper.judge(word("live", 2_100, 60), 60, 2.1).heard_at == 2_100
