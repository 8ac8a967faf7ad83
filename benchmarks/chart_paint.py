"""Cost of a wall of charts: 24 of 3,600 points, ten updates a second each, staggered over sixty frames a second.

Run: QT_QPA_PLATFORM=offscreen python benchmarks/chart_paint.py
"""

from __future__ import annotations

import os
import statistics
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtWidgets import QApplication

from console.domain.truth import Quality, Truth
from console.models.rows import Threshold, Trend, TrendLine
from resources.theme import Scale, load
from widgets.trend.pane import TrendPane

CHARTS, POINTS, HERTZ, FRAMES_PER_SECOND, SECONDS = 24, 3600, 10, 60, 4
NOW = 1_763_800_000_000


def trend(seed: int, shift: int, noise: float) -> Trend:
    """A one-hour window that has moved on by ``shift`` ms."""
    rng = np.random.default_rng(seed)
    at = np.arange(NOW + shift - POINTS * 1000, NOW + shift, 1000, dtype=np.float64)
    value = 60 + 20 * np.sin(at / 600_000) + noise * rng.standard_normal(POINTS)
    line = TrendLine("", at, value, "accent", 1.0)
    truth = Truth(Quality.LIVE, 0.1, NOW + shift)
    return Trend(
        f"曲线 {seed}", "", NOW + shift - 3_600_000, NOW + shift, (line,), (Threshold(85, "限值 85"),), truth=truth
    )


def measure(noise: float) -> None:
    """Print the cost of a frame and the share of one core."""
    theme = load(scale=Scale(height_px=2160))
    panes = [TrendPane(theme) for _ in range(CHARTS)]
    for pane in panes:
        pane.resize(3840 // 6 - 12, 2160 // 4 - 12)
        pane.show()
    QApplication.processEvents()
    frames: list[float] = []
    due = 0.0
    moves = [[trend(seed, step * 100, noise) for step in range(HERTZ)] for seed in range(CHARTS)]
    turn = 0
    for _ in range(SECONDS * FRAMES_PER_SECOND):
        due += CHARTS * HERTZ / FRAMES_PER_SECOND
        start = time.perf_counter()
        while due >= 1:
            pane = panes[turn % CHARTS]
            pane.set_trend(moves[turn % CHARTS][turn // CHARTS % HERTZ])
            pane.chart.repaint()
            turn, due = turn + 1, due - 1
        frames.append((time.perf_counter() - start) * 1000)
    mean, share = statistics.fmean(frames), sum(frames) / (SECONDS * 1000)
    tail = statistics.quantiles(frames, n=20)[-1]
    print(f"noise {noise:4.1f}: {mean:5.2f} ms a frame (p95 {tail:5.2f}), {share:4.0%} of a core")


def main() -> None:
    """Calm, ordinary and wild data."""
    app = QApplication([])
    for noise in (0.2, 2.0, 15.0):
        measure(noise)
    app.quit()


if __name__ == "__main__":
    main()
