"""What a computer of the hall says of itself to a gateway: the body of ``POST /v1/terminal``."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from console.domain.entities import Condition

PATH = "/v1/terminal"
CAPABILITY = "terminals"
"""Of a gateway that wants to be told."""
BODY_LIMIT = 48 * 1024
"""Room for a wall of 64 outputs with names as long as they may be."""


class TerminalWord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``run``: a word of this run of the feed, so that two computers under one name are noticed.

    ``home``: this backend is to raise the alarms about it; ``leaving``: it signs off and will not be missed.
    """

    run: Annotated[str, Meta(min_length=1, max_length=40)]
    condition: Condition
    home: bool = True
    leaving: bool = False
