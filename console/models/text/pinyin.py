"""Pinyin initials, so that a place or a word is found by a few letters: 滨河 by ``bh``."""

from __future__ import annotations

import re
from functools import lru_cache

_HAN = re.compile(r"[㐀-鿿]+")  # data
_NOT_SEARCHED = re.compile(r"\s+")


def initials(text: str) -> str:
    """The first letters of the Chinese characters, other characters as they are, in lower case, without spaces."""
    return _NOT_SEARCHED.sub("", _HAN.sub(lambda found: _run(found[0]), text)).lower()


def haystack(*fields: str) -> str:
    """All that a search looks through: the fields as written and their initials, a line each, in lower case.

    A character with two readings is found by the usual reading in its word and by the usual one of the character
    alone (银行长江: ``yhcj`` and ``yxzj``).
    """
    return "\n".join([field.lower() if field.isascii() else _lines(field) for field in fields if field])


def warm_up() -> None:
    """Load the dictionaries now, so that the first alarm need not wait for them."""
    _run("指挥")  # data


@lru_cache(maxsize=20_000)
def _lines(field: str) -> str:
    letters, alone = initials(field), _NOT_SEARCHED.sub("", _HAN.sub(_alone, field)).lower()
    return f"{field.lower()}\n{letters}" if letters == alone else f"{field.lower()}\n{letters}\n{alone}"


@lru_cache(maxsize=20_000)
def _run(han: str) -> str:
    """A run of Chinese characters, read as words; the same runs come again and again, and reading them is slow."""
    from pypinyin import Style, lazy_pinyin  # its dictionaries take a third of a second to load: not at the start

    return "".join(letter[:1] for letter in lazy_pinyin(han, style=Style.FIRST_LETTER))


def _alone(found: re.Match[str]) -> str:
    return _letters(found[0])


@lru_cache(maxsize=20_000)
def _letters(han: str) -> str:
    return "".join(_run(character) for character in han)
