"""A page that goes nowhere: no links, windows, dialogs, downloads, permissions, and no way to call into Python."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QUrl
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineSettings

log = logging.getLogger(__name__)
_Attribute = QWebEngineSettings.WebAttribute
_OFF = (
    _Attribute.LocalContentCanAccessFileUrls,
    _Attribute.LocalContentCanAccessRemoteUrls,
    _Attribute.JavascriptCanOpenWindows,
    _Attribute.JavascriptCanAccessClipboard,
    _Attribute.NavigateOnDropEnabled,
    _Attribute.PdfViewerEnabled,
    _Attribute.PluginsEnabled,
    _Attribute.LocalStorageEnabled,
    _Attribute.ScreenCaptureEnabled,
    _Attribute.FullScreenSupportEnabled,
    _Attribute.HyperlinkAuditingEnabled,
    _Attribute.AutoLoadIconsForPage,
    _Attribute.FocusOnNavigationEnabled,
    _Attribute.ShowScrollBars,
    _Attribute.ErrorPageEnabled,
)


class MapPage(QWebEnginePage):
    """Holds exactly one document."""

    def __init__(self, profile: QWebEngineProfile, address: QUrl, parent: QObject) -> None:
        super().__init__(profile, parent)
        self.address = address
        settings = self.settings()
        for attribute in _OFF:
            settings.setAttribute(attribute, False)
        settings.setAttribute(_Attribute.WebGLEnabled, True)
        settings.setAttribute(_Attribute.Accelerated2dCanvasEnabled, False)
        self.permissionRequested.connect(lambda permission: permission.deny())

    def acceptNavigationRequest(self, url: QUrl | str, _kind: QWebEnginePage.NavigationType, main: bool) -> bool:
        """Only the page itself, and only as a whole."""
        return main and QUrl(url) == self.address

    def createWindow(self, _kind: QWebEnginePage.WebWindowType) -> QWebEnginePage | None:  # type: ignore[override]
        """There is one window."""
        return None

    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        """Into the log, one short line each."""
        if level is not QWebEnginePage.JavaScriptConsoleMessageLevel.InfoMessageLevel:
            log.warning("map page %s:%s: %r", source.rsplit("/", 1)[-1], line, message[:300])

    def javaScriptAlert(self, _origin: QUrl | str, _text: str) -> None:
        """Nobody is disturbed."""

    def javaScriptConfirm(self, _origin: QUrl | str, _text: str) -> bool:
        """The answer is no."""
        return False
