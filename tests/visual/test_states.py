"""A desk with little to say: nothing has happened, nobody was ever heard, the link is cut, nobody sits there."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from duty_stage import LEADER, Stage
from places import Place, page_places, themed
from PySide6.QtWidgets import QApplication
from test_contrast import faint
from test_fit import SMALLEST, faults
from test_language import left

from console.app.windows.language import speak
from console.config.look import Language, ThemeName
from console.domain.link_trouble import Trouble, reason
from console.store.boot import boot_id
from console.store.commit import LinkState

STATES = ("empty", "nobody", "cut", "never")
MINUTE = 60_000


class Quiet(Stage):
    """A stage on which nothing has happened."""

    def __init__(self, folder: Path, state: str) -> None:
        self.state = state
        super().__init__(folder, None if state == "nobody" else LEADER, city=state != "never", backend="城市指挥中心")

    def hear(self) -> None:
        """What the feed has on its links."""
        now, ns = int(time.time() * 1000), time.monotonic_ns()
        late = {"cut": 12 * MINUTE}.get(self.state, 0)
        at = LinkState("live", "", now - late, ns - late * 1_000_000, boot_id(), 0, self.seq)
        if self.state == "cut":
            at = LinkState("down", reason(Trouble.NO_ANSWER), now - late, ns - late * 1_000_000, boot_id(), 0, self.seq)
        elif self.state == "never":
            at = LinkState("never", reason(Trouble.NOBODY), 0, 0, boot_id(), 0, 0)
        self.writer.link(self.backend, at)
        self.look()


@pytest.fixture(params=STATES)
def quiet(request: pytest.FixtureRequest, tmp_path: Path, qapp: QApplication) -> Iterator[Stage]:
    made = Quiet(tmp_path, request.param)
    yield made
    made.close()
    speak(Language.CHINESE)


def pages(quiet: Stage, theme: str, size: tuple[int, int], zoom: float) -> Iterator[Place]:
    return page_places(quiet, themed(theme, size, zoom), size)


@pytest.mark.parametrize("language", list(Language))
def test_a_desk_with_little_to_say_fits_and_speaks_one_language(quiet: Stage, language: Language) -> None:
    speak(language)
    size, zoom = SMALLEST
    wrong = faults(pages(quiet, "desk-light", size, zoom), quiet, size, zoom)
    wrong += left(pages(quiet, "wall-dark", (1920, 1080), 1.0), quiet, language)
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize("quiet", ["cut"], indirect=True)
@pytest.mark.parametrize("theme", [each.value for each in ThemeName])
def test_a_desk_that_is_cut_off_can_be_read(quiet: Stage, theme: str) -> None:
    found, texts = faint(pages(quiet, theme, (1920, 1080), 1.0), quiet)
    assert texts > 30
    assert not found, "\n" + "\n".join(found)
