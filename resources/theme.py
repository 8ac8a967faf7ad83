"""The one theme: colours by name, type sizes in pixels for a real monitor, and the QSS made from both.

Pure Python. Contrast follows WCAG 2.1 (relative luminance, 4.5:1 for text); type sizes ISO 9241-303: the smallest
text subtends at least 10 minutes of arc at the viewing distance.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).with_name("theme")
READABLE = 4.5
"""WCAG 2.1 AA contrast of text against its ground."""
SMALLEST_ARC_MINUTES = 10.0
SMALLEST_PX = 11
SMALLEST_TARGET = 24
"""Pixels that what is pressed has at least each way (WCAG 2.2, 2.5.8)."""
SMALLEST_SCROLL = 10
"""Pixels of a scroll bar's width; the wheel and keys do the same."""
GLYPH_OF_EM = 0.92
"""How much of its em square a Chinese glyph fills."""
REFERENCE_LINES = 1080
LARGEST_FACTOR_PER_LINE = 1 / 480
"""Beyond this a pane no longer holds its own text: a 1080-line monitor grows at most 2.25 times."""


class ThemeError(Exception):
    """A theme file or a token is wrong; the message names it."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How large one reference pixel is on a monitor, so that text is sized for the eye and not for the panel.

    ``px_per_mm`` and ``viewing_distance_m`` are used when both are known, otherwise ``height_px`` alone decides.
    ``zoom`` is the operator's own wish on top. ``most`` is the largest factor at which the panes hold their words.
    """

    px_per_mm: float | None = None
    viewing_distance_m: float | None = None
    height_px: int = REFERENCE_LINES
    zoom: float = 1.0
    most: float = math.inf

    def factor(self, smallest: int) -> float:
        """Factor on the sizes of the theme file, whose smallest text has ``smallest`` px."""
        wanted = self._by_eye(smallest) or self._by_lines()
        return min(wanted * self.zoom, max(1.0, self.height_px * LARGEST_FACTOR_PER_LINE), self.most)

    def arc_minutes(self, px: float) -> float | None:
        """Minutes of arc a glyph of this type size subtends; None when the physical size is unknown."""
        if not self.px_per_mm or not self.viewing_distance_m:
            return None
        millimetres = px * GLYPH_OF_EM / self.px_per_mm
        return math.degrees(math.atan2(millimetres, self.viewing_distance_m * 1000)) * 60

    def _by_eye(self, smallest: int) -> float | None:
        if not self.px_per_mm or not self.viewing_distance_m:
            return None
        millimetres = math.tan(math.radians(SMALLEST_ARC_MINUTES / 60)) * self.viewing_distance_m * 1000
        return max(millimetres * self.px_per_mm / GLYPH_OF_EM / smallest, SMALLEST_PX / smallest)

    def _by_lines(self) -> float:
        ratio = self.height_px / REFERENCE_LINES
        return ratio if ratio >= 1 else math.sqrt(ratio)


@dataclass(frozen=True, slots=True)
class Theme:
    """Every colour and size a painter may use, so that no widget holds one of its own."""

    name: str
    title: str
    family: str
    tokens: Mapping[str, str]
    base: Mapping[str, int]
    scale: Scale = field(default_factory=Scale)
    factor: float = field(init=False, compare=False)
    """Pixels on this monitor for one pixel in the theme file."""
    _sizes: dict[str, int] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "factor", self.scale.factor(self.base["tertiary"]))
        whole = math.ceil if self.scale.arc_minutes(1.0) is not None else round  # by the eye: never below its angle
        sizes = {role: max(SMALLEST_PX, whole(size * self.factor - 1e-9)) for role, size in self.base.items()}
        object.__setattr__(self, "_sizes", sizes)

    def __hash__(self) -> int:
        return hash((self.name, self.scale))

    def token(self, name: str) -> str:
        """``#RRGGBB`` of a colour token (``x-on``: of text upon ``x``); ThemeError when there is none of that name."""
        try:
            return self.tokens[name]
        except KeyError:
            if name.endswith("-on"):
                return self.on(name.removesuffix("-on"))
            raise ThemeError(f"theme {self.name} has no colour {name!r}") from None

    def ink(self, name: str) -> str:
        """The colour of text and thin lines of this token: a darker one of its own where the fill is too pale."""
        return self.tokens.get(f"{name}-ink") or self.token(name)

    def on(self, name: str) -> str:
        """The colour of text painted upon a fill of this token."""
        if f"{name}-on" in self.tokens:
            return self.tokens[f"{name}-on"]
        fill = self.token(name)
        return max(self.token("text"), self.token("ground"), key=lambda colour: contrast(colour, fill))

    def readable(self, name: str, ground: str = "surface") -> bool:
        """Whether text of this token can be read on that ground; if not, paint a chip of it instead."""
        return contrast(self.ink(name), self.token(ground)) >= READABLE

    def px(self, role: str) -> int:
        """Type size in pixels of a role: tertiary, secondary, body, title, value, figure or clock."""
        try:
            return self._sizes[role]
        except KeyError:
            raise ThemeError(f"theme {self.name} has no type size {role!r}") from None

    def space(self, units: float = 1) -> int:
        """A distance of so many 4-px units, scaled; at least one pixel."""
        return max(1, round(self.base["unit"] * units * self.factor))

    def hair(self) -> int:
        """Width of the thinnest line that still shows."""
        return max(1, round(self.base["hair"] * self.factor))

    def scaled(self, scale: Scale) -> Theme:
        """The same theme for another monitor."""
        return replace(self, scale=scale)

    def legible(self) -> bool:
        """False when the physical size is known and the smallest text subtends less than ten minutes of arc."""
        arc = self.scale.arc_minutes(self.px("tertiary"))
        return arc is None or arc >= SMALLEST_ARC_MINUTES - 0.5

    def qss(self) -> str:
        """Style sheet for the stock widgets; our own widgets paint from the tokens directly."""
        own = {"field": self.token("ground"), "edge": self.token("line")} | dict(self.tokens)
        names = {key.replace("-", "_"): value for key, value in own.items()}
        sizes = {role: self.px(role) for role in ("tertiary", "secondary", "body", "title")}
        return _QSS.format(
            family=self.family,
            pad=self.space(2),
            half=self.space(1),
            tight=self.space(1.25),
            arrow=self.px("body") + self.space(1),
            target=SMALLEST_TARGET,
            scroll=max(SMALLEST_SCROLL, self.space(2.5)),
            radius=self.base["radius"],
            tick=(FOLDER / ("tick-light.svg" if self.token("accent-on") == "#FFFFFF" else "tick-dark.svg")).as_posix(),
            **names,
            **{f"px_{role}": size for role, size in sizes.items()},
        )


def load(name: str = "wall-dark", scale: Scale | None = None) -> Theme:
    """Read a theme by name from ``resources/theme``; ThemeError names what is wrong with it."""
    path = FOLDER / f"{name}.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        tokens = dict(raw["colour"]) | {f"map-{key}": value for key, value in raw["map"].items()}
        base = {key: int(value) for key, value in (raw["type"] | raw["space"]).items()}
        theme = Theme(
            raw["name"], raw["title"], raw["family"], MappingProxyType(tokens), MappingProxyType(base), scale or Scale()
        )
    except (OSError, KeyError, ValueError, TypeError) as problem:
        raise ThemeError(f"theme {name}: {problem}") from problem
    for token, colour in tokens.items():
        _rgb(colour, token)
    return theme


def names() -> tuple[str, ...]:
    """The themes that are there, in alphabetical order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio of two ``#RRGGBB`` colours, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """``share`` (0 to 1) of ``one`` over ``other``, as an opaque ``#RRGGBB``."""
    pairs = zip(_rgb(one), _rgb(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


def _rgb(colour: str, token: str = "") -> tuple[int, int, int]:
    if not (isinstance(colour, str) and len(colour) == 7 and colour.startswith("#")):
        raise ThemeError(f"colour {token} {colour!r} is not #RRGGBB")
    try:
        return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
    except ValueError:
        raise ThemeError(f"colour {token} {colour!r} is not #RRGGBB") from None


def _luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part / 255) for part in _rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


_QSS = (FOLDER / "base.qss").read_text(encoding="utf-8")
