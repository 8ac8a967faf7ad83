"""Simulated power cuts of the outbox and of the gateway's log: are acts that somebody was told are kept still there?

    python benchmarks/power_cut.py [--cuts 2000] [--seed 1] [--what outbox gateway]

A real post office (desk line, outbox, postman) and a real gateway log work under a recorder of writes and flushes
(``tests/faults/power/recorder.c``, needs a C compiler). Each cut leaves the files as a random moment may have left
them: what was flushed is there, of the rest nothing, everything, a first part or any sectors. The product's own code
opens them, and every act that had been acknowledged before the moment must be there. The control does the same with the
flush of acts left out: it must lose some, or the check proves nothing.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from tests.faults.power.cuts import WORK, Report, compiled, session  # noqa: E402

CUTS_A_RECORD = 50
ACTS = 240


def run(what: str, library: Path, cuts: int, seed: int, synchronous: str) -> Report:
    """Many records, some cuts of each."""
    whole, began = Report(), time.perf_counter()
    for n in range(-(-cuts // CUTS_A_RECORD)):
        wanted = min(CUTS_A_RECORD, cuts - whole.cuts)
        whole.add(session(what, library, ACTS, wanted, seed * 1_000_000 + n, synchronous))
    kinds = ", ".join(f"{name} {n}" for name, n in sorted(whole.losses.items()))
    print(
        f"{what:<8} {synchronous:<7} {whole.cuts:>5} cuts ({kinds}), {whole.acknowledged:,} acknowledged acts looked "
        f"for; cuts with a loss: {len(whole.lost)}, acts lost: {sum(n for _, n in whole.lost):,} "
        f"({time.perf_counter() - began:.0f} s)",
        flush=True,
    )
    return whole


def main() -> int:
    """1 if an act was lost, or if the control lost none."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cuts", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--what", nargs="+", choices=list(WORK), default=list(WORK))
    args = parser.parse_args()
    good = True
    with tempfile.TemporaryDirectory(prefix="power-recorder-") as folder:
        library = compiled(Path(folder))
        for what in args.what:
            good &= not run(what, library, args.cuts, args.seed, "FULL").lost
            good &= bool(run(what, library, max(50, args.cuts // 10), args.seed, "NORMAL").lost)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
