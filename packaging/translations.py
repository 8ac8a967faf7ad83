"""Bring ``resources/translations/en.ts`` up to date with the sources: ``make translations``.

The interface is written in Chinese. Every Chinese literal of a file that has a translation function of its own (``tr``
or ``_tr``: ``return QCoreApplication.translate("context", text)``) belongs to that file's context, tables of words
included; a table that another file hands to its ``tr`` belongs to that context too. Qt's ``lupdate`` knows neither.
A line that ends in ``# data`` holds words that are sent or looked for, not shown as the interface's own.

What is translated is kept, what has left the sources is dropped, what is new is marked unfinished.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
TS = ROOT / "resources" / "translations" / "en.ts"
FOLDERS = ("console/models", "console/app", "widgets", "screens")
LENDERS = ("console/commands", "console/domain")
"""Layers without Qt: their tables of words are translated by those who borrow them."""
CHINESE = re.compile(r"[\u3001-\u303f\u3400-\u9fff\uff00-\uffef]")
DATA = "# data"


@dataclass
class Found:
    """Texts by context, each with the files it stands in; and what is wrong, with its place."""

    texts: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def add(self, context: str, text: str, where: str) -> None:
        """This text is translated in this context."""
        files = self.texts.setdefault(context, {}).setdefault(text, [])
        if where not in files:
            files.append(where)


class Source:
    """One file: its context, its tables, and every Chinese literal in it."""

    def __init__(self, path: Path, root: Path) -> None:
        self.name = path.relative_to(root).as_posix()
        self.module = self.name.removesuffix(".py").replace("/", ".")
        self.lines = path.read_text(encoding="utf-8").splitlines()
        self.tree = ast.parse("\n".join(self.lines))
        for node in ast.walk(self.tree):
            for child in ast.iter_child_nodes(node):
                child.parent = node  # type: ignore[attr-defined]
        self.helper, self.context = self._helper()
        self.imported = {
            alias.asname or alias.name: (node.module or "", alias.name)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }

    def _helper(self) -> tuple[str, str]:
        for node in self.tree.body:
            if isinstance(node, ast.FunctionDef) and node.name in ("tr", "_tr"):
                for call in ast.walk(node):
                    if isinstance(call, ast.Call) and _called(call) == "translate":
                        return node.name, str(call.args[0].value)  # type: ignore[attr-defined]
        return "", ""

    def table(self, name: str) -> list[ast.Constant]:
        """The Chinese literals of a table of this file; none where there is no table of that name."""
        for node in self.tree.body:
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            if any(isinstance(each, ast.Name) and each.id == name for each in targets):
                return [each for each in ast.walk(node) if self._shown(each)]  # type: ignore[misc]
        return []

    def literals(self) -> Iterator[ast.Constant]:
        """Every Chinese literal that is shown."""
        for node in ast.walk(self.tree):
            if self._shown(node):
                yield node  # type: ignore[misc]

    def _shown(self, node: ast.AST) -> bool:
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or not CHINESE.search(node.value):
            return False
        if isinstance(node.parent, ast.Expr):  # type: ignore[attr-defined]
            return False  # a docstring
        return not any(DATA in line for line in self.lines[node.lineno - 1 : node.end_lineno])

    def handed_over(self, literal: ast.AST) -> bool:
        """Whether a literal goes to the translation, or stands in a table, whose words go there one by one."""
        node = literal
        while not isinstance(node, ast.Module | ast.FunctionDef | ast.Lambda):
            above = node.parent  # type: ignore[attr-defined]
            if isinstance(above, ast.Call) and _called(above) == self.helper and node in above.args:
                return True
            node = above
        return isinstance(node, ast.Module)

    def blind(self) -> Iterator[str]:
        """Calls that translate an attribute: nobody can tell which words that may be."""
        for call in ast.walk(self.tree):
            if not isinstance(call, ast.Call) or not self.helper or _called(call) != self.helper or not call.args:
                continue
            if isinstance(call.args[0], ast.Attribute):
                yield f"{self.name}:{call.lineno}: {ast.unparse(call)} translates words from elsewhere"

    def borrowed(self) -> Iterator[tuple[str, str]]:
        """Tables of other files that are handed to this file's translation: module and name."""
        for call in ast.walk(self.tree):
            if isinstance(call, ast.Call) and self.helper and _called(call) == self.helper and call.args:
                for name in ast.walk(call.args[0]):
                    if isinstance(name, ast.Name) and name.id in self.imported:
                        yield self.imported[name.id]


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def scan(root: Path = ROOT) -> Found:
    """Read all sources."""
    paths = sorted(path for folder in (*FOLDERS, *LENDERS) for path in (root / folder).rglob("*.py"))
    sources = {source.module: source for source in (Source(path, root) for path in paths)}
    found = Found()
    lent: set[tuple[str, int, int]] = set()
    for source in sources.values():
        for module, name in source.borrowed():
            owner = sources.get(module)
            for literal in owner.table(name) if owner else ():
                lent.add((module, literal.lineno, literal.col_offset))
                found.add(source.context, str(literal.value), source.name)
    for source in sources.values():
        for literal in () if source.name.startswith(LENDERS) else source.literals():
            if (source.module, literal.lineno, literal.col_offset) not in lent or source.context:
                _place(found, source, literal)
        found.wrong += source.blind()
    return found


def _place(found: Found, source: Source, literal: ast.Constant) -> None:
    parent = literal.parent  # type: ignore[attr-defined]
    text, where = str(literal.value), f"{source.name}:{literal.lineno}"
    if isinstance(parent, ast.JoinedStr):
        found.wrong.append(f"{where}: {text!r} stands in an f-string: use tr(…).format(…)")
    elif isinstance(parent, ast.Call) and _called(parent) == "translate" and len(parent.args) == 2:
        found.add(str(parent.args[0].value), text, source.name)  # type: ignore[attr-defined]
    elif source.context and source.handed_over(literal):
        found.add(source.context, text, source.name)
    else:
        found.wrong.append(f"{where}: {text!r} is not translated")


def read(path: Path = TS) -> dict[tuple[str, str], tuple[str, bool]]:
    """What is translated already: by context and text, the translation and whether it is finished."""
    if not path.exists():
        return {}
    known = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            made = message.find("translation")
            text = (made.text or "") if made is not None else ""
            done = made is not None and made.get("type") != "unfinished"
            known[context.findtext("name", ""), message.findtext("source", "")] = (text, done)
    return known


def document(found: Found, known: dict[tuple[str, str], tuple[str, bool]]) -> str:
    """The file as it should be; a new text that is translated elsewhere is offered that translation."""
    elsewhere = {text: english for (_, text), (english, done) in known.items() if done}
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>"]
    lines.append('<TS version="2.1" language="en" sourcelanguage="zh_CN">')
    for context in sorted(found.texts):
        lines += ["<context>", f"    <name>{escape(context)}</name>"]
        for text, files in found.texts[context].items():
            english, done = known.get((context, text), (elsewhere.get(text, ""), False))
            mark = "" if done else ' type="unfinished"'
            lines.append("    <message>")
            lines += [f'        <location filename="../../{name}"/>' for name in files]
            lines.append(f"        <source>{escape(text)}</source>")
            lines += [f"        <translation{mark}>{escape(english)}</translation>", "    </message>"]
        lines.append("</context>")
    return "\n".join([*lines, "</TS>", ""])


def main() -> int:
    """Update, say what is left to do; 1 while something is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.parse_args()
    found, known = scan(), read()
    TS.parent.mkdir(exist_ok=True)
    TS.write_text(document(found, known), encoding="utf-8")
    left = [f"{context}: {text!r}" for (context, text), (_, done) in read().items() if not done]
    print("\n".join([*found.wrong, *(f"no English yet: {each}" for each in left)]))
    print(f"{sum(map(len, found.texts.values()))} texts, {len(left)} without English, {len(found.wrong)} to mend")
    return 1 if left or found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
