"""Filters against a plain reading of the same alarms, while alarms come, change and go."""

from __future__ import annotations

import random
from typing import Any

import pytest

from console.domain.entities import Alarm, System
from console.models.alarms.filter import AlarmQuery, FilteredAlarms, Show
from console.models.alarms.in_order import AlarmModel
from console.models.registers import Registers
from console.models.text.pinyin import haystack

pytestmark = pytest.mark.operations
NOW = 1_795_000_000_000
TITLES = ("滨河工业排污口 COD 超标", "人民路识别到路面积水", "驾驶员疲劳", "井盖位移", "Lamp FAULT")
NAMES = ("张三", "李四", "")


def alarm(number: int, v: int = 1, **fields: Any) -> Alarm:
    base: dict[str, Any] = {
        "at": NOW + number, "raised": NOW + number * 1000, "system": tuple(System)[number % 5],
        "priority": number % 4 + 1, "title": f"{TITLES[number % 5]} {number}", "source": f"s-{number % 7}", "rule": "r",
        "area": f"99010{number % 3 + 1}001001001",
    }  # fmt: skip
    return Alarm(id=f"A-{number}", v=v, **(base | fields))


def model(alarms: dict[int, Alarm]) -> AlarmModel:
    made = AlarmModel(Registers())
    for key, each in alarms.items():
        made.put(key, 1, each)
    made.settle()
    return made


def plainly(query: AlarmQuery, each: Alarm) -> bool:
    """The same question, asked of one alarm."""
    waiting = not each.acknowledged and not each.hidden
    mine = (each.acknowledged_by or each.by) in [name for name in query.names if name]
    first = {Show.ALL: True, Show.WAITING: waiting, Show.HIDDEN: each.hidden, Show.MINE: mine}[query.show]
    line = haystack(each.title, each.area[:6], "", each.source, each.acknowledged_by or each.by, each.id)
    return (
        first
        and (not query.systems or each.system in query.systems)
        and (not query.priorities or each.priority in query.priorities)
        and (not query.counties or int(each.area[:6]) in query.counties)
        and all(term in line for term in query.terms())
    )


def order(each: Alarm) -> tuple[bool, bool, int, int]:
    return each.hidden, each.acknowledged or each.hidden, each.priority, -each.raised


def drawn(rng: random.Random) -> AlarmQuery:
    return AlarmQuery(
        show=rng.choice(list(Show)),
        systems=frozenset(rng.sample(list(System), rng.choice((0, 0, 1, 3)))),
        priorities=frozenset(rng.sample((1, 2, 3, 4), rng.choice((0, 0, 1, 2)))),
        counties=frozenset(rng.sample((990101, 990102, 990103), rng.choice((0, 0, 1)))),
        text=rng.choice(("", "", "bh", "滨河 cod", "s-3", "jsypl", "lamp", "没有这个", "A-1", "张三")),
        names=rng.choice(((), ("张三", "u-1"))),
    )


@pytest.mark.parametrize("seed", range(6))
def test_the_list_shows_what_a_plain_reading_shows(qapp: object, seed: int) -> None:
    rng = random.Random(seed)
    alarms = {key: alarm(key) for key in range(1, 200)}
    alarms_model = model(alarms)
    filtered = FilteredAlarms(alarms_model)
    for _ in range(60):
        for key in rng.sample(range(1, 260), 12):
            if rng.random() < 0.3 and key in alarms:
                del alarms[key]
                alarms_model.remove(key)
                continue
            who = rng.choice(NAMES)
            alarms[key] = alarm(
                key, rng.randint(1, 9), acknowledged=rng.random() < 0.5, shelved=rng.random() < 0.2, by=who,
                title=rng.choice(TITLES), priority=rng.randint(1, 4),
            )  # fmt: skip
            alarms_model.put(key, 1, alarms[key])
        alarms_model.settle()
        query = drawn(rng)
        filtered.set_query(query)
        passed = sorted((key for key, each in alarms.items() if plainly(query, each)), key=lambda k: order(alarms[k]))
        assert sorted(filtered.keys().tolist()) == sorted(passed)
        assert [order(alarms[key]) for key in filtered.keys().tolist()] == [order(alarms[key]) for key in passed]
        assert filtered.count() == len(passed)


def test_a_delayed_alarm_is_there_after_its_filter_was_toggled(qapp: object) -> None:
    alarms = model({1: alarm(1)})
    filtered = FilteredAlarms(alarms)
    filtered.set_query(AlarmQuery(text="不在"))
    alarms.put(2, 1, alarm(2, title="后来的"))
    alarms.settle()
    filtered.set_query(AlarmQuery())
    assert set(filtered.keys().tolist()) == {1, 2}


def test_an_alarm_that_changes_its_words_is_found_by_the_new_ones(qapp: object) -> None:
    alarms = model({1: alarm(1, title="旧的")})
    filtered = FilteredAlarms(alarms)
    filtered.set_query(AlarmQuery(text="xd"))
    assert filtered.count() == 0
    alarms.put(1, 1, alarm(1, 2, title="新的"))
    alarms.settle()
    assert filtered.count() == 1
    assert filtered.row(0).title == "新的"


def test_words_that_grow_and_shrink_show_the_right_rows(qapp: object) -> None:
    filtered = FilteredAlarms(model({key: alarm(key) for key in range(1, 41)}))
    seen = {}
    for text in ("b", "bh", "bhg", "bhg 1", "bhg", "b", "", "l"):
        filtered.set_query(AlarmQuery(text=text))
        seen.setdefault(text, filtered.keys().tolist())
        assert filtered.keys().tolist() == seen[text]


def test_the_chips_count_all_alarms_whatever_else_is_filtered(qapp: object) -> None:
    alarms = model({1: alarm(1), 2: alarm(2, acknowledged=True, by="张三"), 3: alarm(3, shelved=True, by="李四")})
    filtered = FilteredAlarms(alarms)
    filtered.set_query(AlarmQuery(text="没有", names=("张三",)))
    assert filtered.counts() == {Show.WAITING: 1, Show.ALL: 3, Show.HIDDEN: 1, Show.MINE: 1}


@pytest.mark.parametrize("text", ["", "cod"])
def test_of_alarms_that_are_closed_nothing_is_kept(qapp: object, text: str) -> None:
    made = model({})
    filtered = FilteredAlarms(made)
    filtered.set_query(AlarmQuery(text=text))
    for turn in range(0, 3_000, 300):
        for number in range(turn + 1, turn + 301):
            made.put(number, 1, alarm(number))
        made.settle()
        while filtered._backlog:
            filtered._prepare_some()
        for number in range(turn + 1, turn + 301):
            made.remove(number)
        made.settle()
    assert (len(filtered._lines), len(filtered._hits), filtered.count()) == (0, 0, 0)


def test_a_shelved_alarm_waits_for_nobody_and_stands_last(qapp: object) -> None:
    alarms = model({1: alarm(1, shelved=True, priority=1), 2: alarm(2, acknowledged=True, priority=4)})
    assert alarms.unacknowledged() == 0
    assert [alarms.row(place).key for place in range(2)] == [2, 1]
    assert alarms.row(1).acknowledged, "it calls for nobody"


def test_pinyin_is_found_letter_by_letter_and_when_letters_come_in_front(qapp: object) -> None:
    filtered = FilteredAlarms(model({number: alarm(number) for number in range(1, 11)}))
    for written in ("j", "ji", "jish", "jishui"):  # 路面积水
        filtered.set_query(AlarmQuery(text=written))
        assert {1, 6} <= set(filtered.keys().tolist())
    for written, wanted in (("gai", {3, 8}), ("jinggai", {3, 8}), ("inggai", set()), ("pilao", {2, 7})):
        filtered.set_query(AlarmQuery(text=written))
        assert set(filtered.keys().tolist()) == wanted, written
