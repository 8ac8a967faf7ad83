"""A wall has words without numbers of people; a desk has them as they were said."""

from __future__ import annotations

import pytest

from console.domain.entities import Event, Note
from console.domain.kinds import duty, incident, watch
from console.models.veil import _WORDS, veiled
from tests.fakes.events import alarm, case, sample

NUMBER = "来电 13812345678"


@pytest.mark.parametrize(
    "event", [alarm("A", title=NUMBER), Note(id="N", v=1, at=1, about="A", text=NUMBER, author="z")]
)
def test_a_number_in_words_is_masked(event: Event) -> None:
    shown = veiled(event)
    assert "13812345678" not in repr(shown) and "138****5678" in repr(shown)
    assert (shown.id, shown.v, shown.at) == (event.id, event.v, event.at)


@pytest.mark.parametrize("event", [alarm("A"), case("C"), sample("s", 1)])
def test_what_has_none_is_the_same_object(event: Event) -> None:
    assert veiled(event) is event


def test_every_kind_of_event_with_words_of_people_is_thought_of() -> None:
    """Title and Text are the types of free words: a new field of theirs must be named here or below."""
    names_only = {"Resource": {"name"}, "Meeting": {"title"}}
    for module in (watch, incident, duty):
        for kind in vars(module).values():
            if isinstance(kind, type) and issubclass(kind, Event) and kind.__module__ == module.__name__:
                words = {name for name, how in kind.__annotations__.items() if how in ("Title", "Text")}
                known = set(_WORDS.get(kind, ())) | names_only.get(kind.__name__, set())
                assert words <= known, (kind, words - known)
