"""The in-app help: one page a task, from short files in a small subset of Markdown, read as plain words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import resources
from console.models.text.phrases import english

FOLDER = Path(resources.__file__).with_name("help")
_STEP = re.compile(r"\d{1,2}\. ")


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One line: ``kind`` is title, heading, step or text. Keys stand between back-ticks."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page: its name in the list, and its lines."""

    id: str
    title: str
    lines: tuple[HelpLine, ...]


def parse(name: str, text: str) -> HelpPage:
    """``#`` title, ``##`` heading, ``1.`` step, ``-`` item, anything else a paragraph; nothing else means anything."""
    lines = [_line(raw.strip()) for raw in text.splitlines() if raw.strip()]
    title = next((line.text for line in lines if line.kind == "title"), name)
    return HelpPage(name, title, tuple(lines))


def _line(raw: str) -> HelpLine:
    if raw.startswith("## "):
        return HelpLine("heading", raw[3:])
    if raw.startswith("# "):
        return HelpLine("title", raw[2:])
    if raw.startswith("- "):
        return HelpLine("step", f"· {raw[2:]}")
    return HelpLine("step" if _STEP.match(raw) else "text", raw)


def pages(folder: Path | None = None) -> list[HelpPage]:
    """All pages in the order of their file names, in the window's language; one that can't be read is left out."""
    found = []
    folder = folder or (FOLDER / "en" if english() else FOLDER)
    for path in sorted(folder.glob("*.md")):
        try:
            found.append(parse(path.stem, path.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError):
            continue
    return found
