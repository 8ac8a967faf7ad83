"""Why a file cannot be taken, as a kind and facts; whoever shows it has the words."""

from __future__ import annotations

from enum import Enum


class Kind(Enum):
    """What is wrong."""

    UNREADABLE = "unreadable"
    """``why``: the system's words."""
    MISSING = "missing"
    UNKNOWN_FORM = "unknown-form"
    TOO_LARGE = "too-large"
    """``size``, ``limit`` in MB."""
    NOT_UTF8 = "not-utf8"
    """``at``: byte; ``why``: ``like GBK``, ``like UTF-16``, or empty."""
    BROKEN_JSON = "broken-json"
    """``at``: character, ``line`` and ``column`` from 1, ``why``."""
    NO_FEATURES = "no-features"
    BAD_FEATURE = "bad-feature"
    """``number``, ``why``."""
    FEATURE_TOO_LARGE = "feature-too-large"
    """``number``, ``limit`` in MB."""
    TOO_MANY = "too-many"
    """``count``, ``limit`` of vertices."""
    TOO_MANY_SHAPES = "too-many-shapes"
    """``limit``."""
    BROKEN_SHP = "broken-shp"
    """``number``, ``at``: byte."""
    BROKEN_DBF = "broken-dbf"
    CRS_UNKNOWN = "crs-unknown"
    """``name``: empty when the file names none."""
    CRS_MISFIT = "crs-misfit"
    """``name``: its coordinates are not of this system; ``x``, ``y``: the first that is not."""
    NO_SPACE = "no-space"
    NO_MEMORY = "no-memory"


class GeoProblem(Exception):
    """The file is refused."""

    def __init__(self, kind: Kind, **facts: str | int | float) -> None:
        super().__init__(f"{kind.value} {facts}")
        self.kind, self.facts = kind, facts
