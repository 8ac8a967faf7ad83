"""A wall with another system's application in a pane: settings, secret, page and truth in a real process."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from e2e.processes import LEVEL_SECONDS, Plant, until
from tests.fakes.web_application import FakeApplication, serving

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.xdist_group("webengine"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="as root there is a way without a sandbox"),
]
PAGE = "<!doctype html><body style='background:#e83e8c'></body>"
SCENE = """
name = "systems"
title = "业务系统"
[[layouts]]
outputs = 1
panes = [
  { kind = "header", output = 0, at = [0, 0, 12, 1.5] },
  { kind = "web", output = 0, at = [0, 1.5, 12, 22.5], show = "全科大网格" },
]
"""
SETTINGS = """
[[applications]]
name = "全科大网格"
url = "{origin}/"
sso = "header"
sso_name = "X-Auth"
secret = "file:token"
"""


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeApplication]:
    monkeypatch.setenv("QTWEBENGINE_CHROMIUM_FLAGS", "--ignore-gpu-blocklist")
    if os.geteuid() == 0:
        monkeypatch.setenv("QTWEBENGINE_DISABLE_SANDBOX", "1")
    with serving(FakeApplication(pages={"/": PAGE})) as made:
        yield made


def test_the_application_is_on_the_wall_signed_in_and_not_called_live_when_it_is_gone(
    plant: Plant, own: FakeApplication, tmp_path: Path
) -> None:
    (tmp_path / "scene.toml").write_text(SCENE, encoding="utf-8")
    (tmp_path / "settings.toml").write_text(SETTINGS.format(origin=own.origin), encoding="utf-8")
    token = tmp_path / "token"
    token.write_text("t0ken")
    token.chmod(0o600)
    shots = tmp_path / "shots"
    wall = plant.window(
        "wall", (), "--scene", str(tmp_path / "scene.toml"), "--config", str(tmp_path / "settings.toml"),
        "--shots", str(shots), "--shots-every", "1",
    )  # fmt: skip
    until(lambda: wall.panes().get("web:全科大网格") == "live", LEVEL_SECONDS * 2, lambda: (wall.panes(), wall.said()))
    assert {each.header for each in own.seen} == {"t0ken"}
    assert "t0ken" not in wall.said()
    until(lambda: _pink(shots / "wall-1.png"), LEVEL_SECONDS, wall.panes)
    own.down = True
    until(lambda: wall.panes()["web:全科大网格"] == "cached", LEVEL_SECONDS * 2, wall.panes)
    assert wall.stop(30.0) == 0, "the page's profile goes after its page, both before the application"
    assert "profile" not in wall.said()


def _pink(path: Path) -> bool:
    if not path.exists():
        return False
    with Image.open(path) as picture:
        return picture.convert("RGB").getpixel((picture.width // 2, picture.height // 2)) == (0xE8, 0x3E, 0x8C)
