"""What ended before a feed came: asked for once a start and after each snapshot, and never worth a lost link."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.domain.entities import KIND_NUMBER, Case, Stage
from console.store.generations import CacheRoot
from console.store.reader import CacheReader
from tests.fakes.events import alarm, case, raws
from tests.fakes.gateway import FakeGateway
from tests.feed.kit import caught_up, feeding, until

pytestmark = pytest.mark.usefixtures("hasty")
OVER = case("earlier", v=3, stage=Stage.CLOSED)
HERE = [case("here"), case("here", v=2, stage=Stage.CLOSED)]


def listed(cache: Path) -> set[str]:
    reader = CacheReader(CacheRoot(cache))
    reader.poll()
    found = {event.id for _, event in reader.done(KIND_NUMBER[Case], 0, "")}
    reader.close()
    return found


def test_a_backend_that_tells_what_is_over_is_asked_once_a_start(tmp_path: Path, gateway: FakeGateway) -> None:
    gateway.hello["capabilities"] = ["done"]
    gateway.over = [*raws([OVER, alarm("still open")]), b"{not an event}"]
    gateway.log = raws([alarm("A")])
    with feeding(tmp_path, gateway.url):
        caught_up(tmp_path, gateway)
        gateway.append(*raws(HERE))
        caught_up(tmp_path, gateway)
        until(tmp_path, lambda _: listed(tmp_path) == {"earlier", "here"}, "both lists")
    assert len(gateway.asked_over) == 1
    with feeding(tmp_path, gateway.url):
        until(tmp_path, lambda _: len(gateway.asked_over) == 2, "asked again by a new feed")
    assert listed(tmp_path) == {"earlier", "here"}


@pytest.mark.parametrize("capabilities", [[], ["done"]])
def test_one_that_cannot_tell_or_fails_is_followed_all_the_same(
    tmp_path: Path, gateway: FakeGateway, capabilities: list[str]
) -> None:
    gateway.hello["capabilities"] = capabilities
    gateway.over = None
    gateway.log = raws(HERE)
    with feeding(tmp_path, gateway.url):
        caught_up(tmp_path, gateway)
        gateway.append(*raws([alarm("A")]))
        caught_up(tmp_path, gateway)
    assert listed(tmp_path) == set(), "its end was before the snapshot, and nobody told of it"
    assert bool(gateway.asked_over) == bool(capabilities)
