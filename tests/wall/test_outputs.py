"""The wall document: what is written is read, a draft is where the monitors are, every mistake is one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.wall.outputs import (
    Others,
    Output,
    Role,
    Screen,
    WallDocument,
    WallError,
    draft,
    load_wall,
    wall_text,
)

FULL = WallDocument(
    [
        Output('左 "A" \\ [x]', "DP-1", "DEL", "DELL U2414H", "00#7", (527, 297), (0, 0), (0, 0, 1920, 1080), 4.5),
        Output("台", role=Role.DESK, node="wall-pc-2"),
    ],
    "指挥大厅",
    6.5,
    Others.LEAVE,
)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    (tmp_path / "wall.toml").write_text(wall_text(FULL), encoding="utf-8")
    assert load_wall(tmp_path / "wall.toml") == FULL


def test_a_draft_stands_in_reading_order_with_places_from_the_sizes() -> None:
    def screen(name: str, x: int, y: int, size: tuple[int, int]) -> Screen:
        return Screen(name, (x, y, 1920, 1080), size_mm=size)

    made = draft([
        screen("D", 1920, 1080, (527, 297)), screen("C", 0, 1080, (527, 297)),
        screen("B", 1920, 0, (600, 340)), screen("A", 0, 0, (0, 0)),
    ])  # fmt: skip
    assert [(each.name, each.connector) for each in made.outputs] == [("1", "A"), ("2", "B"), ("3", "C"), ("4", "D")]
    # an unknown size counts as 96 dpi: 508 x 286 mm
    assert [each.at_mm for each in made.outputs] == [(0, 0), (508, 0), (0, 286), (527, 340)]


def _text(outputs: str, more: str = "") -> str:
    return f"{more}\n{outputs}"


ONE = '[[outputs]]\nname = "1"\n'
MISTAKES: dict[str, tuple[str | bytes, str]] = {
    "no TOML": ("[[outputs", "wall.toml"),
    "no UTF-8": (b'name = "\xff"', "utf-8"),
    "no outputs": ("outputs = []", "outputs"),
    "too many": (_text("".join(f'[[outputs]]\nname = "{n}"\n' for n in range(25))), "outputs"),
    "an unknown key": (_text(ONE + "colour = 1"), "colour"),
    "no name": (_text('[[outputs]]\nname = ""'), "name"),
    "one name twice": (_text(ONE + ONE), "two outputs are called 1"),
    "an unknown role": (_text(ONE + 'role = "kitchen"'), "kitchen"),
    "no output for the wall": (_text(ONE + 'role = "desk"'), "no output has the role"),
    "a size below nothing": (_text(ONE + "size_mm = [-1, 300]"), "size or place"),
    "an endless place": (_text(ONE + "at_mm = [inf, 300]"), "size or place"),
    "half a place": (_text(ONE + "at_mm = [300]"), "at_mm"),
    "too far": (_text(ONE, "viewing_distance_m = 51"), "viewing_distance_m"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_sentence_that_names_it(tmp_path: Path, name: str) -> None:
    content, words = MISTAKES[name]
    path = tmp_path / "wall.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(WallError) as caught:
        load_wall(path)
    assert words in str(caught.value) and "\n" not in str(caught.value).strip()


def test_a_document_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(WallError, match="does not exist"):
        load_wall(tmp_path / "none.toml")
    with pytest.raises(WallError, match="cannot be read"):
        load_wall(tmp_path)
