"""What is wrong with a TOML document that did not fit its structure: one sentence for the person who wrote it."""

from __future__ import annotations

import difflib
import re
from typing import Any

import msgspec
from msgspec import inspect

KINDS = {"str": "a text", "int": "a whole number", "float": "a number", "bool": "true or false", "array": "a list",
         "object": "a table", "null": "nothing"}  # fmt: skip
_UNKNOWN = re.compile(r"Object contains unknown field `(.+)`")
_MISSING = re.compile(r"Object missing required field `(.+)`")
_ENUM = re.compile(r"Invalid enum value (.+)")
_TAG = re.compile(r"Invalid value (.+)")
_TYPE = re.compile(r"Expected `(.+?)`, got `(.+?)`")
_BOUND = re.compile(r"Expected `(.+?)` (.+)")
_PLACE = re.compile(r"^(.*?)(?: - at `\$(.*)`)?$", re.DOTALL)
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")


def sentence(error: msgspec.ValidationError, structure: type) -> str:
    """What msgspec found, with the key as TOML has it (``[wall] documnt``) and what is allowed there."""
    match = _PLACE.match(str(error))
    said, path = (match[1], match[2] or "") if match else (str(error), "")
    steps = [key or int(number) for key, number in _STEP.findall(path) if key or number.isdigit()]
    whole = inspect.type_info(structure)
    node = _follow(whole, steps)
    if found := _UNKNOWN.fullmatch(said):
        return _unknown(found[1], steps, node)
    if found := _MISSING.fullmatch(said):
        return f"{_key([*steps, found[1]])} is missing"
    if found := _ENUM.fullmatch(said):
        return f"{_key(steps)} is {found[1]}, but must be {_choices(node)}"
    if found := _TAG.fullmatch(said):
        return f"{_key(steps)} is {found[1]}, but must be {_choices(_follow(whole, steps[:-1], unions=True))}"
    if found := _TYPE.fullmatch(said):
        return f"{_key(steps)} must be {_kinds(found[1])}, not {_kinds(found[2])}"
    if found := _BOUND.fullmatch(said):
        return f"{_key(steps)} must be {_kinds(found[1])} {found[2]}"
    return f"{_key(steps)}: {said}"


def _key(steps: list[Any]) -> str:
    """``[wall] documnt``, ``[[outputs]] 2 name`` (the second table), or ``colour`` outside of all tables."""
    if not steps:
        return "the document"
    tables, last = steps[:-1], steps[-1]
    if isinstance(last, int):
        return f"entry {last + 1} of {_key(tables)}"
    words = ".".join(each for each in tables if isinstance(each, str))
    if not words:
        return str(last)
    numbers = " ".join(str(each + 1) for each in tables if isinstance(each, int))
    return f"[[{words}]] {numbers} {last}" if numbers else f"[{words}] {last}"


def _unknown(name: str, steps: list[Any], node: inspect.Type | None) -> str:
    known = [field.encode_name for field in node.fields] if isinstance(node, inspect.StructType) else []
    near = difflib.get_close_matches(name, known, n=1)
    known_here = f"known here: {', '.join(sorted(known))}"
    hint = f"did you mean “{near[0]}”? ({known_here})" if near else known_here
    return f"{_key([*steps, name])} is not a known key; {hint}"


def _choices(node: inspect.Type | None) -> str:
    values: list[Any]
    if isinstance(node, inspect.EnumType):
        values = [each.value for each in node.cls]
    elif isinstance(node, inspect.UnionType):
        values = [each.tag for each in node.types if isinstance(each, inspect.StructType)]
    else:
        values = list(node.values) if isinstance(node, inspect.LiteralType) else []
    *most, last = [f"“{value}”" for value in values] or ["one of the values in the manual"]
    return f"{', '.join(most)} or {last}" if most else last


def _kinds(told: str) -> str:
    return " or ".join(KINDS.get(each.strip(), each.strip()) for each in told.split("|"))


def _follow(node: inspect.Type | None, steps: list[Any], unions: bool = False) -> inspect.Type | None:
    """The type at the end of a path; None where it leaves what is known. ``unions``: of one of several all are told."""
    for step in [*steps, None]:
        if step is None and unions:
            break
        while isinstance(node, inspect.UnionType):
            node = next((each for each in node.types if not isinstance(each, inspect.NoneType)), None)
        if step is None:
            break
        if isinstance(step, str) and isinstance(node, inspect.StructType):
            node = next((field.type for field in node.fields if field.encode_name == step), None)
        else:
            node = getattr(node, "item_type", None) or getattr(node, "value_type", None)
    return node
