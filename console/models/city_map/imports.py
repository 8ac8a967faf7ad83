"""Layers that people bring: read by a process of their own, kept in a folder, and given to the maps."""

from __future__ import annotations

import contextlib
import json
import logging
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, QProcess, Signal

from console.basemap.wms_hosts import allowed
from console.geodata.library import FILE, WMS, Library, Manifest, name_of
from console.geodata.making import Made
from console.geodata.problem import GeoProblem
from console.models.city_map.import_words import refused_words
from console.models.city_map.shapes import Form, LegendEntry, Look, Shape, ShapeLayer

log = logging.getLogger(__name__)
PREFIX = "own-"
"""Names of imported layers begin with this."""
COLOURS = ("#4FA3FF", "#2FB39A", "#F5A524", "#E0679B", "#9775FA", "#C0CA33")
FORMS = {each.value: each for each in Form}


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("imports", text)


@dataclass(frozen=True, slots=True)
class Wish:
    """What to import, and how. ``at``: ms of the data; ``crs`` empty: as the file says; ``city``: its box."""

    file: Path
    title: str
    source: str = ""
    at: int | None = None
    colour: str = COLOURS[0]
    crs: str = ""
    swap: bool = False
    city: tuple[float, float, float, float] | None = None
    origin: str = ""
    """Kept with the layer; see ``SceneLayers``."""


class ImportedLayers(QObject):
    """The folder's layers. One import runs at a time, in a child that can be ended; nothing is read on this thread."""

    changed = Signal()
    """There are other layers than before."""
    progress = Signal(float)
    finished = Signal(object)
    """A ``Manifest`` that is kept now."""
    refused = Signal(str)
    """Why the file was not taken, in words; empty when a person ended the import."""
    _loaded = Signal(object)

    def __init__(
        self, folder: Path, command: Sequence[str], limit_mb: int = 200, parent: QObject | None = None,
        wms_hosts: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.wms_hosts = wms_hosts
        self.services: tuple[Manifest, ...] = ()
        """WMS of the settings, which nobody has to add and nobody can remove."""
        self._library, self._command, self.limit_mb = Library(folder), list(command), limit_mb
        self.loaded = False
        """Whether the folder was read once."""
        self.layers: dict[str, ShapeLayer] = {}
        self.manifests: list[Manifest] = []
        self.broken: list[str] = []
        self._child: QProcess | None = None
        self._answer: Mapping[str, Any] | None = None
        self._pool = ThreadPoolExecutor(1, "imports")
        self._loaded.connect(self._take_loaded)

    # What there is

    @property
    def folder(self) -> Path:
        """Where they are kept."""
        return self._library.folder

    @property
    def offered(self) -> list[Manifest]:
        """What people brought, and after it the services of the settings."""
        return [*self.manifests, *self.services]

    def set_services(self, services: Sequence[Manifest]) -> None:
        """The settings name these now."""
        self.services = tuple(services)
        self.changed.emit()

    def load(self) -> None:
        """Read the folder on a thread; ``changed`` when that is done."""
        known = frozenset(self.layers)
        self._pool.submit(self._load, known)

    def _load(self, known: frozenset[str]) -> None:
        manifests, broken = self._library.manifests()
        fresh = [each for each in manifests if PREFIX + each.name not in known and each.kind == FILE]
        layers = {PREFIX + manifest.name: self._layer(manifest) for manifest in fresh}
        with contextlib.suppress(RuntimeError):  # the window is gone
            self._loaded.emit((manifests, broken, layers))

    def _layer(self, manifest: Manifest) -> ShapeLayer | None:
        """None for one that cannot be shown: whatever is wrong with it, the others are."""
        try:
            made = self._library.shapes(manifest.name)
            return layer_of(manifest, made) if made is not None else None
        except Exception:  # nobody looks into the pool: what is not caught here would leave all layers out, silently
            log.exception("own layer %s cannot be read", manifest.name)
            return None

    def _take_loaded(self, loaded: tuple[list[Manifest], list[str], dict[str, ShapeLayer | None]]) -> None:
        self.manifests, self.broken, layers = loaded
        self.loaded = True
        self.broken += [name.removeprefix(PREFIX) for name, layer in layers.items() if layer is None]
        there = {PREFIX + manifest.name for manifest in self.manifests}
        self.layers = {name: layer for name, layer in self.layers.items() if name in there}
        self.layers |= {name: layer for name, layer in layers.items() if layer is not None}
        self.changed.emit()

    def add_wms(
        self, title: str, url: str, layers: str, source: str, at: int | None, crs: str = "EPSG:3857",
        version: str = "1.1.1",
    ) -> str:  # fmt: skip
        """Keep a WMS as a layer, asked in this reference system and version; empty, or why not, in words."""
        if not allowed(url, self.wms_hosts):
            return tr("该服务的主机不在设置的 map.wms_hosts 中，请联系技术保障")
        added = int(time.time() * 1000)
        manifest = Manifest(
            name=name_of(url + layers, title, added), title=title, source=source, at=at, added=added, kind=WMS, url=url,
            layers=layers, crs=crs, version=version,
        )  # fmt: skip
        try:
            self._library.add(manifest)
        except GeoProblem as problem:
            return refused_words(problem.kind.value, problem.facts)
        self.manifests = [*self.manifests, manifest]
        self.changed.emit()
        return ""

    def remove(self, name: str) -> None:
        """Forget a layer and its files; ``name`` is the manifest's."""
        self._library.remove(name)
        self.manifests = [manifest for manifest in self.manifests if manifest.name != name]
        self.layers.pop(PREFIX + name, None)
        self.changed.emit()

    # Importing

    @property
    def busy(self) -> bool:
        """Whether an import is under way."""
        return self._child is not None

    def begin(self, wish: Wish) -> None:
        """Import a file; ends with ``finished`` or ``refused``. Nothing happens while another import is under way."""
        if self._child is not None:
            return
        words = [*self._command, "--file", str(wish.file), "--into", str(self._library.folder), "--title", wish.title]
        words += ["--source", wish.source, f"--colour={wish.colour}", "--crs", wish.crs]
        words += ["--limit-mb", str(self.limit_mb)]
        words += [f"--origin={wish.origin}"]
        words += ["--at", str(wish.at)] if wish.at is not None else []
        words += ["--swap"] if wish.swap else []
        words += ["--city=" + ",".join(map(str, wish.city))] if wish.city else []
        child = QProcess(self)
        child.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        child.readyReadStandardOutput.connect(self._read)
        child.finished.connect(self._ended)
        child.errorOccurred.connect(self._failed)
        self._child, self._answer = child, None
        child.start(words[0], words[1:])

    def cancel(self) -> None:
        """End the import that is under way; nothing of it is kept."""
        child = self._let_go()
        if child is not None:
            child.kill()
            child.waitForFinished(2000)
            self._library.tidy()
            self.refused.emit("")

    def stop(self) -> None:
        """To be called before the application ends."""
        child = self._let_go()
        if child is not None:
            child.kill()
            child.waitForFinished(2000)
        self._pool.shutdown(cancel_futures=True)

    def _let_go(self) -> QProcess | None:
        child, self._child = self._child, None
        if child is not None:
            child.blockSignals(True)
            child.deleteLater()
        return child

    def _read(self) -> None:
        child = self._child
        while child is not None and child.canReadLine():
            try:
                told = json.loads(bytes(child.readLine().data()))
            except ValueError:
                continue
            if isinstance(told, dict) and "progress" in told:
                self.progress.emit(float(told["progress"]))
            elif isinstance(told, dict):
                self._answer = told

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._let_go()
            self.refused.emit(tr("导入程序无法启动"))

    def next_colour(self) -> str:
        """The colour that the fewest layers have, the first of those."""
        held = [manifest.colour or COLOURS[0] for manifest in self.manifests]
        return min(COLOURS, key=held.count)

    def _ended(self, _code: int, _status: object) -> None:
        self._read()
        self._let_go()
        told = self._answer or {}
        if "done" in told:
            manifest = msgspec.convert(told["done"], Manifest)
            self.load()
            self.finished.emit(manifest)
        elif "refused" in told:
            self.refused.emit(refused_words(str(told["refused"]), told.get("facts", {})))
        else:
            self.refused.emit(tr("导入程序意外退出，图层未导入"))


def layer_of(manifest: Manifest, made: Made) -> ShapeLayer:
    """What a map shows of it. Raises ``ValueError`` when the columns do not fit together."""
    points = np.frombuffer(made.points, "<f8").reshape(-1, 2)
    if sum(map(sum, made.parts)) != len(points) or not len(made.forms) == len(made.titles) == len(made.parts):
        raise ValueError("columns of different lengths")
    colour = manifest.colour or COLOURS[0]
    looks = {
        Form.AREA: Look(fill=colour, fill_alpha=0.25, line=colour),
        Form.LINE: Look(line=colour, width=2.0),
        Form.POINT: Look(fill=colour, fill_alpha=1.0, line="ground", width=1.0, radius=4.0),
    }
    shapes, at = [], 0
    for number, (form, title, lines, lengths) in enumerate(
        zip(made.forms, made.titles, made.lines, made.parts, strict=True)
    ):
        kind, parts = FORMS[form], []
        for length in lengths:
            parts.append(points[at : at + length])
            at += length
        said = (*lines, tr("图层：{0}").format(manifest.title)) if title else tuple(lines)
        title = title or f"{manifest.title} {number + 1}"
        shapes.append(Shape(f"{manifest.name}-{number}", kind, tuple(parts), looks[kind], title, said))
    return ShapeLayer(
        PREFIX + manifest.name, manifest.title, legend=(LegendEntry(colour, manifest.title),), at=manifest.at,
        source=manifest.source, shapes=tuple(shapes),
    )  # fmt: skip
