"""Makes the pictures of docs/map.md: the desk's map, worked by hand, over a gateway and a feed of its own.

Run: ``python packaging/map_acts.py FOLDER [WIDTHxHEIGHT] [native|web]``; the page makes that of the tilt, the native
painter all others. The acts are real key presses and clicks.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import few_colours

COMMAND = Path(sys.executable).with_name("commandwall")
HERE = (118.68, 37.44)
READY_SECONDS = 60.0


def main() -> None:
    """One desk, one picture an act."""
    folder, size = Path(sys.argv[1]), (sys.argv[2] if len(sys.argv) > 2 else "1600x900")
    painter = sys.argv[3] if len(sys.argv) > 3 else "native"
    folder.mkdir(parents=True, exist_ok=True)
    width, height = (int(part) for part in size.split("x"))
    with tempfile.TemporaryDirectory() as temporary, city(Path(temporary)):
        Acts(Path(temporary), folder, width, height, painter).run()


@contextmanager
def city(folder: Path) -> Iterator[None]:
    """A gateway with its simulated city, and a feed that fills a cache."""
    ready = folder / "ready.json"
    words = [str(COMMAND), "gateway", "--data", str(folder / "gateway"), "--ready-file", str(ready), "--seed", "7"]
    gateway = subprocess.Popen(words, stderr=subprocess.DEVNULL)
    feed = None
    try:
        wait(ready.exists, READY_SECONDS)
        url = json.loads(ready.read_text())["url"]
        words = [str(COMMAND), "feed", "--cache", str(folder / "cache"), "--backend", f"示范市={url}"]
        feed = subprocess.Popen(words, stderr=subprocess.DEVNULL)
        wait((folder / "cache").exists, READY_SECONDS)
        yield
    finally:
        for child in (feed, gateway):
            if child is not None:
                child.terminate()
                child.wait()


def wait(true: Callable[[], object], seconds: float) -> None:
    """Until it is so."""
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.1)


def save(image: object, path: Path) -> None:
    """A picture of Qt's, kept as all of them are."""
    from io import BytesIO

    from PIL import Image
    from PySide6.QtCore import QBuffer, QIODevice

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[attr-defined]
    few_colours.save(Image.open(BytesIO(bytes(buffer.data().data()))).convert("RGB"), path)


class Acts:
    """The desk in this process, and hands for it."""

    def __init__(self, data: Path, folder: Path, width: int, height: int, painter: str) -> None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--ignore-gpu-blocklist")
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")  # pictures of our own page, never shipped
        from console.wall.monitors import Monitor, write_monitors

        screens = data / "screens.json"
        write_monitors(screens, [Monitor("D", 0, 0, width, height)])
        self._folder, self._painter = folder, painter
        words = ["--cache", str(data / "cache"), "--screens", str(screens), "--prefs", str(data / "desk.json")]
        self._open([*words, "--map-painter", painter, "--lock", "0"])

    def _open(self, words: list[str]) -> None:
        from console.app import desk as app
        from console.app.windows.window import WindowProcess, prepare_platform
        from console.config.desk_prefs import PrefsFile
        from console.config.drawings import DrawingsFile
        from console.domain.roles import Person, Role
        from console.models.acting.operations import Operations
        from screens.desk.gear import DeskGear

        parser = argparse.ArgumentParser()
        app.add_arguments(parser)
        args = parser.parse_args(words)
        prepare_platform(args)
        self._process = WindowProcess(args, "desk")
        self._operations = Operations(args.cache, self._process.world, self._process)
        gear = DeskGear(prefs=PrefsFile(args.prefs), painting=self._process.painting, drawings=DrawingsFile(None))
        self._desk = app.Desk(self._process, self._operations, gear)
        self._desk.show()
        self._operations.sign_in(Person("p-1", "赵志国", Role.WATCH_LEADER, "市城市管理局"), "pictures")
        self._process.bridge.start()

    def run(self) -> None:
        """All acts, one after the other."""
        from PySide6.QtTest import QTest

        world, shell = self._process.world, self._desk.shell
        self._until(lambda: world.registers.city.name and world.alarms.count())
        shell.desk.show_page("map")
        self.page = shell.desk._pages["map"]
        self.map, self.tools = self.page.map, self.page.tools
        QTest.qWait(1500)
        if self._painter == "web":
            self._until(lambda: self.map.web_shown)
        self.map.camera.look_at(*HERE, 12.5)
        QTest.qWait(2500)
        acts = (self._move, self._select, self._measure, self._draw, self._search, self._painters, self._layers)
        for act in (self._tilt,) if self._painter == "web" else acts:
            act()
        self._process.painting.end()
        self._process.bridge.stop()
        self._process.tiles.stop()
        self._operations.close()

    def _move(self) -> None:
        self._shoot("move")

    def _select(self) -> None:
        row = next(row for row in self._process.world.alarms.rows(50) if row.lon is not None)
        self.map.camera.look_at(row.lon, row.lat, 14)
        self.map.select(row.id)
        self._shoot("select")
        self.map.clear_selection()

    def _measure(self) -> None:
        self.map.camera.look_at(*HERE, 13)
        self._key("L")
        self._click((-260, 60), (-60, -110), (150, 80))
        self._hover(300, -60)
        self._shoot("measure")
        self._key("Return")
        self._key("Escape")
        self.tools.drawings.clear()

    def _draw(self) -> None:
        self._key("G")
        self._click((-240, 120), (120, 120), (120, -90), (-100, 190))
        self._shoot("draw")
        self._key("Escape")

    def _search(self) -> None:
        self._key("R")
        self._click((0, 0))
        self._hover(150, 0)
        self._click((170, 0))
        from PySide6.QtTest import QTest

        QTest.qWait(400)
        if rows := self.tools.panel.table.rows():
            self.tools.panel.table.choose(rows[0].id)
        self._shoot("search")
        self.tools.drawings.clear()
        self.tools.show_panel(False)
        self.map.clear_selection()

    def _painters(self) -> None:
        from PySide6.QtCore import QPointF

        self.map.camera.look_at(*HERE, 13)
        menu = self.map.open_menu(QPointF(self.map.rect().center()))
        submenu = next(each.menu() for each in menu.actions() if each.text() == "绘制方式")
        self._shoot("painter", menu, submenu)
        menu.close()

    def _layers(self) -> None:
        self.map.camera.fit(self._process.world.registers.city.bbox)
        self._key("T")
        for name in ("choropleth:open-cases", "clusters:cases"):
            self.page.layers.book.switch(name, True)
        self._until(lambda: len(self.page.layers.book.layers) == 2)
        self._shoot("layers")

    def _tilt(self) -> None:
        self.map.camera.look_at(*HERE, 14.5)
        self.map.tiltable.tilt_to(55, 30)
        from PySide6.QtTest import QTest

        QTest.qWait(4000)
        self._shoot("tilt")

    # Hands and eyes

    def _point(self, dx: int, dy: int) -> object:
        from PySide6.QtCore import QPoint

        factor = self.map.theme.factor
        x, y = self.map.camera.view.to_widget(*HERE)
        return QPoint(round(x + dx * factor), round(y + dy * factor))

    def _click(self, *offsets: tuple[int, int]) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        for offset in offsets:
            none = Qt.KeyboardModifier.NoModifier
            QTest.mouseClick(self.tools.glass, Qt.MouseButton.LeftButton, none, self._point(*offset), 600)

    def _hover(self, dx: int, dy: int) -> None:
        from PySide6.QtTest import QTest

        QTest.mouseMove(self.tools.glass, self._point(dx, dy))

    def _key(self, name: str) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        target = self.tools.glass if self.tools.glass.hasFocus() else self.map
        QTest.keyClick(target, getattr(Qt.Key, f"Key_{name}"))

    def _until(self, true: Callable[[], object]) -> None:
        from PySide6.QtTest import QTest

        until = time.monotonic() + READY_SECONDS
        while not true():
            if time.monotonic() > until:
                raise TimeoutError
            QTest.qWait(50)

    def _whole(self) -> bool:
        """Whether no ground is missing."""
        from widgets.map.base_layer import seen

        store = self._process.tiles.store
        whole = all(sheet in store for sheet in seen(self.map.camera.view))
        return self.map.web_shown or (whole and self.map.settled)

    def _shoot(self, name: str, *menus: object) -> None:
        """The desk, and menus over it where they would be."""
        from PySide6.QtCore import QPoint
        from PySide6.QtGui import QPainter
        from PySide6.QtTest import QTest

        QTest.qWait(1200)
        self._until(self._whole)
        QTest.qWait(300)
        if self.map.web_shown:
            told = self.map._number + 1
            self.map.refresh()
            self._until(lambda: self.map.web.shown >= told)
            QTest.qWait(200)
        picture = self._desk.shell.grab()
        painter = QPainter(picture)
        at = self._desk.shell.mapFromGlobal(menus[0].pos()) if menus else QPoint()
        for menu in menus:
            painter.drawPixmap(at, menu.grab())
            at += QPoint(menu.sizeHint().width(), menu.sizeHint().height() - 3 * self.map.theme.space(8))
        painter.end()
        path = self._folder / f"map-{name}.png"
        save(picture.toImage(), path)
        print(path, flush=True)


if __name__ == "__main__":
    main()
