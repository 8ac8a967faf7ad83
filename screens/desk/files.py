"""Asks for a file to write or to read: in the interface's language, and where people keep their documents."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

_last: list[Path] = []
"""The folder that was chosen last, of this run."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("files", text)


def file_to_write(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Where to write; None if the person thought better of it. ``name`` is offered, and its ending kept.

    Under a name without that ending the dialog comes again with the whole one, so that it asks before a file is lost.
    """
    dialog, ending = _dialog(parent, title, kinds), Path(name).suffix
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(ending.removeprefix("."))
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, tr("保存"))
    dialog.selectFile(name)
    try:
        while chosen := _asked(dialog):
            if chosen[0].suffix == ending:
                return chosen[0]
            dialog.selectFile(f"{chosen[0]}{ending}")
        return None
    finally:
        dialog.deleteLater()


def files_to_read(parent: QWidget, title: str, kinds: str, *, several: bool = False) -> list[Path]:
    """What to read; empty if the person thought better of it."""
    dialog = _dialog(parent, title, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles if several else QFileDialog.FileMode.ExistingFile)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, tr("打开"))
    try:
        return _asked(dialog)
    finally:
        dialog.deleteLater()


def _dialog(parent: QWidget, title: str, kinds: str) -> QFileDialog:
    """The system's dialog, or Qt's own with the words that Qt's Chinese lacks; its list needs no words at all."""
    dialog = QFileDialog(parent, title, str(_folder()), kinds)
    dialog.setViewMode(QFileDialog.ViewMode.List)
    for label, words in (
        (QFileDialog.DialogLabel.LookIn, tr("位置：")),
        (QFileDialog.DialogLabel.FileName, tr("文件名：")),
        (QFileDialog.DialogLabel.FileType, tr("类型：")),
        (QFileDialog.DialogLabel.Reject, tr("取消")),
    ):
        dialog.setLabelText(label, words)
    return dialog


def _folder() -> Path:
    if _last and _last[0].is_dir():
        return _last[0]
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) if documents and Path(documents).is_dir() else Path.home()


def _asked(dialog: QFileDialog) -> list[Path]:
    if not dialog.exec():
        return []
    chosen = [Path(name) for name in dialog.selectedFiles()]
    _last[:] = [path.parent for path in chosen[:1]]
    return chosen
