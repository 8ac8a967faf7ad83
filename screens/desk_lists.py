"""Lists that the desk opens on demand: quarantined events, and reconnect receipts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from console.models.acting.receipts import receipt_words
from console.models.clock import local
from console.models.world import World
from resources.theme import Theme
from screens.desk.incident.parts import stay_within

RAW_SHOWN = 200


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("desk_lists", text)


class _List(QDialog):
    """A read-only table in a window of its own, filled when it is opened and when its topic changes."""

    def __init__(self, title: str, columns: list[str], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setStyleSheet(theme.qss())
        self.resize(theme.space(260), theme.space(120))
        self.table = QTableWidget(0, len(columns), self)
        self.table.setHorizontalHeaderLabels(columns)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setStretchLastSection(True)
        QVBoxLayout(self).addWidget(self.table)

    def rows(self) -> list[list[str]]:
        """What the table shows, newest first."""
        raise TypeError("a list says what its rows are")

    def fill(self) -> None:
        """Show the rows as of now, as plain text."""
        rows, header = self.rows(), self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)  # else each cell in sight measures all columns
        self.table.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(number, column, item)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def open_list(self) -> None:
        """Fill and show."""
        self.fill()
        stay_within(self)
        self.show()
        self.raise_()

    def refresh(self) -> None:
        """Fill again if it is being looked at."""
        if self.isVisible():
            self.fill()


class QuarantineList(_List):
    """Events that were not taken in, with the reason and the beginning of what came."""

    def __init__(self, world: World, theme: Theme, parent: QWidget) -> None:
        columns = [tr("时间"), tr("来源"), tr("序号"), tr("原因"), tr("原文")]
        super().__init__(tr("隔离事件"), columns, theme, parent)
        self._world = world
        world.quarantine_changed.connect(self.refresh)

    def rows(self) -> list[list[str]]:
        shown = []
        for row in sorted(self._world.quarantine.values(), key=lambda each: -each.key):
            backend = self._world.backends.get(row.backend)
            raw = row.raw[:RAW_SHOWN].decode("utf-8", "replace").replace("\n", " ").replace("\x00", "␀")
            name = backend.name if backend else str(row.backend)
            shown.append([f"{local(row.at):%m-%d %H:%M:%S}", name, str(row.seq or "—"), row.reason, raw])
        return shown


class ReceiptList(_List):
    """Reconnect receipts, newest first."""

    def __init__(self, world: World, theme: Theme, parent: QWidget) -> None:
        super().__init__(tr("重连回执"), [tr("恢复时间"), tr("经过")], theme, parent)
        self._world = world
        world.receipts_changed.connect(self.refresh)

    def rows(self) -> list[list[str]]:
        keys = sorted(self._world.receipts, reverse=True)
        return [
            [f"{local(self._world.receipts[key].up_at):%m-%d %H:%M:%S}", receipt_words(self._world, key)]
            for key in keys
        ]
