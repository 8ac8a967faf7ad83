"""The theme: every token is there, every text can be read, and sizes fit the eye."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox

from resources import theme as themes
from resources.theme import Scale, ThemeError, contrast, load, mix
from widgets.map.style import TOKENS

GROUNDS = ("ground", "surface", "surface-2", "selection")
TEXTS = (
    "text",
    "secondary",
    "tertiary",
    "accent",
    "grade1",
    "grade2",
    "grade3",
    "grade4",
    "delayed",
    "replay",
    "normal",
)
MAP = [
    "land",
    "sea",
    "river",
    "lake",
    "forest",
    "park",
    "block",
    "block-commercial",
    "block-industrial",
    "block-public",
    "building",
    "road-motorway",
    "road-ring",
    "road-trunk",
    "road-primary",
    "road-secondary",
    "road-minor",
    "rail",
    "boundary",
    "label",
    "label-halo",
    "vehicle",
]
ROLES = ("tertiary", "secondary", "body", "title", "value", "figure", "clock")


@pytest.mark.parametrize("name", themes.names())
@pytest.mark.parametrize("ground", GROUNDS[:2])
@pytest.mark.parametrize("text", TEXTS)
def test_text_contrast_is_at_least_4_5(name: str, ground: str, text: str) -> None:
    theme = load(name)
    assert contrast(theme.ink(text), theme.token(ground)) >= 4.5, (name, text, ground)


@pytest.mark.parametrize("name", themes.names())
@pytest.mark.parametrize("ground", GROUNDS)
def test_row_text_stays_readable_when_hovered_or_selected(name: str, ground: str) -> None:
    theme = load(name)
    assert min(contrast(theme.token(text), theme.token(ground)) for text in ("text", "secondary")) >= 4.5


@pytest.mark.parametrize("name", themes.names())
@pytest.mark.parametrize("ground", ["selection", "hover"])
@pytest.mark.parametrize("text", ["tertiary", "delayed", "grade1", "grade2", "grade3", "grade4", "normal", "accent"])
def test_the_quiet_and_the_coloured_words_of_a_chosen_row_can_be_read(name: str, ground: str, text: str) -> None:
    theme = load(name)
    assert contrast(theme.ink(text), theme.token(ground)) >= 4.5, (name, text, ground)


@pytest.mark.parametrize("name", themes.names())
@pytest.mark.parametrize("fill", [*(f"grade{n}" for n in range(1, 5)), *(f"aqi{n}" for n in range(1, 7)), "accent"])
def test_text_upon_a_chip_can_be_read(name: str, fill: str) -> None:
    theme = load(name)
    assert contrast(theme.on(fill), theme.token(fill)) >= 4.5


@pytest.mark.parametrize("name", themes.names())
def test_map_labels_can_be_read_on_land_and_sea(name: str) -> None:
    theme = load(name)
    for ground in ("land", "sea", "park", "block", "label-halo"):
        assert contrast(theme.token("map-label"), theme.token(f"map-{ground}")) >= 4.5, ground


@pytest.mark.parametrize("name", themes.names())
def test_every_map_colour_is_named(name: str) -> None:
    theme = load(name)
    assert all(theme.token(f"map-{key}").startswith("#") for key in (*MAP, *TOKENS))


@pytest.mark.parametrize("name", themes.names())
@pytest.mark.parametrize("label", ["dim", "road", "motorway", "water", "park"])
def test_the_quieter_map_labels_can_be_read_too(name: str, label: str) -> None:
    theme = load(name)
    grounds = {"water": ("sea", "lake", "sea-deep"), "park": ("park", "forest")}.get(label, ("land", "block"))
    for ground in (*grounds, "label-halo"):
        assert contrast(theme.token(f"map-label-{label}"), theme.token(f"map-{ground}")) >= 4.5, ground


def test_the_dark_aqi_levels_are_not_offered_as_text() -> None:
    theme = load()
    assert not theme.readable("aqi5")
    assert not theme.readable("aqi6")
    assert theme.readable("aqi1")


def test_an_unknown_token_is_an_error_with_its_name() -> None:
    with pytest.raises(ThemeError, match="no-such"):
        load().token("no-such")
    with pytest.raises(ThemeError, match="giant"):
        load().px("giant")
    with pytest.raises(ThemeError, match="nowhere"):
        load("nowhere")


@pytest.mark.parametrize("height", [720, 1080, 1792, 2160])
def test_sizes_follow_the_monitor_and_never_fall_under_11_px(height: int) -> None:
    theme = load(scale=Scale(height_px=height))
    assert min(theme.px(role) for role in ROLES) >= 11
    assert theme.px("tertiary") <= theme.px("body") <= theme.px("title") < theme.px("figure")


def test_a_4k_monitor_doubles_the_1080_sizes() -> None:
    small, large = load(scale=Scale(height_px=1080)), load(scale=Scale(height_px=2160))
    assert [large.px(role) for role in ROLES] == [2 * small.px(role) for role in ROLES]
    assert small.px("tertiary") >= 13


@pytest.mark.parametrize("distance", [8.0, 12.0])
def test_known_millimetres_give_ten_arc_minutes(distance: float) -> None:
    scale = Scale(px_per_mm=0.48, viewing_distance_m=distance, height_px=1080)
    theme = load(scale=scale)
    assert theme.legible()
    assert (scale.arc_minutes(theme.px("tertiary")) or 0) >= 9.5
    assert (scale.arc_minutes(theme.px("figure")) or 0) >= 30


@pytest.mark.parametrize("lines", [1080, 1440, 2160])
@pytest.mark.parametrize("millimetres", [340.0, 680.0, 1210.0])
@pytest.mark.parametrize("distance", [2.0, 3.5, 6.0, 9.0])
def test_the_smallest_text_subtends_ten_minutes_and_figures_thirty(
    lines: int, millimetres: float, distance: float
) -> None:
    """Reckoned here from the height of a glyph, not by the scale; where a monitor is too small, the theme says so."""
    per_mm = lines / millimetres
    theme = load(scale=Scale(px_per_mm=per_mm, viewing_distance_m=distance, height_px=lines))
    minutes = {role: 3437.75 * (theme.px(role) * 0.92 / per_mm) / (distance * 1000) for role in ("tertiary", "figure")}
    if theme.legible():
        assert minutes["tertiary"] >= 9.99 and minutes["figure"] >= 30
    else:
        assert minutes["tertiary"] < 10


def test_a_monitor_too_small_for_its_distance_says_so() -> None:
    theme = load(scale=Scale(px_per_mm=4.0, viewing_distance_m=15.0, height_px=1080))
    assert theme.px("tertiary") <= 2.3 * load().px("tertiary")
    assert not theme.legible()


@pytest.mark.parametrize("name", themes.names())
def test_qss_has_no_unfilled_places(name: str) -> None:
    sheet = load(name).qss()
    assert "{{" not in sheet
    assert load(name).token("ground") in sheet
    assert sheet.count("{") == sheet.count("}")


def test_mix_and_contrast_are_known_values() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert mix("#FF0000", "#000000", 0.5) == "#800000"


@pytest.mark.parametrize("name", themes.names())
def test_a_tick_is_a_mark_and_not_a_plain_square(name: str, qapp: object) -> None:
    box = QCheckBox("甲")
    box.setStyleSheet(load(name).qss())
    box.setChecked(True)
    seen = {box.grab().toImage().pixelColor(x, y).name() for x in range(24) for y in range(24)}
    assert load(name).token("accent").lower() in seen and load(name).token("accent-on").lower() in seen
