"""Linux keeps an EDID for each connector; a monitor gets its own one or none, never a neighbour's."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.wall.drm import connected, edid_of
from console.wall.edid import parse_edid
from tests.wall.test_edid import BOE_PANEL, DELL_U2412M, SAMSUNG_WIDE, block

DELL, SAMSUNG, PANEL = (parse_edid(block(text)) for text in (DELL_U2412M, SAMSUNG_WIDE, BOE_PANEL))


def test_what_is_plugged_in_is_found_and_what_is_broken_left_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    files = {
        "card0-HDMI-A-1": block(DELL_U2412M), "card0-DP-1": b"", "card1-eDP-1": block(BOE_PANEL) + bytes(128),
        "card1-DP-2": b"\0" * 64,
    }  # fmt: skip
    for name, data in files.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "edid").write_bytes(data)
    (tmp_path / "version").write_text("drm")
    assert connected(tmp_path) == {"HDMI-A-1": DELL, "eDP-1": PANEL}
    assert "card1-DP-2 tells nonsense" in caplog.text


def test_where_there_is_no_such_folder_nothing_is_known(tmp_path: Path) -> None:
    assert connected(tmp_path / "none") == {}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (("HDMI-1", "DELL U2412M", "M2GCR1CS0T1L"), DELL),
        (("DisplayPort-7", "DELL U2412M", ""), DELL),
        (("HDMI-1", "", ""), DELL),
        (("HDMI-A-1", "", ""), DELL),
        (("DP-1", "", ""), SAMSUNG),
        (("HDMI-1", "Another", ""), None),
        (("HDMI-1", "DELL U2412M", "another"), None),
        (("DP-9", "", ""), None),
    ],
)
def test_a_monitor_gets_its_own_edid(said: tuple[str, str, str], found: object) -> None:
    assert edid_of(*said, {"HDMI-A-1": DELL, "DP-1": SAMSUNG}) == found


def test_two_of_one_model_are_told_apart_by_connector() -> None:
    assert edid_of("DP-2", "SyncMaster", "", {"DP-1": DELL, "DP-2": SAMSUNG, "HDMI-A-1": SAMSUNG}) == SAMSUNG
    assert edid_of("screen", "SyncMaster", "", {"DP-2": SAMSUNG, "HDMI-A-1": SAMSUNG}) is None
