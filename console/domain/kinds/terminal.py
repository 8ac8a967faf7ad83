"""How the hall's own computers are: which windows run there, what they show, and whom they hear."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import msgspec
from msgspec import Meta

from console.domain.kinds.base import Event, Millis

Word = Annotated[str, Meta(max_length=80)]
Sentence = Annotated[str, Meta(max_length=300)]
Few = Annotated[int, Meta(ge=-86_400_000, le=86_400_000)]


class Running(Enum):
    """How a window is, as its computer's feed sees it."""

    WELL = "well"
    HUNG = "hung"
    """Its process is there and has said nothing for a while."""
    GONE = "gone"
    """Its process has ended without a word."""


class OutputState(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One output by its name in the wall document: ``size`` of its monitor, or ``missing`` since when it has none."""

    name: Word
    size: Word = ""
    missing: Millis = 0


class WindowState(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, gc=False):
    """One window: ``wall`` or ``desk``. ``since``: the start of its run, or when it was last heard if it is not well.

    ``lost``: panes of missing outputs for which there was no room. ``painter``: who paints its maps, ``why`` as a cause
    of ``widgets.map.painter`` or in words of the window; ``fell_back``: that is not who was asked for. ``trouble``: why
    its newest settings are not in use. ``deaths``: when runs before this one were found to have ended without a word,
    within an hour.
    """

    window: Word
    running: Running = Running.WELL
    since: Millis = 0
    version: Word = ""
    outputs: Annotated[tuple[OutputState, ...], Meta(max_length=64)] = ()
    lost: Annotated[tuple[Word, ...], Meta(max_length=64)] = ()
    painter: Word = ""
    why: Sentence = ""
    fell_back: bool = False
    trouble: Sentence = ""
    deaths: Annotated[tuple[Millis, ...], Meta(max_length=20)] = ()

    @property
    def missing(self) -> tuple[OutputState, ...]:
        """Its outputs without a monitor."""
        return tuple(each for each in self.outputs if each.missing)


class Condition(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, gc=False):
    """What a computer says of itself. All times are its own clock's; ``offset`` (ms) more make them the gateway's.

    ``since``: the start of its feed. ``links``: the backends it follows by the names it has for them; since when each
    is not heard, 0 for one that is.
    """

    node: Word
    version: Word = ""
    since: Millis = 0
    offset: Few = 0
    windows: Annotated[tuple[WindowState, ...], Meta(max_length=8)] = ()
    links: Annotated[dict[Word, Millis], Meta(max_length=16)] = {}


class Terminal(Event, frozen=True, tag="Terminal", omit_defaults=True, kw_only=True):
    """A computer of the hall (wall or desk) as the gateway hears it; ``id`` is the name that its key gives it.

    ``heard``: when it was last heard as far as this version knows; while it is not ``silent`` it is heard every few
    seconds, and only what changes makes a new version. ``left``: it has signed off. ``home``: it leaves it to this
    backend to raise alarms about it. ``told``: the alarm that tells of its silence. The rules are in ``terminals``.
    """

    condition: Condition
    heard: Millis
    silent: bool = False
    left: bool = False
    home: bool = True
    told: Word = ""
    retired: bool = False

    @property
    def open(self) -> bool:
        """It stays until its key is dropped, or nobody has heard it for long."""
        return not self.retired

    @property
    def present(self) -> bool:
        """Whether it is heard."""
        return not self.silent and not self.left

    def when(self, at: int) -> int:
        """A time of the terminal's own clock by the gateway's; 0 stays 0.

        Nothing is later than when it was told: the terminal's clock may have been set back since.
        """
        return max(1, min(at + self.condition.offset, self.at)) if at else 0
