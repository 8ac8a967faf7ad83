"""The words of the interface, in both languages: they must be read whole, data may be shortened."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import resources
from console.config.look import Language

_TS = Path(resources.__file__).with_name("translations") / "en.ts"
_FIGURE = re.compile(r"[−-]?\d[\d.,:%]* ?\S{0,6}")


def _words() -> frozenset[str]:
    found = set()
    for message in ElementTree.parse(_TS).getroot().iter("message"):
        for text in (message.findtext("source", ""), message.findtext("translation", "")):
            if "{" not in text and text.strip():
                found.add(" ".join(text.split()))
    return frozenset(found)


WORDS = _words()


def ours(text: str) -> bool:
    """Whether a text is the interface's own, or a figure."""
    return text in WORDS or _FIGURE.fullmatch(text) is not None


_PLACE = re.compile(r"\{[^{}]*\}")
_CJK = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]{3}")


def _patterns(wanted: str, other: str, has: re.Pattern[str]) -> re.Pattern[str]:
    """One expression for all texts of a language that differ from the other's; what stands at a {} may be anything."""
    found = set()
    for message in ElementTree.parse(_TS).getroot().iter("message"):
        text, twin = (" ".join(message.findtext(part, "").split()) for part in (wanted, other))
        plain = _PLACE.sub("", text)
        if text != twin and len(has.findall(plain)) and (plain == text or _telling(plain)):
            found.add(".+?".join(re.escape(part) for part in _PLACE.split(text)))
    return re.compile("|".join(sorted(found, key=len, reverse=True)))


def _telling(plain: str) -> bool:
    """Whether what is left of a text without its {} is enough to know it by."""
    return len(_CJK.findall(plain)) >= 2 or len(plain.split()) >= 2 or len(plain.strip()) >= 5


_CHINESE = _patterns("source", "translation", _CJK)
_ENGLISH = _patterns("translation", "source", _LATIN)


def left_in(text: str, language: Language) -> bool:
    """Whether a text is the interface's, in the language that is not spoken. Data is neither."""
    line = " ".join(text.split())
    if language is Language.ENGLISH:
        return _CHINESE.fullmatch(line) is not None
    return _CJK.search(line) is None and _ENGLISH.fullmatch(line) is not None
