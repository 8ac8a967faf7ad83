"""``commandwall basemap``: one sentence a base map; a region comes to the disk, within limits, without secrets."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.app.cli import main
from console.basemap import prefetch as ahead
from console.basemap.places import count
from console.domain.geo.tile_grid import Grid
from tests.basemap import pictures
from tests.basemap.archives_kit import mbtiles
from tests.fakes.map_server import SERVER_KEY, MapServer, map_server

BOX = "118.5,37.3,118.9,37.6"


@pytest.fixture
def server() -> Iterator[MapServer]:
    with map_server(lambda *_: pictures.flat(1, 2, 3)) as server:
        yield server


def _config(tmp_path: Path, *bases: str) -> list[str]:
    path = tmp_path / "settings.toml"
    path.write_text("".join(f"[[map.bases]]\n{base}\n" for base in bases), encoding="utf-8")
    return ["--config", str(path)]


def _sky(server: MapServer, name: str = "sky", key: str = SERVER_KEY, more: str = "") -> str:
    return (
        f'name = "{name}"\ntitle = "天地图"\nkind = "tianditu"\nattribution = "天地图"\nretries = 0\nkey = "{key}"\n'
        f'url = "{server.url}/{{layer}}_{{grid}}/wmts"\n{more}'
    )


def _run(tmp_path: Path, *words: str) -> int:
    return main(["basemap", "--cache", str(tmp_path / "cache"), *words])


def test_the_doctor_says_the_same_of_every_base_map_and_waits_for_none_for_long(
    server: MapServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mbtiles(tmp_path / "own.mbtiles", [((10, 849, 397), pictures.flat(1, 1, 1))])
    deaf = socket.create_server(("127.0.0.1", 0))
    config = _config(
        tmp_path,
        _sky(server, more='review = "GS(2024)0650号"'),
        _sky(server, "wrong", "f" * 32),
        f'name = "own"\ntitle = "own"\nkind = "mbtiles"\nattribution = "own"\nfile = "{tmp_path / "own.mbtiles"}"',
        'name = "deaf"\ntitle = "deaf"\nkind = "xyz"\nattribution = "x"\n'
        f'urls = ["http://127.0.0.1:{deaf.getsockname()[1]}/{{z}}/{{x}}/{{y}}"]\ntimeout_s = 20\nretries = 5',
    )
    settings = tmp_path / "settings.toml"
    gateway = '[[backends]]\nname = "city"\nurls = ["http://127.0.0.1:9"]\n'
    settings.write_text(gateway + settings.read_text(encoding="utf-8"), encoding="utf-8")
    code = main(["doctor", "--cache", str(tmp_path / "cache"), *config])
    deaf.close()
    said = {line.split(":")[0].split("base map ")[1]: line for line in capsys.readouterr().out.splitlines()
            if "base map " in line}  # fmt: skip
    assert code == 1
    assert said["sky"].startswith("ok") and said["own"].startswith("ok")
    assert said["wrong"].startswith("FAULT") and "key" in said["wrong"]
    assert said["deaf"].startswith("FAULT") and "cannot be reached" in said["deaf"]
    assert SERVER_KEY not in "".join(said.values())


def test_each_base_map_gets_one_sentence(server: MapServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mbtiles(tmp_path / "own.mbtiles", [((10, 849, 397), pictures.flat(1, 1, 1))])
    config = _config(
        tmp_path,
        _sky(server, more='review = "GS(2024)0650号"'),
        _sky(server, "wrong", "f" * 32),
        _sky(server, "odd", more='layers = ["nope"]'),
        'name = "own"\ntitle = "a"\nkind = "mbtiles"\nfile = "own.mbtiles"\nattribution = "测绘院"',
        'name = "lost"\ntitle = "a"\nkind = "pmtiles"\nfile = "lost.pmtiles"\nattribution = "测绘院"',
        'name = "bare"\ntitle = "a"\nkind = "tianditu"\nattribution = "天地图"\nkey_env = "CW_NO_SUCH_KEY"',
        'name = "down"\ntitle = "a"\nkind = "xyz"\nattribution = "b"\nurls = ["http://127.0.0.1:9/{z}/{x}/{y}"]',
    )
    assert _run(tmp_path, "check", *config) == 1
    out = capsys.readouterr().out
    lines = dict(line.split(": ", 1) for line in out.splitlines())
    assert lines["ok    sky"].startswith("answers at 10/849/396: layer 1 ") and "审图号" not in lines["ok    sky"]
    assert lines["FAULT wrong"].startswith("layer 1 does not accept the key: HTTP 403: 非法Key")
    assert lines["FAULT odd"].startswith("layer 1 refuses: HTTP 400")
    assert lines["ok    own"].startswith("pictures, zoom 10–10") and "审图号" in lines["ok    own"]
    assert lines["FAULT lost"] == "lost.pmtiles: No such file or directory"
    assert "CW_NO_SUCH_KEY" in lines["FAULT bare"]
    assert lines["FAULT down"] == "layer 1 cannot be reached: the connection failed"
    assert SERVER_KEY not in out and "f" * 32 not in out


def test_a_region_comes_to_the_disk_and_is_not_asked_for_twice(
    server: MapServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = _config(tmp_path, _sky(server))
    words = ("prefetch", *config, "--base", "sky", "--bbox", BOX, "--zooms", "7-11")
    whole = count((118.5, 37.3, 118.9, 37.6), range(7, 12), Grid()) * 2
    assert _run(tmp_path, *words) == 0
    assert len(server.asked) == whole > 20
    assert f"{whole} of {whole} tiles are on the disk" in capsys.readouterr().out
    assert _run(tmp_path, *words) == 0
    assert len(server.asked) == whole


def test_too_many_tiles_are_refused_before_the_first(
    server: MapServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--base", "sky", "--bbox", BOX, "--zooms", "7-18", "--limit", "500")
    assert _run(tmp_path, "prefetch", *_config(tmp_path, _sky(server)), *words) == 2
    assert "more than the limit of 500" in capsys.readouterr().err and not server.asked


def test_a_quota_ends_it_and_what_came_stays(
    server: MapServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.rules.quota = 10
    words = ("prefetch", *_config(tmp_path, _sky(server)), "--base", "sky", "--bbox", BOX, "--zooms", "7-11")
    assert _run(tmp_path, *words) == 1
    out = capsys.readouterr().out
    assert out.startswith("10 of ") and "stopped: quota: HTTP 429: 今日访问次数超出配额" in out
    assert len(list((tmp_path / "cache").rglob("*.tile"))) == 10


def test_a_provider_that_stumbles_is_waited_for(
    server: MapServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead.time, "sleep", lambda _s: setattr(server.rules, "mode", ""))
    monkeypatch.setattr("console.basemap.gate.FIRST_S", 0.0)
    server.rules.mode = "500"
    words = ("prefetch", *_config(tmp_path, _sky(server)), "--base", "sky", "--bbox", BOX, "--zooms", "9")
    assert _run(tmp_path, *words) == 0


@pytest.mark.parametrize(
    "words",
    [
        ("--bbox", "1,2,3", "--zooms", "7"), ("--bbox", "119,37,118,38", "--zooms", "7"),
        ("--bbox", BOX, "--zooms", "9-7"), ("--bbox", BOX, "--zooms", "x"), ("--bbox", BOX, "--zooms", "7-30"),
    ],
)  # fmt: skip
def test_nonsense_is_one_sentence(tmp_path: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        _run(tmp_path, "prefetch", *_config(tmp_path), "--base", "sky", *words)
    assert ended.value.code == 2 and capsys.readouterr().err.count("\n") <= 2


def test_a_name_that_nobody_gave_and_a_file_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = 'name = "own"\ntitle = "a"\nkind = "mbtiles"\nfile = "own.mbtiles"\nattribution = "测绘院"'
    words = ("prefetch", *_config(tmp_path, own), "--bbox", BOX, "--zooms", "9", "--base")
    assert _run(tmp_path, *words, "sky") == 2 and "“sky”" in capsys.readouterr().err
    assert _run(tmp_path, *words, "own") == 2 and "a file already" in capsys.readouterr().err
