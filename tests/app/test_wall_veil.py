"""A wall's process masks numbers of people in the words it takes in."""

from __future__ import annotations

import argparse
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from console.app import wall
from console.models.veil import veiled


class Begun(Exception):
    """The process is made; nothing is shown."""


def test_a_wall_takes_words_in_masked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = SimpleNamespace()

    class Process:
        def __init__(self, *_: Any) -> None:
            self.world = world

        def offer_bases(self, *_: Any) -> None:
            raise Begun

    monkeypatch.setattr(wall, "WindowProcess", Process)
    monkeypatch.setattr(wall, "prepare_platform", lambda _: None)
    parser = argparse.ArgumentParser()
    wall.add_arguments(parser)
    with pytest.raises(Begun):
        wall.run(parser.parse_args(["--headless", "--cache", str(tmp_path)]))
    assert world.veil is veiled
