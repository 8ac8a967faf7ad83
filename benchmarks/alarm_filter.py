"""Cost of filtering 100,000 open alarms, and of a flood of 1,000 new alarms a second with a filter in force.

Run: QT_QPA_PLATFORM=offscreen python benchmarks/alarm_filter.py

A frame of the flood is told as time on the clock and as time of the processor: the latter is what our code costs, the
former also what others on the machine took away.
"""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from console.domain.entities import Alarm, System
from console.models.alarms.filter import AlarmQuery, FilteredAlarms, Show
from console.models.alarms.groups import GroupedAlarms, Grouping
from console.models.alarms.in_order import AlarmModel
from console.models.registers import Registers
from console.models.text import pinyin
from resources.theme import Scale, load
from widgets.alarms.table import AlarmTable

ROWS, ROUNDS = 100_000, 15
NOW = 1_763_800_000_000
FLOOD_SECONDS, FRAMES_A_SECOND, ALARMS_A_SECOND = 60, 20, 1_000
PLACES = ("滨河工业", "向阳社区", "人民路与滨河街路口", "青河水库", "第三小学", "岚港码头", "高新管委会", "临港产业园")
FINDINGS = ("排污口 COD 超标", "识别到路面积水", "驾驶员疲劳，车速 {} km/h", "井盖位移", "空气质量严重污染，AQI {}")


def make(number: int) -> Alarm:
    """A plausible alarm."""
    title = PLACES[number % 8] + FINDINGS[number % 5].format(number % 400)
    return Alarm(
        id=f"AL-{number:08d}", v=1, at=NOW + number, raised=NOW + number, system=tuple(System)[number % 5],
        priority=number % 4 + 1, title=title, source=f"src-{number % 20_000}", rule="bench",
        acknowledged=number % 3 > 0, area=f"9901{number % 7 + 1:02d}001001001",
    )  # fmt: skip


def measure(name: str, call: Callable[[int], object]) -> None:
    """Print what one call costs."""
    costs = []
    for number in range(ROUNDS):
        start = time.perf_counter()
        call(number)
        costs.append((time.perf_counter() - start) * 1000)
    print(f"{name:44} {statistics.median(costs):6.1f} ms (worst {max(costs):6.1f})")


def filters(filtered: FilteredAlarms, grouped: GroupedAlarms) -> None:
    """Every kind of filter over the whole list; the text differs each time, so that nothing is remembered."""
    measure("state", lambda n: filtered.set_query(AlarmQuery(show=(Show.ALL, Show.WAITING)[n % 2])))
    areas = [
        AlarmQuery(counties=frozenset({990100 + n % 7 + 1}), priorities=frozenset({1, 2}), systems=frozenset(System))
        for n in range(7)
    ]
    measure("system, grade and area", lambda n: filtered.set_query(areas[n % 7]))
    measure("text", lambda n: filtered.set_query(AlarmQuery(text=f"滨河 {n}")))
    measure("pinyin initials", lambda n: filtered.set_query(AlarmQuery(text=f"bhgy {n}")))
    measure("counts of the chips", lambda n: filtered.counts())
    filtered.set_query(AlarmQuery())
    kinds = (Grouping.SOURCE, Grouping.NONE)
    measure("grouping by source, on and off", lambda n: grouped.set_grouping(kinds[n % 2]))
    grouped.set_grouping(Grouping.NONE)


def flood(app: QApplication, name: str, alarms: AlarmModel, table: AlarmTable, first: int) -> None:
    """A minute's flood, frame by frame: the list takes it in, filters, sorts and paints."""
    clock, processor, number = list[float](), list[float](), first
    app.processEvents()  # a window that was never exposed paints nothing
    for _ in range(FLOOD_SECONDS * FRAMES_A_SECOND):
        fresh = [make(number + n) for n in range(ALARMS_A_SECOND // FRAMES_A_SECOND)]
        number += len(fresh)
        start, busy = time.perf_counter(), time.process_time()
        for alarm in fresh:
            alarms.put(int(alarm.id[3:]) + 1, 1, alarm)
        alarms.settle()
        table.viewport().repaint()
        clock.append((time.perf_counter() - start) * 1000)
        processor.append((time.process_time() - busy) * 1000)
    app.processEvents()
    print(f"{name:44} {_spread(clock)} by the clock; {_spread(processor)} of the processor; {alarms.count():,} open "
          "at the end")  # fmt: skip


def _spread(costs: list[float]) -> str:
    """Median, 99th percentile and worst, in ms."""
    return f"{statistics.median(costs):.1f}, {statistics.quantiles(costs, n=100)[98]:.1f}, {max(costs):.1f} ms"


def build() -> tuple[AlarmModel, FilteredAlarms, GroupedAlarms, AlarmTable]:
    """A list on a desk's monitor."""
    alarms = AlarmModel(Registers())
    filtered = FilteredAlarms(alarms)
    grouped = GroupedAlarms(alarms, filtered)
    table = AlarmTable(load(scale=Scale(height_px=1080)), now=lambda: NOW)
    table.set_rows(grouped)
    table.resize(1200, 900)
    table.show()
    return alarms, filtered, grouped, table


def main() -> None:
    """Filters over a full list, then three floods from an empty one."""
    pinyin.warm_up()
    app = QApplication([])
    alarms, filtered, grouped, table = build()
    app.processEvents()
    for number in range(ROWS):
        alarms.put(number + 1, 1, make(number))
    alarms.settle()
    start = time.perf_counter()
    filtered.set_query(AlarmQuery(text="bh"))
    print(f"{'first search, nothing prepared':44} {(time.perf_counter() - start) * 1000:6.1f} ms")
    filters(filtered, grouped)
    table.close()
    del filtered, grouped
    for name, query, grouping in (
        ("flood, all shown", AlarmQuery(), Grouping.NONE),
        ("flood, filtered by pinyin", AlarmQuery(text="bhgy"), Grouping.NONE),
        ("flood, grouped by source", AlarmQuery(), Grouping.SOURCE),
    ):
        alarms, filtered, grouped, table = build()
        gc.collect()
        gc.freeze()  # as the desk does when it starts
        filtered.set_query(query)
        grouped.set_grouping(grouping)
        flood(app, name, alarms, table, 0)
        table.close()
    app.quit()


if __name__ == "__main__":
    main()
