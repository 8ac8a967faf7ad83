"""What every provider of pictures is: a grid, and bytes at a place of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from console.domain.geo.tile_grid import Grid

Place = tuple[int, int, int]
"""z, x, y; rows count from the north."""
Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""
WORLD: Bounds = (-180.0, -85.0511, 180.0, 85.0511)


class Fault(Enum):
    """What is wrong with a base map of ours, for whoever has words for it; with the name of what is meant."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    NO_ARCHIVE = "no-archive"
    DAMAGED = "damaged"
    EMPTY = "empty"
    FORMAT = "format"
    """Its tiles are of a kind that is not known here."""
    SCHEMA = "schema"
    """None of its layers is of a schema that is known here."""
    NO_KEY = "no-key"
    UNKNOWN = "unknown"
    """The settings have none of this name."""
    FULL = "full"
    """The disk of the cache."""
    OTHER = "other"


class ProviderError(Exception):
    """A base map cannot be had at all; the message says why in English and holds no secret.

    ``subject``: the file's name, or where the key should be.
    """

    def __init__(self, words: str, fault: Fault = Fault.OTHER, subject: str = "") -> None:
        super().__init__(words)
        self.fault, self.subject = fault, subject


class Trouble(Enum):
    """Why a provider gives nothing just now."""

    OFFLINE = "offline"
    """Nobody answers, or answers come too late, cut or with a server's own fault."""
    KEY = "key"
    QUOTA = "quota"
    REFUSED = "refused"
    """It answers and says no, for another reason than the key."""
    AWAY = "away"
    """It sends us on to another host, where nothing of ours goes."""
    BARRED = "barred"
    """Our own settings do not let it be asked."""
    EMPTY = "empty"
    """It answers, and has had no tile at any place so far: an address mistyped looks like the open sea."""
    BAD = "bad"
    """It answers with what is no picture."""
    DAMAGED = "damaged"
    """So does a file of ours."""


@dataclass(frozen=True, slots=True)
class Got:
    """A tile: its bytes (None: there is none at this place), ``stamp`` naming this very content, and whether it is
    wanting: not here, and not to be had now."""

    body: bytes | None
    stamp: str = ""
    wanting: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """How a provider is, with the provider's own words on its trouble (one line, no secret)."""

    trouble: Trouble | None = None
    detail: str = ""


class Pictures(Protocol):
    """A provider of pictures, ``layers`` of them on top of each other. Safe to be asked from several threads."""

    grid: Grid
    layers: int

    def tile(self, layer: int, place: Place) -> Got:
        """The tile of a layer; never raises for what a network or a file does."""
        ...

    def known(self, layer: int, place: Place) -> Got:
        """The same from what is here already, asking nobody."""
        ...

    def refuse(self, layer: int, place: Place) -> None:
        """What it gave for this place looked like a picture and is none: it is not kept, and counts as its trouble."""
        ...

    @property
    def state(self) -> State:
        """How it is now."""
        ...
