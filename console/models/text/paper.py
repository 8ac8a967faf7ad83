"""What is taken away on paper or in a file: a title, sections of lines, and where the figures come from.

Plain text only. Numbers of people in the words are masked: whoever has the file has no role. In CSV a cell that a
spreadsheet would take for a formula is led by an apostrophe (OWASP, CSV injection).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from console.domain.privacy import masked_text

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # data


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands under it, one paragraph a line."""

    heading: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Paper:
    """One document. ``facts`` stand under the title; ``foot`` on every page: data time, source, hash."""

    title: str
    facts: Sequence[str]
    parts: Sequence[Part]
    foot: str = ""


def private(paper: Paper) -> Paper:
    """The document with the numbers of people masked."""
    parts = [Part(masked_text(part.heading), [masked_text(line) for line in part.lines]) for part in paper.parts]
    facts = [masked_text(fact) for fact in paper.facts]
    return Paper(masked_text(paper.title), facts, parts, masked_text(paper.foot))


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, and that tells nobody's number."""
    cell = masked_text(cell)
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[str]], stamp: Sequence[str] = ()) -> bytes:
    """A table as UTF-8 CSV with a byte-order mark (spreadsheets need it for Chinese), every cell quoted.

    ``stamp``: of what, as of when and from whom, one a line beneath the table: whoever sorts it by its first row still
    has it, and no figure leaves the house without.
    """
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([guarded(cell) for cell in headings])
    for row in rows:
        writer.writerow([guarded(cell) for cell in row])
    if stamp:
        writer.writerow([])
        writer.writerows([guarded(line)] for line in stamp)
    return text.getvalue().encode("utf-8-sig", "replace")


def as_text(paper: Paper) -> bytes:
    """A document as plain UTF-8 text."""
    paper = private(paper)
    blocks = ["\n".join([paper.title, *paper.facts])]
    blocks += ["\n".join([part.heading, *part.lines]) for part in paper.parts]
    return ("\n\n".join([*blocks, paper.foot]).rstrip() + "\n").encode("utf-8", "replace")
