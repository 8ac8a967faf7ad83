"""新建事件: from chosen alarms, or by hand from a report by word of mouth."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from console.commands import intents as do
from console.commands.envelope import new_id
from console.commands.intents import AnyIntent
from console.domain.geo.coordinates import decimal
from console.domain.geo.geodesy import Place, great_circle
from console.domain.incidents.grading import likely_class
from console.models.cases import HeldCase
from console.models.rows import AlarmRow
from screens.desk.incident.dialog import ActDialog
from screens.desk.incident.figures import FiguresForm
from screens.desk.incident.parts import choice, hint_of, label
from screens.desk.incident.room import Room


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("opening", text)


class OpenDialog(ActDialog):
    """Emits ``opened`` with the new incident's id once the act is on disk. ``at``: a place pointed at."""

    opened = Signal(str)

    def __init__(
        self, room: Room, alarms: Sequence[AlarmRow], parent: QWidget, at: Place | None = None,
        case: HeldCase | None = None,
    ) -> None:  # fmt: skip
        super().__init__(room, tr("转事件") if alarms or case else tr("新建事件"), tr("建立事件"), parent)
        self._alarms, self._case, self._at = list(alarms), case, at
        titles = [alarm.title for alarm in alarms] + ([case.case.title] if case else [])
        self._grades = room.tables.current().grades
        self.name = f"IN-{new_id(room.world.now())}"
        self.title = QLineEdit(titles[0] if titles else "")
        self.title.setMaxLength(500)
        self.title.setCursorPosition(0)
        hint_of(self.title, tr("地点和事情，一句话"))
        self.cls = choice(list(self._grades))
        self.cls.setPlaceholderText(tr("请选择"))
        self.place = choice([])
        self.source = QLineEdit()
        self.source.setMaxLength(500)
        hint_of(self.source, tr("谁报来的，怎么报的"))
        self._build()

    def _build(self) -> None:
        areas = [each for each in self.room.world.registers.areas.values() if each.level in ("city", "county", "town")]
        for area in areas:
            self.place.addItem(area.name, area.code)
        if self._at is not None and areas:
            at = self._at
            nearest = min(areas, key=lambda each: great_circle(at, (each.lon, each.lat)))
            self.place.setCurrentIndex(self.place.findData(nearest.code))
        self.form.addRow(tr("名称"), self.title)
        self.form.addRow(tr("类别"), self.cls)
        if self._at is not None:
            self.form.addRow(tr("坐标"), label(decimal(*self._at)))
        if self._case:
            self.form.addRow(tr("案件"), label(self._case.case.title, "secondary", self.room.theme, wrap=True))
        elif self._alarms:
            shown = "\n".join(alarm.title for alarm in self._alarms[:6])
            more = tr("\n等 {} 条").format(len(self._alarms)) if len(self._alarms) > 6 else ""
            self.form.addRow(tr("告警"), label(shown + more, "secondary", self.room.theme, wrap=True))
        else:
            self.form.addRow(tr("地点"), self.place)
            self.form.addRow(tr("信息来源"), self.source)
        self.figures = FiguresForm(self.room.theme, self.form)
        self.cls.currentTextChanged.connect(self._class_chosen)
        self.cls.setCurrentIndex(self.cls.findText(self._likely()))
        self._class_chosen(self.cls.currentText())
        for field in (self.title, self.source):
            field.textEdited.connect(lambda _text: self.tell(""))
        (self.title if self.cls.currentIndex() >= 0 or not self.title.text() else self.cls).setFocus()

    def _missing(self, words: str, field: QWidget) -> None:
        """Say what is missing, with the keyboard where it is to be put."""
        self.tell(words)
        field.setFocus()

    def _likely(self) -> str:
        """The class that the first alarm suggests; a wrong one would start a wrong law's countdown."""
        if not self._alarms:
            return ""
        first = self._alarms[0]
        try:
            rule = self.room.world.alarms.entity(first.key)[1].rule
        except KeyError:
            rule = ""
        return likely_class(self._grades, rule, first.branch.value if first.branch else "")

    def _class_chosen(self, name: str) -> None:
        self.tell("")
        self.figures.show_table(self._grades.get(name), {}, 4, asked=bool(name))

    def backend(self) -> int:
        """Where the incident will live: with its alarms, else at the first backend."""
        if self._case:
            return self._case.backend
        if self._alarms:
            return self._alarms[0].backend
        return min(self.room.world.backends, default=0)

    def what(self) -> tuple[int, str, list[tuple[AnyIntent, int]]] | None:
        title, source = self.title.text().strip(), self.source.text().strip()
        if not title:
            self._missing(tr("请填写名称。"), self.title)
            return None
        if self.cls.currentIndex() < 0:
            self._missing(tr("请选择类别。"), self.cls)
            return None
        if not (self._alarms or self._case or source):
            self._missing(tr("请写明信息来源。"), self.source)
            return None
        if len({alarm.backend for alarm in self._alarms}) > 1:
            self.tell(tr("所选告警来自不同网关，请分别建立事件。"))
            return None
        code = "" if self._alarms or self._case else str(self.place.currentData() or "")
        area = self.room.world.registers.areas.get(code)
        lon, lat = self._at or ((area.lon, area.lat) if area else (None, None))
        intent = do.OpenIncident(
            about=self.name, cls=self.cls.currentText(), grade=self.figures.grade(), title=title,
            alarms=tuple(alarm.id for alarm in self._alarms), cases=(self._case.case.id,) if self._case else (),
            area=code, figures=self.figures.values(), lon=lon, lat=lat, source=source,
        )  # fmt: skip
        return self.backend(), "Incident", [(intent, 0)]

    def accept(self) -> None:
        """On disk: tell who will look for it in the list."""
        self.opened.emit(self.name)
        self.room.acting.opened.emit(self.name)
        super().accept()
