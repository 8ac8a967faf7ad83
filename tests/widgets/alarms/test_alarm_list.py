"""The alarm list: order, what the wall leaves out, keys, looks, and data that looks like mark-up."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from console.domain.truth import Quality
from resources.theme import Scale, load
from tests.widgets.samples import NOW, Rows, alarm, differs, image_of
from widgets import fonts, words
from widgets.alarms.columns import USUAL, Column, places
from widgets.alarms.list import AlarmList
from widgets.alarms.painter import cell_text
from widgets.alarms.table import MOST_CHOSEN, AlarmTable

SIZES = [(720, 1240), (1080, 1880), (2160, 3760)]


def build(qtbot: QtBot, count: int, *, wall: bool = False, rows_high: float = 10, scale: int = 1080) -> AlarmList:
    widget = AlarmList(load(scale=Scale(height_px=scale)), wall=wall, now=lambda: NOW)
    qtbot.addWidget(widget)
    widget.set_rows(Rows([alarm(key) for key in range(count)]))
    widget.resize(900, round(widget.heading_height() + rows_high * widget._painter.height))
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def source(widget: AlarmList) -> Rows:
    rows = widget._rows
    assert isinstance(rows, Rows)
    return rows


def test_the_wall_shows_the_top_rows_and_counts_the_others(qtbot: QtBot) -> None:
    widget = build(qtbot, 60, wall=True)
    assert widget.shown_range() == range(0, 9)
    assert widget.hidden_count() == 51
    assert not widget.verticalScrollBar().isVisible()


def test_the_wall_needs_no_count_when_everything_fits(qtbot: QtBot) -> None:
    widget = build(qtbot, 10, wall=True)
    assert widget.shown_range() == range(0, 10)
    assert widget.hidden_count() == 0


def test_arrow_keys_choose_and_enter_activates(qtbot: QtBot) -> None:
    widget = build(qtbot, 60)
    chosen, activated = [], []
    widget.selected.connect(lambda row: chosen.append(row.key))
    widget.activated.connect(lambda row: activated.append(row.key))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Return, Qt.Key.Key_Home):
        qtbot.keyClick(widget, key)
    assert chosen == [0, 1, 0, 59, 0]
    assert activated == [59]


def test_the_chosen_row_is_scrolled_into_sight(qtbot: QtBot) -> None:
    widget = build(qtbot, 60)
    widget.select_index(40)
    assert 40 in list(widget.shown_range())[: widget.capacity()]


def test_a_click_chooses_and_activates(qtbot: QtBot) -> None:
    widget = build(qtbot, 60)
    activated = []
    widget.activated.connect(lambda row: activated.append(row.key))
    point = QPoint(200, widget.heading_height() + round(widget._painter.height * 3.5))
    qtbot.mouseClick(widget.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert activated == [3]
    current = widget.current()
    assert current is not None
    assert current.key == 3


def test_the_choice_follows_its_row_and_leaves_with_it(qtbot: QtBot) -> None:
    widget = build(qtbot, 20)
    widget.select_index(3)
    rows = source(widget)
    rows.rows.insert(0, alarm(900))
    rows.changed.emit()
    current = widget.current()
    assert current is not None
    assert current.key == 3
    chosen = []
    widget.selected.connect(lambda row: chosen.append(row.key))
    rows.rows = [row for row in rows.rows if row.key != 3]
    rows.changed.emit()
    assert widget.current() is None
    qtbot.keyClick(widget, Qt.Key.Key_Down)
    assert chosen == [4]


def test_a_scrolled_list_stays_where_it_is_read(qtbot: QtBot) -> None:
    widget = build(qtbot, 200)
    widget.verticalScrollBar().setValue(50)
    rows = source(widget)
    rows.rows[:0] = [alarm(1000 + key) for key in range(5)]
    rows.changed.emit()
    assert rows.row(widget.shown_range()[0]).key == 50


def test_a_scrolled_list_stays_also_when_the_row_at_its_top_has_gone(qtbot: QtBot) -> None:
    widget = build(qtbot, 200)
    widget.verticalScrollBar().setValue(50)
    rows = source(widget)
    del rows.rows[50]
    rows.changed.emit()
    assert rows.row(widget.shown_range()[0]).key == 51
    rows.rows[:0] = [alarm(1000 + key) for key in range(5)]
    rows.changed.emit()
    assert rows.row(widget.shown_range()[0]).key == 51


def test_a_range_is_no_longer_than_what_can_be_meant(qtbot: QtBot) -> None:
    """A click at the top, one with Shift at the end of a hundred thousand: the window must not make all those rows."""
    table = AlarmTable(load(), now=lambda: NOW)
    qtbot.addWidget(table)
    rows = Rows([alarm(key) for key in range(100_000)])
    rows.index_of = lambda key: key  # type: ignore[attr-defined]
    table.set_rows(rows)
    table.resize(900, 600)
    table.select_index(0)
    table._take(99_999, reach=True)
    assert [row.key for row in table.chosen()] == list(range(100_000 - MOST_CHOSEN, 100_000))
    table._take(2, reach=True)
    assert [row.key for row in table.chosen()] == [0, 1, 2]


def test_only_rows_in_sight_are_painted_and_only_once(qtbot: QtBot) -> None:
    widget = build(qtbot, 100_000)
    widget.grab()
    painted = widget._painter.painted_rows
    assert painted <= 22
    widget.grab()
    assert widget._painter.painted_rows == painted
    rows = source(widget)
    rows.rows[2] = replace(rows.rows[2], state="处置中")
    rows.changed.emit()
    widget.grab()
    assert widget._painter.painted_rows == painted + 1


def test_mark_up_in_data_is_painted_letter_for_letter(qtbot: QtBot) -> None:
    marked = build(qtbot, 1)
    source(marked).rows[:] = [alarm(0, title="<b>加粗</b>")]
    source(marked).changed.emit()
    bare = build(qtbot, 1)
    source(bare).rows[:] = [alarm(0, title="加粗")]
    source(bare).changed.emit()
    assert differs(image_of(marked), image_of(bare))
    long_ = alarm(0, title="<img src=x>" * 40)
    source(marked).rows[:] = [long_]
    place = next(p for p in marked._painter.columns if p.column is Column.CONTENT)
    tip = marked.tooltip_at(QPoint(place.left + 5, marked.heading_height() + 5))
    assert "<img" not in tip
    assert "&lt;img" in tip


def test_direction_marks_and_line_breaks_cannot_reorder_a_row() -> None:
    assert words.one_line("甲\u202e乙\n丙\u200b") == "甲乙 丙"


def test_unknown_shows_no_rows_and_an_empty_list_says_so(qtbot: QtBot) -> None:
    widget, empty = build(qtbot, 5), build(qtbot, 0)
    some, none = image_of(widget), image_of(empty)
    widget.set_quality(Quality.UNKNOWN)
    unknown = image_of(widget)
    assert differs(some, unknown)
    assert differs(none, unknown)


def test_a_new_row_moves_three_times_and_then_rests(qtbot: QtBot) -> None:
    widget = build(qtbot, 1)
    clock = [10.0]
    widget.fresh.monotonic = lambda: clock[0]
    row = alarm(7, raised=NOW - 1000, acknowledged=False)
    lit = []
    for step in range(40):
        clock[0] = 10.0 + step * 0.25
        lit.append(widget.fresh.flash(row, NOW))
    starts = sum(1 for before, after in zip([False, *lit], lit, strict=False) if after and not before)
    assert starts == 3
    assert not any(lit[12:])


@pytest.mark.parametrize("row", [alarm(1, raised=NOW), alarm(1, raised=NOW - 3_600_000, acknowledged=False)])
def test_acknowledged_and_old_rows_never_move(qtbot: QtBot, row: object) -> None:
    widget = build(qtbot, 1)
    assert not widget.fresh.flash(row, NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize(("height", "width"), SIZES)
def test_usual_words_fit_their_columns_at_every_size(qtbot: QtBot, height: int, width: int) -> None:
    theme = load(scale=Scale(height_px=height))
    columns = places(theme, width)
    assert [place.column for place in columns] == list(USUAL)
    assert all(one.left + one.width < other.left for one, other in pairwise(columns))
    assert columns[-1].left + columns[-1].width <= width
    row = alarm(1, system="应急办", area="海曲新城区", state="恢复未确认", raised=NOW - 90_000_000)
    metrics = fonts.metrics_of(theme, "body")
    for place in columns:
        if place.column not in (Column.LEVEL, Column.SYSTEM, Column.ELAPSED):
            assert metrics.horizontalAdvance(cell_text(place.column, row, NOW)) <= place.width, place
    assert metrics.horizontalAdvance(words.elapsed(90_000_000)) <= columns[-1].width
    assert metrics.height() <= build(qtbot, 1, scale=height)._painter.height


@pytest.mark.parametrize("width", [300, 420, 560])
def test_a_narrow_list_keeps_level_time_and_content(width: int) -> None:
    columns = [place.column for place in places(load(), width)]
    assert {Column.LEVEL, Column.TIME, Column.CONTENT} <= set(columns)
    assert Column.AREA not in columns
