"""XML from outside, read without letting it do anything: no entities, no defaults, nothing fetched, bounded in size.

A document may name a DTD, as WMS 1.1.1 asks, but the DTD is never read; one that declares entities or attributes of its
own is refused, for these can grow without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

MOST_ELEMENTS = 200_000
DEEPEST = 64
LONGEST = 4_000
"""Characters of an element's text that are kept."""
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
CHINESE = ("gb2312", "gbk", "gb18030", "cp936")
"""The library that reads XML does not know these."""


class XmlRefused(ValueError):
    """It is no XML that is read here; the message says why, in one line."""


@dataclass(slots=True)
class Node:
    """An element: its name without a namespace, its attributes, its text and what lies in it."""

    name: str
    attributes: dict[str, str]
    text: str = ""
    children: list[Node] = field(default_factory=list)

    def all(self, name: str) -> Iterator[Node]:
        """Its children of a name."""
        return (child for child in self.children if child.name == name)

    def at(self, *names: str) -> Node | None:
        """The first one on the way that these names lead."""
        node: Node | None = self
        for name in names:
            node = next(node.all(name), None) if node is not None else None
        return node

    def words(self, *names: str) -> str:
        """The text there, in one line; empty where there is none."""
        found = self.at(*names)
        return " ".join(found.text.split()) if found is not None else ""


def read_xml(data: bytes) -> Node:
    """The outermost element. Raises ``XmlRefused``."""
    builder = _Builder()
    parser = expat.ParserCreate("utf-8", " ")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = builder.start, builder.end
    parser.CharacterDataHandler = builder.text
    parser.EntityDeclHandler = _refuse_declared
    parser.AttlistDeclHandler = _refuse_declared
    parser.ExternalEntityRefHandler = _refuse_declared
    try:
        parser.Parse(_decoded(data).encode("utf-8"), True)
    except expat.ExpatError as problem:
        raise XmlRefused(f"line {problem.lineno}: {expat.ErrorString(problem.code)}") from problem
    if builder.root is None:
        raise XmlRefused("it is empty")
    return builder.root


def _decoded(data: bytes) -> str:
    found = _ENCODING.match(data[:200])
    name = found[1].decode("ascii").lower() if found else "utf-8"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        name = "utf-16"
    try:
        return data.decode("gb18030" if name in CHINESE else "utf-8-sig" if name == "utf-8" else name, "replace")
    except LookupError as problem:
        raise XmlRefused(f"texts in the encoding {name} are not known here") from problem


def _refuse_declared(*_declared: object) -> int:
    raise XmlRefused("it declares entities of its own, which are not read")


class _Builder:
    """Grows the tree, within bounds."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self._open: list[Node] = []
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._count += 1
        if self._count > MOST_ELEMENTS or len(self._open) >= DEEPEST:
            raise XmlRefused("it has more elements than any service needs")
        node = Node(name.rpartition(" ")[2], {key.rpartition(" ")[2]: value for key, value in attributes.items()})
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)

    def end(self, _name: str) -> None:
        """The innermost one ends."""
        self._open.pop()

    def text(self, words: str) -> None:
        """A piece of text in it."""
        node = self._open[-1]
        if len(node.text) < LONGEST:
            node.text += words[:LONGEST]
