"""Tiles that tell where they are: each pixel encodes its place, so a test can read it back from any picture."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage


def png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


@lru_cache(maxsize=512)
def flat(red: int, green: int, blue: int, size: int = 256, alpha: int = 255) -> bytes:
    """One colour."""
    pixels = np.empty((size, size, 4), np.uint8)
    pixels[:] = (blue, green, red, alpha)
    return png(QImage(pixels.tobytes(), size, size, QImage.Format.Format_ARGB32).copy())


def ramp(x: int, y: int, size: int = 256) -> bytes:
    """Red grows to the east and green to the south from 0 to 255 over the tile; blue tells column and row apart."""
    pixels = np.empty((size, size, 4), np.uint8)
    steps = np.rint((np.arange(size) + 0.5) / size * 255).astype(np.uint8)
    pixels[..., 2], pixels[..., 1] = steps[None, :], steps[:, None]
    pixels[..., 0], pixels[..., 3] = (x % 16) * 16 + y % 16, 255
    return png(QImage(pixels.tobytes(), size, size, QImage.Format.Format_ARGB32).copy())
