"""Loads the hypothesis profile that these tests share, and how soon a transaction is settled."""

import pytest

import tests.fakes.profile  # noqa: F401
from console.store import fresh


@pytest.fixture
def settled_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each transaction puts its samples and its log where they belong, as a large one does."""
    monkeypatch.setattr(fresh, "MOST", 1)
