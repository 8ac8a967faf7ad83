"""Cut the features into vector tiles with tippecanoe."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from resources.citygen.features import MAX_ZOOM, MIN_ZOOM, Feature

LAYERS = ("water", "green", "block", "building", "road", "rail", "boundary", "place")


def _tippecanoe() -> str:
    """The program that came with the Python package, next to the interpreter."""
    beside = Path(sys.executable).with_name("tippecanoe")
    return str(beside) if beside.exists() else "tippecanoe"


def write_tiles(features: Iterable[Feature], target: Path) -> None:
    """Write `target` (PMTiles) with one vector layer per layer name; no feature is dropped for size."""
    with tempfile.TemporaryDirectory() as folder:
        files: dict[str, TextIO] = {
            name: (Path(folder) / f"{name}.json").open("w", encoding="utf-8") for name in LAYERS
        }
        for feature in features:
            files[feature.layer].write(feature.geojson() + "\n")
        for file in files.values():
            file.close()
        command = [
            _tippecanoe(), "--quiet", "--force", f"--output={target}", f"--minimum-zoom={MIN_ZOOM}",
            f"--maximum-zoom={MAX_ZOOM}", "--no-feature-limit", "--no-tile-size-limit", "--buffer=6",
            "--simplification=4", "--simplify-only-low-zooms", "--no-tiny-polygon-reduction-at-maximum-zoom",
            "--name=示范市", "--description=虚构城市", "--attribution=虚构城市 示范市",
            *(f"--named-layer={name}:{folder}/{name}.json" for name in LAYERS),
        ]  # fmt: skip
        subprocess.run(command, check=True)
