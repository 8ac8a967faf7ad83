"""A window without any backend says why it is empty, once it has waited as long as a start takes."""

from __future__ import annotations

import time

import pytest

from console.models.text.link_words import PATIENCE_SECONDS, nothing_words
from console.models.world import World
from tests.models.kit import apply, backend, changes


def test_an_empty_window_says_so_after_a_while_and_no_longer_when_a_backend_is_known(
    monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    world = World()
    assert nothing_words(world) == ""
    later = time.monotonic() + PATIENCE_SECONDS + 1
    monkeypatch.setattr("console.models.text.link_words.time.monotonic", lambda: later)
    assert "接入进程" in nothing_words(world)
    assert nothing_words(apply(world, changes(backends=[backend()]))) == ""
