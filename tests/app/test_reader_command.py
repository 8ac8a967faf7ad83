"""Keys of readers on the command line: two of a station at most, none in the file, none lost by a slip."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from console.app.cli import main
from console.config.settings import SettingsError
from console.gateway.readers import Readers, hash_of, load, parse


def run(file: Path, *words: str) -> int:
    return main(["reader", *words, "--readers", str(file)])


def test_a_key_is_printed_once_and_only_its_hash_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "readers"
    assert run(file, "add", "大厅 大屏") == 0
    key = capsys.readouterr().out.strip()
    assert len(key) == 47 and key.startswith("cwr_")
    assert key not in file.read_text() and hash_of(key) in file.read_text()
    found = Readers(file).who(key)
    assert found is not None and found.name == "大厅 大屏"
    assert run(file, "list") == 0
    assert found.mark in capsys.readouterr().out


@pytest.mark.skipif(os.name != "posix", reason="rights of files are those of POSIX")
def test_a_key_in_a_file_is_for_its_owner_and_no_file_is_written_over(tmp_path: Path) -> None:
    file, out = tmp_path / "readers", tmp_path / "key"
    assert run(file, "add", "席位 1", "--out", str(out)) == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    before = file.read_bytes(), out.read_bytes()
    assert run(file, "add", "席位 2", "--out", str(out)) == 2
    assert (file.read_bytes(), out.read_bytes()) == before, "no key that nobody holds was added"
    assert not out.with_name("readers.new").exists()
    assert stat.S_IMODE(file.stat().st_mode) == 0o644, "the gateway's own account reads it"
    file.chmod(0o640)
    assert run(file, "add", "席位 2") == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o640, "as somebody wanted it"
    file.chmod(0o666)
    with pytest.raises(SettingsError, match="can be written by others"):
        load(file)


def test_no_key_is_left_that_no_gateway_knows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = tmp_path / "key"
    assert run(tmp_path / "no folder" / "readers", "add", "大屏", "--out", str(key)) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert not key.exists()


def test_a_change_is_add_then_drop_and_the_last_key_goes_only_when_meant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, keys = tmp_path / "readers", []
    for _ in range(2):
        assert run(file, "add", "大屏") == 0
        keys.append(capsys.readouterr().out.strip())
    assert run(file, "add", "大屏") == 2 and "drop the old one first" in capsys.readouterr().err
    assert run(file, "drop", "大屏") == 0
    readers = Readers(file)
    assert readers.who(keys[0]) is None and readers.who(keys[1]) is not None
    assert run(file, "drop", "大屏") == 2 and "--all" in capsys.readouterr().err
    assert run(file, "drop", "大屏", "--key", hash_of(keys[0])[:8]) == 2
    assert run(file, "drop", "大屏", "--key", hash_of(keys[1])[:8]) == 0
    assert load(file) == []


@pytest.mark.parametrize("name", ["", " x", "x ", "a\nb", "x" * 41, "a\x1b[31m"])
def test_what_is_no_name_is_refused(tmp_path: Path, name: str) -> None:
    assert run(tmp_path / "readers", "add", name) == 2
    assert not (tmp_path / "readers").exists()


@pytest.mark.parametrize("text", ["x", f"{'0' * 63} 2026-01-01 a", f"{'0' * 64} 2026-01-01", f"{'0' * 64} today a"])
def test_a_line_that_is_none_is_named(text: str) -> None:
    with pytest.raises(ValueError, match="line 2"):
        parse(f"# readers\n{text}\n")


def test_lists_and_drops_of_no_file_are_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (("list",), ("drop", "x")):
        assert run(tmp_path / "none", *words) == 2
        assert len(capsys.readouterr().err.strip().splitlines()) == 1
