"""Events for tests, made plainly, and batch frames put together by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from console.domain.entities import Alarm, Case, Event, Incident, Sample, Stage, System
from console.wire.codec import encode_event

NOW = 1_780_000_200_000
"""2026-05-28 20:30:00 UTC: half past an hour and on a minute, so that buckets are easy to see."""
HOUR = 3_600_000
EPOCH = "epoch-one"


def alarm(name: str = "A-1", v: int = 1, **fields: Any) -> Alarm:
    base: dict[str, Any] = {
        "at": NOW, "raised": NOW, "system": System.CITY, "priority": 3, "title": "井盖移位",
        "source": "cam-1", "rule": "r",
    }  # fmt: skip
    return Alarm(id=name, v=v, **{**base, **fields})


def case(name: str = "C-1", v: int = 1, stage: Stage = Stage.REPORTED, **fields: Any) -> Case:
    base: dict[str, Any] = {
        "at": NOW, "system": System.GRID, "category": "市容", "title": "暴露垃圾", "opened": NOW, "due": NOW + HOUR,
    }  # fmt: skip
    return Case(id=name, v=v, stage=stage, **{**base, **fields})


def incident(name: str = "I-1", v: int = 1, **fields: Any) -> Incident:
    base: dict[str, Any] = {"at": NOW, "cls": "火灾", "grade": 2, "title": "仓库起火", "opened": NOW}
    return Incident(id=name, v=v, **{**base, **fields})


def sample(series: str = "st-1/PM25", v: int = 1, value: float | None = 1.5, **fields: Any) -> Sample:
    return Sample(id=series, v=v, value=value, **{"at": NOW + v * 1000, **fields})


def normal(event: Alarm, v: int, at: int = NOW) -> Alarm:
    """The same alarm, cleared and acknowledged."""
    return alarm(event.id, v, at=at, active=False, acknowledged=True, priority=event.priority)


def raws(events: Sequence[Event]) -> list[bytes]:
    return [encode_event(event) for event in events]


def batch_frame(first: int, events: Sequence[bytes], epoch: str = EPOCH) -> bytes:
    """A batch frame, letter by letter."""
    body = b",".join(events)
    head = f'{{"type":"batch","epoch":"{epoch}","first":{first},"last":{first + len(events) - 1},"events":['
    return head.encode() + body + b"]}"
