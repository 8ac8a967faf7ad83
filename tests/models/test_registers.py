"""Registers of several backends: what one's newest no longer names is gone, unless another names it."""

from __future__ import annotations

import json

import pytest

from console.models.registers import Registers


def items(name: str, *ids: str) -> bytes:
    rows = {
        "assets": lambda n: {"id": n, "kind": "camera", "name": f"台 {n}", "lon": 1.0, "lat": 2.0},
        "areas": lambda n: {"code": n, "name": f"区 {n}", "level": "county"},
        "series": lambda n: {"id": f"{n}/PM25", "asset": n, "factor": "PM25", "name": "PM2.5"},
        "contacts": lambda n: {"name": n, "phone": "138****0000"},
    }
    return json.dumps([rows[name](each) for each in ids]).encode()


@pytest.mark.parametrize("name", ["assets", "areas", "series", "contacts"])
def test_what_the_newest_register_no_longer_names_is_gone(name: str) -> None:
    registers = Registers()
    table = getattr(registers, name)
    registers.load(1, name, items(name, "a", "b"))
    registers.load(2, name, items(name, "b", "c"))
    assert len(table) == 3
    registers.load(1, name, items(name, "a"))
    assert [key[0] for key in sorted(table)] == ["a", "b", "c"], "the other backend still has b"
    registers.load(2, name, items(name, "c"))
    assert [key[0] for key in sorted(table)] == ["a", "c"]
    assert table is getattr(registers, name), "who holds the table sees it"


def test_a_sensor_that_was_taken_away_measures_nothing_at_its_place_any_more() -> None:
    registers = Registers()
    registers.load(1, "series", items("series", "a", "b"))
    registers.load(1, "series", items("series", "b"))
    assert registers.series_of("a") == [] and len(registers.series_of("b")) == 1


def test_a_broken_register_leaves_what_was_there() -> None:
    registers = Registers()
    registers.load(1, "assets", items("assets", "a"))
    registers.load(1, "assets", b"[{")
    assert list(registers.assets) == ["a"]


def test_a_new_cache_begins_with_its_own_registers() -> None:
    registers = Registers()
    registers.load(1, "assets", items("assets", "a", "b"))
    registers.begin_anew()
    assert len(registers.assets) == 2, "nothing is blank in between"
    registers.load(9, "assets", items("assets", "b"))
    assert list(registers.assets) == ["b"]


def test_of_two_backends_the_later_one_s_word_counts_whichever_was_heard_last() -> None:
    registers = Registers()
    registers.load(2, "contacts", items("contacts", "119").replace(b"0000", b"2222"))
    registers.load(1, "contacts", items("contacts", "119"))
    assert registers.contacts["119"].phone == "138****2222"
