"""Resources near an incident: by circle, by a drawn area, by driving distance; on the map and as a table."""

from __future__ import annotations

import threading

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QSlider, QToolButton

from console.domain.entities import Resource
from console.models.city_map.measures import refusal_words
from console.models.incident.nearby import KINDS, Drive, Found, in_circle, in_ring, masked_phone
from console.models.incident.roads import RoadGraph
from console.models.registers import Asset
from screens.desk.incident.parts import flow, label, row, splitter
from screens.desk.incident.room import Room
from screens.desk.incident.work import Work
from widgets.calm import calm
from widgets.map.area_overlay import AreaOverlay, Corner
from widgets.plain_table import Cell, Heading, PlainTable, Row

NAMES = {
    "team": "队伍",
    "shelter": "避难场所",
    "store": "物资库",
    "expert": "专家",
    "hospital": "医院",
    "fire_station": "消防站",
}
MODES = (("circle", "圆形"), ("ring", "画区域"), ("drive", "行车距离"))
STEPS_KM = (0.5, 1, 2, 3, 5, 8, 10, 15, 20, 30)
FIRST_STEP = 4


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("around", text)


class AroundTab(Work):
    """The map is made when the tab is first looked at; the road graph is read beside the GUI thread."""

    @property
    def name(self) -> str:
        return tr("周边")

    roads_read = Signal(object)

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._mode = "circle"
        self._drive: Drive | None = None
        self._reading = False
        self._about = ""
        self.found: list[Found] = []
        self.map = room.maps.make(room.theme, "incident-map")
        self.overlay = AreaOverlay(room.theme, self.map)
        self.overlay.drawn.connect(lambda _ring: self.search())
        self.overlay.changed.connect(lambda: self.said.setText(self._words(self.place())))
        self.roads_read.connect(self._roads_came)
        self._modes = {mode: self._toggle(tr(name), lambda mode=mode: self.set_mode(mode)) for mode, name in MODES}
        self._kinds = {kind: self._toggle(tr(NAMES[kind]), self.search, True) for kind in KINDS}
        self._modes["circle"].setChecked(True)
        self.slider = calm(QSlider(Qt.Orientation.Horizontal))
        self.slider.setRange(0, len(STEPS_KM) - 1)
        self.slider.setValue(FIRST_STEP)
        self.slider.setPageStep(1)
        self.slider.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.slider.valueChanged.connect(lambda _step: self.search())
        self.reach = label("", "text")
        self.said = label("", "secondary", room.theme, wrap=True)
        heads = (tr("名称"), tr("类别"), tr("能力"), tr("距离"), tr("状态"), tr("电话"))
        self.table = PlainTable(
            room.theme, [Heading(h, wide=n == 0, right=n == 3, minor=n in (1, 2)) for n, h in enumerate(heads)]
        )
        self.table.chosen.connect(self._look_at)
        self._build()

    def _toggle(self, name: str, pressed: object, on: bool = False) -> QToolButton:
        made = QToolButton()
        made.setText(name)
        made.setCheckable(True)
        made.setChecked(on)
        made.clicked.connect(lambda _on=False: pressed())  # type: ignore[operator]
        return made

    def _build(self) -> None:
        self.layout_.addLayout(row(self.room.theme, *self._modes.values(), self.slider, self.reach, stretch=False))
        self.layout_.addWidget(flow(self.room.theme, *self._kinds.values()))
        self.layout_.addWidget(self.said)
        split = splitter(self.room.theme, Qt.Orientation.Vertical, self.map, self.table)
        split.setSizes([300, 200])
        self.layout_.addWidget(split, 1)

    def place(self) -> Corner | None:
        """Where the incident is, if that is known."""
        incident = self.held.incident if self.held else None
        if incident is None or incident.lon is None or incident.lat is None:
            return None
        return incident.lon, incident.lat

    def set_mode(self, mode: str) -> None:
        """Search by ``circle``, ``ring`` or ``drive``."""
        self._mode = mode
        for name, made in self._modes.items():
            made.setChecked(name == mode)
        self.overlay.draw_area(mode == "ring")
        if mode == "drive":
            self._read_roads()
        self.search()

    def set_reach(self, km: float) -> None:
        """Choose the nearest step of the slider."""
        self.slider.setValue(min(range(len(STEPS_KM)), key=lambda step: abs(STEPS_KM[step] - km)))

    def refresh(self) -> None:
        name = self.held.incident.id if self.held else ""
        if name != self._about:
            self._about = name
            self.overlay.clear()
            place = self.place()
            if place is not None:
                self.map.camera.look_at(*place, 11.5)
        self.search()

    def search(self) -> None:
        """Find, and show on the map and in the table."""
        place, metres = self.place(), STEPS_KM[self.slider.value()] * 1000
        self.reach.setText(f"{metres / 1000:g} km")
        self.slider.setEnabled(self._mode != "ring")
        kinds = [kind for kind, made in self._kinds.items() if made.isChecked()]
        assets = [asset for kind in kinds for asset in self.room.world.registers.of_kind(kind)]
        self.found = self._found(assets, place, metres) if place else []
        self.overlay.show_place(place, metres if self._mode == "circle" else 0.0)
        self.overlay.show_found([(each.asset.lon, each.asset.lat) for each in self.found])
        states = {each.id: each for each in self.room.world.parts.every(Resource)}
        self.table.show_rows([self._row(each, states.get(each.asset.id)) for each in self.found])
        self.said.setText(self._words(place))

    def _found(self, assets: list[Asset], place: Corner, metres: float) -> list[Found]:
        if self._mode == "ring":
            return in_ring(assets, *place, self.overlay.ring) if not self.overlay.drawing else []
        if self._mode == "drive":
            return self._drive.within(assets, *place, metres) if self._drive else []
        return in_circle(assets, *place, metres)

    def _words(self, place: Corner | None) -> str:
        if place is None:
            return tr("事件没有坐标，无法查找周边资源。")
        if self.overlay.drawing and self.overlay.refusal is not None:
            return refusal_words(self.overlay.refusal)
        if self.overlay.drawing:
            return tr("在地图上逐点单击画区域，双击或回车结束，退格删一点，Esc 重来。")
        if self._mode == "ring" and not self.overlay.ring:
            return tr("还没有画区域，再点一次“画区域”开始。")
        if self._mode == "drive" and self._drive is None:
            return tr("正在读取路网…") if self._reading else tr("本机没有路网数据，无法计算行车距离。")
        how = tr("沿道路") if self._mode == "drive" else tr("直线")
        return tr("找到 {} 处，距离为{}距离").format(len(self.found), how)

    def _row(self, found: Found, state: Resource | None) -> Row:
        asset = found.asset
        status = _status(state)
        phone = masked_phone(asset.phone) if asset.phone else tr("未登记")
        cells = (Cell(asset.name), Cell(tr(NAMES[asset.kind]), "secondary"), Cell(_ability(asset), "secondary"),
                 Cell(f"{found.metres / 1000:.1f} km"), status,
                 Cell(phone, "text" if asset.phone else "tertiary"))  # fmt: skip
        return Row(asset.id, cells)

    def _look_at(self, name: str) -> None:
        asset = self.room.world.registers.assets.get(name)
        if asset is not None:
            self.map.fly_to(asset.lon, asset.lat, max(self.map.camera.zoom, 13.0))

    def _read_roads(self) -> None:
        if self._drive is not None or self._reading or self.room.roads is None:
            return
        self._reading = True
        threading.Thread(target=self._load, args=(self.room.roads,), name="road-graph", daemon=True).start()

    def _load(self, path: object) -> None:
        graph: RoadGraph | None
        try:
            graph = RoadGraph.read(path.read_bytes())  # type: ignore[attr-defined]
        except (OSError, ValueError):
            graph = None
        try:
            self.roads_read.emit(graph)
        except RuntimeError:
            return  # the page was closed meanwhile

    def _roads_came(self, graph: object) -> None:
        self._reading = False
        self._drive = Drive(graph) if isinstance(graph, RoadGraph) else None
        self.search()


def _status(state: Resource | None) -> Cell:
    """Whether a resource can be called; nobody knows without a word from it."""
    if state is None:
        return Cell(tr("未知"), "unknown")
    words = state.state or (tr("可调用") if state.available else tr("不可调用"))
    return Cell(words, "text" if state.available else "delayed")


def _ability(asset: Asset) -> str:
    parts = [asset.type or asset.field]
    parts += [tr("{} 人").format(asset.people)] if asset.people else []
    parts += [tr("容纳 {} 人").format(asset.capacity)] if asset.capacity else []
    parts += [tr("{:g} 吨").format(asset.tonnes)] if asset.tonnes else []
    parts += [tr("{} 张床位").format(asset.beds)] if asset.beds else []
    parts += [tr("{} 辆消防车").format(asset.engines)] if asset.engines else []
    return " · ".join(part for part in parts if part)
