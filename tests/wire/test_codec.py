"""Every payload of the fault catalogue is one ``Reject`` with a reason; text that is only odd is text."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.entities import Alarm, Event, Sample
from console.wire.codec import Reject, decode_event, encode_event
from tests.fakes.events import alarm, case, incident, sample

GOOD = (
    b'{"kind":"Alarm","id":"A-1","v":1,"at":1000,"system":"city","priority":2,"title":"TITLE","source":"cam-1",'
    b'"rule":"r","raised":1000}'
)


def _with(extra: bytes) -> bytes:
    return GOOD[:-1] + b"," + extra + b"}"


POISON: dict[str, bytes] = {
    "bad UTF-8": GOOD.replace(b"TITLE", b"\xff\xfe"),
    "bad UTF-8 in a field nobody knows": _with(b'"zz":"\xff"'),
    "an encoded surrogate": GOOD.replace(b"TITLE", b"\xed\xa0\x80"),
    "a lone escaped surrogate": GOOD.replace(b"TITLE", b"\\ud800"),
    "NaN": _with(b'"value":NaN'),
    "infinity": _with(b'"value":-Infinity'),
    "1e999": _with(b'"value":1e999'),
    "a 5,000-digit integer as a value": _with(b'"value":' + b"9" * 5000),
    "a 5,000-digit integer as a time": _with(b'"cleared":' + b"9" * 5000),
    "a 5,000-digit integer nobody asked for": _with(b'"zz":' + b"9" * 5000),
    "2^63 as a time": _with(b'"cleared":9223372036854775808'),
    "2^63 as a version": GOOD.replace(b'"v":1', b'"v":9223372036854775808'),
    "depth 100,000": _with(b'"zz":' + b"[" * 100_000 + b"]" * 100_000),
    "depth 2,000": _with(b'"zz":' + b"[" * 2_000 + b"]" * 2_000),
    "objects 2,000 deep": _with(b'"zz":' + b'{"a":' * 2_000 + b"1" + b"}" * 2_000),
    "nothing but depth": b"[" * 100_000,
    "an over-size event": _with(b'"zz":"' + b"x" * 300_000 + b'"'),
    "a 1 MB title": GOOD.replace(b"TITLE", b"x" * 1_000_000),
    "a title of 501 letters": GOOD.replace(b"TITLE", "长".encode() * 501),
    "a key twice": _with(b'"id":"A-2"'),
    "a key twice, once escaped": _with(b'"\\u0069d":"A-2"'),
    "a key twice inside": (
        b'{"kind":"Duty","id":"d","v":1,"at":1,"starts":1,"ends":2,"leader":"a","commander":"b","watch_leader":"c",'
        b'"dispatchers":{"x":["1"],"x":["2"]}}'
    ),
    "the kind twice": _with(b'"kind":"Case"'),
    "a missing field": GOOD.replace(b'"system":"city",', b""),
    "an unknown enum": GOOD.replace(b'"city"', b'"mars"'),
    "an unknown kind": GOOD.replace(b'"Alarm"', b'"Meteor"'),
    "schema v+1": _with(b'"schema":2'),
    "schema 0": _with(b'"schema":0'),
    "version 0": GOOD.replace(b'"v":1', b'"v":0'),
    "priority 0": GOOD.replace(b'"priority":2', b'"priority":0'),
    "priority 5": GOOD.replace(b'"priority":2', b'"priority":5'),
    "a time before 1970": GOOD.replace(b'"at":1000', b'"at":-1'),
    "a time as text": GOOD.replace(b'"at":1000', b'"at":"1000"'),
    "an empty id": GOOD.replace(b'"A-1"', b'""'),
    "latitude and longitude swapped": _with(b'"lon":31.2,"lat":121.5'),
    "longitude 181": _with(b'"lon":181.0,"lat":0'),
    "latitude -91": _with(b'"lon":0,"lat":-91'),
    "a raw NUL": GOOD.replace(b"TITLE", b"a\x00b"),
    "a byte order mark": b"\xef\xbb\xbf" + GOOD,
    "letters after the end": GOOD + b"x",
    "two events in one": GOOD + GOOD,
    "cut in the middle": GOOD[: len(GOOD) // 2],
    "nothing": b"",
    "null": b"null",
    "a number": b"7",
    "an array": b"[" + GOOD + b"]",
}


@pytest.mark.parametrize("name", POISON)
def test_poison_is_a_reject_with_a_reason(name: str) -> None:
    verdict = decode_event(POISON[name])
    assert isinstance(verdict, Reject), verdict
    assert verdict.reason.strip() and "\n" not in verdict.reason
    assert verdict.raw == POISON[name]


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("schema v+1", "schema 2"),
        ("depth 100,000", "deep"),
        ("an over-size event", "over the limit of 262144"),
        ("a key twice", "twice"),
        ("a missing field", "system"),
        ("an unknown enum", "mars"),
        ("latitude and longitude swapped", "lat"),
        ("a title of 501 letters", "500"),
    ],
)
def test_the_reason_names_what_is_wrong(name: str, word: str) -> None:
    verdict = decode_event(POISON[name])
    assert isinstance(verdict, Reject)
    assert word in verdict.reason


def test_a_newer_schema_is_named_even_when_its_kind_is_unknown() -> None:
    verdict = decode_event(b'{"kind":"Meteor","schema":7,"new":{"deep":[1]}}')
    assert isinstance(verdict, Reject)
    assert verdict.reason == "schema 7 is newer than 1"


@pytest.mark.parametrize(
    "text", ["a\u202egpj.exe", "<b>&amp;</b>", "'; DROP TABLE entity; --", "=1+1", "行\n行", "../..", "a: b"]
)
def test_text_that_is_only_odd_is_text(text: str) -> None:
    event = decode_event(GOOD.replace(b'"TITLE"', json.dumps(text, ensure_ascii=False).encode()))
    assert isinstance(event, Alarm)
    assert event.title == text


def test_an_escaped_nul_is_text() -> None:
    event = decode_event(GOOD.replace(b"TITLE", b"a\\u0000b"))
    assert isinstance(event, Alarm)
    assert event.title == "a\0b"


def test_fields_of_later_makers_are_passed_over() -> None:
    event = decode_event(_with(b'"colour":"x:y","more":{"a":[1,{"b":2}]}, "spaced" : 1'))
    assert isinstance(event, Alarm)
    assert event.id == "A-1"


@pytest.mark.parametrize(
    "event", [alarm(lon=121.5, lat=31.2, value=3), case(), incident(), sample(value=None), sample()]
)
def test_an_event_survives_the_wire(event: Event) -> None:
    assert decode_event(encode_event(event)) == event


def test_a_gap_and_a_flag_are_kept() -> None:
    event = decode_event(b'{"kind":"Sample","id":"s","v":3,"at":5,"flag":"D"}')
    assert event == Sample(id="s", v=3, at=5, value=None, flag="D")


@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    assert isinstance(decode_event(data), Reject | Event)


@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=3))
def test_no_change_of_a_good_event_raises(at: int, with_bytes: bytes) -> None:
    assert isinstance(decode_event(GOOD[:at] + with_bytes + GOOD[at + 1 :]), Reject | Event)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["kind", "id", "v", "at", "schema", "value", "title", "lat", "x"]), _json))
def test_no_json_raises(fields: dict[str, object]) -> None:
    assert isinstance(decode_event(json.dumps({"kind": "Sample", **fields}).encode()), Reject | Event)
