"""A map that either painter paints, and what its picture shows."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from console.models.rows import Marker
from tests.widgets.webmap.conftest import wait_shown
from widgets.webmap.pane import SwitchingMapPane

CENTRE = (118.68, 37.44)
SEA = (119.2, 37.35)


def marker(pane: SwitchingMapPane, x: float, y: float, id_: str, **more: object) -> Marker:
    lon, lat = pane.camera.view.to_degrees(x, y)
    return Marker(id_, str(more.pop("kind", "camera")), lon, lat, str(more.pop("name", id_)), **more)  # type: ignore[arg-type]


def fleet(pane: SwitchingMapPane, *places: tuple[float, float], state: int = 0, speed: int = 300) -> None:
    degrees = [pane.camera.view.to_degrees(*place) for place in places]
    n = len(degrees)
    pane.set_fleet(
        np.rint(np.array([lon for lon, _ in degrees]) * 1e6).astype(np.int32),
        np.rint(np.array([lat for _, lat in degrees]) * 1e6).astype(np.int32),
        np.zeros(n, np.uint16), np.full(n, speed, np.uint16), np.full(n, state, np.uint16),
        np.full(n, 1_700_000_000_000, np.int64),
    )  # fmt: skip


def click(qtbot: QtBot, pane: SwitchingMapPane, x: int, y: int) -> None:
    qtbot.mouseClick(pane, Qt.MouseButton.LeftButton, pos=QPoint(x, y))


def inked(pane: SwitchingMapPane, token: str, by: int = 8) -> list[tuple[int, int]]:
    """Where the picture shows a colour of the theme, nearly."""
    wait_shown(pane)
    image = pane.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    wanted = pane.colour(token)
    near = np.abs(pixels[..., :3].astype(int) - [wanted.blue(), wanted.green(), wanted.red()]).max(axis=2) <= by
    rows, columns = np.nonzero(near)
    return list(zip(columns.tolist(), rows.tolist(), strict=True))


def middle(places: list[tuple[int, int]]) -> tuple[float, float]:
    columns, rows = zip(*places, strict=True)
    return (min(columns) + max(columns)) / 2, (min(rows) + max(rows)) / 2
