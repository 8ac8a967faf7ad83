"""What an incident leaves: its timeline, taken away with its time, and pictures beside its remarks."""

from __future__ import annotations

import csv
import hashlib
import io
import time
from pathlib import Path

import pytest
from duty_stage import Stage, all_of
from incident_stage import page_of, running
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from scenes import MINUTE, spill

from console.commands import intents as do
from console.domain.entities import Note
from console.domain.pictures import clean
from console.models.clock import local
from console.store.pictures import PictureFolder
from screens.desk.incident.dialogs import NoteDialog
from screens.desk.incident.pictures import PictureStrip, PictureView

pytestmark = pytest.mark.operations


def test_the_timeline_is_filtered_and_taken_away(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    now = running(stage)
    stage.put(Note(id="N", v=1, at=now, about="I-1", text="=cmd()", author="孙明"))
    page = page_of(stage, qtbot)
    assert page.story.list.count() == 4
    page.story.kind.setCurrentIndex(page.story.kind.findData("note"))
    assert [page.story.list.line(n).top for n in range(page.story.list.count())] == ["=cmd()"]
    page.story.write(tmp_path / "a.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_bytes().decode("utf-8-sig"))))
    assert rows[1][3] == "'=cmd()"
    page.story.kind.setCurrentIndex(0)
    page.story.write(tmp_path / "a.txt")
    assert "第 2 分队 到场" in (tmp_path / "a.txt").read_text(encoding="utf-8")
    page.story.write(tmp_path / "a.pdf")
    document = QPdfDocument()
    document.load(str(tmp_path / "a.pdf"))
    assert "危化品运输车侧翻泄漏" in document.getAllText(0).text()
    document.close()


def test_what_is_taken_away_says_of_when_it_is(
    stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Twenty minutes after the link broke a file must not claim to be of now."""
    running(stage)
    page = page_of(stage, qtbot)
    now, ticks = stage.world.now(), time.monotonic_ns()
    assert "缓存" not in page.story.paper().foot
    monkeypatch.setattr(stage.world, "now", lambda: now + 20 * MINUTE)
    monkeypatch.setattr(time, "monotonic_ns", lambda: ticks + 1_200_000_000_000)
    foot = page.story.paper().foot
    until = stage.world.known_until()
    assert abs(until - now) < MINUTE and f"数据时间 {local(until):%Y-%m-%d %H:%M:%S}" in foot
    assert "缓存" in foot and "20 min" in foot
    page.story.kind.setCurrentIndex(page.story.kind.findData("note"))
    page.story.write(tmp_path / "a.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_bytes().decode("utf-8-sig"))))
    said = [row[0] for row in rows[rows.index([]) + 1 :]]
    assert said[0].startswith("事件时间线：") and f"数据时间 {local(until):%Y-%m-%d %H:%M:%S}" in said
    assert "来源 gw-1" in said and any("缓存" in line for line in said)
    assert said[-1].startswith("只含类别“备注”，0 / "), "a part is not taken for the whole"


def test_mark_up_in_data_stays_plain(stage: Stage, qtbot: QtBot) -> None:
    now = stage.world.now()
    stage.put(spill(now, title="<b>粗</b>"), Note(id="N", v=1, at=now, about="I-1", text="<img src=x>", author="<i>"))
    page = page_of(stage, qtbot)
    assert page.list.line(0).top == "<b>粗</b>"
    page.story.list.choose("N")
    assert "<img src=x>" in page.story.full.toPlainText()


def test_a_picture_goes_with_its_remark(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    now = running(stage)
    picture, program = tmp_path / "现场.png", tmp_path / "x.exe"
    QImage(400, 300, QImage.Format.Format_RGB32).save(str(picture))
    program.write_bytes(b"MZ")
    page = page_of(stage, qtbot)
    dialog = page.act("comment")
    assert isinstance(dialog, NoteDialog)
    dialog.pictures.attach(picture)
    dialog.pictures.attach(program)
    assert "不是 PNG" in dialog.said.text() and dialog.pictures.attached.text().startswith("已附 1 张")
    dialog.pictures.attach(tmp_path / "gone.png")
    assert "读写失败" in dialog.said.text()
    dialog.text.setPlainText("见图")
    dialog.send()
    qtbot.waitUntil(lambda: bool(stage.sent()))
    (intent,) = all_of([do.Comment], stage.sent())
    (name,) = intent.pictures
    there = stage.folder / "pictures" / name
    assert hashlib.sha256(there.read_bytes()).hexdigest() == name
    stage.put(Note(id="N", v=1, at=now, about="I-1", text="见图", author="孙明", pictures=(name, "0" * 64)))
    page.tabs.setCurrentWidget(page.remarks)
    qtbot.waitUntil(lambda: bool(page.remarks.notes()))
    page.remarks.refresh()
    first, second = page.remarks.findChildren(PictureStrip)[0].findChildren(QPushButton)
    assert first.isEnabled() and not first.icon().isNull()
    assert not second.isEnabled() and "正在取" in second.text()


def test_pictures_of_other_desks_appear_when_they_come_and_open_large(stage: Stage, qtbot: QtBot) -> None:
    now = running(stage)
    page = page_of(stage, qtbot)
    page.tabs.setCurrentWidget(page.remarks)
    bodies = []
    for colour in ("red", "blue"):
        body = io.BytesIO()
        Image.new("RGB", (640, 480), colour).save(body, "JPEG")
        bodies.append(body.getvalue())
    names = [hashlib.sha256(body).hexdigest() for body in bodies]
    stage.put(Note(id="N", v=1, at=now, about="I-1", text="见图", author="别的席位", pictures=tuple(names)))
    qtbot.waitUntil(lambda: bool(page.remarks.findChildren(PictureStrip)))
    strip = page.remarks.findChildren(PictureStrip)[0]
    first, second = strip.findChildren(QPushButton)
    assert not first.isEnabled() and not second.isEnabled()
    for body in bodies:
        PictureFolder(stage.folder).put(clean(body))
    page.remarks.tick()
    assert first.isEnabled() and second.isEnabled()
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    (view,) = page.window().findChildren(PictureView)
    assert view.picture.pixmap().width() > first.iconSize().width()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert "第 2 / 2 张" in view.said.text()
    view.reject()
