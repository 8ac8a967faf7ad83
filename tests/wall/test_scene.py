"""Scenes: every pane on the wall, none on another, for any number of outputs; mistakes are one sentence."""

from __future__ import annotations

import itertools
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.wall.scene import COLUMNS, ROWS, Layout, Pane, Scene, SceneError, load_scene, place

SCENES = sorted(Path(str(resources.files("resources"))).glob("scenes/*.toml"))


def _overlap(one: tuple[float, ...], other: tuple[float, ...], slack: float = 0.0) -> bool:
    (ax, ay, aw, ah), (bx, by, bw, bh) = one, other
    return not (ax + aw <= bx + slack or bx + bw <= ax + slack or ay + ah <= by + slack or by + bh <= ay + slack)


@pytest.mark.parametrize("outputs", range(1, 7))
@pytest.mark.parametrize("path", SCENES, ids=lambda path: path.stem)
def test_a_shipped_scene_fills_any_wall_without_overlap(path: Path, outputs: int) -> None:
    panes = load_scene(path).panes(outputs)
    assert {pane.output for pane in panes} == set(range(outputs))
    for pane in panes:
        x, y, width, height = pane.at
        assert min(x, y) >= 0 and min(width, height) > 0
        assert x + width <= COLUMNS and y + height <= ROWS
    for one, other in itertools.combinations(panes, 2):
        assert one.output != other.output or not _overlap(one.at, other.at), (one, other)


def test_there_are_scenes_to_check() -> None:
    assert "overview" in [path.stem for path in SCENES]


@pytest.mark.parametrize("size", [(1920, 1080), (3840, 2160), (1366, 768), (1080, 1920)])
@pytest.mark.parametrize("path", SCENES, ids=lambda path: path.stem)
def test_placed_panes_keep_their_gap_and_stay_on_the_output(path: Path, size: tuple[int, int]) -> None:
    gap = 8
    for outputs in range(1, 4):
        placed = [(pane.output, place(pane, *size, gap)) for pane in load_scene(path).panes(outputs)]
        for _, (x, y, width, height) in placed:
            assert x >= gap and y >= gap and width > 0 and height > 0
            assert x + width <= size[0] - gap and y + height <= size[1] - gap
        for (one, a), (other, b) in itertools.combinations(placed, 2):
            grown = (a[0], a[1], a[2] + gap, a[3] + gap)
            near = (b[0], b[1], b[2] + gap, b[3] + gap)
            assert one != other or not _overlap(grown, near)


@given(st.integers(1, 11), st.integers(1, 23), st.integers(320, 4000), st.integers(240, 3000), st.integers(0, 16))
def test_neighbours_are_exactly_one_gap_apart(column: int, row: int, width: int, height: int, gap: int) -> None:
    left = place(Pane("a", 0, (0, 0, column, row)), width, height, gap)
    right = place(Pane("b", 0, (column, 0, COLUMNS - column, row)), width, height, gap)
    below = place(Pane("c", 0, (0, row, column, ROWS - row)), width, height, gap)
    assert right[0] - (left[0] + left[2]) == gap
    assert below[1] - (left[1] + left[3]) == gap
    assert (left[0], left[1]) == (gap, gap)
    assert right[0] + right[2] == width - gap
    assert below[1] + below[3] == height - gap


def _scene(*outputs: int) -> Scene:
    layouts = [Layout(each, [Pane(f"of-{each}", n, (0, 0, COLUMNS, ROWS)) for n in range(each)]) for each in outputs]
    return Scene("s", "S", layouts, [Pane("more", 0, (0, 0, COLUMNS, ROWS))])


@pytest.mark.parametrize(
    ("layouts", "outputs", "kinds"),
    [
        ((1, 3), 1, ["of-1"]),
        ((1, 3), 2, ["of-1", "more"]),
        ((1, 3), 3, ["of-3"] * 3),
        ((3, 1), 5, ["of-3"] * 3 + ["more"] * 2),
    ],
)
def test_the_largest_layout_that_fits_is_taken_and_more_outputs_show_more(
    layouts: tuple[int, ...], outputs: int, kinds: list[str]
) -> None:
    panes = _scene(*layouts).panes(outputs)
    assert [pane.kind for pane in panes] == kinds
    assert [pane.output for pane in panes] == list(range(outputs))


def test_a_pane_is_called_by_what_it_shows() -> None:
    assert Pane("trend", 0, (0, 0, 1, 1), "cod").name == "trend:cod"
    assert Pane("map", 0, (0, 0, 1, 1)).name == "map"


def _toml(*panes: str, outputs: int = 1, more: str = "") -> str:
    rows = ",".join("{" + pane + "}" for pane in panes)
    return f'name="n"\ntitle="t"\nmore=[{more}]\n[[layouts]]\noutputs={outputs}\npanes=[{rows}]\n'


FULL = 'kind="map", output=0, at=[0,0,12,24]'
LEFT = 'kind="map", output=0, at=[0,0,6,24]'
MISTAKES: dict[str, tuple[str | bytes, str]] = {
    "no TOML": ("name=", "scene"),
    "no UTF-8": (b'name="\xff"', "utf-8"),
    "no layout": ('name="n"\ntitle="t"\nlayouts=[]', "layouts"),
    "an unknown key": (_toml(LEFT + ', colour="red"'), "colour"),
    "off the grid to the right": (_toml('kind="map", output=0, at=[7,0,6,24]'), "off the 12×24 grid"),
    "off the grid below": (_toml('kind="map", output=0, at=[0,20,6,5]'), "off the 12×24 grid"),
    "off the grid above": (_toml('kind="map", output=0, at=[0,-1,6,5]'), "off the 12×24 grid"),
    "no width": (_toml('kind="map", output=0, at=[0,0,0,5]'), "off the 12×24 grid"),
    "an endless pane": (_toml('kind="map", output=0, at=[0,0,inf,5]'), "off the 12×24 grid"),
    "a pane nowhere": (_toml('kind="map", output=0, at=[nan,0,1,5]'), "off the 12×24 grid"),
    "three numbers": (_toml('kind="map", output=0, at=[0,0,1]'), "at"),
    "two on one place": (_toml(LEFT, 'kind="alarms", output=0, at=[5,0,7,24]'), "map and alarms overlap"),
    "an output that is not there": (_toml(LEFT, 'kind="alarms", output=1, at=[0,0,1,1]'), "output 1 of 1"),
    "more on one place": (_toml(LEFT, more="{" + FULL + "},{" + LEFT + "}"), "overlap"),
    "an own layer of nowhere": (_toml(FULL + ", own=[{title='a'}]"), "one of file, id and wms"),
    "an own layer of two": (_toml(FULL + ", own=[{file='a.json', wms='b'}]"), "one of file, id and wms"),
    "an id that is none": (_toml(FULL + ", own=[{id='../../etc'}]"), "id"),
    "a file that is none": (_toml(FULL + ", own=[{file=3}]"), "the name of a file"),
    "opacity in percent": (_toml(FULL + ", own=[{file='a.json', opacity=60}]"), "opacity"),
    "zooms the wrong way": (_toml(FULL + ", own=[{file='a.json', from_zoom=12, to_zoom=10}]"), "from_zoom"),
    "a colour by name": (_toml(FULL + ", own=[{file='a.json', colour='red'}]"), "colour"),
    "a colour of an import": (_toml(FULL + ", own=[{id='0123456789ab', colour='#FF0000'}]"), "of a file only"),
    "own layers of a list": (_toml('kind="alarms", output=0, at=[0,0,12,24], own=[{id="0123456789ab"}]'), "is no map"),
    "a base map of a list": (_toml('kind="alarms", output=0, at=[0,0,12,24], base="sky"'), "is no map"),
    "nothing for one output": (_toml(FULL, outputs=2), "no layout for one output"),
    "no outputs": (_toml(outputs=0), "outputs"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_sentence_that_names_it(tmp_path: Path, name: str) -> None:
    content, words = MISTAKES[name]
    path = tmp_path / "scene.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(SceneError) as caught:
        load_scene(path)
    assert words in str(caught.value) and "\n" not in str(caught.value)


def test_panes_that_touch_do_not_overlap(tmp_path: Path) -> None:
    path = tmp_path / "scene.toml"
    path.write_text(_toml('kind="a", output=0, at=[0,0,0.3,24]', 'kind="b", output=0, at=[0.3,0,11.7,24]'))
    assert len(load_scene(path).panes(1)) == 2


def test_a_scene_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SceneError, match="cannot be read"):
        load_scene(tmp_path / "none.toml")


def test_a_file_of_an_own_layer_lies_beside_the_scene_and_its_day_is_a_date(tmp_path: Path) -> None:
    path = tmp_path / "scene.toml"
    own = "own=[{file='layers/pumps.geojson', source='水务局', date=2026-03-01, opacity=0.6}, {wms='floods'}]"
    path.write_text(_toml(FULL + ", " + own, more="{" + FULL + ", " + own + "}"))
    first, second = load_scene(path).own_layers()
    assert first.file == tmp_path / "layers" / "pumps.geojson" and first.name == "pumps"
    assert first.date is not None and first.date.isoformat() == "2026-03-01" and first.opacity == 0.6
    assert (second.wms, second.opacity) == ("floods", None)
