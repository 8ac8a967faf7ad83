"""Whatever the gateway answers to an act, the person reads a sentence of its own: what is wrong, what can be done."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import console.gateway.acts as acts
from console.commands.desk_line import NO_REQUEST, NOT_OURS, TOO_MANY, WRONG_TOKEN
from console.commands.envelope import NOBODY, Outcome, Verdict
from console.commands.outbox import NO_BACKEND
from console.gateway import commands
from console.models.acting.acts import NO_WAY, not_saved_words, reason_words

pytestmark = pytest.mark.operations
SOURCES = [*sorted(Path(acts.__path__[0]).glob("*.py")), Path(str(commands.__file__))]
ANY = "网关未接受"
"""What is said of a reason that nobody has words for."""


def reasons() -> Iterator[str]:
    """Every reason that stands in the gateway's acts; what is put into one is replaced by 2027."""
    for source in SOURCES:
        for call in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call):
                name = getattr(call.func, "attr", "")
                said = {"invalid": call.args[:1], "conflict": call.args[1:2]}.get(name, [])
                said += [each.value for each in call.keywords if each.arg == "reason"]
                for each in said:
                    yield from _texts(each)


def _texts(said: ast.expr) -> Iterator[str]:
    if isinstance(said, ast.IfExp):
        yield from (*_texts(said.body), *_texts(said.orelse))
    elif isinstance(said, ast.Constant) and said.value:
        yield str(said.value)
    elif isinstance(said, ast.JoinedStr):
        yield "".join(str(each.value) if isinstance(each, ast.Constant) else "2027" for each in said.values)


def test_every_reason_of_the_gateway_has_words_of_its_own() -> None:
    found = set(reasons())
    assert len(found) > 40
    words = {reason: reason_words(Outcome(verdict=Verdict.INVALID, reason=reason)) for reason in found}
    assert [reason for reason, said in words.items() if said == ANY] == []
    assert not any("a" <= letter <= "z" for said in words.values() for letter in said)


def test_what_was_not_saved_says_why_and_not_always_that_it_was_the_disk() -> None:
    said = [
        not_saved_words(reason) for reason in (TOO_MANY, NO_WAY, "the feed does not answer: x", NOBODY, "disk full")
    ]
    assert len(set(said)) == 5 and all(each.startswith("未保存：") for each in said)
    assert not_saved_words(NOT_OURS).startswith("未保存：") and not_saved_words(NOT_OURS) not in said
    assert not_saved_words(f"{NO_BACKEND}城") == not_saved_words(NO_WAY)
    assert not_saved_words(WRONG_TOKEN) == not_saved_words(f"{NO_REQUEST}unknown field") not in said
