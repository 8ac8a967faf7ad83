"""One plant of processes a test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from e2e.processes import Plant


@pytest.fixture
def plant(tmp_path: Path) -> Iterator[Plant]:
    """Ends every process that the test started, however the test ends."""
    made = Plant(tmp_path)
    yield made
    made.end()
