"""The wall's windows: one a monitor, laid out again when monitors come, go or change, and only those concerned."""

from __future__ import annotations

import logging
import math
from dataclasses import replace

from msgspec.structs import replace as replace_struct
from PySide6.QtCore import QCoreApplication, QSize, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from console.app.windows.ending import delete_what_waits
from console.app.windows.heap import give_back
from console.app.windows.present import Sign, present, signs
from console.app.windows.shown import Shown
from console.app.windows.type_size import scale_of, smaller, squeezed
from console.app.windows.window import WindowProcess, frameless
from console.app.windows.window_report import WindowReporter
from console.domain.truth import told
from console.models.city_map.scene_layers import SceneLayers
from console.wall.arrangement import Arrangement, WindowPlan, arrange
from console.wall.outputs import Rect, Role, Screen, WallDocument
from console.wall.scene import Scene, SceneError
from screens.maps import MapMaker
from screens.overview import WallWindow, room
from screens.panes import PaneFactory
from screens.pulse import Pulse
from screens.trend_catalogue import TrendCatalogue
from widgets.webpane.maker import WebMaker

log = logging.getLogger(__name__)
SETTLE_MS = 300
"""Monitors come and go in bursts; the wall is laid out again once they have settled."""
GUARD_MS = 1000
"""So often it is looked whether every window still covers its monitor: window managers have ideas of their own."""

MOST_CORRECTIONS = 3
TIDY_MS = 1000
"""What a window leaves behind holds pictures in cycles; the collector alone would wait for hours."""
TRIES = 3


class Wall:
    """Keeps one window on every monitor of the wall."""

    def __init__(
        self,
        process: WindowProcess,
        scene: Scene,
        document: WallDocument | None,
        node: str,
        distance_m: float,
        web: WebMaker | None = None,
        title: str = "",
        own: SceneLayers | None = None,
    ) -> None:
        self._own = own
        self._process, self._scene, self._document, self._node = process, scene, document, node
        self._distance = (document.viewing_distance_m if document else 0) or distance_m
        self._web, self._title = web or WebMaker(), title
        self._shown: dict[int, Shown] = {}
        self._most: dict[object, float] = {}
        """The largest type that panes on an output of some size can hold, once it is known."""
        self._signs: list[Sign] = []
        self._told: Arrangement | None = None
        self._unshown = 0
        """Panes of the scene that no monitor shows while an output has none."""
        self._pulse = Pulse(process)
        self._trends = TrendCatalogue(process.world)
        self._maps = MapMaker(process.world, process.tiles, process.painting)
        self._settle = QTimer(process)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self._lay_out_again)
        self._guard = QTimer(process)
        self._guard.timeout.connect(self._look)
        self._tidy = QTimer(process)
        self._tidy.setSingleShot(True)
        self._tidy.timeout.connect(give_back)
        process.quality_of = self._qualities
        process.windows = self._named
        self._report = WindowReporter(process, node)
        self._follow(process)
        if own is not None:
            own.follow(scene.own_layers())

    def _follow(self, process: WindowProcess) -> None:
        application = process.application
        assert isinstance(application, QGuiApplication)
        application.screenAdded.connect(self._watch)
        application.screenRemoved.connect(self._leave)
        application.primaryScreenChanged.connect(lambda _screen: self._soon())
        for screen in QGuiApplication.screens():
            self._watch(screen)
        self._settle.stop()

    def _watch(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(lambda _rect: self._soon())
        screen.logicalDotsPerInchChanged.connect(lambda _dpi: self._soon())
        screen.physicalSizeChanged.connect(lambda _size: self._soon())
        self._soon()

    def _soon(self) -> None:
        self._settle.start(SETTLE_MS)

    def _leave(self, screen: QScreen) -> None:
        """Its window is hidden at once: Qt would put it on top of another one."""
        for shown in self._shown.values():
            if shown.screen is screen:
                shown.window.hide()
        self._soon()

    def change(
        self, scene: Scene, document: WallDocument | None, node: str, distance_m: float, anew: bool = False
    ) -> None:
        """Show this from now on; ``anew``: all windows are made again. Raises as ``lay_out``, changing nothing."""
        before = self._scene, self._document, self._node, self._distance
        self._scene, self._document, self._node = scene, document, node
        self._distance = (document.viewing_distance_m if document else 0) or distance_m
        if anew or self._distance != before[3]:
            self._most.clear()
        try:
            self.lay_out(anew or self._distance != before[3])
        except (KeyError, SceneError):
            self._scene, self._document, self._node, self._distance = before
            raise

    def tell_trouble(self, trouble: str) -> None:
        """What is wrong with the newest version of the wall's files, for the desks."""
        self._report.tell_trouble(trouble)

    def lay_out(self, anew: bool = False) -> None:
        """Make, keep and take away windows, so that they are what the monitors that there are now ask for.

        Raises ``SceneError`` or ``KeyError`` for a scene that asks for an output or a pane that there is not.
        """
        self._signs = signs()
        here = present()
        if not here:
            self._report.tell({}, self._expected(), ())
            return  # all are off, or asleep: the windows wait
        arrangement = arrange(self._scene, [screen for screen, _ in here], self._document, self._node)
        where = dict(here)
        same = {number: shown for number, shown in self._shown.items() if not anew}
        kept = [plan for plan in arrangement.windows if plan.number in same and same[plan.number].plan == plan]
        fresh = self._make_all([plan for plan in arrangement.windows if plan not in kept], where)
        for plan in kept:
            self._shown[plan.number].screen = where[plan.screen]
        for number, shown in fresh.items():
            old = self._shown.get(number)
            self._shown[number] = shown
            frameless(shown.window, shown.screen)
            if old is not None:
                old.close(self._process.painting)
        for number in self._shown.keys() - {plan.number for plan in arrangement.windows}:
            self._shown.pop(number).close(self._process.painting)
        if not self._tidy.isActive():
            self._tidy.start(TIDY_MS)
        self._put_right()
        self._tell(arrangement)
        self._guard.start(GUARD_MS)

    def _lay_out_again(self) -> None:
        """The scene's layout for this number of monitors may ask for what is not there: what is shown stays."""
        try:
            self.lay_out()
        except (KeyError, SceneError) as error:
            log.error("the scene cannot be laid out on these monitors: %s", error)

    def _make_all(self, plans: list[WindowPlan], where: dict[Screen, QScreen]) -> dict[int, Shown]:
        """All or none: what is shown goes on while one of them cannot be made."""
        made: dict[int, Shown] = {}
        try:
            for plan in plans:
                made[plan.number] = self._make(plan, where[plan.screen])
        except BaseException:
            for shown in made.values():
                shown.close(self._process.painting)
            raise
        return made

    def _make(self, plan: WindowPlan, screen: QScreen) -> Shown:
        """A window with type as large as the eye wants it. Panes of other outputs never make it smaller than that:
        something is rather left out."""
        shown = self._fitted(plan, screen)
        if plan.alone and shown.window.theme.factor < self._plain(plan):
            shown = self._readable(shown, plan, screen)
        theme = shown.window.theme
        if not theme.legible():
            minutes = theme.scale.arc_minutes(theme.px("tertiary")) or 0.0
            log.warning("output %s: the smallest text subtends %.1f minutes of arc, not ten", plan.name, minutes)
        return shown

    def _readable(self, shown: Shown, plan: WindowPlan, screen: QScreen) -> Shown:
        """With all that came if that can be read, else with what is important, else without what came."""
        alone = self._fitted(replace_struct(plan, panes=plan.alone), screen)
        least = alone.window.theme.factor
        while squeezed(shown.window.theme.factor, self._plain(plan), least):
            shown.close(self._process.painting)
            if not plan.instead or shown.plan.panes == plan.instead:
                there = {pane.name for pane in plan.alone}
                return replace(alone, plan=plan, left_out=tuple(p.name for p in plan.panes if p.name not in there))
            shown = self._fitted(replace_struct(plan, panes=plan.instead), screen)
        alone.close(self._process.painting)
        return replace(shown, plan=plan)

    def _fitted(self, plan: WindowPlan, screen: QScreen) -> Shown:
        """With type as large as its panes can hold, if that is less than the eye wants."""
        what = (plan.screen.rect[2:], plan.panes)
        shown = self._build(plan, screen, self._most.get(what, math.inf))
        for _ in range(TRIES):
            share = room(shown.placed)
            if share >= 1:
                break
            self._most[what] = smaller(shown.window.theme.factor, self._plain(plan), share)
            shown.close(self._process.painting)
            shown = self._build(plan, screen, self._most[what])
        return shown

    def _plain(self, plan: WindowPlan) -> float:
        """The factor of an output's type before anybody wished for a larger one."""
        size = (plan.screen.rect[2], plan.screen.rect[3])
        return self._process.theme.scaled(scale_of(size, plan.size_mm, plan.distance_m or self._distance)).factor

    def _build(self, plan: WindowPlan, screen: QScreen, most: float) -> Shown:
        size = (plan.screen.rect[2], plan.screen.rect[3])
        process, distance = self._process, plan.distance_m or self._distance
        scale = scale_of(size, plan.size_mm, distance, process.look.zoom / 100)
        theme = process.theme.scaled(replace(scale, most=most))
        pulse = self._pulse.part()
        factory = PaneFactory(
            process.world, theme, pulse, self._maps, self._trends, self._title, self._web, self._own, self._notice
        )
        window = WallWindow(theme, QSize(*size))
        return Shown(plan, window, [window.add(factory, pane) for pane in plan.panes], pulse, screen)

    def end(self) -> None:
        """Take every window away; to be called before the application ends."""
        self._guard.stop()
        self._settle.stop()
        self._report.end()
        for shown in self._shown.values():
            shown.close(self._process.painting)
        self._shown.clear()
        delete_what_waits()

    def _look(self) -> None:
        """Qt does not tell of everything: another monitor of the same resolution on the same cable is silent."""
        if signs() != self._signs:
            self._lay_out_again()
        else:
            self._put_right()

    def _put_right(self) -> None:
        """Cover every monitor exactly; what is right is not touched."""
        for shown in self._shown.values():
            wanted = shown.screen.geometry()
            window = shown.window
            if window.geometry() == wanted and window.screen() is shown.screen and window.isVisible():
                shown.corrections = 0
            elif shown.corrections < MOST_CORRECTIONS:
                shown.corrections += 1
                log.info("output %s is put back on its monitor", shown.plan.name)
                frameless(window, shown.screen)

    def _tell(self, arrangement: Arrangement) -> None:
        sizes = {plan.name: f"{plan.screen.rect[2]}×{plan.screen.rect[3]}" for plan in arrangement.windows}
        left_out = [name for shown in self._shown.values() for name in shown.left_out]
        self._report.tell(sizes, arrangement.missing, (*arrangement.lost, *left_out))
        there = {placed.name for shown in self._shown.values() for placed in shown.placed}
        self._unshown = sum(name not in there for name in arrangement.wanted) if arrangement.missing else 0
        if self._told is not None and self._told == arrangement:
            return
        self._told = arrangement
        for plan in arrangement.windows:
            log.info("output %s on %s %s", plan.name, plan.screen.connector, _words(plan.screen.rect))
        if arrangement.missing:
            log.warning("outputs without a monitor: %s", ", ".join(arrangement.missing))
        if arrangement.lost:
            log.warning("no room elsewhere for: %s", ", ".join(arrangement.lost))
        if left_out:
            log.warning("left out, for type would be too small to be read: %s", ", ".join(left_out))

    def _expected(self) -> list[str]:
        """The outputs of this computer by the document, else those that there were."""
        if self._document is not None:
            mine = (each for each in self._document.outputs if each.node in ("", self._node))
            return [each.name for each in mine if each.role is Role.WALL]
        return [plan.name for plan in self._told.windows] if self._told is not None else []

    def _notice(self) -> str:
        """What the hall sees of it; the sentence itself is at the desk's foot and in the log."""
        if self._report.trouble:
            return QCoreApplication.translate("window", "大屏设置有误，沿用原来的")
        if not self._unshown:
            return ""
        return QCoreApplication.translate("window", "缺屏，{0} 个窗格未显示").format(self._unshown)

    def _named(self) -> list[tuple[str, QWidget]]:
        return [(f"wall-{number}", shown.window) for number, shown in sorted(self._shown.items())]

    def _qualities(self) -> dict[str, str]:
        return {
            placed.name: told(placed.quality(), placed.missing()) for _, shown in sorted(self._shown.items())
            for placed in shown.placed
        }  # fmt: skip


def _words(rect: Rect) -> str:
    return f"{rect[2]}×{rect[3]}+{rect[0]}+{rect[1]}"
