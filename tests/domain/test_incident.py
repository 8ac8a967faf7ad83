"""Parts of an incident: units, seats in the consultation, the timeline."""

from __future__ import annotations

import random
import time

import msgspec
import pytest

from console.domain.entities import Answer, AnyEvent, Entry, Note, Participant, Stamp
from console.domain.incidents.incident import AlreadySo, Link, link_of, mark_participant, mark_unit, part_id, timeline

pytestmark = pytest.mark.operations

T0 = 1_780_000_000_000


def test_a_unit_keeps_the_time_of_each_mark_and_bears_each_once():
    unit = mark_unit(None, "IN-1", "市应急管理局", "received", "张三", T0)
    assert (unit.v, unit.joined, unit.received, unit.arrived) == (1, T0, T0, 0)
    unit = mark_unit(unit, "IN-1", "市应急管理局", "arrived", "李四", T0 + 9)
    assert (unit.v, unit.received, unit.arrived, unit.by) == (2, T0, T0 + 9, "李四")
    with pytest.raises(AlreadySo) as caught:
        mark_unit(unit, "IN-1", "市应急管理局", "arrived", "王五", T0 + 20)
    assert caught.value.at == T0 + 9
    with pytest.raises(AlreadySo):
        mark_unit(unit, "IN-1", "市应急管理局", "joined", "王五", T0 + 20)
    first = mark_unit(unit, "IN-1", "市应急管理局", "reported", "王五", T0 + 30)
    assert mark_unit(first, "IN-1", "市应急管理局", "reported", "王五", T0 + 40).reported == T0 + 40


def test_units_of_two_departments_are_two_entities():
    one, other = (mark_unit(None, "IN-1", name, "joined", "x", T0) for name in ("市生态环境局", "市交通运输局"))
    assert one.id != other.id
    assert part_id("UN", "IN-1", "市生态环境局") == one.id, "the id can be worked out by anybody"
    assert part_id("UN", "a", "bc") != part_id("UN", "ab", "c")


def test_who_left_or_declined_can_be_invited_again():
    seat = mark_participant(None, "IN-1", "专家甲", "invited", "张三", T0)
    for mark, answer in (("declined", Answer.DECLINED), ("invited", Answer.INVITED), ("answered", Answer.ANSWERED),
                         ("left", Answer.LEFT), ("invited", Answer.INVITED)):  # fmt: skip
        seat = mark_participant(seat, "IN-1", "专家甲", mark, "张三", seat.at + 1)
        assert seat.answer is answer
    assert (seat.v, seat.invited) == (6, T0 + 5)
    with pytest.raises(AlreadySo):
        mark_participant(seat, "IN-1", "专家甲", "invited", "李四", T0 + 9)


def test_consent_to_a_recording_is_asked_and_never_supposed():
    seat = mark_participant(None, "IN-1", "专家甲", "invited", "张三", T0)
    assert seat.consent is None
    assert mark_participant(seat, "IN-1", "专家甲", "consents", "张三", T0).consent is True
    assert mark_participant(seat, "IN-1", "专家甲", "objects", "张三", T0).consent is False


@pytest.mark.parametrize(
    ("fields", "link"),
    [
        ({"answer": Answer.INVITED, "measured": T0}, Link.ABSENT),
        ({"answer": Answer.LEFT, "measured": T0}, Link.ABSENT),
        ({}, Link.UNKNOWN),
        ({"measured": T0 - 15_001}, Link.UNKNOWN),
        ({"measured": T0 - 15_000}, Link.GOOD),
        ({"measured": T0, "loss": 4.9, "delay": 399}, Link.GOOD),
        ({"measured": T0, "loss": 5.0}, Link.POOR),
        ({"measured": T0, "delay": 400}, Link.POOR),
        ({"measured": T0, "loss": 50.0}, Link.LOST),
    ],
)
def test_a_link_is_only_called_good_on_a_fresh_measure(fields, link):
    seat = Participant(id="p", v=1, at=T0, incident="IN-1", person="x", **({"answer": Answer.ANSWERED} | fields))
    assert link_of(seat, T0) is link


def entry(n: int) -> Entry:
    return Entry(id=f"EN-{n:05d}", v=1, at=T0 + n // 3, by="张三", about="IN-1", sort=Stamp.UNIT,
                 data={"unit": "市应急管理局", "mark": "arrived"})  # fmt: skip


def test_the_timeline_is_in_order_of_time_with_notes_among_the_entries():
    entries = [entry(n) for n in range(30)]
    random.Random(4).shuffle(entries)
    note = Note(id="EN-00001a", v=1, at=T0, about="IN-1", text="风向转北", author="李四")
    lines = timeline(entries, [note])
    assert [line.at for line in lines] == sorted(line.at for line in lines)
    assert [line.id for line in lines[:4]] == ["EN-00000", "EN-00001", "EN-00001a", "EN-00002"]
    assert (lines[2].sort, lines[2].text, lines[2].by) == (None, "风向转北", "李四")


def test_five_thousand_entries_are_small_events_and_put_in_order_at_once():
    entries = [entry(n) for n in range(5_000)]
    assert max(len(msgspec.json.encode(each)) for each in entries) < 400
    decoder = msgspec.json.Decoder(AnyEvent)
    raw = [msgspec.json.encode(each) for each in reversed(entries)]
    began = time.perf_counter()
    lines = timeline([decoder.decode(each) for each in raw])
    assert time.perf_counter() - began < 3.0, "a tenth of this is usual"
    assert [line.id for line in lines] == [each.id for each in entries]
