"""A GeoJSON of 100 MB through ``commandwall geodata``: seconds, and the most memory that its process had.

Run: ``python -m benchmarks.geojson_import [--mb 100] [--kind areas|points]``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import psutil

from console.app.program import own_command


def main() -> None:
    """Make the file, import it, say what it took."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--mb", type=int, default=100)
    parser.add_argument("--kind", choices=("areas", "points"), default="areas")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "large.geojson"
        features = _write(file, args.mb << 20, args.kind)
        print(f"{file.stat().st_size / 2**20:.0f} MB, {features:,} features ({args.kind})")
        words = ["--file", str(file), "--into", f"{folder}/layers", "--title", "large"]
        start = time.monotonic()
        child = subprocess.Popen([*own_command("geodata"), *words], stdout=subprocess.PIPE, text=True)
        most, process = 0, psutil.Process(child.pid)
        while child.poll() is None:
            try:
                most = max(most, process.memory_info().rss)
            except psutil.Error:
                break
            time.sleep(0.02)
        assert child.stdout is not None
        told = json.loads(child.stdout.read().splitlines()[-1])
        report = told.get("done", {}).get("report", told)
        print(f"{time.monotonic() - start:.1f} s, {most / 2**20:.0f} MB at most, exit {child.returncode}")
        print(json.dumps(report, ensure_ascii=False)[:400], file=sys.stderr)


def _write(file: Path, size: int, kind: str) -> int:
    random = np.random.default_rng(7)
    features = 0
    turn = np.linspace(0, 2 * np.pi, 200, endpoint=False)
    with file.open("w", encoding="utf-8") as out:
        out.write('{"type": "FeatureCollection", "features": [')
        while out.tell() < size:
            lon, lat = random.uniform(118.3, 119.1), random.uniform(37.2, 37.8)
            if kind == "points":
                geometry = {"type": "Point", "coordinates": [round(lon, 7), round(lat, 7)]}
            else:
                wide = 0.01 + 0.002 * np.sin(turn * 7)
                ring = np.column_stack((lon + wide * np.cos(turn), lat + wide * np.sin(turn))).round(7).tolist()
                geometry = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
            told = {"type": "Feature", "properties": {"name": f"区{features}", "面积": 12.5}, "geometry": geometry}
            out.write(("," if features else "") + json.dumps(told, ensure_ascii=False))
            features += 1
        out.write("]}")
    return features


if __name__ == "__main__":
    main()
