"""Prints the part of requirements.lock that the program needs to run: no tools of developers, no maker of the city."""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_HEAD = re.compile(r"^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?==")


def entries(lock: str) -> dict[str, str]:
    """What the lock says of each package, by its name."""
    found: dict[str, str] = {}
    name = ""
    for line in lock.splitlines(keepends=True):
        head = _HEAD.match(line)
        name = canonicalize_name(head[1]) if head else name
        if name:
            found[name] = found.get(name, "") + line
    return found


def needed(root: str, locked: set[str]) -> set[str]:
    """Every package that ``root`` needs, on any system that the lock is for."""
    todo, seen = [(root, frozenset[str]())], set[tuple[str, frozenset[str]]]()
    while todo:
        name, extras = todo.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        try:
            wanted = requires(name) or []
        except PackageNotFoundError:  # of another system: it is in the lock with its marker, and needs nothing else
            continue
        for line in wanted:
            requirement = Requirement(line)
            other = canonicalize_name(requirement.name)
            marker = requirement.marker
            of_extra = marker is not None and "extra" in str(marker)
            applies = any(marker.evaluate({"extra": extra}) for extra in extras) if of_extra and marker else True
            if applies and other in locked:
                todo.append((other, frozenset(requirement.extras)))
    return {name for name, _ in seen} - {root}


def main() -> None:
    """Of the lock beside this folder, as it is installed here."""
    lock = entries((Path(__file__).parents[1] / "requirements.lock").read_text(encoding="utf-8"))
    wanted = needed("commandwall", set(lock))
    sys.stdout.write("".join(text for name, text in lock.items() if name in wanted))


if __name__ == "__main__":
    main()
