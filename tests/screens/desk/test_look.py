"""The look of the desk, changed while it is used: language, colours and size, with nothing open or written lost."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from alarm_stage import alarm
from duty_stage import LEADER, Stage
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from scenes import shift, spill

from console.app.windows.language import speak
from console.config.look import Language, Look, ThemeName, Zoom
from console.domain.entities import System
from console.models.alarms.filter import Show
from console.models.alarms.groups import Grouping
from console.models.figures.series import SeriesWindow
from resources.theme import Scale, load
from screens.desk.gear import DeskGear
from screens.desk.incident.room import Acting
from screens.desk.shell import DeskShell
from screens.desk.window import DeskWindow

pytestmark = pytest.mark.operations
ENGLISH = Look(Language.ENGLISH, ThemeName.DESK_LIGHT, Zoom.LARGER)


class Wardrobe:
    """Does what the desk's process does."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.lines = 1080
        self.gear = DeskGear(wear=self.wear)
        self.shell = DeskShell(self._make)
        self.shell.resize(1920, 1080)
        self.shell.show()

    @property
    def desk(self) -> DeskWindow:
        return self.shell.desk

    def _make(self, acting: Acting | None) -> DeskWindow:
        look, stage = self.gear.look, self.stage
        theme = load(look.theme.value).scaled(Scale(height_px=self.lines, zoom=look.zoom / 100))
        return DeskWindow(stage.world, theme, stage.tiles, stage.operations, self.gear, acting)

    def wear(self, look: Look) -> None:
        self.gear.look = look
        speak(look.language)
        self.shell.renew()


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path)
    now = made.world.now()
    made.put(*[alarm(now, number) for number in range(9)], shift(now), spill(now))
    made.operations.sign_in(LEADER, "s")
    yield made
    made.close()


@pytest.fixture
def wardrobe(stage: Stage, qtbot: QtBot) -> Iterator[Wardrobe]:
    made = Wardrobe(stage)
    qtbot.addWidget(made.shell)
    yield made
    speak(Language.CHINESE)


def test_the_desk_speaks_english_and_chinese_again(wardrobe: Wardrobe) -> None:
    wardrobe.wear(ENGLISH)
    assert wardrobe.desk.nav.buttons["alarms"].text() == "Alarms F1"
    assert wardrobe.shell.windowTitle() == wardrobe.desk.nav.title.text() == "Operator desk"
    wardrobe.wear(Look())
    assert wardrobe.desk.nav.buttons["alarms"].text() == "告警 F1"


def test_colours_and_size_follow(wardrobe: Wardrobe) -> None:
    before = wardrobe.desk.theme
    wardrobe.wear(ENGLISH)
    after = wardrobe.desk.theme
    assert (after.name, after.px("body")) == ("desk-light", round(before.px("body") * 1.25))
    picture = wardrobe.shell.grab().toImage()
    assert picture.pixelColor(3, 3).name().upper() == after.token("ground")


def test_filters_grouping_and_chosen_alarms_stay(qtbot: QtBot, wardrobe: Wardrobe) -> None:
    alarms = wardrobe.desk.alarms
    alarms.bar.words.setText("井盖")
    alarms.bar.systems.tick([System.CITY])
    alarms.filtered.update_query(systems=frozenset((System.CITY,)), show=Show.WAITING)
    alarms.table.select_index(2)
    alarms.table.choose_keys([alarms.groups.row(place).key for place in (2, 3, 4)], alarms.groups.row(3).key)
    chosen = [row.id for row in alarms.table.chosen()]
    wardrobe.wear(ENGLISH)
    fresh = wardrobe.desk.alarms
    assert fresh is not alarms
    qtbot.waitUntil(lambda: [row.id for row in fresh.table.chosen()] == chosen)
    assert (fresh.bar.words.text(), fresh.bar.systems.ticked()) == ("井盖", [System.CITY])
    assert (fresh.filtered.query.show, fresh.filtered.query.text) == (Show.WAITING, "井盖")
    assert fresh.table.current().id == chosen[1]
    fresh.bar.group(Grouping.SOURCE)
    wardrobe.wear(Look())
    assert wardrobe.desk.alarms.groups.grouping is Grouping.SOURCE


def test_the_open_page_and_what_was_being_written_stay(qtbot: QtBot, wardrobe: Wardrobe) -> None:
    for page in ("map", "incidents", "handover"):
        wardrobe.desk.show_page(page)
    wardrobe.desk.stack.currentWidget().remarks.setPlainText("东闸门已关，备用泵待查")
    wardrobe.desk._pages["map"].map.camera.look_at(118.7, 37.4, 13.0)
    wardrobe.wear(ENGLISH)
    desk = wardrobe.desk
    assert desk.stack.currentWidget() is desk._pages["handover"]
    assert desk.nav.buttons["handover"].isChecked()
    assert desk._pages["handover"].remarks.toPlainText() == "东闸门已关，备用泵待查"
    camera = desk._pages["map"].map.camera
    assert (*camera.centre, camera.zoom) == pytest.approx((118.7, 37.4, 13.0))


def test_acts_that_are_under_way_are_followed_by_the_new_desk(wardrobe: Wardrobe) -> None:
    acting = wardrobe.desk.room.acting
    wardrobe.wear(ENGLISH)
    assert wardrobe.desk.room.acting is acting


def test_an_open_dialog_keeps_the_look_as_it_is(qtbot: QtBot, wardrobe: Wardrobe) -> None:
    wardrobe.desk.commands.open_list()
    wardrobe.desk.choose_look()
    assert "请先关闭" in wardrobe.desk.told.text()
    assert not [menu for menu in wardrobe.desk.findChildren(QMenu) if menu.isVisible()]


def test_the_key_opens_the_menu_and_a_choice_takes_effect(qtbot: QtBot, wardrobe: Wardrobe) -> None:
    qtbot.keyClick(wardrobe.desk, Qt.Key.Key_F10, Qt.KeyboardModifier.ControlModifier)
    menu = next(menu for menu in wardrobe.desk.findChildren(QMenu) if menu.isVisible())
    ticked = [action.text() for action in menu.actions() if action.isChecked()]
    assert ticked == ["简体中文", "大屏深色", "100 %"]
    next(action for action in menu.actions() if action.text() == "English").trigger()
    qtbot.waitUntil(lambda: wardrobe.gear.look.language is Language.ENGLISH)
    assert wardrobe.desk.nav.title.text() == "Operator desk"


def test_no_desk_is_left_behind_and_the_models_go_on(qtbot: QtBot, wardrobe: Wardrobe, stage: Stage) -> None:
    """A desk that was replaced must not hear the models any more: it would be asked for what it no longer is."""
    gone = []
    for number in range(4):
        for page in [spec.name for spec in wardrobe.desk._specs]:
            wardrobe.desk.show_page(page)
        gone.append(weakref.ref(wardrobe.desk))
        wardrobe.wear(ENGLISH if number % 2 else Look(zoom=Zoom.LARGEST))
        now = stage.world.now()
        stage.put(*[alarm(now, each, v=number + 2, priority=2) for each in range(9)], spill(now, v=number + 4))
        qtbot.wait(50)
    stage.operations.person_changed.emit()
    stage.operations.outbox_changed.emit()
    stage.world.reloaded.emit()
    qtbot.wait(700)
    gc.collect()
    assert not [desk for desk in gone if desk() is not None]
    assert stage.world.findChildren(SeriesWindow) == [], "a curve goes with the tab that showed it"


@pytest.mark.parametrize("language", list(Language))
def test_at_its_largest_the_desk_fits_the_smallest_monitor(wardrobe: Wardrobe, language: Language) -> None:
    """A window that is wider than its monitor hides who is signed in, the look and the clock."""
    wardrobe.lines = 720
    wardrobe.wear(Look(language, ThemeName.WALL_DARK, Zoom.LARGEST))
    for page in wardrobe.desk.nav.buttons:
        wardrobe.desk.show_page(page)
    needed = wardrobe.desk.minimumSizeHint()
    assert needed.width() <= 1280 and needed.height() <= 720
