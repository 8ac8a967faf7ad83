"""A drill in the demonstration: the gateway is killed at a given second and stays down for a while."""

from __future__ import annotations

import argparse
import math
from dataclasses import dataclass

from console.app.supervisor import Supervisor


@dataclass(slots=True)
class Outage:
    """Down from ``at`` for ``seconds``, both counted from the first live picture."""

    at: float
    seconds: float
    state: str = "ahead"

    def step(self, now: float, supervisor: Supervisor) -> None:
        """Begin or end it when its time has come."""
        if self.state == "ahead" and now >= self.at:
            self.state = "on"
            supervisor.hold("gateway")
        elif self.state == "on" and now >= self.at + self.seconds:
            self.state = "over"
            supervisor.release("gateway")


def parse_outage(text: str) -> Outage:
    """``AT:SECONDS``."""
    at, _, seconds = text.partition(":")
    try:
        outage = Outage(float(at), float(seconds))
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not AT:SECONDS") from None
    if not (0 <= outage.at < math.inf and 0 < outage.seconds < math.inf):
        raise argparse.ArgumentTypeError(f"“{text}” is not AT:SECONDS")
    return outage
