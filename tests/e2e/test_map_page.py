"""The wall's map painted by the page, in a real process: its renderer may die or hang, and nothing else notices."""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import Any

import pytest

from e2e.processes import LEVEL_SECONDS, Plant, Window, until

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.xdist_group("webengine"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="stops and kills processes by signals"),
]
BACK_SECONDS = 60.0
"""A machine without a graphics card that others use too takes its time; alone it is back after 2 to 3 s."""


@pytest.fixture(autouse=True)
def page_can_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """No graphics card here, and as root no sandbox (never shipped)."""
    monkeypatch.setenv("QTWEBENGINE_CHROMIUM_FLAGS", "--ignore-gpu-blocklist")
    if os.geteuid() == 0:
        monkeypatch.setenv("QTWEBENGINE_DISABLE_SANDBOX", "1")


def _map(window: Window) -> dict[str, Any]:
    told: dict[str, Any] = next(iter(window.health().get("maps", {}).values()), {})
    return told


def _shown(window: Window) -> bool:
    return _map(window).get("shown") == "web"


def _web_wall(plant: Plant, *options: str) -> Window:
    gateway = plant.gateway()
    gateway.await_ready()
    plant.feed(f"城={gateway.url}")
    wall = plant.window("wall", (), *options)
    until(lambda: _shown(wall), LEVEL_SECONDS * 2, lambda: (_map(wall), wall.said()[-2000:]))
    until(lambda: wall.panes().get("alarms") == "live", LEVEL_SECONDS, wall.panes)
    return wall


@pytest.mark.timeout(300)
def test_a_killed_renderer_comes_back_and_the_third_time_the_native_painter_takes_over(plant: Plant) -> None:
    wall = _web_wall(plant, "--map-painter", "web")
    pid, others = wall.pid, set(wall.panes().values())
    for _ in range(2):
        renderer = _map(wall)["renderer"]
        os.kill(renderer, signal.SIGKILL)
        killed = time.monotonic()
        until(lambda gone=renderer: _shown(wall) and _map(wall)["renderer"] != gone, BACK_SECONDS, lambda: _map(wall))
        print(f"back after {time.monotonic() - killed:.1f} s, of which up to 1 s is the health file's")
        assert wall.running and wall.pid == pid
        assert set(wall.panes().values()) <= others | {"live", "delayed"}, "other panes never noticed"
    os.kill(_map(wall)["renderer"], signal.SIGKILL)
    until(lambda: _map(wall)["painter"] == "native", BACK_SECONDS, lambda: _map(wall))
    assert _map(wall)["said"] == "已改用平面地图：三维绘图进程已退出，一分钟内三次"
    assert wall.running and wall.panes()["alarms"] == "live"
    wall.stop()
    wall.start()
    until(lambda: _map(wall).get("why"), LEVEL_SECONDS, wall.said)
    told = _map(wall)
    assert told["painter"] == "native", "what happened before the restart counts"
    assert told["why"].startswith("三维页面 ") and told["why"].endswith("停用：三维绘图进程已退出")


@pytest.mark.timeout(300)
def test_a_renderer_that_hangs_is_replaced(plant: Plant) -> None:
    wall = _web_wall(plant, "--map-painter", "web")
    renderer = _map(wall)["renderer"]
    os.kill(renderer, signal.SIGSTOP)
    until(lambda: _shown(wall) and _map(wall)["renderer"] != renderer, 7.0 + BACK_SECONDS, lambda: _map(wall))
    assert wall.running and wall.panes()["alarms"] == "live"


def test_without_a_graphics_card_nobody_asks_for_the_page_and_no_browser_runs(plant: Plant) -> None:
    wall = plant.window()
    until(lambda: _map(wall).get("why"), LEVEL_SECONDS, wall.said)
    told = _map(wall)
    if told["painter"] == "web":
        pytest.skip(f"this machine has a graphics card: {told['why']}")
    with open(f"/proc/{wall.pid}/maps", encoding="utf-8") as libraries:  # noqa: PTH123
        assert not any("WebEngine" in line for line in libraries)
    assert told["renderer"] == 0


@pytest.mark.timeout(300)
def test_a_desk_that_watches_for_idle_hands_opens_the_page_too(plant: Plant) -> None:
    """A filter in Python over all objects of the application ended it while the browser made its own."""
    gateway = plant.gateway()
    gateway.await_ready()
    plant.feed(f"城={gateway.url}")
    desk = plant.window("desk", (), "--map-painter", "web", "--prefs", str(plant.folder / "desk.json"))
    until(lambda: _shown(desk) or not desk.running, LEVEL_SECONDS * 2, lambda: (_map(desk), desk.said()[-2000:]))
    assert desk.running, desk.said()[-2000:]
