"""The language of this process: Qt's own texts, ours, and how Qt writes numbers and dates."""

from __future__ import annotations

import logging
from pathlib import Path

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
    for name, folder, needed in (
        (_QT[language], qt, False),
        (language.value, str(FOLDER), language is not Language.CHINESE),
    ):
        translator = QTranslator()
        if translator.load(name, folder):
            application.installTranslator(translator)
            _worn.append(translator)
        elif needed:
            log.error("%s holds no translation %s.qm", folder, name)
