"""A picture from one desk to another through real processes: over an outage, a killed feed, and to a late-comer."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PIL import Image

from console.commands import intents as do
from console.commands.desk_line import door_mark, submit, vouch
from console.commands.envelope import make
from console.commands.session import SignIn
from console.domain.entities import Note
from console.models.acting.notes import Pictures
from e2e.processes import Plant, contact, reading, until

pytestmark = [pytest.mark.e2e, pytest.mark.operations]


def _note_of(cache: Path) -> Note | None:
    with reading(cache) as changes:
        return next((event for _, _, event in changes.entities if isinstance(event, Note)), None)


def test_a_picture_taken_while_off_line_reaches_every_other_desk(plant: Plant, tmp_path: Path) -> None:
    gateway = plant.gateway()
    gateway.await_ready()
    other = tmp_path / "other desk"
    feed = plant.feed(f"城={gateway.url}")
    plant.feed(f"城={gateway.url}", cache=other)
    contact(plant.cache, "城")
    contact(other, "城")
    who = SignIn([gateway.url], "席位 3").by_password("emergency", "demo-emergency-2024", "")
    gateway.kill()
    photograph = tmp_path / "现场.jpg"
    Image.effect_noise((800, 600), 90).save(photograph, "JPEG")
    name = Pictures(plant.cache).keep(photograph)
    intent = do.Comment(about="IN-1", text="现场照片", pictures=(name,))
    now = int(time.time() * 1000)
    submit(plant.cache, "城", [
        make(intent, "Note", actor=who.person.id, session=who.session, terminal="席位 3", now_ms=now)
    ])  # fmt: skip
    feed.kill()
    before = door_mark(plant.cache)
    feed.start()
    until(lambda: door_mark(plant.cache) != before, 20, "the new feed's door")
    vouch(plant.cache, "城", who.person.id, who.session)
    assert Pictures(other).path(name) is None
    gateway.start()
    gateway.await_ready()
    until(lambda: _note_of(other), 20, "the remark at the other desk")
    path = until(lambda: Pictures(other).path(name), 20, "its picture")
    assert path.read_bytes() == (plant.cache / "pictures" / name).read_bytes()
    late = tmp_path / "late desk"
    plant.feed(f"城={gateway.url}", cache=late)
    until(lambda: Pictures(late).path(name), 20, "the picture at a desk that came later")
