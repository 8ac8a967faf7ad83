"""What a figure by area costs a window at each level: the layer's words, and making it ready for a painter.

Run: ``QT_QPA_PLATFORM=offscreen python benchmarks/map_grids.py``. Processor time in ms: first, and after a change.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

import msgspec

import resources
from console.domain.entities import Case, Stage, System
from console.domain.geo.area_code import AreaLevel
from console.models.city_map.layers.choropleth import choropleth, subject
from console.models.city_map.layers.focus import Focus
from console.models.city_map.layers.moment import Moment
from console.models.figures.tally import Figure, Measure
from console.models.world import World
from console.store.changes import BackendRow, Changes
from console.store.commit import Counts, Cursor, LinkState
from widgets.map.layers.stack import LayerStack

CITY = Path(resources.__file__).with_name("city")
CASES = 3_000
NOW = 1_780_000_000_000


def main() -> None:
    """One line a level."""
    world, chance = World(), random.Random(1)
    areas = msgspec.json.decode((CITY / "areas.json").read_bytes())
    grids = [area["code"] for area in areas if area["level"] == "grid"]
    link = LinkState("live", "", int(time.time() * 1000), time.monotonic_ns(), "", 0, 1)
    changes = Changes(backends=[BackendRow(1, "city", "", Cursor("e", 1, 0), Counts(), link)])
    changes.registers = [(1, name, (CITY / f"{name}.json").read_bytes()) for name in ("areas", "area_shapes")]
    changes.entities = [(number, 1, case(number, chance.choice(grids))) for number in range(1, CASES)]
    start = time.process_time()
    take(world, changes)
    print(f"registers and {CASES:,} cases: {(time.process_time() - start) * 1e3:.0f} ms")
    stack = LayerStack()
    for level in (AreaLevel.COUNTY, AreaLevel.TOWN, AreaLevel.COMMUNITY, AreaLevel.GRID):
        told = []
        for turn in range(3):
            change = Changes(entities=[(CASES + turn, 1, case(CASES + turn, grids[turn]))])
            take(world, change)
            told.append(measure(world, stack, level))
        words = ", ".join(f"{made:.1f} + {ready:.1f}" for made, ready in told)
        print(f"{level.name.lower():10} words + ready, first and after two changes: {words} ms")


def measure(world: World, stack: LayerStack, level: AreaLevel) -> tuple[float, float]:
    """Words of the layer, then projection and labels."""
    start = time.process_time()
    moment = Moment(world, 10.0, lambda _token: "#000000", Focus("", level))
    layer = choropleth("n", subject(Figure(Measure.CASES)), moment)
    made = time.process_time()
    stack.set(layer)
    for laid in stack.shown():
        laid.prepared.labels()
    return (made - start) * 1e3, (time.process_time() - made) * 1e3


def take(world: World, changes: Changes) -> None:
    """Let the world have it."""
    for _ in world.apply(changes):
        pass
    world.announce()


def case(number: int, area: str) -> Case:
    """An open case somewhere in a grid."""
    return Case(
        id=f"c{number}", v=1, at=NOW, system=System.GRID, stage=Stage.FILED, category="市容环境/暴露垃圾", title="t",
        opened=NOW, due=NOW + 3_600_000, area=area,
    )  # fmt: skip


if __name__ == "__main__":
    main()
