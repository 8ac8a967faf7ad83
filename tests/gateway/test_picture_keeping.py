"""The gateway's pictures: what something open names stays for ever, the rest for its days, by the log's own time."""

from __future__ import annotations

import asyncio
import io
import os
from pathlib import Path

import pytest
from PIL import Image

from console.domain.entities import KIND_NUMBER, Note
from console.domain.ledger import Ledger
from console.domain.pictures import clean
from console.domain.retention import DAY_MS
from console.gateway.picture_keeping import PictureKeeping
from console.store.pictures import FOLDER, PictureFolder
from tests.gateway.harness import NOW

pytestmark = pytest.mark.operations


def _picture(folder: Path, colour: str, days: float) -> str:
    body = io.BytesIO()
    Image.new("RGB", (8, 6), colour).save(body, "PNG")
    name = PictureFolder(folder).put(clean(body.getvalue()))
    at = (NOW - days * DAY_MS) / 1000
    os.utime(folder / FOLDER / name, (at, at))
    return name


@pytest.mark.parametrize(
    ("ended", "up", "left"), [(NOW, 0, "rb"), (NOW - 30 * DAY_MS, 0, "rgb"), (NOW, 60 * DAY_MS, "r"), (0, NOW, "rgb")]
)
def test_old_pictures_go_by_the_logs_time(tmp_path: Path, ended: int, up: int, left: str) -> None:
    names = {c: _picture(tmp_path, colour, days) for c, colour, days in
             (("r", "red", 900), ("g", "green", 410), ("b", "blue", 350))}  # fmt: skip
    ledger = Ledger()
    note = Note(id="N-1", v=1, at=NOW, about="I-1", author="赵志国", text="见图", pictures=(names["r"],))
    ledger.entities[KIND_NUMBER[Note], note.id] = note
    keeping = PictureKeeping(PictureFolder(tmp_path), lambda: ledger, 400, ended, lambda: up)
    asyncio.run(keeping.sweep())
    assert {file.name for file in PictureFolder(tmp_path).files()} == {names[c] for c in left}
