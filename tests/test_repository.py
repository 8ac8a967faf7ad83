"""What must not be in the repository, and what must be told of what is in it."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TEXT = {".py", ".md", ".toml", ".txt", ".sh", ".qss", ".json", ".lock", ".yaml", ".yml", ".csv", ""}
LARGE = 2_000_000
MACHINE_PATH = re.compile(r"(?<![\w./])/(?:work|home|root|Users|mnt|opt)/[\w.-]+")
REGISTRY = re.compile(r"https?://[\w.-]*(?:artifact|nexus|jfrog|mirror|proxy|registry|pypi|npmjs)[\w.-]*", re.I)
CJK = re.compile(r"[\u3400-\u9fff]")
FORMAT = re.compile(r"\{[^}]*\}")
UNITS = re.compile(r"\b(?:km|m|h|min|s|mg|µg|L|px|AQI|PM2\.5|PM10|COD)\b")
LETTER = re.compile(r"[^\W\d_]")


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def texts() -> list[tuple[Path, str]]:
    found = []
    for path in tracked():
        if path.suffix in TEXT and path.stat().st_size < LARGE:
            found.append((path.relative_to(ROOT), path.read_text(encoding="utf-8", errors="replace")))
    return found


def hits(pattern: re.Pattern[str], allowed: tuple[str, ...] = ()) -> list[str]:
    me = Path(__file__).resolve().relative_to(ROOT)
    return [
        f"{path}: {match.group()}"
        for path, text in texts()
        if path != me
        for match in pattern.finditer(text)
        if match.group() not in allowed
    ]


def test_no_path_of_one_machine_is_in_it() -> None:
    assert not hits(MACHINE_PATH)


def test_no_host_of_a_private_registry_is_in_it() -> None:
    assert not hits(REGISTRY)


def test_packaging_shadows_no_module() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_no_two_test_files_share_a_name() -> None:
    """Outside of packages pytest imports a test file by its bare name."""
    names = [
        path.name for path in tracked() if path.name.startswith("test_") and not (path.parent / "__init__.py").exists()
    ]
    assert sorted(names) == sorted(set(names))


def test_every_asset_is_listed_with_its_licence() -> None:
    """An asset is listed by its path below resources/, its name, or a folder or pattern that holds it."""
    listed = (ROOT / "resources" / "LICENSES.md").read_text(encoding="utf-8")
    words = set(re.findall(r"[\w./*-]+", listed))
    assets = [path.relative_to(ROOT / "resources") for path in tracked() if path.is_relative_to(ROOT / "resources")]
    ours = {".py", ".md", ".toml", ".qss", ".sh"}
    missing = [str(path) for path in assets if path.suffix not in ours and not _named(path, words)]
    assert not missing


def _named(path: Path, words: set[str]) -> bool:
    folders = {f"{folder}/" for folder in path.parents if str(folder) != "."} | {str(folder) for folder in path.parents}
    if {path.name, str(path), f"resources/{path}"} & words or (folders - {"."}) & words:
        return True
    return any("*" in word and (path.match(word) or path.match(word.removeprefix("resources/"))) for word in words)


def tr_texts() -> list[tuple[str, str]]:
    """Every literal that is handed to a translation, with where it stands."""
    found = []
    for path in tracked():
        if path.suffix != ".py" or path.is_relative_to(ROOT / "tests"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (text := _translated(node)) is not None:
                found.append((f"{path.relative_to(ROOT)}:{node.lineno}", text))
    return found


def _translated(call: ast.Call) -> str | None:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    place = {"tr": 0, "_tr": 0, "translate": 1}.get(name)
    if place is None or len(call.args) <= place:
        return None
    text = call.args[place]
    return text.value if isinstance(text, ast.Constant) and isinstance(text.value, str) else None


def test_what_people_read_is_chinese() -> None:
    assert len(tr_texts()) > 50
    foreign = [
        f"{where}: {text!r}"
        for where, text in tr_texts()
        if not CJK.search(text) and LETTER.search(UNITS.sub("", FORMAT.sub("", text)))
    ]
    assert not foreign
