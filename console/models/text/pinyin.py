"""Pinyin, so that a place or a word is found by a few letters: 滨河 by ``bh``, by ``binhe`` and by ``binh``."""

from __future__ import annotations

import re
from functools import lru_cache

_HAN = re.compile(r"[㐀-鿿]+")  # data
_NOT_SEARCHED = re.compile(r"\s+")
_FINALS = (
    "a", "ai", "an", "ang", "ao", "e", "ei", "en", "eng", "er", "i", "ia", "ian", "iang", "iao", "ie", "in", "ing",
    "iong", "iu", "o", "ong", "ou", "u", "ua", "uai", "uan", "uang", "ue", "ui", "un", "uo", "v", "ve",
)  # fmt: skip
_SYLLABLES = frozenset(
    first + final for first in ["", *"bpmfdtnlgkhjqxrzcsyw", "zh", "ch", "sh"] for final in _FINALS
)  # some that no character has are among them: they find nothing
_BEGINNINGS = frozenset(syllable[:length] for syllable in _SYLLABLES for length in range(1, len(syllable) + 1))
_LONGEST = max(map(len, _SYLLABLES))
MOST_WRITTEN = 16
"""So many letters of a word are read as syllables: the ways to part them grow with every letter."""
_BORDER = "'"
"""Stands before each syllable that is written out: what is written begins where a character does, not inside one."""


def initials(text: str) -> str:
    """The first letters of the Chinese characters, other characters as they are, in lower case, without spaces."""
    return _NOT_SEARCHED.sub("", _HAN.sub(lambda found: _run(found[0]), text)).lower()


def haystack(*fields: str) -> str:
    """All that a search looks through: the fields as written, their initials and all their letters, a line each.

    A character with two readings is found by the usual reading in its word and by the usual one of the character
    alone (银行长江: ``yhcj`` and ``yxzj``).
    """
    return "\n".join([field.lower() if field.isascii() else _lines(field) for field in fields if field])


@lru_cache(maxsize=200)
def spellings(term: str) -> tuple[str, ...]:
    """What a haystack may hold for a word that is looked for: itself, and its syllables, the last one perhaps begun.

    The spellings of what a word begins with find all that the spellings of the word find.
    """
    return (term, *(_BORDER + _BORDER.join(parts) for parts in _parted(term[:MOST_WRITTEN])))


def _parted(letters: str) -> list[tuple[str, ...]]:
    """Every way to read letters as syllables, of which the last may be cut off (xian: xian, xi an, xi'an …)."""
    ways: list[tuple[str, ...]] = [(letters,)] if letters in _BEGINNINGS else []
    for length in range(1, min(_LONGEST, len(letters) - 1) + 1):
        if letters[:length] in _SYLLABLES:
            ways += [(letters[:length], *rest) for rest in _parted(letters[length:])]
    return ways


def warm_up() -> None:
    """Load the dictionaries now, so that the first alarm need not wait for them."""
    _run("指挥")  # data


@lru_cache(maxsize=20_000)
def _lines(field: str) -> str:
    letters, alone = initials(field), _NOT_SEARCHED.sub("", _HAN.sub(_alone, field)).lower()
    whole = _NOT_SEARCHED.sub("", _HAN.sub(lambda found: _written(found[0]), field)).lower()
    return "\n".join(dict.fromkeys((field.lower(), letters, alone, whole)))


def _written(han: str) -> str:
    return "".join(_BORDER + syllable for syllable in _syllables(han))


@lru_cache(maxsize=20_000)
def _syllables(han: str) -> tuple[str, ...]:
    """A run of Chinese characters, read as words; the same runs come again and again, and reading them is slow."""
    from pypinyin import Style, lazy_pinyin  # its dictionaries take a third of a second to load: not at the start

    return tuple(lazy_pinyin(han, style=Style.NORMAL))


def _run(han: str) -> str:
    return "".join(syllable[:1] for syllable in _syllables(han))


def _alone(found: re.Match[str]) -> str:
    return _letters(found[0])


@lru_cache(maxsize=20_000)
def _letters(han: str) -> str:
    return "".join(_run(character) for character in han)
