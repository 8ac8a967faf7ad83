"""Pictures of remarks: attached with a word on what is refused, shown small, and larger when they are opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QImageIOHandler, QImageReader, QKeyEvent, QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from console.domain.pictures import LARGEST, MOST_PIXELS
from console.models.acting.notes import NotKept, Pictures
from screens.desk.files import files_to_read
from screens.desk.incident.parts import button, label, row
from screens.desk.incident.room import Room

MOST = 9
"""So many pictures a remark takes (``intents.Comment``)."""
THUMB, PREVIEW = 28, 16
"""Heights in units of space."""
VIEW_SHARE = 0.8


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("pictures", text)


def refusal_words(why: str) -> str:
    """Why a picture was not taken in."""
    return {
        "kind": tr("不是 PNG 或 JPEG 图片"),
        "size": tr("超过 {:g} MB").format(LARGEST / 2**20),
        "pixels": tr("超过 {:g} 万像素").format(MOST_PIXELS / 10_000),
        "broken": tr("图片已损坏"),
        "not clean": tr("含有位置等信息"),
        "disk": tr("读写失败"),
    }.get(why, tr("不能使用"))


def scaled(path: Path, size: QSize) -> QPixmap | None:
    """A picture that fits into a size, read no larger than needed; None if it is none or far too large."""
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    real = reader.size()
    if not real.isValid() or real.width() * real.height() > MOST_PIXELS:
        return None
    turned = bool(reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90)
    goal = real.scaled(size.transposed() if turned else size, Qt.AspectRatioMode.KeepAspectRatio)
    reader.setScaledSize(QSize(max(1, goal.width()), max(1, goal.height())))
    image = reader.read()
    return None if image.isNull() else QPixmap.fromImage(image)


class PictureBox(QWidget):
    """Pictures to go with an act: each is on this machine's disk before it counts as attached."""

    def __init__(self, room: Room, tell: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._room, self._tell = room, tell
        self._pictures = Pictures(room.folder)
        self.kept: list[str] = []
        self.attached = label("", "secondary", room.theme, wrap=True)
        self._shown = QHBoxLayout()
        self._shown.setSpacing(room.theme.space(1))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(room.theme.space(1))
        layout.addLayout(row(room.theme, button(tr("附图片…"), self._pick), self.attached))
        line = QHBoxLayout()
        line.addLayout(self._shown)
        line.addStretch(1)
        layout.addLayout(line)
        self._say()

    def _pick(self) -> None:
        for path in files_to_read(self, tr("附图片"), tr("图片 (*.png *.jpg *.jpeg)"), several=True):
            self.attach(path)

    def attach(self, path: Path) -> None:
        """Take one in, or say why not."""
        if len(self.kept) >= MOST:
            self._tell(tr("一条最多附 {} 张图片。").format(MOST))
            return
        try:
            name = self._pictures.keep(path)
        except NotKept as error:
            self._tell(tr("未附上 {}：{}").format(path.name, refusal_words(error.why)))
            return
        kept = self._pictures.path(name)
        picture = scaled(kept, QSize(self._room.theme.space(40), self._room.theme.space(PREVIEW))) if kept else None
        if picture is None:
            self._tell(tr("未附上 {}：{}").format(path.name, refusal_words("broken")))
            return
        if name not in self.kept:
            self.kept.append(name)
            self._add(name, picture)
        self._tell("")
        self._say()

    def _add(self, name: str, picture: QPixmap) -> None:
        shown = QPushButton()
        shown.setIcon(picture)
        shown.setIconSize(picture.size())
        shown.setToolTip(tr("点击去掉这张图片"))
        shown.setAccessibleName(tr("第 {} 张图片，点击去掉").format(len(self.kept)))
        shown.setAutoDefault(False)
        shown.clicked.connect(lambda _checked=False: self._drop(name, shown))
        self._shown.addWidget(shown)

    def _drop(self, name: str, shown: QPushButton) -> None:
        self.kept.remove(name)
        self._shown.removeWidget(shown)
        shown.deleteLater()
        self._say()

    def _say(self) -> None:
        if self.kept:
            self.attached.setText(tr("已附 {} 张，已去除位置等信息").format(len(self.kept)))
        else:
            self.attached.setText(tr("PNG 或 JPEG，每张 {:g} MB 以内").format(LARGEST / 2**20))


class PictureStrip(QWidget):
    """The pictures of one remark; Enter, space or a click opens one."""

    def __init__(self, room: Room, names: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room, self._names = room, names
        self._pictures = Pictures(room.folder)
        self._missing: dict[str, QPushButton] = {}
        self.setObjectName("clear")
        self.setStyleSheet("#clear { background: transparent; }")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(room.theme.space(2))
        for name in names:
            shown = button(tr("图片尚未到本机，正在取"), lambda name=name: self._open(name))
            shown.setEnabled(False)
            self._missing[name] = shown
            self._row.addWidget(shown)
        self._row.addStretch(1)
        self.look()

    def look(self) -> None:
        """Show those that have come."""
        space = self._room.theme.space
        for name, shown in list(self._missing.items()):
            path = self._pictures.path(name)
            if path is None:
                continue
            del self._missing[name]
            picture = scaled(path, QSize(space(THUMB * 2), space(THUMB)))
            if picture is None:
                shown.setText(tr("图片已损坏，不能显示"))
                continue
            shown.setText("")
            shown.setIcon(picture)
            shown.setIconSize(picture.size())
            shown.setToolTip(tr("点击看大图"))
            shown.setAccessibleName(tr("第 {} 张图片，点击看大图").format(self._names.index(name) + 1))
            shown.setEnabled(True)

    def _open(self, name: str) -> None:
        there = [each for each in self._names if self._pictures.path(each)]
        PictureView(self._room, there, there.index(name), self.window()).open()


class PictureView(QDialog):
    """One picture as large as the screen allows; arrow keys go to the others, Esc closes."""

    def __init__(self, room: Room, names: list[str], place: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._names, self.place = names, place
        self._pictures = Pictures(room.folder)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setStyleSheet(room.theme.qss())
        self._room_for = parent.size() * VIEW_SHARE
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.said = label("", "secondary", room.theme)
        self.back = button(tr("上一张 ←"), lambda: self.turn(-1))
        self.ahead = button(tr("下一张 →"), lambda: self.turn(1))
        layout = QVBoxLayout(self)
        layout.addWidget(self.picture, 1)
        layout.addLayout(row(room.theme, self.said, None, self.back, self.ahead, button(tr("关闭 Esc"), self.reject)))
        for each in self.findChildren(QPushButton):
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys are the picture's
        self.turn(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go to the other pictures."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            self.turn(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def turn(self, by: int) -> None:
        """Show another one; at the ends nothing happens."""
        self.place = min(max(self.place + by, 0), len(self._names) - 1)
        path = self._pictures.path(self._names[self.place])
        picture = scaled(path, self._room_for) if path else None
        self.picture.setPixmap(picture or QPixmap())
        if picture is None:
            self.picture.setText(tr("图片已损坏，不能显示"))
        self.setWindowTitle(tr("图片 {} / {}").format(self.place + 1, len(self._names)))
        size = path.stat().st_size / 1024 if path else 0
        self.said.setText(tr("第 {} / {} 张 · {:,.0f} KB").format(self.place + 1, len(self._names), size))
        self.back.setEnabled(self.place > 0)
        self.ahead.setEnabled(self.place < len(self._names) - 1)
