"""Finished sheets as PNG files on disk: where each lies, within a budget of bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

from console.basemap.folder import BudgetFolder
from widgets.map.sheet import Sheet

PNG: Any = "PNG"
"""Qt takes text here; its stub asks for bytes, which it refuses."""
QUALITY = 60
"""Of the PNG's compression: smaller files take longer to write."""


class TileCache:
    """PNG files within a budget of bytes; the ones not asked for the longest go first."""

    def __init__(self, folder: Path, budget: int) -> None:
        self._files = BudgetFolder(folder, budget, ".png")

    def path(self, key: str, sheet: Sheet, mark: str = "") -> Path:
        """Where a sheet lies, whether or not it is there; ``mark`` tells pictures of one place apart."""
        size = str(sheet.px) if sheet.scale * 512 == sheet.px else f"{sheet.px}x{round(sheet.scale * 100)}"
        name = f"{sheet.y}-{mark}.png" if mark else f"{sheet.y}.png"
        return self._files.folder / key / size / str(sheet.z) / str(sheet.x) / name

    def touch(self, path: Path) -> bool:
        """Whether the file is there; it counts as used now."""
        return self._files.touch(path)

    def write(self, path: Path, image: QImage) -> None:
        """Write whole or not at all. Raises OSError."""
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        if not image.save(buffer, PNG, QUALITY):
            raise OSError(f"cannot write {path.name}")
        self._files.write(path, bytes(data.data()))
