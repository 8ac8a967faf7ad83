"""What to do about an alarm, by its rule, from ``resources/tables/procedures.toml``; a city writes its own over it."""

from __future__ import annotations

import logging
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

import resources

log = logging.getLogger(__name__)
SHIPPED = Path(resources.__file__).with_name("tables") / "procedures.toml"


class Procedure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``rules``: the rules it is for; one that ends in ``*`` is for all that begin so."""

    rules: Annotated[tuple[str, ...], Meta(min_length=1)]
    title: str
    steps: Annotated[tuple[str, ...], Meta(min_length=1)]
    departments: tuple[str, ...] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    procedures: tuple[Procedure, ...] = ()


@lru_cache(maxsize=4)
def load(path: Path = SHIPPED) -> tuple[Procedure, ...]:
    """All procedures; none, and one line in the log, if the file is wrong."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File).procedures
    except (OSError, ValueError, msgspec.ValidationError) as error:
        log.error("%s is not usable: %s", path, error)
        return ()


def procedure_of(wanted: str, path: Path = SHIPPED) -> Procedure | None:
    """The procedure for a rule: one for that very rule before one for a family of rules."""
    best: tuple[int, Procedure] | None = None
    for procedure in load(path):
        for rule in procedure.rules:
            fits = wanted.startswith(rule[:-1]) if rule.endswith("*") else wanted == rule
            weight = len(rule) if rule.endswith("*") else 1000
            if fits and (best is None or weight > best[0]):
                best = (weight, procedure)
    return best[1] if best else None
