"""What every intent has, and the bounds of what a person writes. Times in ms; texts are the person's own words."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from console.domain.entities import Id

Reason = Annotated[str, Meta(min_length=1, max_length=500)]
Figures = Annotated[dict[str, Annotated[float, Meta(ge=0, le=1e15)]], Meta(max_length=20)]
"""Measures of an incident by name (``deaths``, ``loss_yuan`` …); see ``resources/tables/incident_grades.toml``."""
Digest = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Pictures = Annotated[tuple[Digest, ...], Meta(max_length=9)]
Names = Annotated[tuple[str, ...], Meta(min_length=1, max_length=40)]


class Intent(msgspec.Struct, frozen=True, tag_field="do", forbid_unknown_fields=True, kw_only=True):
    """Base of all intents; ``about`` is the id of the entity it is about."""

    about: Id
