"""The language of this process: Qt's own texts, ours, and how Qt writes numbers and dates."""

from __future__ import annotations

import logging
import subprocess
import sys
import tempfile
from pathlib import Path

import PySide6
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

import resources
from console.config.look import Language

log = logging.getLogger(__name__)
FOLDER = Path(resources.__file__).with_name("translations")
_LOCALES = {
    Language.CHINESE: QLocale(QLocale.Language.Chinese, QLocale.Country.China),
    Language.ENGLISH: QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}
_QT = {Language.CHINESE: "qtbase_zh_CN", Language.ENGLISH: "qtbase_en"}
_worn: list[QTranslator] = []


def speak(language: Language) -> None:
    """Use this language for every text that is made from now on. Chinese is what stands in the sources.

    What was made before keeps its words: the windows are made again (see ``docs/adr/0100``).
    """
    application = QCoreApplication.instance()
    assert application is not None
    for translator in _worn:
        application.removeTranslator(translator)
    _worn.clear()
    QLocale.setDefault(_LOCALES[language])
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    files = [Path(qt) / f"{_QT[language]}.qm"]
    if language is not Language.CHINESE:
        files.append(compiled(FOLDER / f"{language.value}.ts"))
    for path in files:
        translator = QTranslator()
        if translator.load(str(path)):
            application.installTranslator(translator)
            _worn.append(translator)
        else:
            log.error("%s is not there or not usable: its words stay Chinese", path)


def compiled(ts: Path) -> Path:
    """The ``.qm`` beside a ``.ts``, made anew when the words are newer than it; a shipped one is taken as it is."""
    qm = ts.with_suffix(".qm")
    try:
        if not ts.exists() or (qm.exists() and qm.stat().st_mtime >= ts.stat().st_mtime):
            return qm
        with tempfile.TemporaryDirectory(dir=ts.parent) as folder:
            draft = Path(folder) / qm.name
            compile_to(draft, ts)
            draft.replace(qm)
    except (OSError, subprocess.SubprocessError) as error:
        log.error("%s cannot be compiled: %s", ts, error)
    return qm


def compile_to(qm: Path, ts: Path) -> None:
    """Compile what is finished with Qt's own compiler. Raises ``OSError`` or ``subprocess.SubprocessError``."""
    tool = Path(PySide6.__file__).with_name("lrelease.exe" if sys.platform == "win32" else "lrelease")
    subprocess.run([str(tool), "-silent", "-nounfinished", str(ts), "-qm", str(qm)], check=True, timeout=60)
