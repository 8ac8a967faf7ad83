"""Incidents in words: order of the list, deadlines, timeline; and what is taken away in files."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from PIL import Image

from console.config.tables import TableBook
from console.domain.entities import Dossier, Entry, Incident, Note, Report, ReportStage, Stamp
from console.domain.incidents.incident import Moment
from console.domain.pictures import LARGEST
from console.models.acting.notes import NotKept, Pictures
from console.models.incident.incidents import (
    Held,
    all_incidents,
    begun,
    deadlines_of,
    due_next,
    moments,
    sort_words,
    text_of,
)
from console.models.text.paper import Paper, Part, as_csv, as_text, guarded
from console.store.changes import Changes
from tests.models.worlds import MINUTE, NOW, world_of

pytestmark = pytest.mark.operations


def incident(name: str, grade: int = 4, opened: int = NOW, cls: str = "危险化学品事故") -> Incident:
    return Incident(id=name, v=1, at=opened, cls=cls, grade=grade, title=name, opened=opened)


def test_the_gravest_stands_first_then_the_newest_and_the_ended_last() -> None:
    ended = Dossier(id="over", v=1, at=NOW, incident=incident("over", 1))
    world = world_of(incident("old"), incident("new", opened=NOW + 1), incident("grave", 2), ended)
    assert [held.incident.id for held in all_incidents(world)] == ["grave", "new", "old", "over"]
    assert {held.backend for held in all_incidents(world)} == {7}


def test_the_countdown_is_of_the_first_report_that_is_still_owed() -> None:
    rows, one = TableBook().current().reporting, incident("I", 3)
    world, held = world_of(one), Held(1, 7, one)
    first = due_next(world, held, rows)
    assert first is not None and first.row.stage is ReportStage.FIRST
    assert begun(one, first) == NOW
    sent = Report(id="R", v=1, at=NOW + MINUTE, incident="I", stage=ReportStage.FIRST, to=first.row.to, text="x",
                  channel=first.row.channel)  # fmt: skip
    met = [each for each in deadlines_of(world_of(one, sent), held, rows) if each.row == first.row]
    assert met[0].done == NOW + MINUTE


def test_the_timeline_mixes_entries_and_notes_newest_first() -> None:
    entry = Entry(id="E", v=1, at=NOW, about="I", sort=Stamp.OPENED, data={"cls": "火灾", "grade": "2"})
    note = Note(id="N", v=1, at=NOW + 5, about="I", text="风大", author="王**")
    other = Note(id="M", v=1, at=NOW + 9, about="other", text="别处", author="王**")
    found = moments(world_of(entry, note, other), "I")
    assert [(each.id, sort_words(each)) for each in found] == [("N", "备注"), ("E", "立案")]
    assert text_of(found[1]) == "火灾 · Ⅱ级 重大"


@pytest.mark.parametrize(
    ("sort", "data", "text", "words"),
    [
        (Stamp.GRADED, {"from": "4", "to": "3"}, "死亡 3 人", "Ⅳ级 一般调整为Ⅲ级 较大：死亡 3 人"),
        (Stamp.GRADED, {"from": "3", "to": "3"}, "", "更新伤亡损失数字，仍为Ⅲ级 较大"),
        (Stamp.PLAN, {"name": "防汛预案", "to": "2", "approver": "总指挥", "tasks": "9"}, "",
         "《防汛预案》Ⅱ级响应 · 总指挥 · 下达任务 9 项"),
        (Stamp.TASK, {"title": "封路", "done": "1", "late_minutes": "4"}, "", "封路：已完成，超时 4 分钟"),
        (Stamp.TASK, {"title": "封路", "done": "0"}, "", "封路：取消勾选"),
        (Stamp.UNIT, {"unit": "市公安局", "mark": "arrived"}, "", "市公安局 到场"),
        (Stamp.REPORT, {"stage": "first", "to": "省厅", "channel": "电话"}, "已报", "初报 报 省厅（电话）：已报"),
        (Stamp.CONSULTATION, {"person": "孙明", "mark": "objects"}, "", "孙明 不同意录制"),
        (Stamp.OPENED, {}, "只有话", "只有话"),
        (Stamp.GRADED, {"from": "x", "to": "9"}, "坏数据", "坏数据"),
    ],
)  # fmt: skip
def test_each_line_is_a_sentence(sort: Stamp, data: dict[str, str], text: str, words: str) -> None:
    assert text_of(Moment(NOW, "E", sort, "", "", text, data)) == words


def test_every_kind_of_line_has_a_word() -> None:
    for sort in Stamp:
        assert sort_words(Moment(NOW, "E", sort, "", "", "", {}))


def test_a_removed_part_leaves_the_timeline() -> None:
    entry = Entry(id="E", v=1, at=NOW, about="I", sort=Stamp.OPENED)
    world = world_of(entry)
    told: list[set[str]] = []
    world.parts_changed.connect(told.append)
    for _ in world.apply(Changes(removed=[1])):
        pass
    world.announce()
    assert moments(world, "I") == []
    assert told == [{"I"}]


@pytest.mark.parametrize("cell", ["=1+1", "+86", "-3", "@SUM(A1)", "\t=1", "  =1", "＝1"])
def test_no_spreadsheet_takes_a_cell_for_a_formula(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"
    (row,) = csv.reader(io.StringIO(as_csv([cell], []).decode("utf-8-sig")))
    assert row == [f"'{cell}"]


def test_a_table_survives_quotes_and_line_breaks() -> None:
    body = as_csv(["时间", "内容"], [["10:00", '他说"快"\n走']]).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(body)))[1] == ["10:00", '他说"快"\n走']


def test_a_document_as_text_names_its_source() -> None:
    text = as_text(Paper("题", ["事实"], [Part("段", ["一", "二"])], "数据时间 10:00")).decode()
    assert text == "题\n事实\n\n段\n一\n二\n\n数据时间 10:00\n"


def test_a_picture_is_kept_once_under_its_hash(tmp_path: Path) -> None:
    picture, body = tmp_path / "现场.PNG", io.BytesIO()
    Image.new("RGB", (8, 6), "red").save(body, "PNG")
    picture.write_bytes(body.getvalue())
    pictures = Pictures(tmp_path / "cache")
    digest = pictures.keep(picture)
    assert pictures.keep(picture) == digest
    kept = pictures.path(digest)
    assert kept is not None and kept.read_bytes() == body.getvalue()
    assert pictures.path("../" + "0" * 61) is None
    assert pictures.path("0" * 64) is None


def test_what_is_no_picture_is_not_kept(tmp_path: Path) -> None:
    program = tmp_path / "x.exe"
    program.write_bytes(b"MZ")
    with pytest.raises(NotKept, match="kind"):
        Pictures(tmp_path).keep(program)
    with pytest.raises(NotKept, match="disk"):
        Pictures(tmp_path).keep(tmp_path / "none.png")
    large = tmp_path / "large.jpg"
    large.write_bytes(b"\xff\xd8\xff" + bytes(LARGEST))
    with pytest.raises(NotKept, match="size"):
        Pictures(tmp_path).keep(large)
