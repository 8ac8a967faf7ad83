"""A map with a page that may paint it: begins and ends the page, and tells it what all maps know.

All of that (camera, fleet, markers, selection, cards) belongs to the map and outlives any page. The page is shown once
it has drawn a whole picture; until then, and as soon as it dies, the map paints itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from console.models.city_map.base_maps import NONE
from resources.theme import Theme
from widgets.map import base_layer
from widgets.map.names import of_page
from widgets.map.vehicle_layer import Integers
from widgets.webmap import layers
from widgets.webmap.atlas import Atlas
from widgets.webmap.compass import Compass
from widgets.webmap.fleet_bytes import EMPTY, fleet_bytes
from widgets.webmap.hands import TiltHands
from widgets.webmap.message import camera_of, fleet_look, quads
from widgets.webmap.picture_reader import PictureReader, page_sheet, page_zoom
from widgets.webmap.supply import Supply
from widgets.webmap.tile_reader import CITY, TileReader

if TYPE_CHECKING:
    from widgets.webmap.painter import WebPainter

ATLAS_PX = 2048
LARGE_SCALE = 1.5
"""Beyond this the pictures of markers need a texture of twice the edge."""


class PagedMap(TiltHands):
    """Who decides that there is a page, and what becomes of one that died, is for the pane above."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, archive: Path = CITY) -> None:
        super().__init__(theme, parent)
        self._archive = archive
        self._web: WebPainter | None = None
        self._supply: Supply | None = None
        self._columns: tuple[Integers, ...] | None = None
        self._page_names: list[object] = []
        self._fleets = self._number = self._renewals = 0
        self._compass = Compass(theme, self.tiltable, self)
        self.camera.may_fly = lambda: not (self._web is not None and self._web.live and self._web.slow)

    # The page

    @property
    def web(self) -> WebPainter | None:
        """The page, while it is the chosen painter; it may still be loading."""
        return self._web

    @property
    def web_shown(self) -> bool:
        """Whether what is seen now comes from the page."""
        return self._web is not None and self._web.live

    def _begin_web(self) -> None:
        """Have a page; it draws beside what is seen until its first picture is whole."""
        from widgets.webmap.painter import WebPainter  # loads the browser, so only for who wants it

        scale = self.camera.view.scale
        self._supply = Supply(
            self.theme,
            self._ground(),
            Atlas(ATLAS_PX * (2 if scale > LARGE_SCALE else 1)),
            self._layers,
        )
        self._supply.fleet = fleet_bytes(*self._columns) if self._columns else EMPTY
        self._fleets += 1
        web = WebPainter(self.theme, self._supply, self._message, self._paint_on_page, self)
        web.drawn.connect(self._web_drawn)
        web.died.connect(self._web_died)
        web.names_came.connect(self._names_came)
        web.problem_changed.connect(self.refresh)
        self._web = web
        self._put_web()
        web.lower()
        web.show()
        web.load()

    def _end_web(self) -> None:
        """Have none any more."""
        web, self._web = self._web, None
        supply, self._supply = self._supply, None
        if web is not None:
            web.hide()
            web.stop()
            web.deleteLater()
        if supply is not None:
            supply.close()
        self._level()

    def _web_drawn(self) -> None:
        """Its first picture is whole."""
        self._markers.forget()
        self.tiltable.allow_tilt(True)
        self._compass.show()
        self._clear_words()
        self._put_web()
        self.refresh()

    def _web_died(self, why: str) -> None:
        """It ended by itself, or hung and was ended."""
        raise NotImplementedError

    def _names_came(self, names: list[object]) -> None:
        self._page_names = names
        self._markers.forget()
        self.refresh()

    def _level(self) -> None:
        """Without the page the view is level, the native tiles are wanted again, and names are not the page's."""
        self._page_names = []
        self._markers.forget()
        self.tiltable.allow_tilt(False)
        self._compass.hide()
        self._clear_words()
        self._ask.start(0)

    def own_plates(self) -> Iterable[QRect]:
        """The compass too, while there is something to turn."""
        return (*super().own_plates(), *(() if self._compass.isHidden() else (self._compass.geometry(),)))

    def _put_web(self) -> None:
        """Over the pane once it has a picture, and out of sight at full size while it makes one."""
        if self._web is not None:
            self._web.setGeometry(self.rect() if self._web.live else self.rect().translated(self.width(), 0))

    # What is shown

    def set_fleet(
        self, lon: Integers, lat: Integers, heading: Integers, speed: Integers, state: Integers, fixed: Integers
    ) -> None:
        """As the map pane's; the page gets the columns as they are."""
        self._columns = (lon, lat, heading, speed, state, fixed)
        if self._supply is not None:
            self._supply.fleet = fleet_bytes(*self._columns)
            self._fleets += 1
        super().set_fleet(lon, lat, heading, speed, state, fixed)

    def refresh(self) -> None:
        """Tell the page, or paint."""
        if self._web is not None:
            self._web.refresh()
        if not self.web_shown:
            self.update()

    def apply_theme(self) -> None:
        """The page is loaded anew in the new colours; the pane paints itself meanwhile."""
        super().apply_theme()
        self._begin_anew()

    def _begin_anew(self) -> None:
        if self._web is not None and self._supply is not None:
            self._supply.theme = self.theme
            self._supply.atlas.begin()
            self._level()
            self._web.set_theme(self.theme)
            self._web.load()
            self._put_web()

    def _message(self) -> dict[str, Any]:
        view = self.camera.view
        assert self._supply is not None
        atlas = self._supply.atlas
        if not self._markers.serves(view, self._selected, self.pale):
            self._markers.set_names(of_page(self._page_names, view))
        scene, names = self._markers.scene(view, self._selected, self.pale), self._markers.names
        if self._markers.slid:
            self._resting.start()
        shown = {name.text for name in scene.names}
        self._number += 1
        return {
            "number": self._number,
            "camera": camera_of(view),
            "base": self.layer_visible("base"),
            "ground": self._renewals,
            "fleet": fleet_look(view, self.theme, self.pale, self.layer_visible("vehicles"), self._fleets),
            "layers": layers.told(self._layers, self.theme),
            "quads": quads(scene, view, atlas),
            "hidden": sorted({name.text for name in names} - shown),
            "sprites": atlas.revision,
        }

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing under the page; else the map."""
        if not self.web_shown:
            super().paintEvent(event)

    def _paint_on_page(self, painter: QPainter) -> None:
        dpr = self.camera.view.dpr
        painter.save()
        painter.scale(1 / dpr, 1 / dpr)
        self._paint_rings(painter)
        painter.restore()
        self.paint_over(painter, self._page_trouble())

    def _page_trouble(self) -> str:
        """Of the provider first, whose pictures the page shows."""
        said = self._tiles.message if self._tiles and self._tiles.base.pictures else ""
        return said or (self._web.problem if self._web else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page fills the pane."""
        super().resizeEvent(event)
        self._compass.place()
        self._clear_words()
        self._put_web()

    def _ground(self) -> TileReader | PictureReader:
        """What the page's base map is read from."""
        base = self._tiles.base if self._tiles else None
        if self._tiles is not None and base is not None and (base.pictures or base.name == NONE):
            return PictureReader(self._tiles, lambda: self.camera.view.scale)
        return TileReader((base.archive if base else None) or self._archive)

    def _base_changed(self) -> None:
        """The page begins anew on the other ground; the pane paints itself meanwhile."""
        super()._base_changed()
        if self._supply is not None:
            self._supply.tiles.close()
            self._supply.tiles = self._ground()
            self._begin_anew()

    def _ask_soon(self) -> None:
        """What the page shows may be had better now."""
        super()._ask_soon()
        self._renewals += 1
        if self._web is not None:
            self._web.refresh()

    def _want_tiles(self) -> None:
        if not self.web_shown:
            super()._want_tiles()
        elif self._tiles is not None:
            self._tiles.want((), id(self))
            if self._tiles.base.pictures and self.isVisible():
                view = self.camera.view
                sheets = base_layer.cover(view, page_zoom(view), page_sheet(0, 0, 0, view.scale).px)
                self._tiles.look(sheets, id(self))
