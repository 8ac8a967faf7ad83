"""English is complete: every text has it, with the same gaps to fill, and nothing that is no longer in the sources."""

from __future__ import annotations

import importlib.util
import os
import re
import string
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication

from console.app.windows.language import compiled, speak
from console.config.look import Language, ThemeName
from console.models.text import phrases
from console.models.text.help import FOLDER, parse
from resources import theme
from widgets import words

ROOT = Path(__file__).resolve().parents[2]
KEYS = {"空格": "Space", "回车": "Enter"}


def load_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations_tool", ROOT / "packaging" / "translations.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


tool = load_tool()
FOUND, KNOWN = tool.scan(), tool.read()
PAIRS = [(context, text) for context, texts in FOUND.texts.items() for text in texts]
HINT = "run `make translations` and write the English into resources/translations/en.ts"


@pytest.fixture
def english(qapp: QCoreApplication) -> Iterator[None]:
    speak(Language.ENGLISH)
    yield
    speak(Language.CHINESE)


def gaps(text: str) -> list[tuple[str, str]]:
    """The placeholders of a text, automatic numbers written out, with their formats."""
    found, number = [], 0
    for _, name, form, _ in string.Formatter().parse(text):
        if name is not None:
            found.append((name or str(number), form or ""))
            number += not name
    return sorted(found)


def test_every_chinese_literal_goes_to_the_translation() -> None:
    assert not FOUND.wrong


def test_every_text_has_english() -> None:
    missing = [pair for pair in PAIRS if not KNOWN.get(pair, ("", False))[1] or not KNOWN[pair][0]]
    assert not missing, HINT


def test_no_english_is_left_of_a_text_that_is_gone() -> None:
    assert not KNOWN.keys() - set(PAIRS), HINT


def test_gaps_are_filled_in_english_as_in_chinese() -> None:
    wrong = [(text, KNOWN[context, text][0]) for context, text in PAIRS if (context, text) in KNOWN
             and gaps(text) != gaps(KNOWN[context, text][0])]  # fmt: skip
    assert not wrong


def test_there_is_no_chinese_in_english() -> None:
    assert not [made for made, _ in KNOWN.values() if tool.CHINESE.search(made)]


def test_the_file_is_as_the_tool_writes_it() -> None:
    assert tool.TS.read_text(encoding="utf-8") == tool.document(FOUND, KNOWN), HINT


def test_words_that_are_newer_than_the_compiled_file_are_compiled_again(tmp_path: Path) -> None:
    ts = tmp_path / "en.ts"
    ts.write_text(tool.TS.read_text(encoding="utf-8"), encoding="utf-8")
    qm = compiled(ts)
    first = qm.read_bytes()
    assert len(first) > 10_000
    qm.write_bytes(b"kept")
    assert compiled(ts).read_bytes() == b"kept", "as new as its words: not touched"
    os.utime(ts, (qm.stat().st_mtime + 5, qm.stat().st_mtime + 5))
    assert compiled(ts).read_bytes() == first


def test_a_shipped_file_without_its_words_is_taken_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "en.qm").write_bytes(b"shipped")
    assert compiled(tmp_path / "en.ts").read_bytes() == b"shipped"


def test_the_compiled_file_gives_every_text_in_its_context(english: None) -> None:
    for context, text in PAIRS:
        if KNOWN.get((context, text), ("", False))[1]:
            assert QCoreApplication.translate(context, text) == KNOWN[context, text][0]


def test_chinese_comes_back(english: None) -> None:
    assert phrases.english() and phrases.weekday(6) == "Sun"
    speak(Language.CHINESE)
    assert not phrases.english() and phrases.weekday(6) == "周日"


def test_figures_and_dates_follow(english: None) -> None:
    assert [words.figure(value) for value in (99_999, 125_000, -2_500_000, 3.1e9)] == [
        "99,999",
        "125k",
        "−2.5M",
        "3.1G",
    ]
    assert (phrases.day_month(22, 11, 6), phrases.listed("ab"), phrases.aside("a", "b")) == (
        "Sun 22 Nov",
        "a, b",
        "a (b)",
    )
    speak(Language.CHINESE)
    assert words.figure(125_000) == "12.5 万"
    assert (phrases.day_month(22, 11, 6), phrases.listed("ab"), phrases.aside("a", "b")) == (
        "11 月 22 日 周日",
        "a、b",
        "a（b）",
    )


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.md")), ids=lambda path: path.stem)
def test_every_help_page_says_the_same_in_english(path: Path) -> None:
    chinese = parse(path.stem, path.read_text(encoding="utf-8"))
    english = parse(path.stem, (FOLDER / "en" / path.name).read_text(encoding="utf-8"))
    assert [line.kind for line in english.lines] == [line.kind for line in chinese.lines]
    assert not [line for line in english.lines if tool.CHINESE.search(line.text)]
    for one, other in zip(chinese.lines, english.lines, strict=True):
        keys = [
            re.sub("|".join(KEYS), lambda word: KEYS[word.group()], key) for key in re.findall(r"`(.+?)`", one.text)
        ]
        assert keys == re.findall(r"`(.+?)`", other.text)


def test_no_english_help_page_stands_alone() -> None:
    assert {path.name for path in (FOLDER / "en").glob("*.md")} == {path.name for path in FOLDER.glob("*.md")}


def test_every_theme_has_a_name_to_ask_for() -> None:
    assert {each.value for each in ThemeName} == set(theme.names())


SOURCE = '''
"""文档字符串不算。"""
from widgets.lender import LENT
TABLE = {1: "表里的"}
def _tr(text: str) -> str:
    """译。"""
    return QCoreApplication.translate("here", text)
def show(n):
    _tr("直接")
    _tr(TABLE[n])
    _tr(LENT[n])
    _tr("二选一" if n else "另一个")
    QCoreApplication.translate("there", "别处")
    send("数据")  # data
    say("忘了译")
    say(f"拼接 {n}")
'''


def test_the_tool_finds_tables_and_borrowed_tables_and_what_was_forgotten(tmp_path: Path) -> None:
    (tmp_path / "widgets").mkdir()
    (tmp_path / "widgets" / "lender.py").write_text('LENT = {1: "借出的"}\n', encoding="utf-8")
    (tmp_path / "widgets" / "here.py").write_text(SOURCE, encoding="utf-8")
    found = tool.scan(tmp_path)
    assert set(found.texts["here"]) == {"直接", "表里的", "借出的", "二选一", "另一个"}
    assert set(found.texts["there"]) == {"别处"}
    assert [line.split(": ")[1] for line in found.wrong] == [
        "'忘了译' is not translated",
        "'拼接 ' stands in an f-string",
    ]
