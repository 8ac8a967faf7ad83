"""The words of the interface, in both languages: they must be read whole, data may be shortened."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import resources

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
