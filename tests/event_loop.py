"""Qt's event loop for a while, as an application runs it."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, QTimer


def run(ms: int) -> None:
    """Not ``QTest.qWait``: it sleeps between its looks, and a browser's answers lie about meanwhile, up to a second."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()
