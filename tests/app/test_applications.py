"""Applications of the settings file: where their secrets come from, and that nobody else can read them there."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from console.app.windows.applications import web_maker
from console.app.windows.sso_secret import SecretError, secret_of
from console.config.settings import SettingsError, load
from console.domain.web_application import Sso, WebApplication

SETTINGS = """
[[applications]]
name = "全科大网格"
system = "网格"
url = "https://grid.example.cn/app"
origins = ["https://tiles.example.cn"]
sso = "header"
sso_name = "X-Auth-Token"
secret = "file:grid.token"
ca = "centre.pem"
zoom = 1.25
reload_minutes = 60
hang_seconds = 20

[[applications]]
name = "智慧环保"
url = "https://eco.example.cn/"
"""


def application(secret: str) -> WebApplication:
    return WebApplication(name="a", url="https://a.cn", sso=Sso.HEADER, sso_name="X", secret=secret)


def test_the_settings_make_panes_and_paths_are_beside_the_settings(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(SETTINGS, encoding="utf-8")
    maker = web_maker(load(path), path, tmp_path / "cache", "wall")
    assert list(maker.applications) == ["全科大网格", "智慧环保"]
    assert maker.authorities == {"全科大网格": tmp_path / "centre.pem"}
    assert maker.folder == tmp_path / "cache" / "web" / "wall"
    token = tmp_path / "grid.token"
    token.write_text("t0ken\n")
    token.chmod(0o600)
    assert maker.secret_of(maker.applications["全科大网格"]) == "t0ken"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (('name = "智慧环保"', 'name = "全科大网格"'), "two applications are called 全科大网格"),
        (('url = "https://eco.example.cn/"', 'url = "eco.example.cn"'), "application 智慧环保: “eco.example.cn”"),
        (("zoom = 1.25", "zoom = 9"), "zoom"),
        (("hang_seconds = 20", "hang_seconds = 0"), "hang_seconds"),
        (('sso = "header"', 'sso = "password"'), "password"),
        (('secret = "file:grid.token"', 'secret = "hunter2"'), "secret must be"),
        (("zoom = 1.25", "javascript = true"), "javascript"),
    ],
)
def test_a_mistake_is_one_sentence(tmp_path: Path, changed: tuple[str, str], words: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(SETTINGS.replace(*changed), encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load(path)
    assert words in str(caught.value) and "hunter2" not in str(caught.value)


def test_a_secret_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GRID_TOKEN", "abc")
    assert secret_of(application("env:GRID_TOKEN"), tmp_path) == "abc"
    monkeypatch.delenv("GRID_TOKEN")
    with pytest.raises(SecretError, match="GRID_TOKEN is not set"):
        secret_of(application("env:GRID_TOKEN"), tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="rights of files are those of POSIX")
def test_a_file_that_others_can_read_is_no_secret(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text("abc")
    path.chmod(0o640)
    with pytest.raises(SecretError, match="can be read by others"):
        secret_of(application("file:token"), tmp_path)
    path.chmod(0o600)
    assert secret_of(application("file:token"), tmp_path) == "abc"


@pytest.mark.parametrize("content", ["", "\n", "a\r\nSet-Cookie: b", "a\0b", "x" * 20_000])
def test_what_could_break_out_of_a_header_is_no_secret(tmp_path: Path, content: str) -> None:
    path = tmp_path / "token"
    path.write_bytes(content.encode())
    path.chmod(0o600)
    with pytest.raises(SecretError) as caught:
        secret_of(application("file:token"), tmp_path)
    assert "Set-Cookie" not in str(caught.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SecretError, match="cannot be read"):
        secret_of(application("file:none"), tmp_path)


def test_a_secret_comes_from_the_keyring(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    kept = {("grid", "wall"): "abc"}
    fake = SimpleNamespace(get_password=lambda service, user: kept.get((service, user)), __spec__=SimpleNamespace())
    monkeypatch.setitem(sys.modules, "keyring", fake)
    assert secret_of(application("keyring:grid/wall"), tmp_path) == "abc"
    with pytest.raises(SecretError, match="holds nothing"):
        secret_of(application("keyring:grid/desk"), tmp_path)
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(SecretError, match="not installed"):
        secret_of(application("keyring:grid/wall"), tmp_path)
