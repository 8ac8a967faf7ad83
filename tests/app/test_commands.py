"""What is typed or configured wrongly is told in one sentence with exit code 2; help needs no display."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from console.app.cli import COMMANDS

pytestmark = [pytest.mark.e2e]
LOGGED = re.compile(r"\d{4}-\d\d-\d\d [\d:,]+ \w+ INFO ")
COMMAND = str(Path(sys.executable).with_name("commandwall"))
BARE = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
NO_DISPLAY = {name: value for name, value in BARE.items() if name != "QT_QPA_PLATFORM"}


def call(*words: str | Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, *map(str, words)], capture_output=True, text=True, timeout=60, env=env or BARE, check=False
    )


def one_sentence(answer: subprocess.CompletedProcess[str]) -> str:
    """What was said beside the log, if it was one sentence that blames no line of ours."""
    said = "\n".join(line for line in answer.stderr.strip().splitlines() if not LOGGED.match(line))
    assert answer.returncode == 2, (answer.returncode, said)
    assert said and len(said.splitlines()) == 1, said
    assert "Traceback" not in said and "Error:" not in said, said
    assert len(said) < 400, said
    return said


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_without_a_display(name: str) -> None:
    answer = call(name, "--help", env=NO_DISPLAY)
    assert answer.returncode == 0, answer.stderr
    assert f"commandwall {name}" in answer.stdout


def test_without_a_command_it_says_what_there_is() -> None:
    answer = call()
    assert answer.returncode == 2
    assert "commandwall demo" in answer.stdout


def test_help_and_version_succeed() -> None:
    assert call("--help").returncode == call("--version").returncode == 0


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - {"aqi"}))
def test_an_option_that_nobody_knows_is_named(name: str) -> None:
    needed = {"gateway": ["--data", "x"], "tiles": ["--archive", "x", "--cache", "x"]}.get(name, [])
    said = one_sentence(call(name, *needed, "--surprise"))
    assert "--surprise" in said or "required" in said


def test_a_command_that_nobody_knows_is_named() -> None:
    assert "dance" in one_sentence(call("dance"))


def _file(folder: Path, text: str | bytes) -> Path:
    path = folder / "given"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


Words = Callable[[Path], list[str | Path]]
BACKEND = "城=http://127.0.0.1:9"
TWICE = ["--backend", BACKEND, "--backend", BACKEND]
SETTINGS = {
    "not TOML": "[[backends\n",
    "not UTF-8": b"\xff\xfe\x00",
    "unknown key": 'colour = "red"\n',
    "no url": '[[backends]]\nname = "a"\nurls = []\n',
    "no http": '[[backends]]\nname = "a"\nurls = ["ftp://x"]\n',
    "wrong type": '[wall]\nviewing_distance_m = "far"\n',
    "out of range": "[wall]\nviewing_distance_m = -1\n",
}
WRONG: dict[str, Words] = {
    "feed without a backend": lambda at: ["feed", "--cache", at],
    "feed with half a backend": lambda at: ["feed", "--cache", at, "--backend", "city"],
    "feed with two backends of one name": lambda at: ["feed", "--cache", at, *TWICE],
    "feed without its settings": lambda at: ["feed", "--cache", at, "--config", at / "nowhere"],
    "feed on a cache that is a file": lambda at: ["feed", "--cache", _file(at, ""), "--backend", BACKEND],
    "wall on a cache that is a file": lambda at: ["wall", "--headless", "--cache", _file(at, "")],
    "desk on a cache that is a file": lambda at: ["desk", "--headless", "--cache", _file(at, "")],
    "wall without its screens file": lambda at: ["wall", "--screens", at / "nowhere"],
    "wall with screens that are none": lambda at: ["wall", "--screens", _file(at, '{"screens": []}')],
    "wall with screens that are no JSON": lambda at: ["wall", "--screens", _file(at, "screens")],
    "desk with screens that are a folder": lambda at: ["desk", "--screens", at],
    "wall with a scene that is not there": lambda at: ["wall", "--headless", "--scene", at / "nowhere"],
    "wall with pictures into a file": lambda at: ["wall", "--headless", "--cache", at, "--shots", _file(at, "")],
    "wall with its health nowhere": lambda at: ["wall", "--headless", "--cache", at, "--health", _file(at, "") / "x"],
    "demo without its screens file": lambda at: ["demo", "--screens", at / "nowhere"],
    "demo into a file": lambda at: ["demo", "--headless", "--data", _file(at, "")],
    "demo with pictures into a file": lambda at: ["demo", "--headless", "--shots", _file(at, "")],
    "demo for no time": lambda at: ["demo", "--headless", "--for", "0"],
    "demo for ever and a day": lambda at: ["demo", "--headless", "--for", "nan"],
    "demo at a rate below zero": lambda at: ["demo", "--headless", "--rate", "-5"],
    "demo on no port": lambda at: ["demo", "--headless", "--port", "70000"],
    "demo with half a drill": lambda at: ["demo", "--headless", "--outage", "5"],
    "demo with a seed in words": lambda at: ["demo", "--headless", "--seed", "seven"],
    "gateway into a file": lambda at: ["gateway", "--data", _file(at, "")],
    "gateway on no address": lambda at: ["gateway", "--data", at, "--host", "256.0.0.1"],
    "digest of no cache": lambda at: ["digest", "--cache", at / "nowhere"],
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_is_told_in_one_sentence(name: str, tmp_path: Path) -> None:
    one_sentence(call(*WRONG[name](tmp_path)))


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("command", ["feed", "wall"])
def test_bad_settings_are_told_in_one_sentence(command: str, name: str, tmp_path: Path) -> None:
    path = _file(tmp_path, SETTINGS[name])
    words = [command, "--config", path, "--cache", tmp_path / "cache", *(["--headless"] if command == "wall" else [])]
    assert str(path) in one_sentence(call(*words)) or name == "no http"


@pytest.mark.parametrize(
    "pane", ['{ kind = "dance", output = 0, at = [0, 0, 1, 1] }', '{ kind = "trend", output = 0, at = [0, 0, 1, 1] }',
             '{ kind = "map", output = 0, at = [0, 0, 13, 1] }']
)  # fmt: skip
def test_a_scene_with_a_pane_that_cannot_be_is_refused(pane: str, tmp_path: Path) -> None:
    scene = _file(tmp_path, f'name = "s"\ntitle = "t"\n[[layouts]]\noutputs = 1\npanes = [{pane}]\n')
    said = call("wall", "--headless", "--cache", tmp_path, "--scene", scene)
    assert said.returncode == 2 and "Traceback" not in said.stderr, said.stderr
    assert "commandwall wall: scene" in said.stderr


def test_windows_ask_for_a_display_or_a_file_of_monitors() -> None:
    assert "--screens" in one_sentence(call("wall", env=NO_DISPLAY))


@pytest.mark.parametrize("command", ["demo", "gateway"])
def test_a_port_in_use_is_told(command: str, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        options = ["--headless"] if command == "demo" else ["--no-simulator"]
        said = one_sentence(call(command, "--data", tmp_path / "data", "--port", str(port), *options))
    assert str(port) in said


def test_a_second_feed_on_the_same_cache_is_refused(tmp_path: Path) -> None:
    first = subprocess.Popen(
        [COMMAND, "feed", "--cache", str(tmp_path), "--backend", BACKEND], stderr=subprocess.DEVNULL
    )
    try:
        while not (tmp_path / "door.json").exists():
            assert first.poll() is None
        assert "another feed" in one_sentence(call("feed", "--cache", tmp_path, "--backend", BACKEND))
    finally:
        first.kill()
        first.wait()
