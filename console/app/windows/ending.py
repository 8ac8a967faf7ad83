"""The end of a window process: what was told to delete itself later has no event loop any more that would do it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent

ROUNDS = 4
"""A window takes its panes along, a pane its page, a page its profile: each is deleted a round later."""


def delete_what_waits() -> None:
    """Delete it now. A browser's profile that outlives the application, or dies before its page, ends in a crash."""
    for _ in range(ROUNDS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
