"""kill -9 of the feed, which owns the outbox, again and again while desks act: is an acknowledged act ever lost?

    python benchmarks/soak_outbox.py [--kills 1000] [--gateway-every 25] [--seed 1]

Three desks hand over acts without pause; what a kill left unanswered is handed over again, the same command. The feed
is killed at a random moment, every second time as soon as its door is open; the gateway now and then too. At the end
every acknowledged act must have exactly one effect in the gateway's log.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "tests"), str(Path(__file__).resolve().parents[1])]

from e2e.outbox_soak import Soak  # noqa: E402
from e2e.processes import Plant  # noqa: E402

PROVE_EVERY = 50


def main() -> int:
    """1 if an act was lost or done twice."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--gateway-every", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    began, gateways = time.monotonic(), 0
    with tempfile.TemporaryDirectory(prefix="commandwall-soak-") as folder:
        plant = Plant(Path(folder))
        try:
            soak = Soak(plant, args.seed)
            for number in range(1, args.kills + 1):
                soak.kill_feed()
                if number % args.gateway_every == 0:
                    soak.kill_gateway()
                    gateways += 1
                if number % PROVE_EVERY == 0:
                    missing = soak.missing()
                    print(f"{number} kills: {len(soak.desks.acknowledged):,} acts acknowledged, {len(missing)} missing",
                          flush=True)  # fmt: skip
                    if missing:
                        return 1
            effects = soak.settle(120.0)
        finally:
            plant.end()
    lost, twice = effects[0], sum(n for times, n in effects.items() if times > 1)
    print(f"{args.kills} kill -9 of the feed and {gateways} of the gateway in {time.monotonic() - began:.0f} s: "
          f"{sum(effects.values()):,} acts acknowledged, {soak.desks.again:,} handed over again, {lost} lost, "
          f"{twice} done twice")  # fmt: skip
    return 1 if lost or twice else 0


if __name__ == "__main__":
    sys.exit(main())
