"""Grades and the looks of data differ for protan and deutan eyes; a shape or a word repeats them in any case."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest

from resources.theme import load, names

MACHADO = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
}
"""Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB."""
TO_XYZ = np.array(
    ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
)
"""Linear sRGB to CIE XYZ (IEC 61966-2-1)."""
LEAST_DIFFERENCE = 12.0
"""CIE76 ΔE; 2.3 is a just noticeable difference."""


def lab(colour: str, eye: str) -> np.ndarray:
    """CIE L*a*b* (D65) of an sRGB colour as that eye sees it."""
    srgb = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(MACHADO[eye]) @ linear, 0, 1)
    x, y, z = (TO_XYZ @ seen) / np.array((0.95047, 1.0, 1.08883))
    f = [value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116 for value in (x, y, z)]
    return np.array((116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])))


def apart(one: str, other: str, eye: str) -> float:
    """How different two colours are for an eye."""
    return float(np.linalg.norm(lab(one, eye) - lab(other, eye)))


def test_white_and_red_are_where_the_tables_have_them() -> None:
    assert lab("#FFFFFF", "full") == pytest.approx((100, 0, 0), abs=0.01)
    assert lab("#FF0000", "full") == pytest.approx((53.24, 80.09, 67.20), abs=0.05)


@pytest.mark.parametrize("eye", ["protan", "deutan"])
def test_the_simulation_confuses_what_such_eyes_confuse(eye: str) -> None:
    """A dull red and a dull green; and as a check of it yellow and blue, which nobody confuses."""
    red, green = "#B06050", "#7D7A4A"
    assert apart(red, green, eye) < 0.62 * apart(red, green, "full")
    assert apart("#FFD43B", "#4DABF7", eye) > 60


@pytest.mark.parametrize("eye", ["protan", "deutan"])
@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("tokens", [("grade1", "grade2", "grade3", "grade4"), ("live", "delayed", "replay")])
def test_marks_of_colour_differ_for_such_eyes(name: str, eye: str, tokens: tuple[str, ...]) -> None:
    theme = load(name)
    near = {pair: apart(theme.token(pair[0]), theme.token(pair[1]), eye) for pair in combinations(tokens, 2)}
    assert min(near.values()) >= LEAST_DIFFERENCE, near


def _over(colour: str, ground: str, share: float) -> str:
    """A fill that lets some of the ground through."""
    one, other = ([int(each[at : at + 2], 16) for at in (1, 3, 5)] for each in (colour, ground))
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in zip(one, other, strict=True))


def _light(colour: str) -> float:
    """Relative luminance of WCAG, from the lightness of CIE."""
    lightness = float(lab(colour, "full")[0])
    return ((lightness + 16) / 116) ** 3 if lightness > 8 else lightness / 903.3


@pytest.mark.parametrize("ground", ["map-land", "map-urban", "map-block"])
@pytest.mark.parametrize("name", names())
def test_more_of_a_figure_stands_out_more_from_the_ground(name: str, ground: str) -> None:
    """A class with more has more contrast and is farther from the ground in colour: pale sand looked like less than
    dark red. Fills are 62 % strong, their layer 85 %."""
    theme = load(name)
    under = theme.token(ground)
    fills = [_over(theme.token(f"ramp{step}"), under, 0.62 * 0.85) for step in range(6)]
    lights = [_light(fill) + 0.05 for fill in fills]
    here = _light(under) + 0.05
    contrasts = [max(light, here) / min(light, here) for light in lights]
    assert all(more > 1.05 * less for less, more in pairwise(contrasts)), contrasts
    away = [apart(fill, under, "full") for fill in fills]
    assert all(more > less + 2 for less, more in pairwise(away)), away
    for eye in ("protan", "deutan"):
        assert all(apart(one, other, eye) > 3 for one, other in pairwise(fills)), eye
