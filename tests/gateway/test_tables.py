"""A city's own tables reach the acts, the timers and the desks of its gateway; a wrong word in them is a mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.config.settings import load
from console.config.tables import SHIPPED, TableBook, TableError
from console.domain.entities import System
from console.domain.incidents.two_axes import Apart, Axis, AxisAct, axes_of


def test_a_city_s_file_from_before_the_two_axes_has_the_shipped_separation(tmp_path: Path) -> None:
    old = (SHIPPED / "limits.toml").read_text(encoding="utf-8")
    begin, end = old.index("[two_axes]"), old.index("[[alarms]]")
    (tmp_path / "limits.toml").write_text(
        (old[:begin] + old[end:]).replace("extensions = 1", "extensions = 2"), "utf-8"
    )
    tables = TableBook(tmp_path).current()
    assert tables.limits.extensions == 2
    assert (tables.axes.apart, tables.axes.systems) == (Apart.PERSON, {System.CITY})


def test_an_act_belongs_to_one_axis_and_the_words_are_checked(tmp_path: Path) -> None:
    good = {"apart": "role", "systems": ["city", "grid"], "supervision": ["close"], "command": ["urge"]}
    assert axes_of(good).acts == {AxisAct.CLOSE: Axis.SUPERVISION, AxisAct.URGE: Axis.COMMAND}
    for wrong in ({"apart": "sometimes"}, {"systems": ["moon"]}, {"command": ["close"]}, {"command": ["sing"]}):
        with pytest.raises(ValueError):
            axes_of(good | wrong)
    with pytest.raises(TableError):
        TableBook(tmp_path / "nowhere")


def test_a_desk_names_the_same_folder(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('[desk]\ntables = "tables"\n', encoding="utf-8")
    assert load(file).desk.tables == tmp_path / "tables"
