"""What every kind shares: types with their bounds, the envelope, and parts of something larger."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta

SCHEMA = 1
"""The newest event schema this program understands; an event that says more is quarantined, not guessed at."""

Id = Annotated[str, Meta(min_length=1, max_length=128)]
Title = Annotated[str, Meta(max_length=500)]
Text = Annotated[str, Meta(max_length=8000)]
Millis = Annotated[int, Meta(ge=0, le=253_402_300_799_999)]
Version = Annotated[int, Meta(ge=1, le=2**62)]
Grade = Annotated[int, Meta(ge=1, le=4)]
Count = Annotated[int, Meta(ge=0, le=1_000_000)]
Longitude = Annotated[float, Meta(ge=-180, le=180)]
Latitude = Annotated[float, Meta(ge=-90, le=90)]


class System(Enum):
    """The five systems that meet in the centre, and the centre itself."""

    GRID = "grid"
    EMERGENCY = "emergency"
    ENVIRONMENT = "environment"
    VEHICLES = "vehicles"
    CITY = "city"
    CENTRE = "centre"


class Event(msgspec.Struct, frozen=True, tag_field="kind", omit_defaults=True, kw_only=True, gc=False):
    """What every event carries, whatever its kind.

    ``by`` is the person whose act made this version, ``command`` the id of the command; empty if nobody's act did.
    No event can be part of a cycle, so the collector need not look through a hundred thousand of them (``gc=False``).
    """

    id: Id
    v: Version
    at: Millis
    by: Annotated[str, Meta(max_length=80)] = ""
    command: Annotated[str, Meta(max_length=40)] = ""
    schema: Annotated[int, Meta(ge=1)] = 1

    lasting: ClassVar[bool] = True
    """False for kinds that only feed a series and leave no entity behind."""

    @property
    def open(self) -> bool:
        """Whether the entity still wants a place in the tables of open things."""
        return True


class Part(Event, frozen=True, omit_defaults=True, kw_only=True):
    """What belongs to something larger and leaves the tables, as ``archived``, some time after that has ended."""

    archived: bool = False

    @property
    def open(self) -> bool:
        """It stays until the gateway archives it."""
        return not self.archived
