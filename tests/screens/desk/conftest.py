"""A desk without a network; a file whose desk has to be furnished first has a ``stage`` of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from duty_stage import Stage
from pytestqt.qtbot import QtBot


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path)
    yield made
    made.close()
