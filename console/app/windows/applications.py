"""The systems' own applications of the settings file, as the windows show them."""

from __future__ import annotations

from pathlib import Path

from console.app.windows.sso_secret import secret_of
from console.config.settings import Settings
from widgets.webpane.maker import WebMaker


def web_maker(settings: Settings, config: Path | None, cache: Path, window: str) -> WebMaker:
    """Kept profiles live beside the cache, one folder for each kind of window: a profile serves one process."""
    folder = config.absolute().parent if config is not None else Path()
    return WebMaker(
        {application.name: application for application in settings.applications},
        cache / "web" / window,
        {each.name: folder / each.ca for each in settings.applications if each.ca},
        lambda application: secret_of(application, folder),
    )
