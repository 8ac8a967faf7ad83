"""Everything a person can be looking at, one after the other: pages with their tabs and panels, dialogs, walls."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from duty_stage import Stage
from hall import Hall
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QTabWidget, QWidget

from console.app.windows.type_size import scale_of, smaller
from console.config.desk_prefs import PrefsFile
from console.config.look import Look
from console.models.alarms.acts import Act
from console.models.alarms.groups import Grouping
from console.models.case_acts import CaseAct
from console.wall.scene import load_scene, shape_of
from resources.theme import Theme, load
from screens.desk.alarms.menu import act_menu, column_menu
from screens.desk.cases.page import AT_ONCE
from screens.desk.chips import ManyChip
from screens.desk.gear import DeskGear
from screens.desk.seat.login import Doors, LoginDialog
from screens.desk.seat.look_menu import look_menu
from screens.desk.window import DeskWindow
from screens.maps import MapMaker
from screens.overview import WallWindow, room
from screens.panes import PaneFactory, Placed
from screens.pulse import Pulse
from screens.trend_catalogue import TrendCatalogue
from widgets.webmap.painting import Painting

Size = tuple[int, int]
Place = tuple[str, QWidget]
SCENE = load_scene(Path(str(files("resources"))) / "scenes" / "overview.toml")


def settle() -> None:
    """Layouts and queued calls."""
    for _ in range(3):
        QApplication.processEvents()


def themed(name: str, size: Size, zoom: float, distance_m: float | None = None) -> Theme:
    """A theme as a monitor of that many pixels gets it."""
    return load(name).scaled(scale_of(size, (0, 0), distance_m, zoom))


class NoDoor:
    """A door that nobody goes through here."""


def desk_places(hall: Hall, theme: Theme, size: Size, *, dialogs: bool = True) -> Iterator[Place]:
    """Pages of a desk, then its dialogs; each is shown when it is handed out."""
    gear = DeskGear(PrefsFile(None), wear=lambda _look: None, door=lambda _url: NoDoor())  # type: ignore[arg-type,return-value]
    desk = DeskWindow(hall.world, theme, hall.tiles, hall.operations, gear)
    desk.resize(*size)
    desk.show()
    try:
        for spec in desk._specs:
            desk.show_page(spec.name)
            settle()
            yield spec.name, desk
            yield from _inside(spec.name, desk)
        if dialogs:
            yield from menus(desk)
            yield from _dialogs(desk, theme)
    finally:
        desk.hand_over()
        desk.close()
        desk.deleteLater()
        settle()


def page_places(stage: Stage, theme: Theme, size: Size) -> Iterator[Place]:
    """Every page as it is when there is nothing in it yet."""
    gear = DeskGear(PrefsFile(None), wear=lambda _look: None, door=lambda _url: NoDoor())  # type: ignore[arg-type,return-value]
    desk = DeskWindow(stage.world, theme, stage.tiles, stage.operations, gear)
    desk.resize(*size)
    desk.show()
    try:
        for spec in desk._specs:
            desk.show_page(spec.name)
            stage.hear()
            desk._refresh()
            settle()
            yield spec.name, desk
    finally:
        desk.hand_over()
        desk.close()
        desk.deleteLater()
        settle()


def _inside(name: str, desk: DeskWindow) -> Iterator[Place]:
    page = desk.stack.currentWidget()
    if name == "alarms":
        yield from _tabs("alarms", desk, desk.alarms.details.tabs)
        desk.alarms.bar.set_grouping(Grouping.SOURCE)
        desk.alarms.bar.words.setText("井盖")
        desk.alarms.toggle_panel()
        desk.alarms.refresh()
        settle()
        yield "alarms, grouped, quality", desk
        yield from _tabs("quality", desk, desk.alarms.panel.tabs)
        desk.alarms.toggle_panel()
        desk.alarms.bar.clear()
        desk.alarms.bar.set_grouping(Grouping.NONE)
    elif name == "map":
        page.layers.toggle()
        settle()
        yield "map, layers", desk
        page.layers.toggle()
    elif name == "cases":
        for case in ("CG-2", "CG-90", "WG-1"):
            page.choose(case)
            settle()
            yield f"cases, {case}", desk
    elif name == "incidents":
        page.choose("I-1")
        settle()
        yield from _tabs("incidents", desk, page.tabs)
    elif name == "help":
        for topic in list(page._topics)[-2:]:
            page.list.choose(topic)
            settle()
            yield f"help, {topic}", desk


def _tabs(name: str, desk: DeskWindow, tabs: QTabWidget) -> Iterator[Place]:
    for number in range(tabs.count()):
        tabs.setCurrentIndex(number)
        settle()
        yield f"{name}, tab {number}", desk


def _dialogs(desk: DeskWindow, theme: Theme) -> Iterator[Place]:
    desk.show_page("alarms")
    desk.alarms.table.select_index(0)
    acts = [Act.SHELVE, Act.DISPATCH, Act.COMMENT, Act.OUT_OF_SERVICE, Act.INCIDENT, Act.ATTACH]
    yield from _opened((act.value, lambda act=act: desk.alarms.control.do(act)) for act in acts)
    desk.show_page("incidents")
    page = desk.stack.currentWidget()
    page.choose("I-1")
    kinds = ("grade_incident", "activate_plan", "report", "comment", "close_incident", "attach")
    yield from _opened((kind, lambda kind=kind: page.act(kind)) for kind in kinds)
    yield from _case_dialogs(desk)
    desk.show_page("duty")
    duty = desk.stack.currentWidget()
    yield from _opened([("shift", lambda: duty.edit("duty-now")), ("swap", duty.request_swap)])
    duty.terminals.list.choose("一号席")
    yield from _opened([("terminal", duty.terminals.open_chosen)])
    yield from _opened([("login", lambda: _login(desk, theme)), ("commands", desk.commands.open_list)])
    yield from _opened([("quarantine", desk._quarantine_list.open_list), ("receipts", desk._receipt_list.open_list)])


def _case_dialogs(desk: DeskWindow) -> Iterator[Place]:
    """Each act on a case once, on a case that it may be done on."""
    desk.show_page("cases")
    page, left = desk.stack.currentWidget(), set(CaseAct)
    for case in sorted(each.id for each in desk.world.cases.values()):
        page.choose(case)
        settle()
        for act in [act for act in left if act not in AT_ONCE and page.card.buttons[act].isVisible()]:
            for place in _opened([(f"case {act.value}", lambda act=act: page.act(act))]):
                left.discard(act)
                yield place


def menus(desk: DeskWindow) -> Iterator[Place]:
    """Every menu of the desk, open."""
    desk.show_page("alarms")
    desk.alarms.table.select_index(0)
    made = {"acts": act_menu(desk.alarms.control, desk), "columns": column_menu(desk.alarms.table)}
    made["look"] = look_menu(Look(), lambda _look: None, desk)
    parts = [part for menu in made.values() for part in menu.findChildren(QMenu)]
    made |= {f"part {number}": part for number, part in enumerate(parts)}
    made |= {f"filter {chip.text()}": chip.menu() for chip in desk.findChildren(ManyChip)}
    made["map"] = desk.alarms.details.map.painter_menu()
    for name, menu in made.items():
        menu.popup(desk.mapToGlobal(desk.rect().center()))
        settle()
        yield f"menu {name}", menu
        menu.close()


def _login(desk: DeskWindow, theme: Theme) -> QDialog:
    doors = Doors(("城市指挥中心", "禾川县分中心"), "城市指挥中心", lambda _name: NoDoor())  # type: ignore[arg-type,return-value]
    made = LoginDialog(theme, doors, "", desk)
    made.open()
    return made


def _opened(openers: Iterable[tuple[str, Callable[[], object]]]) -> Iterator[Place]:
    for name, opener in openers:
        before = _open_dialogs()
        opener()
        settle()
        for dialog in _open_dialogs() - before:
            yield f"dialog {name}", dialog
            dialog.close()
        settle()


def _open_dialogs() -> set[QDialog]:
    return {each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()}


def wall_places(hall: Hall, theme: Theme, size: Size, outputs: int) -> Iterator[Place]:
    """The overview over so many equal monitors, each with the type that its panes can hold, as the wall makes them."""
    pulse, trends = Pulse(hall), TrendCatalogue(hall.world)
    maps = MapMaker(hall.world, hall.tiles, Painting())
    panes = SCENE.panes(outputs, shapes=[shape_of(size)] * outputs)

    def made(look: Theme, number: int) -> tuple[WallWindow, list[Placed]]:
        factory, window = PaneFactory(hall.world, look, pulse, maps, trends), WallWindow(look, QSize(*size))
        return window, [window.add(factory, pane) for pane in panes if pane.output == number]

    for number in range(outputs):
        window, placed = made(theme, number)
        while (share := room(placed)) < 1:
            for each in placed:
                each.close()
            pulse.clear()
            most = smaller(window.theme.factor, themed(theme.name, size, 1.0, 4.0).factor, share)
            window.deleteLater()
            window, placed = made(theme.scaled(replace(theme.scale, most=most)), number)
        window.show()
        settle()
        yield f"wall {number + 1} of {outputs}", window
        pulse.clear()
        for each in placed:
            each.close()
        window.close()
        window.deleteLater()
    pulse.deleteLater()
    settle()
