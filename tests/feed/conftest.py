"""Loads the hypothesis profile, and gives the feed's tests a gateway and short patience."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import tests.fakes.profile  # noqa: F401
from console.store.commit import LinkState
from console.store.writer import CacheWriter
from tests.fakes.gateway import FakeGateway


@pytest.fixture
def gateway() -> Iterator[FakeGateway]:
    """An honest gateway with an empty log."""
    made = FakeGateway()
    made.start()
    yield made
    made.close()


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short times: silence is 0.4 s, a retry comes at once."""
    monkeypatch.setattr("console.feed.socket.SILENCE_SECONDS", 0.4)
    monkeypatch.setattr("console.feed.session.BACKOFF_FIRST", 0.02)
    monkeypatch.setattr("console.feed.session.BACKOFF_MOST", 0.1)
    monkeypatch.setattr("console.feed.process.RETRY_SECONDS", 0.01)


@pytest.fixture
def reasons(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every word on the link that was written, also those that stood for a moment only."""
    said: list[str] = []
    write = CacheWriter.link

    def link(writer: CacheWriter, backend: int, state: LinkState) -> None:
        write(writer, backend, state)
        said.append(f"{state.state}: {state.reason}")

    monkeypatch.setattr(CacheWriter, "link", link)
    return said
