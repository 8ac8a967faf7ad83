"""A line chart as SVG from columns of figures, so that evidence can be looked at without a tool."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

WIDE, HIGH, LEFT, RIGHT, TOP, BOTTOM = 920, 380, 64, 190, 40, 44
INKS = ("#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#ff7f0e", "#17becf")


def write(path: Path, title: str, x_name: str, y_name: str, x: Sequence[float], lines: dict[str, list[float]]) -> None:
    """One line a name over the same x; the axis begins at 0, so that flat looks flat."""
    most = _round_up(max(max(values) for values in lines.values()))
    end = max(x) or 1.0
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" font-family="sans-serif">',
             f'<rect width="{WIDE}" height="{HIGH}" fill="#ffffff"/>',
             f'<text x="{LEFT}" y="24" font-size="15">{escape(title)}</text>']  # fmt: skip
    for step in range(5):
        value = most * step / 4
        top = _y(value, most)
        parts.append(f'<line x1="{LEFT}" y1="{top:.1f}" x2="{WIDE - RIGHT}" y2="{top:.1f}" stroke="#dddddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{top + 4:.1f}" font-size="12" text-anchor="end">{value:g}</text>')
    for step in range(7):
        at = end * step / 6
        left = LEFT + at / end * (WIDE - LEFT - RIGHT)
        parts.append(f'<text x="{left:.1f}" y="{HIGH - 24}" font-size="12" text-anchor="middle">{at:.0f}</text>')
    parts.append(f'<text x="{LEFT}" y="{HIGH - 6}" font-size="12">{escape(x_name)}; {escape(y_name)}</text>')
    for number, (name, values) in enumerate(lines.items()):
        ink = INKS[number % len(INKS)]
        run = " ".join(
            f"{LEFT + at / end * (WIDE - LEFT - RIGHT):.1f},{_y(value, most):.1f}"
            for at, value in zip(x, values, strict=True)
        )
        top = TOP + 12 + number * 36
        parts.append(f'<polyline points="{run}" fill="none" stroke="{ink}" stroke-width="1.6"/>')
        parts.append(f'<text x="{WIDE - RIGHT + 12}" y="{top}" font-size="13" fill="{ink}">{escape(name)}</text>')
        told = f"{values[0]:.0f} → {values[-1]:.0f}, most {max(values):.0f}"
        parts.append(f'<text x="{WIDE - RIGHT + 12}" y="{top + 15}" font-size="11" fill="#555555">{told}</text>')
    path.write_text("\n".join([*parts, "</svg>\n"]), encoding="utf-8")


def _y(value: float, most: float) -> float:
    return TOP + (1 - value / most) * (HIGH - TOP - BOTTOM)


def _round_up(value: float) -> float:
    step = 10.0
    while step * 20 < value:
        step *= 2.5 if str(step)[0] == "2" else 2
    return max(step, -(-value // step) * step)
