"""交接班: what the draft holds, what is signed, and who may sign."""

from __future__ import annotations

import hashlib
import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.duty.handover import (
    BODY_LIMIT,
    SECTION_LINES,
    Draft,
    Line,
    Section,
    Why,
    assemble,
    body_of,
    canonical,
    digest_of,
    giving,
    intact,
    read,
    taking,
)
from console.domain.entities import (
    Alarm,
    AnyEvent,
    Asset,
    Case,
    Handover,
    Incident,
    Note,
    Stage,
    System,
    Task,
    Warning,
)

pytestmark = pytest.mark.operations

T0 = 1_780_000_000_000


def alarm(n, **fields):
    base = {"priority": 3, "title": f"告警{n}"} | fields
    return Alarm(id=f"AL-{n}", v=1, at=T0, raised=T0 + n, system=System.CITY, source="s", rule="r", **base)


def case(n, **fields):
    return Case(id=f"CG-{n}", v=1, at=T0, system=System.CITY, stage=Stage.HANDLING, category="a/b", title=f"案件{n}",
                opened=T0, due=T0 + n, **fields)  # fmt: skip


EVERYTHING = [
    alarm(1, acknowledged=True),
    alarm(2, priority=1),
    alarm(3, shelved=True, until=T0 + 99, reason="误报"),
    Incident(id="IN-1", v=1, at=T0, cls="自然灾害", grade=3, title="内涝", opened=T0),
    Task(id="TK-1", v=1, at=T0, incident="IN-1", title="封路", due=T0 + 5),
    Task(id="TK-2", v=1, at=T0, incident="IN-1", title="排水", due=T0 + 5, done=True),
    case(1),
    case(2, urged=1),
    case(3, overdue=True),
    Warning(
        id="YJ-1", v=1, at=T0, level=3, event="大风", headline="大风黄色预警", sender="x", issued=T0, expires=T0 + 9
    ),
    Asset(id="cam-1", v=1, at=T0, online=False, state="离线"),
    Asset(id="cam-2", v=1, at=T0, online=True),
    Note(id="N-1", v=1, at=T0 - 1, about="IN-1", text="上一班的批示", author="领导", instruction=True),
    Note(id="N-2", v=1, at=T0, about="IN-1", text="本班批示", author="领导", instruction=True),
    Note(id="N-3", v=1, at=T0, about="IN-1", text="一般备注", author="张三"),
]


def draft(entities=EVERYTHING, **more):
    return assemble("duty-1", T0, T0 + 1000, entities, [Line("cmd-1", {"act": "shelve"})], **more)


def ids(subject):
    return {section.value: [line.id for line in lines] for section, lines in subject.sections.items() if lines}


def test_the_draft_holds_what_is_open_the_most_urgent_first():
    assert ids(draft(done=[Line("CG-9", {"title": "已结"})])) == {
        "alarms": ["AL-2", "AL-1"],
        "shelved": ["AL-3"],
        "incidents": ["IN-1"],
        "tasks": ["TK-1"],
        "cases": ["CG-2", "CG-3", "CG-1"],
        "commands": ["cmd-1"],
        "warnings": ["YJ-1"],
        "devices": ["cam-1"],
        "instructions": ["N-2"],
        "done": ["CG-9"],
    }
    assert ids(draft(cases=False))["cases"] == ["CG-2", "CG-3"], "routine cases can stay out"


def test_a_shelf_is_handed_over_with_its_reason_and_its_end():
    facts = draft().sections[Section.SHELVED][0].facts
    assert (facts["reason"], facts["until"], facts["state"]) == ("误报", str(T0 + 99), "E")


def test_the_draft_is_the_same_whatever_the_order_of_the_entities():
    assert body_of(draft()) == body_of(draft(reversed(EVERYTHING)))


def test_the_body_is_canonical_and_reads_back_to_the_draft():
    body = body_of(draft(remarks="泵站3号待修"))
    assert read(body) == draft(remarks="泵站3号待修")
    assert json.loads(body)["remarks"] == "泵站3号待修"
    assert digest_of(body) == hashlib.sha256(body.encode()).hexdigest()


CHANGES = [
    lambda body: body + " ",
    lambda body: body.replace(":", ": ", 1),
    lambda body: body[:-1],
    lambda body: "[]",
    lambda body: "null",
    lambda body: body.replace('"format":1', '"format":2'),
    lambda body: body.replace('"id":"AL-1"', '"id":1'),
    lambda body: body.replace('"more":{}', '"more":{"cases":-1}'),
    lambda body: body.replace('"more":{}', '"more":{"nonsense":1}'),
    lambda body: body.replace('"format":1', '"extra":1,"format":1'),
]


@pytest.mark.parametrize("change", CHANGES)
def test_any_other_spelling_of_the_body_is_refused(change):
    with pytest.raises(ValueError, match="canonical"):
        read(change(body_of(draft())))


def test_a_flood_is_named_by_its_worst_and_counted_in_full():
    flood = [alarm(n, priority=1 + n % 4) for n in range(5_000)]
    subject = draft(flood)
    assert len(subject.sections[Section.ALARMS]) == SECTION_LINES
    assert subject.count(Section.ALARMS) == 5_000
    assert {line.facts["priority"] for line in subject.sections[Section.ALARMS]} == {"1"}
    assert len(body_of(subject)) <= BODY_LIMIT


def test_a_body_always_fits_and_still_counts_everything():
    long = [alarm(n, title="长" * 500) for n in range(80)] + [case(n, remark="x") for n in range(80)]
    subject = draft([*long, *(alarm(100 + n, shelved=True, reason="因" * 500, title="长" * 500) for n in range(80))])
    body = body_of(subject)
    assert len(body) <= BODY_LIMIT
    cut = read(body)
    assert [cut.count(section) for section in Section] == [subject.count(section) for section in Section]
    Handover(id="h", v=1, at=T0, shift="s", body=body, digest="", giver="", giver_id="", given=T0)
    with pytest.raises(ValueError, match="remarks"):
        body_of(draft([], remarks="长" * (BODY_LIMIT + 1)))


@given(st.text(max_size=50).filter(lambda text: text.isprintable()), st.integers(0, 2**50))
def test_one_document_has_one_body(text, number):
    document = {"b": text, "a": [number, {"d": 1, "c": text}]}
    again = json.loads(canonical(document))
    assert canonical(again) == canonical(document)


def given_by(person="p1", **fields):
    body = body_of(draft())
    base = {"id": "HO-1", "v": 1, "at": T0, "shift": "duty-1", "body": body, "digest": digest_of(body)}
    return Handover(**(base | {"giver": "张三", "giver_id": person, "given": T0} | fields))


def test_what_was_given_can_not_be_taken_by_its_giver():
    handover = given_by()
    assert taking(handover, handover.digest, "p1") is Why.SAME_PERSON
    assert taking(handover, handover.digest, "p2") is None


def test_only_the_version_that_was_read_can_be_taken():
    handover = given_by()
    assert taking(handover, "0" * 64, "p2") is Why.OTHER_VERSION
    altered = msgspec.structs.replace(handover, body=handover.body.replace("误报", "实报"))
    assert taking(altered, altered.digest, "p2") is Why.OTHER_VERSION
    assert intact(handover)
    assert not intact(altered)


def test_a_taken_hand_over_is_locked_for_everybody():
    taken = given_by(taker="李四", taker_id="p2", taken=T0 + 5)
    body = body_of(draft(remarks="改"))
    for person in ("p1", "p2", "p3"):
        assert giving(taken, body, digest_of(body), person) is Why.LOCKED
        assert taking(taken, taken.digest, person) is Why.LOCKED


def test_until_it_is_taken_its_giver_alone_may_sign_anew():
    body = body_of(draft(remarks="补充"))
    assert giving(given_by(), body, digest_of(body), "p1") is None
    assert giving(given_by(), body, digest_of(body), "p3") is Why.NOT_THE_GIVER


def test_what_is_signed_is_what_the_hash_says():
    body = body_of(draft())
    assert giving(None, body, digest_of(body), "p1") is None
    assert giving(None, body, digest_of(body + " "), "p1") is Why.NOT_ITS_DIGEST
    assert giving(None, "交接班", digest_of("交接班"), "p1") is Why.NOT_CANONICAL
    assert giving(None, '{"a":"\ud800"}', "0" * 64, "p1") is Why.NOT_CANONICAL


def test_a_hand_over_travels_unchanged():
    handover = given_by()
    assert msgspec.json.decode(msgspec.json.encode(handover), type=AnyEvent) == handover
    assert isinstance(read(handover.body), Draft)
