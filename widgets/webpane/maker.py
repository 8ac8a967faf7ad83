"""Makes the panes of the applications that are configured."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QWidget

from console.domain.web_application import WebApplication
from resources.theme import Theme
from widgets.webpane.pane import WebPane


@dataclass(frozen=True, slots=True)
class WebMaker:
    """``folder``: kept profiles live below it. ``authorities``: CA file by application. Names are those of settings."""

    applications: Mapping[str, WebApplication] = field(default_factory=dict)
    folder: Path = Path()
    authorities: Mapping[str, Path] = field(default_factory=dict)
    secret_of: Callable[[WebApplication], str] = lambda _application: ""

    def make(self, theme: Theme, name: str, parent: QWidget | None = None, *, wall: bool = False) -> WebPane:
        """A pane that is not opened yet. Raises ``KeyError`` for a name that is not configured."""
        application = self.applications[name]
        return WebPane(theme, application, self.folder, self.authorities.get(name), self.secret_of, parent, wall=wall)
