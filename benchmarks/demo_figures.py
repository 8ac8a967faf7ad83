"""Runs the demonstration at a calm and a heavy rate and prints what its health file says.

python benchmarks/demo_figures.py --seconds 60
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

COMMAND = str(Path(sys.executable).with_name("commandwall"))
RATES = (200, 20_000)
ROWS = (
    ("received", lambda health: f"{health['received']:,}"),
    ("lost / doubled", lambda health: f"{health['lost']} / {health['duplicated']}"),
    ("quarantined", lambda health: str(health["quarantined"])),
    ("wire to model p50 / p99 ms", lambda health: _timing(health["wire_to_model_ms"])),
    ("tick jitter p50 / p99 ms", lambda health: _timing(health["tick_jitter_ms"])),
    ("memory MB", lambda health: ", ".join(f"{name} {each:.0f}" for name, each in health["memory_mb"].items())),
    ("panes not live", lambda health: ", ".join(p for p, q in health["panes"].items() if q != "live") or "none"),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--rates", type=float, nargs="+", default=list(RATES))
    args = parser.parse_args()
    runs = {rate: run(rate, args.seconds) for rate in args.rates}
    print(
        f"| {args.seconds:g} s, 3 monitors of 1920×1080 and a desk | " + " | ".join(f"{r:,.0f}/s" for r in runs) + " |"
    )
    print("|---|" + "---|" * len(runs))
    for name, say in ROWS:
        print(f"| {name} | " + " | ".join(say(health) for health in runs.values()) + " |")
    return 0


def run(rate: float, seconds: float) -> dict[str, Any]:
    """One demonstration's health file. Raises ``CalledProcessError`` if it fails."""
    with tempfile.TemporaryDirectory(prefix="commandwall-figures-") as folder:
        words = ["demo", "--headless", "--for", str(seconds), "--shots", folder, "--rate", str(rate)]
        subprocess.run([COMMAND, *words], check=True, stdout=sys.stderr)
        health: dict[str, Any] = json.loads((Path(folder) / "health.json").read_text(encoding="utf-8"))
    return health


def _timing(told: dict[str, float | None]) -> str:
    return f"{told['p50']} / {told['p99']}"


if __name__ == "__main__":
    sys.exit(main())
