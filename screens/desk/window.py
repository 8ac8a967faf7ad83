"""The operator's desk: a head with the pages, the page in hand, what has to be told, and the foot."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QColor, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from console.commands.session import Problem, SignInFailed
from console.config.tables import TableBook
from console.domain.truth import told
from console.models.acting.operations import Operations
from console.models.acting.receipts import newest, receipt_words
from console.models.duty.warnings import duty_of
from console.models.rows import AlarmRow
from console.models.text.labels import city_label
from console.models.world import World
from resources.theme import Theme
from screens.desk.alarms.page import AlarmsPage
from screens.desk.bottom_line import BottomLine
from screens.desk.city_map.page import MapPage
from screens.desk.command_list import CommandList
from screens.desk.gear import DeskGear
from screens.desk.guide import Guide
from screens.desk.help_page import HelpPage
from screens.desk.incident.page import IncidentsPage
from screens.desk.incident.room import Acting, Room
from screens.desk.invite_bar import InviteBar
from screens.desk.nav_bar import NavBar
from screens.desk.page_stack import PageStack, Scroller
from screens.desk.pages import PageSpec, first_of, specs
from screens.desk.seat.look_menu import look_menu
from screens.desk.seat.seat import Seat
from screens.desk.sound_player import SoundPlayer
from screens.desk.told_bar import ToldBar
from screens.desk.web_page import WebPage
from screens.desk_lists import QuarantineList, ReceiptList
from screens.maps import MapMaker
from screens.pulse import Pulse
from widgets.focus_ring import FocusWatch
from widgets.map.tile_source import TileSource
from widgets.receipt import ReceiptBar

OF_ALL = frozenset({"alarms", "map"})
"""Panes to which every backend belongs."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("desk", text)


class DeskWindow(QWidget):
    """Makes a page when it is first opened; without ``operations`` the desk is for reading."""

    def __init__(
        self, world: World, theme: Theme, tiles: TileSource, operations: Operations | None = None,
        gear: DeskGear | None = None, acting: Acting | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self.world, self.theme, self.operations = world, theme, operations
        self._gear = gear or DeskGear()
        self._maps = MapMaker(world, tiles, self._gear.painting)
        self.setWindowTitle(tr("值班台"))
        self._pulse = Pulse(self)
        self._dismissed = 0
        self.room = self._furnish(operations, acting) if operations is not None else None
        self._specs = [spec for spec in specs() if self._has(spec)]
        self.nav = NavBar(theme, self._specs)
        self.bar = ReceiptBar(theme)
        self.told = ToldBar(theme)
        self.invite = InviteBar(self.room, self) if self.room is not None else None
        self.stack = PageStack()
        self._pages: dict[str, QWidget] = {}
        self.guide = Guide(world, self.show_page)
        self.alarms = AlarmsPage(world, theme, self._maps, self._pulse, self.room, self._gear.prefs)
        self.foot = BottomLine(
            world, theme, operations, can_sign_in=self._gear.door is not None, can_change=self._gear.wear is not None
        )
        self.sound = SoundPlayer(world, self)
        self.seat = Seat(world, theme, operations, self._gear, self)
        self.commands = CommandList(self.room, self._gear.prefs, self) if self.room is not None else None
        self._quarantine_list = QuarantineList(world, theme, self)
        self._receipt_list = ReceiptList(world, theme, self)
        self._lay_out()
        self._connect()
        self._bind_keys()
        FocusWatch(theme, self)
        self.show_page("alarms")
        self._pulse.add(self._refresh)

    def _furnish(self, operations: Operations, acting: Acting | None) -> Room:
        gear = self._gear
        if acting is not None:
            acting.setParent(self)
        return Room(
            self.world, acting or Acting(operations, self), self.theme, self._maps, gear.tables or TableBook(),
            operations.folder, gear.print_paper, gear.roads, gear.meeting_url, self._reveal,
        )  # fmt: skip

    def _reveal(self, backend: int, name: str, reason: str) -> str:
        """Ask the backend whose number it is; called from a thread of its own."""
        row = self.world.backends.get(backend)
        login = self.operations.logins.at(row.name) if self.operations is not None and row is not None else None
        if self._gear.door is None or row is None or login is None:
            raise SignInFailed(Problem.UNREACHABLE)
        return self._gear.door(row.url).reveal(login.session, name, reason)

    def _lay_out(self) -> None:
        self.setStyleSheet(self.theme.qss())
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(self.theme.token("ground")))
        self.setPalette(palette)
        gap = self.theme.space(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(gap)
        column.addWidget(self.nav)
        if self.invite is not None:
            column.addWidget(self.invite)
        column.addWidget(Scroller(self.stack), 1)
        for each in (self.bar, self.told):  # under the page: what comes and goes moves nothing from under a pointer
            column.addWidget(each)
        column.addWidget(self.foot)
        self.bar.hide()
        self.told.hide()

    def _connect(self) -> None:
        self.nav.chosen.connect(self.show_page)
        self.bar.dismissed.connect(self._dismiss)
        self.bar.detail_requested.connect(self._receipt_list.open_list)
        self.foot.quarantine.clicked.connect(self._quarantine_list.open_list)
        self.foot.person_pressed.connect(self.seat.ask)
        self.foot.look_pressed.connect(self.choose_look)
        self.alarms.control.has_door = self._gear.door is not None
        self.alarms.control.sign_in_asked.connect(self.seat.ask)
        self.alarms.control.said.connect(self.told.mention)
        self.seat.said.connect(self.told.mention)
        if self.room is not None and self.commands is not None:
            self.room.acting.said.connect(self.told.tell)
            self.room.acting.opened.connect(self._opened)
            self.room.acting.login_wanted.connect(self.seat.ask_for)
            self.foot.commands_pressed.connect(self.commands.open_list)
            self.told.detail_requested.connect(self.commands.open_list)
            self.commands.look.connect(self.guide.to_target)

    def _bind_keys(self) -> None:
        for spec in self._specs:
            self._key(spec.key, lambda name=spec.name: self.show_page(name))
        self._key("F8", self.sound.silence)
        self._key("F6", self.seat.ask)
        self._key("Ctrl+F10", self.choose_look)
        if self.commands is not None:
            self._key("F7", self.commands.open_list)

    def _key(self, keys: str, pressed) -> None:  # type: ignore[no-untyped-def]
        QShortcut(QKeySequence(keys), self).activated.connect(pressed)

    def show_page(self, name: str) -> QWidget:
        """Go to a page; it is made the first time."""
        page = self._page(name)
        self.stack.setCurrentWidget(page)
        self.nav.mark(name)
        self.take_keyboard()
        return page

    def take_keyboard(self) -> None:
        """The keyboard to where the page in hand begins."""
        first_of(self.stack.currentWidget()).setFocus(Qt.FocusReason.OtherFocusReason)

    def _page(self, name: str) -> QWidget:
        page = self._pages.get(name)
        if page is None:
            spec = next(each for each in self._specs if each.name == name)
            page = self._pages[name] = self._make(spec)
            self.stack.addWidget(page)
        return page

    def _opened(self, name: str) -> None:
        """An incident was opened elsewhere than on its page: say where it is, and let it be in hand there."""
        page = self._page("incidents")
        if isinstance(page, IncidentsPage) and page is not self.stack.currentWidget():
            page.expect(name)
            self.told.mention(tr("新事件已保存，按 F2 到事件页；送达后自动选中。"), "accent")

    def _has(self, spec: PageSpec) -> bool:
        if spec.name == "web":
            return bool(self._gear.web.applications)
        return spec.there() and (self.room is not None or not spec.module)

    def _make(self, spec: PageSpec) -> QWidget:
        if spec.name == "alarms":
            return self.alarms
        if spec.name == "map":
            return self._make_map_page()
        if spec.name == "web":
            return WebPage(self.theme, self._gear.web, self._pulse)
        if spec.name == "help" or self.room is None:
            return HelpPage(self.theme, [(each.title, each.key) for each in self._specs])
        return spec.make(self.room)

    def choose_look(self) -> None:
        """The menu of language, colours and size of type; not over an open dialog, whose words would be lost."""
        if self._gear.wear is None:
            return
        if any(dialog.isVisible() for dialog in self.findChildren(QDialog)):
            self.told.mention(tr("请先关闭打开的对话框，再更换外观。"), "delayed")
            return
        menu = look_menu(self._gear.look, self._gear.wear, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        corner = self.foot.look.mapToGlobal(QPoint(self.foot.look.width(), 0))
        menu.popup(corner - QPoint(menu.sizeHint().width(), menu.sizeHint().height()))

    def end_pages(self) -> None:
        """End everything that runs in a browser; the desk is about to go."""
        self._gear.painting.end(self)
        for page in self._pages.values():
            if isinstance(page, WebPage):
                page.stop()

    def hand_over(self) -> Acting | None:
        """The acts that are under way, for the desk that takes this one's place."""
        self._pulse.clear()
        self.end_pages()
        if self.room is None:
            return None
        self.room.acting.setParent(None)
        return self.room.acting

    def keep_state(self) -> dict[str, object]:
        """The pages that were opened, the one in hand last; what was told; the alarm sound."""
        shown = next(name for name, page in self._pages.items() if page is self.stack.currentWidget())
        others = [name for name in self._pages if name != shown]
        return {"pages": [*others, shown], "dismissed": self._dismissed, "sound": self.sound.keep_state()}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Open them again."""
        self._dismissed = state["dismissed"]
        self.sound.restore_state(state["sound"])
        for name in state["pages"]:
            self.show_page(name)

    def _make_map_page(self) -> MapPage:
        gear = self._gear
        page = MapPage(
            self.world, self.theme, self._maps, self._pulse, gear.drawings, self.room, gear.prefs, gear.imports
        )
        page.tools.open_alarm.connect(self.guide.to_alarm)
        page.layers.shapes.alarms_wanted.connect(self.guide.to_alarms_of)
        page.layers.shapes.case_wanted.connect(self.guide.to_case)
        page.layers.shapes.alarm_wanted.connect(self.guide.to_alarm)
        page.tools.said.connect(self.told.mention)
        page.ways.alarm_wanted.connect(self.guide.to_alarm)
        page.ways.case_wanted.connect(self.guide.to_case)
        page.ways.incident_wanted.connect(self.guide.to_incident)
        return page

    def choose(self, row: AlarmRow) -> None:
        """Show an alarm's details."""
        self.show_page("alarms")
        self.alarms.choose(row)

    def _refresh(self) -> None:
        city, truth = self.world.registers.city, self.world.link_truth()
        self.nav.refresh(city.name, city_label(city), duty_of(self.world), truth, self.world.now())
        self.foot.refresh(self._gear.prefs.prefs.dismissed, self.sound.silent(), self._gear.trouble())
        self.alarms.sources.look()
        if self.stack.currentWidget() is self.alarms:
            self.alarms.refresh()
        key = newest(self.world)
        if key > self._dismissed:
            self.bar.show_receipt(receipt_words(self.world, key))
            self.bar.show()

    def _dismiss(self) -> None:
        self._dismissed = newest(self.world)
        self.bar.hide()

    def qualities(self) -> dict[str, str]:
        """How far each pane may be believed, for the health file."""
        panes, missing = self.alarms.qualities(), self.world.link_truth().missing
        return {name: told(quality, missing if name in OF_ALL else ()) for name, quality in panes.items()}
