"""The monitor that a wall document keeps for a desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from console.app.windows.hall import desk_room, document_of
from console.config.settings import Settings, WallSettings
from console.wall.outputs import Output, Role, WallDocument, WallError, wall_text


def test_a_desk_has_the_room_of_its_own_output(qapp: object) -> None:
    screen = QGuiApplication.primaryScreen()
    room = screen.availableGeometry().getRect()
    kept = WallDocument([Output("台", screen.name(), role=Role.DESK), Output("墙", "none")])
    assert desk_room(kept) == room
    assert desk_room(WallDocument([Output("墙", screen.name()), Output("台", "none", role=Role.DESK)])) is None
    assert desk_room(None) is None


def test_the_document_is_looked_for_beside_the_settings(tmp_path: Path) -> None:
    wall = WallDocument([Output("左")])
    (tmp_path / "wall.toml").write_text(wall_text(wall), encoding="utf-8")
    settings = Settings(wall=WallSettings(document="wall.toml"))
    assert document_of(settings, tmp_path / "settings.toml") == wall
    assert document_of(Settings(), tmp_path / "settings.toml") is None
    with pytest.raises(WallError):
        document_of(Settings(wall=WallSettings(document="none.toml")), tmp_path / "settings.toml")
