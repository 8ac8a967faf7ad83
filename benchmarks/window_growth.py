"""What grows in a wall and a desk that are changed again and again: objects by type before and after many changes.

    QT_QPA_PLATFORM=offscreen python benchmarks/window_growth.py [--cycles 20] [--only look]

A real gateway and feed, and in this process a real wall and a real desk over their cache. ``look`` changes colours,
language and type size of both; ``scene`` changes what the wall shows; ``pages`` opens every page of the desk;
``reconnect`` ends the gateway and starts it again. After some cycles to warm up the objects are counted, and again
after ``--cycles`` more: what is more then by at least one in two cycles is named, and so are Python objects whose Qt
object is gone.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import psutil
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import Shiboken, isValid

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "tests"), str(Path(__file__).resolve().parents[1])]

from e2e.processes import Gateway, Plant, contact  # noqa: E402

from console.app.desk import Desk  # noqa: E402
from console.app.windows.applications import web_maker  # noqa: E402
from console.app.windows.wall_windows import Wall  # noqa: E402
from console.app.windows.window import WindowProcess, add_window_arguments, prepare_platform  # noqa: E402
from console.config.desk_prefs import PrefsFile  # noqa: E402
from console.config.look import Language, Look, ThemeName, Zoom  # noqa: E402
from console.config.settings import Settings  # noqa: E402
from console.models.acting.operations import Operations  # noqa: E402
from console.wall.scene import Scene, load_scene  # noqa: E402
from screens.desk.gear import DeskGear  # noqa: E402

LOOKS = [
    Look(language, theme, zoom)
    for language, theme, zoom in zip(
        itertools.cycle(Language), itertools.islice(itertools.cycle(ThemeName), 6), itertools.cycle(Zoom), strict=False
    )
]
SCENE = Path(__file__).resolve().parents[1] / "resources" / "scenes" / "overview.toml"
WARM_UP = 6


class Stand:
    """A wall and a desk in this process, and the processes behind them."""

    def __init__(self, folder: Path) -> None:
        self.plant = Plant(folder, whole_city=True)
        self.gateway: Gateway = self.plant.gateway()
        self.gateway.await_ready()
        self.plant.feed(f"city={self.gateway.url}")
        contact(self.plant.cache, "city")
        parser = argparse.ArgumentParser()
        add_window_arguments(parser)
        args = parser.parse_args(["--cache", str(self.plant.cache), "--headless"])
        prepare_platform(args)
        self.process = WindowProcess(args, "wall")
        self.process.bridge.start()
        self.scene = load_scene(SCENE)
        self._other = turned(self.scene)
        web = web_maker(Settings(), None, self.plant.cache, "wall")
        self.wall = Wall(self.process, self.scene, None, "", 3.0, web)
        self.wall.lay_out()
        prefs = PrefsFile(folder / "desk.json")
        self.operations = Operations(self.plant.cache, self.process.world, self.process)
        self.desk = Desk(self.process, self.operations, DeskGear(prefs=prefs, painting=self.process.painting))
        self.desk.show()
        self.rest(3.0)

    def rest(self, seconds: float) -> None:
        """Let the windows work."""
        loop = QEventLoop()  # a real one: what is to be deleted later goes in no other
        QTimer.singleShot(int(seconds * 1000), loop.quit)
        loop.exec()

    def look(self, number: int) -> None:
        self.pages(number)
        look = LOOKS[number % len(LOOKS)]
        self.desk.wear(look)
        self.wall.change(self.scene, None, "", 3.0, anew=True)

    def scenes(self, number: int) -> None:
        self.wall.change(self.scene if number % 2 else self._other, None, "", 3.0)

    def pages(self, _number: int) -> None:
        for spec in self.desk.shell.desk._specs:
            self.desk.shell.desk.show_page(spec.name)
            self.rest(0.1)

    def reconnect(self, _number: int) -> None:
        self.gateway.kill()
        self.rest(0.5)
        self.gateway.start()
        self.gateway.await_ready()
        self.rest(2.0)

    def end(self) -> None:
        self.desk.end()
        self.wall.end()
        self.operations.close()
        self.process.bridge.stop()
        self.process.painting.end()
        self.process.tiles.stop()
        self.plant.end()


def turned(scene: Scene) -> Scene:
    """The same panes, each where another one is."""
    layouts = []
    for layout in scene.layouts:
        places = [(pane.output, pane.at) for pane in layout.panes]
        panes = [
            msgspec.structs.replace(pane, output=output, at=at)
            for pane, (output, at) in zip(layout.panes, places[1:] + places[:1], strict=True)
        ]
        layouts.append(msgspec.structs.replace(layout, panes=panes))
    return msgspec.structs.replace(scene, layouts=layouts)


def objects() -> tuple[Counter[str], Counter[str], int]:
    """Python objects by type, those whose Qt object is gone, and the number of widgets.

    ``findChildren`` is not asked: what it finds is held by its parent's Python object from then on, dead or not.
    """
    for _ in range(3):
        gc.collect()
    all_, dead = Counter[str](), Counter[str]()
    for each in gc.get_objects():
        kind = f"{type(each).__module__}.{type(each).__qualname__}"
        all_[kind] += 1
        if isinstance(each, Shiboken.Object) and not isValid(each):
            dead[kind] += 1
    return all_, dead, len(QApplication.allWidgets())


def run(stand: Stand, name: str, act: Callable[[int], None], cycles: int) -> None:
    """Warm up, count, go on, count again."""
    numbers: Iterator[int] = itertools.count()
    for _ in range(WARM_UP):
        act(next(numbers))
        stand.rest(1.2)
    stand.rest(2.0)
    objects()  # Qt's lazily made types are made
    before, dead_before, widgets_before = objects()
    memory = psutil.Process().memory_info().rss / 2**20
    for _ in range(cycles):
        act(next(numbers))
        stand.rest(1.2)
    stand.rest(2.0)
    after, dead_after, widgets = objects()
    rss = psutil.Process().memory_info().rss / 2**20
    print(f"{name}: {cycles} cycles, memory {memory:.0f} to {rss:.0f} MB, widgets {widgets_before} to {widgets}, "
          f"Python objects {sum(before.values())} to {sum(after.values())}, "
          f"of them dead {sum(dead_before.values())} to {sum(dead_after.values())}", flush=True)  # fmt: skip
    for kind, n in (after - before).most_common():
        if n >= cycles / 2:
            print(f"  + {n / cycles:7.1f} a cycle  {kind}")
    for kind, n in (dead_after - dead_before).most_common(20):
        print(f"  dead {n / cycles:5.1f} a cycle  {kind}")


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cycles", type=int, default=20)
    parser.add_argument("--only", choices=("look", "scene", "pages", "reconnect"))
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="commandwall-growth-") as folder:
        stand = Stand(Path(folder))
        acts = {"look": stand.look, "scene": stand.scenes, "pages": stand.pages, "reconnect": stand.reconnect}
        try:
            for name, act in acts.items():
                if args.only in (None, name):
                    run(stand, name, act, args.cycles)
        finally:
            stand.end()


if __name__ == "__main__":
    main()
