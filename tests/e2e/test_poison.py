"""An event that can't be understood costs one quarantine row: the cursor moves on, and both sides leave it out."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from e2e.processes import Plant, contact, level, reading

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("backends")]


def _binary(raw: bytes) -> dict[str, str]:
    return {"base64": base64.b64encode(raw).decode()}


NOTE = '{{"kind":"Note","id":"{}","v":{},"at":1,"about":"a","author":"b","text":"{}"}}'
GOOD = '{{"kind":"Incident","id":"{}","v":1,"at":1,"cls":"a","grade":4,"title":"t","opened":1}}'
POISON: dict[str, Any] = {
    "bad UTF-8": _binary(NOTE.format("n", 1, "x").encode().replace(b"x", b"\xff\xfe")),
    "lone surrogate": NOTE.format("n", 1, "\\ud800"),
    "NaN": NOTE.format("n", "NaN", "x"),
    "5000 digits": NOTE.format("n", "9" * 5000, "x"),
    "two to the 63": NOTE.format("n", 2**63, "x"),
    "deep": "[" * 100_000 + "]" * 100_000,
    "missing field": '{"kind":"Note","id":"n","v":1,"at":1}',
    "unknown kind": '{"kind":"Surprise","id":"n","v":1,"at":1}',
    "newer schema": '{"kind":"Note","id":"n","v":1,"at":1,"schema":99,"about":"a","author":"b","text":"x"}',
    "a megabyte": NOTE.format("n", 1, "x" * 1_000_000),
    "latitude beyond": '{"kind":"Incident","id":"i","v":1,"at":1,"cls":"a","grade":1,"title":"t","opened":1,'
    '"lon":36.0,"lat":121.0}',
    "nothing": "",
    "half": '{"kind":"Note","id":"n"',
    "positions": {"base64": base64.b64encode(b"CWP1 but no positions at all").decode(), "positions": True},
}


def test_each_poison_event_is_one_quarantine_row_and_the_rest_goes_on(plant: Plant) -> None:
    gateway = plant.gateway()
    gateway.await_ready()
    plant.feed(f"城={gateway.url}")
    contact(plant.cache, "城")
    seqs = {}
    for name, poison in POISON.items():
        seqs[name] = gateway.control(inject=[poison, GOOD.format(f"after {name}")])["first"]
    row = level(plant.cache, "城", gateway)
    assert row.counts.quarantined == len(POISON)
    with reading(plant.cache) as changes:
        rows = {poison.seq: poison for poison in changes.quarantine}
        ids = {event.id for _, _, event in changes.entities}
    assert sorted(rows) == sorted(seqs.values())
    assert all(poison.reason for poison in rows.values())
    assert ids >= {f"after {name}" for name in POISON}


def test_a_frame_that_nobody_can_read_harms_nothing(plant: Plant) -> None:
    gateway = plant.gateway()
    gateway.await_ready()
    plant.feed(f"城={gateway.url}")
    contact(plant.cache, "城")
    for text in ("no frame", '{"type":"batch",', '{"type":"batch","epoch":"other","first":1,"last":1,"events":[{}]}'):
        gateway.control(inject=[{"text": text, "frame": True}])
    row = level(plant.cache, "城", gateway)
    assert row.counts.quarantined == 0
