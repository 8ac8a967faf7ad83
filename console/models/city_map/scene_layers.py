"""Own layers that a scene names, for all maps of a wall: each file read once, and anew when it has changed.

A file is read by the importing process into a folder beside the cache, so that it is still shown when its share is gone
or a new version is broken; then its trouble and when it was read are told.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal

from console.config.map_settings import Wms
from console.geodata.library import WMS, Manifest
from console.models.city_map.import_words import notes
from console.models.city_map.imports import COLOURS, PREFIX, ImportedLayers, Wish
from console.models.city_map.services import manifest_of, ms_of
from console.models.city_map.shapes import LegendEntry, MapLayer, PictureLayer
from console.models.clock import local
from console.models.file_watch import UNREAD, FileWatch, Stamp
from console.models.text.phrases import listed
from console.wall.own_layer import OwnLayer

log = logging.getLogger(__name__)
COMPANIONS = (".dbf", ".prj", ".cpg")
FILE_OPACITY, WMS_OPACITY = 1.0, 0.8
Layer = TypeVar("Layer", bound=MapLayer)


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("scene_layers", text)


@dataclass(frozen=True, slots=True, eq=False)
class Ready:
    """What a map may show now. ``trouble``: why not, or why not the newest; ``note``: what is odd about it.

    ``layer`` without anything in it where there is nothing yet; ``service``: a WMS, whose pictures come by the view.
    """

    layer: MapLayer
    service: Manifest | None = None
    trouble: str = ""
    note: str = ""


class SceneLayers(QObject):
    """``files`` keeps what was read of the scene's files, ``centre`` is the folder of imported layers."""

    changed = Signal()

    def __init__(
        self, files: ImportedLayers, centre: ImportedLayers, services: Sequence[Wms] = (),
        parent: QObject | None = None, watch: FileWatch | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._files, self._centre = files, centre
        self._services = {each.name: each for each in services}
        self._wanted: dict[str, OwnLayer] = {}
        self._stamps: dict[Path, Stamp] = {}
        self._trouble: dict[str, str] = {}
        self._queue: list[str] = []
        self._reading = ""
        self._watch = watch or FileWatch(self)
        self._watch.changed.connect(self._note)
        files.changed.connect(self._loaded)
        files.finished.connect(lambda _manifest: self._read(""))
        files.refused.connect(self._read)
        centre.changed.connect(self.changed)

    def set_services(self, services: Sequence[Wms]) -> None:
        """The settings name others than before."""
        self._services = {each.name: each for each in services}
        self.changed.emit()

    def follow(self, wanted: Iterable[OwnLayer]) -> None:
        """Have these ready from now on, and no others."""
        self._wanted = {layer_name(each): each for each in wanted}
        self._queue = [name for name in self._queue if name in self._wanted]
        self._trouble = {name: words for name, words in self._trouble.items() if name in self._wanted}
        if any(each.file for each in self._wanted.values()) and not self._files.loaded:
            self._files.load()
        elif self._files.loaded:
            self._loaded()
        if any(each.id for each in self._wanted.values()) and not self._centre.loaded:
            self._centre.load()
        self._watch_files()

    def of(self, wanted: OwnLayer) -> Ready:
        """What there is of a layer now."""
        if wanted.wms:
            return self._service(wanted)
        if wanted.id:
            return self._imported(wanted)
        name = layer_name(wanted)
        kept = self._kept(wanted)
        trouble = self._trouble.get(name, "")
        if kept is None or (shapes := self._files.layers.get(PREFIX + kept.name)) is None:
            return Ready(_empty(wanted), trouble=trouble or tr("正在读取…"))
        if trouble:
            trouble = tr("{0}，显示 {1:%m-%d %H:%M} 读入的").format(trouble, local(kept.added))
        return Ready(_dressed(shapes, wanted, kept), trouble=trouble, note=_oddities(kept, wanted))

    def stop(self) -> None:
        """To be called before the application ends."""
        self._watch.stop()
        self._files.stop()
        self._centre.stop()

    # Files

    def _watch_files(self) -> None:
        """Before the folder was read nobody knows what has to be read anew."""
        paths = [part for each in self._wanted.values() if each.file for part in _parts(each.file)]
        self._stamps = {path: self._stamps.get(path, UNREAD) for path in paths}
        wanted = self._stamps if self._files.loaded else {}
        folder = {self._centre.folder: UNREAD} if any(each.id for each in self._wanted.values()) else {}
        self._watch.follow({**wanted, **folder})

    def _note(self, changed: dict[Path, Stamp]) -> None:
        if self._centre.folder in changed:
            self._centre.load()
        self._stamps |= {path: stamp for path, stamp in changed.items() if path in self._stamps}
        for name, each in self._wanted.items():
            if each.file is None or not set(_parts(each.file)) & changed.keys():
                continue
            if self._stamps[each.file] is None:
                self._say(name, tr("找不到文件 {0}").format(each.file.name))
            elif self._origin(each) != getattr(self._kept(each), "origin", ""):
                self._queue = [*(other for other in self._queue if other != name), name]
            else:
                self._say(name, "")
        self._read_next()

    def _read_next(self) -> None:
        if self._reading or not self._queue or self._files.busy:
            return
        self._reading = self._queue.pop(0)
        wanted = self._wanted[self._reading]
        assert wanted.file is not None
        colour = wanted.colour or COLOURS[0]
        wish = Wish(wanted.file, wanted.file.stem, colour=colour, crs=wanted.crs, origin=self._origin(wanted))
        self._files.begin(wish)

    def _read(self, trouble: str) -> None:
        """An import has ended; a good one is shown when its shapes have been loaded."""
        name, self._reading = self._reading, ""
        if name in self._wanted:
            self._say(name, trouble)
        self._read_next()

    def _say(self, name: str, trouble: str) -> None:
        if self._trouble.get(name, "") != trouble:
            self._trouble[name] = trouble
            if trouble:
                log.warning("own layer %s: %s", self._wanted[name].name, trouble)
            self.changed.emit()

    def _loaded(self) -> None:
        """The folder was read: older versions, and those of files that the scene no longer names, may go."""
        newest: dict[str, Manifest] = {}
        for manifest in self._files.manifests:
            if PREFIX + manifest.name in self._files.layers:
                newest[manifest.origin.rpartition("|")[0]] = manifest
        wanted = {_way(each) for each in self._wanted.values()}
        keep = {each.name for way, each in newest.items() if way in wanted}
        gone = [each.name for each in self._files.manifests if each.name not in keep]
        if gone and not self._files.busy:
            self._files.remove(gone[0])  # comes back here
            return
        if any(stamp == UNREAD for stamp in self._stamps.values()):
            self._watch_files()
        self.changed.emit()

    def _kept(self, wanted: OwnLayer) -> Manifest | None:
        """What was read last of a file."""
        found = [each for each in self._files.manifests if each.origin.rpartition("|")[0] == _way(wanted)]
        return found[-1] if found else None

    def _origin(self, wanted: OwnLayer) -> str:
        """A file as it is now, and how it is to be read."""
        assert wanted.file is not None
        like = [self._stamps.get(path) for path in _parts(wanted.file)]
        return f"{_way(wanted)}|{hashlib.sha256(repr(like).encode()).hexdigest()[:16]}"

    # The folder of imported layers, and services

    def _imported(self, wanted: OwnLayer) -> Ready:
        manifest = next((each for each in self._centre.manifests if each.name == wanted.id), None)
        if manifest is not None and manifest.kind == WMS:
            return Ready(_picture(wanted, manifest), manifest)
        shapes = self._centre.layers.get(PREFIX + wanted.id)
        if manifest is not None and shapes is not None:
            return Ready(_dressed(shapes, wanted, manifest), note=_oddities(manifest, wanted))
        if not self._centre.loaded:
            return Ready(_empty(wanted), trouble=tr("正在读取…"))
        broken = manifest is not None or wanted.id in self._centre.broken
        trouble = tr("图层文件已损坏") if broken else tr("图层文件夹中没有 {0}").format(wanted.id)
        return Ready(_empty(wanted), trouble=trouble)

    def _service(self, wanted: OwnLayer) -> Ready:
        found = self._services.get(wanted.wms)
        if found is None:
            return Ready(_empty(wanted), trouble=tr("设置中没有名为“{0}”的 WMS").format(wanted.wms))
        manifest = manifest_of(found)
        return Ready(_picture(wanted, manifest), manifest)


def layer_name(wanted: OwnLayer) -> str:
    """What a map calls it: files that are read differently are different layers."""
    if wanted.file is None:
        return PREFIX + (wanted.id or wanted.wms)
    return PREFIX + hashlib.sha256(_way(wanted).encode()).hexdigest()[:12]


def _way(wanted: OwnLayer) -> str:
    """A file, and how it is read."""
    return f"{wanted.file}|{wanted.crs}|{wanted.colour}"


def _parts(file: Path) -> list[Path]:
    """The file, and those beside it that belong to it."""
    return [file, *(file.with_suffix(each) for each in COMPANIONS)] if file.suffix.lower() == ".shp" else [file]


def _dressed(layer: Layer, wanted: OwnLayer, manifest: Manifest, opacity: float = FILE_OPACITY) -> Layer:
    """As the scene wants it; its shapes are the same, so nothing is projected anew."""
    title = wanted.title or manifest.title
    colours = [entry.colour for entry in layer.legend][:1]
    return replace(
        layer,
        name=layer_name(wanted),
        title=title,
        opacity=opacity if wanted.opacity is None else wanted.opacity,
        from_zoom=wanted.from_zoom,
        to_zoom=wanted.to_zoom,
        legend=tuple(LegendEntry(colour, wanted.legend or title) for colour in colours),
        at=ms_of(wanted.date) or manifest.at,
        source=wanted.source or manifest.source,
    )


def _picture(wanted: OwnLayer, manifest: Manifest) -> PictureLayer:
    entry = (LegendEntry("", wanted.legend),) if wanted.legend else ()
    return replace(_dressed(PictureLayer("", ""), wanted, manifest, WMS_OPACITY), legend=entry)


def _empty(wanted: OwnLayer) -> MapLayer:
    return MapLayer(layer_name(wanted), wanted.name, source=wanted.source, at=ms_of(wanted.date))


def _oddities(manifest: Manifest, wanted: OwnLayer) -> str:
    undated = [] if wanted.date or manifest.at is not None else [tr("数据日期不详")]
    return listed(undated + (notes(manifest.report) if manifest.report is not None else []))
