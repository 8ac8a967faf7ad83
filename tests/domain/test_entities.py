"""When an entity still has a place in the tables of open things, and the numbers that are on disk."""

from __future__ import annotations

import pytest

from console.domain.entities import KIND_NUMBER, KINDS, Case, Event, Sample, Stage, Warning, Wish
from console.wire.codec import decode_event, encode_event
from tests.fakes.events import NOW, alarm, case, incident


@pytest.mark.parametrize(
    ("flags", "is_open"),
    [
        ({"active": True, "acknowledged": False}, True),
        ({"active": True, "acknowledged": True}, True),
        ({"active": False, "acknowledged": False}, True),
        ({"active": False, "acknowledged": True}, False),
        ({"active": False, "acknowledged": True, "latched": True}, True),
        ({"active": False, "acknowledged": True, "shelved": True}, True),
        ({"active": False, "acknowledged": True, "out_of_service": True}, True),
    ],
)
def test_an_alarm_leaves_only_when_it_is_normal(flags: dict[str, bool], is_open: bool) -> None:
    assert alarm(**flags).open is is_open


@pytest.mark.parametrize("stage", Stage)
def test_a_case_leaves_when_it_is_closed(stage: Stage) -> None:
    assert case(stage=stage).open is (stage is not Stage.CLOSED)


def test_an_incident_leaves_when_it_has_an_end_and_a_warning_when_it_is_cancelled() -> None:
    assert incident().open and not incident(closed=NOW).open
    base = {"level": 2, "event": "暴雨", "headline": "h", "sender": "s", "issued": NOW, "expires": NOW}
    assert Warning(id="W", v=1, at=NOW, **base).open  # type: ignore[arg-type]
    assert not Warning(id="W", v=2, at=NOW, cancelled=True, **base).open  # type: ignore[arg-type]


OLD = (
    b'{"kind":"Case","id":"CG-1","v":4,"at":1779998400000,"by":"\xe5\xbc\xa0\xe4\xb8\x89","command":"c","system":"city","stage":"handling",'
    b'"category":"c","title":"t","opened":1779998400000,"due":1780000000000,"department":"d","extension":{"due":'
    b'1780003600000,"by":"zhang","name":"n","at":1779998400000,"reason":"r","department":"d"}}'
)
"""A case as a log of 27 November 2026 holds it, from before 缓办: with a request to extend it."""


def test_a_case_from_before_deferrals_is_read_with_its_request_and_written_as_it_was() -> None:
    old = decode_event(OLD)
    assert isinstance(old, Case)
    assert old.request is not None and (old.request.until, old.request.wish) == (1_780_003_600_000, Wish.EXTEND)
    assert (old.deferral, old.dropped, old.filed, old.late) == (None, None, True, False)
    assert encode_event(old) == OLD


def test_only_samples_leave_no_entity() -> None:
    assert [kind for kind in KINDS if not kind.lasting] == [Sample]


def test_the_numbers_of_the_kinds_stay_as_they_are_on_disk() -> None:
    names = [
        "Alarm", "Case", "Incident", "Task", "Sample", "Asset", "Resource", "Warning", "Duty", "Meeting", "Push",
        "WallState", "Note",
    ]  # fmt: skip
    assert [kind.__name__ for kind in KINDS][: len(names)] == names
    assert [KIND_NUMBER[kind] for kind in KINDS][: len(names)] == list(range(1, len(names) + 1))
    assert all(issubclass(kind, Event) for kind in KINDS)
