"""How the documentation's pictures are kept: with 256 colours they have a quarter of their bytes."""

from __future__ import annotations

from pathlib import Path

from PIL import Image


def save(picture: Image.Image, path: Path) -> None:
    """Colours are chosen so that no small bright mark loses its own, then moved to where most pixels are.

    Else a green dot turns blue, or large grounds have a colour that they never had.
    """
    few = picture.quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
