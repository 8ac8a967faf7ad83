"""What belongs to incidents, shifts, hand-overs and the hall, by kind, found by what it is about without a search."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from console.domain.entities import (
    Asset,
    Dossier,
    Entry,
    Event,
    Handover,
    Note,
    Participant,
    Report,
    Resource,
    Swap,
    Task,
    Terminal,
    Unit,
)

E = TypeVar("E", bound=Event)
KINDS = (Asset, Dossier, Entry, Handover, Note, Participant, Report, Resource, Swap, Task, Terminal, Unit)


def about_of(event: Event) -> str:
    """The id of what a part belongs to: its incident, its shift, or the thing it remarks on; else its own."""
    if isinstance(event, Entry | Note):
        return event.about
    if isinstance(event, Task | Unit | Participant | Report):
        return event.incident
    if isinstance(event, Swap | Handover):
        return event.shift
    return event.id


class Parts:
    """All parts of all backends by the cache's key. ``touched`` gathers what they are about until it is taken."""

    def __init__(self) -> None:
        self._all: dict[int, Event] = {}
        self._about: dict[tuple[type[Event], str], dict[int, None]] = {}
        self._kind: dict[type[Event], dict[int, None]] = {kind: {} for kind in KINDS}
        self.touched: set[str] = set()

    def __len__(self) -> int:
        return len(self._all)

    def clear(self) -> None:
        """Everything is void."""
        self.touched.update(about_of(event) for event in self._all.values())
        self._all.clear()
        self._about.clear()
        for keys in self._kind.values():
            keys.clear()

    def put(self, key: int, event: Event) -> bool:
        """Take a part in; False if it is of a kind that is not kept here."""
        if type(event) not in self._kind:
            return False
        self.drop(key)
        about = about_of(event)
        self._all[key] = event
        self._kind[type(event)][key] = None
        self._about.setdefault((type(event), about), {})[key] = None
        self.touched.add(about)
        return True

    def drop(self, key: int) -> bool:
        """Forget one; False if it was not here."""
        event = self._all.pop(key, None)
        if event is None:
            return False
        about = about_of(event)
        del self._kind[type(event)][key]
        keys = self._about[type(event), about]
        del keys[key]
        if not keys:
            del self._about[type(event), about]
        self.touched.add(about)
        return True

    def of(self, kind: type[E], about: str, where: Callable[[int], bool] | None = None) -> list[E]:
        """The parts of a kind that are about one thing, in the order in which they came; ``where`` by their keys."""
        keys = self._about.get((kind, about), ())
        return self._chosen(kind, keys if where is None else filter(where, keys))

    def every(self, kind: type[E]) -> list[E]:
        """All parts of a kind."""
        return self._chosen(kind, self._kind[kind])

    def keys(self, kind: type[Event]) -> list[tuple[int, Event]]:
        """All parts of a kind with their keys."""
        return [(key, self._all[key]) for key in self._kind[kind]]

    def count(self, kind: type[Event], about: str) -> int:
        """How many parts of a kind are about one thing."""
        return len(self._about.get((kind, about), ()))

    def _chosen(self, kind: type[E], keys: Iterable[int]) -> list[E]:
        return [event for key in keys if isinstance(event := self._all[key], kind)]
