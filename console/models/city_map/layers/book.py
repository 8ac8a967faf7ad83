"""The layers of one map: which are shown in which order, how strongly, and made anew when their data changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QObject, Signal

from console.domain.geo.classing import Rule
from console.domain.truth import Quality
from console.models.city_map.layers.catalogue import LayerSpec, catalogue, spec_named
from console.models.city_map.layers.focus import Focus
from console.models.city_map.layers.follower import Follower
from console.models.city_map.layers.moment import Moment
from console.models.city_map.shapes import MapLayer
from console.models.world import World

FADED = 0.45
"""Share of its strength that a layer keeps when nobody is heard: what it shows may have changed since."""
AGE_MS = 60_000
"""Layers that tell an age are made anew this often, whether new data came or not."""
Clock = Callable[[], float]


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("layer_book", text)


@dataclass(frozen=True, slots=True)
class Shown:
    """How a person wants one layer: ``opacity`` 0 to 1, seen from one zoom to another."""

    opacity: float
    from_zoom: float
    to_zoom: float


class _Ear(QObject):
    """Hears one topic for a book and ends with it: a world outlives its windows, and keeps every lambda."""

    def __init__(self, book: LayerBook, topic: str) -> None:
        super().__init__(book)
        self._book, self._topic = book, topic

    def hear(self) -> None:
        """Something of the topic is new."""
        self._book._touch(self._topic)


class LayerBook(QObject):
    """Tells which layers to show; a map takes them as they come."""

    made = Signal(object)
    """A ``MapLayer``, new or anew."""
    gone = Signal(str)
    """The name of a layer that is no longer shown."""
    arranged = Signal()
    """Which layers are shown, how, or in which order was changed by hand."""
    focused = Signal()
    """Areas, classes or window were changed."""

    def __init__(
        self, world: World, colour: Callable[[str], str], parent: QObject | None = None, clock: Clock = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._world, self._colour, self._clock = world, colour, clock
        self.focus, self.rule, self.window = Focus(), Rule.QUANTILE, 24 * 3_600_000
        self.follower = Follower(world, self)
        self.faded = False
        """Whether layers are shown faintly, as nobody is heard."""
        self.layers: dict[str, MapLayer] = {}
        """What was made last, by name."""
        self._order: list[str] = []
        self._specs: dict[str, LayerSpec] = {}
        self._wishes: dict[str, Shown] = {}
        self._dirty: dict[str, bool] = {}
        self._made_at: dict[str, float] = {}
        self._zoom = 9.0
        self._aged = clock()
        for topic in ("entities", "alarms", "counters", "registers", "links", "fleet"):
            getattr(world, f"{topic}_changed").connect(_Ear(self, topic).hear)
        world.latest_changed.connect(_Ear(self, "latest").hear)
        world.reloaded.connect(_Ear(self, "registers").hear)
        self.follower.changed.connect(_Ear(self, "track").hear)

    # What there is and what is shown

    def offered(self) -> list[LayerSpec]:
        """All that the data can fill now."""
        return catalogue(self._world.registers, self._world.tally.kinds())

    def order(self) -> list[str]:
        """Names of what is shown, from the lowest to the topmost."""
        return list(self._order)

    def shown(self, name: str) -> bool:
        """Whether a layer is on."""
        return name in self._order

    def wish(self, name: str) -> Shown:
        """How a layer is shown, or would be."""
        spec = self._spec(name)
        usual = Shown(spec.opacity, spec.from_zoom, spec.to_zoom) if spec else Shown(1.0, 0.0, 24.0)
        return self._wishes.get(name, usual)

    def switch(self, name: str, on: bool) -> None:
        """Show a layer on top of the others, or not any more. A name that the data cannot fill is kept and waits."""
        if on == self.shown(name):
            return
        if on:
            self._order.append(name)
            self._dirty[name] = True
        else:
            self._forget(name)
        self.arranged.emit()

    def set_wish(self, name: str, wish: Shown) -> None:
        """Show it like this; its data stays as it is."""
        self._wishes[name] = wish
        made = self.layers.get(name)
        if made is not None:
            self._give(name, made)
        self.arranged.emit()

    def move(self, name: str, by: int) -> None:
        """Higher (1) or lower (-1) among the others."""
        if name not in self._order:
            return
        at = self._order.index(name)
        to = min(len(self._order) - 1, max(0, at + by))
        self._order.insert(to, self._order.pop(at))
        for each in self._order:
            self.gone.emit(each)
        for each in self._order:
            if each in self.layers:
                self.made.emit(self.layers[each])
        self.arranged.emit()

    # What they are about

    def set_focus(self, focus: Focus) -> None:
        """Show these areas."""
        self.focus = focus
        self._all_anew()

    def set_rule(self, rule: Rule) -> None:
        """Choose class borders like this."""
        self.rule = rule
        self._all_anew()

    def set_window(self, window: int) -> None:
        """How far back heat and tracks go, in ms."""
        self.window = window
        self._all_anew()

    def set_zoom(self, zoom: float) -> None:
        """How near the map is (style zoom); only layers that depend on it are made anew, in steps."""
        for name in self._order:
            by = spec.zooming if (spec := self._spec(name)) is not None else None
            if by is not None and by(self.focus, zoom) != by(self.focus, self._zoom):
                self._dirty[name] = True
        self._zoom = zoom

    def moment(self) -> Moment:
        """What layers are made from now."""
        return Moment(
            self._world, self._zoom, self._colour, self.focus, self.rule, self.window, self.follower.track
        )  # fmt: skip

    # Making

    def renew(self) -> None:
        """Make what is due, one layer a call, so that no frame pays for all of them; to be called at the pulse."""
        self._judge()
        now = self._clock()
        if now - self._aged > AGE_MS / 1000:
            self._aged = now
            self._touch("minute")
            self._touch("entities")
        for name in self._order:
            spec = self._spec(name)
            if spec is None or name not in self._dirty:
                continue
            urgent = self._dirty[name]
            if urgent or now - self._made_at.get(name, -1e9) >= spec.every_ms / 1000:
                self._make(name, spec, now)
                return

    def _judge(self) -> None:
        """A figure of before the silence must not look like one of now."""
        faded = self._world.link_truth().quality is Quality.CACHED
        if faded != self.faded:
            self.faded = faded
            for name, layer in list(self.layers.items()):
                self._give(name, layer)

    @property
    def remark(self) -> str:
        """What is to be said of all layers now, empty for nothing."""
        return tr("缓存：只到下列数据时间") if self.faded else ""

    def renew_all(self) -> None:
        """Make all that is due now."""
        for _ in self._order:
            self.renew()

    def _make(self, name: str, spec: LayerSpec, now: float) -> None:
        self._dirty.pop(name)
        self._made_at[name] = now
        layer = spec.make(name, self.moment())
        if layer is not None:
            self._give(name, layer)

    def _give(self, name: str, layer: MapLayer) -> None:
        wish = self.wish(name)
        opacity = wish.opacity * (FADED if self.faded else 1.0)
        self.layers[name] = replace(layer, opacity=opacity, from_zoom=wish.from_zoom, to_zoom=wish.to_zoom)
        self.made.emit(self.layers[name])

    def _forget(self, name: str) -> None:
        self._order.remove(name)
        for table in (self.layers, self._dirty, self._made_at):
            table.pop(name, None)
        self.gone.emit(name)

    def _spec(self, name: str) -> LayerSpec | None:
        if name not in self._specs:
            spec = spec_named(name, self._world.registers)
            if spec is None:
                return None
            self._specs[name] = spec
        return self._specs[name]

    def _touch(self, topic: str) -> None:
        """Registers come first and once: what was made before them is made anew at once."""
        for name in self._order:
            spec = self._spec(name)
            if spec is None or topic in spec.topics:
                self._dirty[name] = self._dirty.get(name, False) or topic == "registers"

    def _all_anew(self) -> None:
        self._dirty = dict.fromkeys(self._order, True)
        self.focused.emit()
