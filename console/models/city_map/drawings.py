"""What is drawn on the map: a person's own drawings, kept until removed, and the layer that shows them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, Signal

from console.config.drawings import LONGEST_NAME, MOST_KEPT, DrawingsFile
from console.domain.geo.sketch import Drawing, Tool
from console.models.city_map.measures import long_words, title_of
from console.models.city_map.shapes import Form, Look, Shape, ShapeLayer

LAYER = "drawings"


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("drawings", text)


class Drawings(QObject):
    """The drawings of the person at the desk, the oldest first, and which one is meant."""

    changed = Signal()

    def __init__(self, file: DrawingsFile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._person = ""
        self.all = file.of("")
        self.chosen = ""
        self.trouble = ""
        """Why the last change is not on disk, in the system's words; empty when it is."""

    def follow(self, person: str) -> None:
        """Show another person's; nobody sees those of somebody else."""
        if person != self._person:
            self._person, self.chosen = person, ""
            self.all = self._file.of(person)
            self.changed.emit()

    def find(self, name: str) -> Drawing | None:
        """The drawing of this id."""
        return next((each for each in self.all if each.id == name), None)

    def add(self, drawing: Drawing) -> bool:
        """Keep one more; False when there are too many already."""
        if len(self.all) >= MOST_KEPT:
            return False
        self.all = [*self.all, drawing]
        self.chosen = drawing.id
        self._keep()
        return True

    def choose(self, name: str) -> None:
        """Mean this one; an id that is not there means none."""
        name = name if self.find(name) else ""
        if name != self.chosen:
            self.chosen = name
            self.changed.emit()

    def rename(self, name: str, words: str) -> None:
        """Give it a name; an empty one takes it away."""
        words = " ".join(words.split())[:LONGEST_NAME]
        self.all = [replace(each, name=words) if each.id == name else each for each in self.all]
        self._keep()

    def remove(self, name: str) -> None:
        """Take one away."""
        self.all = [each for each in self.all if each.id != name]
        self.chosen = "" if self.chosen == name else self.chosen
        self._keep()

    def clear(self) -> None:
        """Take all away."""
        self.all, self.chosen = [], ""
        self._keep()

    def _keep(self) -> None:
        self.trouble = self._file.keep(self._person, self.all)
        self.changed.emit()


def drawing_layer(drawings: list[Drawing], chosen: str) -> ShapeLayer:
    """The drawings as a layer, the chosen one drawn stronger and on top."""
    ordered = sorted(drawings, key=lambda each: each.id == chosen)
    shapes = [shape for drawing in ordered for shape in _shapes(drawing, drawing.id == chosen)]
    return ShapeLayer(LAYER, tr("标绘"), shapes=tuple(shapes), over=True)


def _shapes(drawing: Drawing, chosen: bool) -> list[Shape]:
    words = (title_of(drawing), long_words(drawing))
    width = 3.5 if chosen else 2.0
    outline = np.array(drawing.outline, float)
    dot = Look(fill="accent", fill_alpha=1.0, line="ground", width=1.0, radius=5.0 if chosen else 4.0)
    if drawing.tool is Tool.POINT:
        return [Shape(drawing.id, Form.POINT, (outline,), replace(dot, radius=dot.radius + 2), *words)]
    if drawing.tool is Tool.DISTANCE:
        look = Look(line="accent", width=width)
        corners = [Shape(drawing.id, Form.POINT, (outline[at : at + 1],), dot, *words) for at in range(len(outline))]
        return [Shape(drawing.id, Form.LINE, (outline,), look, *words), *corners]
    alpha = 0.20 if chosen else 0.12
    look = Look(fill="accent", fill_alpha=alpha, line="accent", width=width, dashed=drawing.tool is Tool.AREA)
    area = Shape(drawing.id, Form.AREA, (outline,), look, *words)
    centre = [Shape(drawing.id, Form.POINT, (np.array(drawing.corners, float),), dot, *words)]
    return [area, *(centre if drawing.tool.round else [])]
