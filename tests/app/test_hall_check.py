"""The doctor says of wall document and applications what would go wrong on the wall, and no secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.app.cli import main

SETTINGS = """
[[backends]]
name = "a"
urls = ["http://127.0.0.1:9"]
[wall]
document = "wall.toml"
[[applications]]
name = "网格"
url = "https://grid.example.cn/app?token=1"
sso = "cookie"
sso_name = "S"
secret = "file:token"
"""


def doctor(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    (folder / "settings.toml").write_text(SETTINGS, encoding="utf-8")
    main(["doctor", "--config", str(folder / "settings.toml"), "--cache", str(folder / "cache")])
    return capsys.readouterr().out


def test_what_is_missing_is_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = doctor(tmp_path, capsys)
    assert "FAULT  wall document: wall document" in said and "does not exist" in said
    assert "FAULT  application 网格: secret file" in said


def test_what_is_there_is_told_without_the_secret(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "wall.toml").write_text('[[outputs]]\nname = "左"\nserial = "1"\n[[outputs]]\nname = "右"\n')
    (tmp_path / "token").write_text("hunter2")
    (tmp_path / "token").chmod(0o600)
    said = doctor(tmp_path, capsys)
    assert "ok     wall document: 2 outputs, seen from 4 m; known by place or order only: 右" in said
    assert "ok     application 网格: https://grid.example.cn/app, sso cookie" in said
    assert "hunter2" not in said and "token=1" not in said
