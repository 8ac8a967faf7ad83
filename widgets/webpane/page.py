"""A foreign page: it shows itself and goes where its list allows; it opens, saves, asks and calls nothing of ours."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineCertificateError,
    QWebEngineNewWindowRequest,
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineSettings,
)

from widgets.webpane.guard import RequestGuard, origin_of_url
from widgets.webpane.trust import Trust

log = logging.getLogger(__name__)
_Attribute = QWebEngineSettings.WebAttribute
_OFF = (
    _Attribute.LocalContentCanAccessFileUrls,
    _Attribute.LocalContentCanAccessRemoteUrls,
    _Attribute.JavascriptCanOpenWindows,
    _Attribute.JavascriptCanAccessClipboard,
    _Attribute.JavascriptCanPaste,
    _Attribute.AllowWindowActivationFromJavaScript,
    _Attribute.AllowRunningInsecureContent,
    _Attribute.AllowGeolocationOnInsecureOrigins,
    _Attribute.NavigateOnDropEnabled,
    _Attribute.PdfViewerEnabled,
    _Attribute.PluginsEnabled,
    _Attribute.ScreenCaptureEnabled,
    _Attribute.FullScreenSupportEnabled,
    _Attribute.HyperlinkAuditingEnabled,
    _Attribute.AutoLoadIconsForPage,
    _Attribute.FocusOnNavigationEnabled,
    _Attribute.DnsPrefetchEnabled,
    _Attribute.ErrorPageEnabled,
)
PLAIN = ("about:blank", "about:srcdoc")


class ApplicationPage(QWebEnginePage):
    """``refused`` tells in one word what was asked for in vain: window, dialog, download, permission, file."""

    refused = Signal(str)
    distrusted = Signal(str, str)
    """A certificate of the page itself was refused: its origin, and why."""

    def __init__(self, profile: QWebEngineProfile, guard: RequestGuard, trust: Trust, parent: QObject) -> None:
        super().__init__(profile, parent)
        self._guard, self._trust = guard, trust
        guard.setParent(self)
        self.setUrlRequestInterceptor(guard)
        self.leaving = False
        """Whether we ourselves load it anew: then a page that asks whether to leave is answered with yes."""
        settings = self.settings()
        for attribute in _OFF:
            settings.setAttribute(attribute, False)
        settings.setAttribute(_Attribute.WebRTCPublicInterfacesOnly, True)
        settings.setUnknownUrlSchemePolicy(QWebEngineSettings.UnknownUrlSchemePolicy.DisallowUnknownUrlSchemes)
        self.newWindowRequested.connect(self._instead_of_window)
        self.permissionRequested.connect(self._deny)
        self.certificateError.connect(self._judge)
        self.fileSystemAccessRequested.connect(lambda request: request.reject())
        self.registerProtocolHandlerRequested.connect(lambda request: request.reject())
        self.selectClientCertificate.connect(lambda selection: selection.selectNone())

    def acceptNavigationRequest(self, url: QUrl | str, _kind: QWebEnginePage.NavigationType, main: bool) -> bool:
        """Only to allowed origins; a frame may hold what the page wrote into it."""
        target = QUrl(url)
        if self._guard.allows(target) or (not main and (target.toString() in PLAIN or target.scheme() == "blob")):
            return True
        self._guard.refuse(target, main)
        return False

    def _instead_of_window(self, request: QWebEngineNewWindowRequest) -> None:
        """There is one window: a link that a person pressed opens in it, if it leads where the page may go."""
        target = request.requestedUrl()
        if request.isUserInitiated() and self._guard.allows(target):
            self.setUrl(target)
        else:
            self.refused.emit("window")

    def chooseFiles(self, *_args: object) -> list[str]:  # type: ignore[override]
        """No file of this computer is handed out."""
        self.refused.emit("file")
        return []

    def javaScriptAlert(self, _origin: QUrl | str, _text: str) -> None:
        """Nobody is disturbed."""
        self.refused.emit("dialog")

    def javaScriptConfirm(self, _origin: QUrl | str, _text: str) -> bool:
        """The answer is no, unless the page asks whether it may be left."""
        if self.leaving:
            return True
        self.refused.emit("dialog")
        return False

    def javaScriptPrompt(self, _origin: QUrl | str, _text: str, _default: str) -> tuple[bool, str]:  # type: ignore[override]
        """There is none."""
        self.refused.emit("dialog")
        return False, ""

    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, _message: str, line: int, _source: str
    ) -> None:
        """A foreign page's words may hold personal data: only that there was one is logged, and not at large."""
        log.debug("console of %s, line %s: %s", origin_of_url(self.url()), line, level.name)

    def _deny(self, permission: object) -> None:
        permission.deny()  # type: ignore[attr-defined]
        self.refused.emit("permission")

    def _judge(self, error: QWebEngineCertificateError) -> None:
        """Only the centre's own authority can mend an unknown one; everything else is refused."""
        unknown = error.type() is QWebEngineCertificateError.Type.CertificateAuthorityInvalid
        chain = [bytes(certificate.toDer().data()) for certificate in error.certificateChain()]
        why = self._trust.mistrust(chain, error.url().host()) if unknown else error.description()
        if not why:
            error.acceptCertificate()
            return
        error.rejectCertificate()
        log.error("certificate of %s refused: %s", origin_of_url(error.url()), why)
        if error.isMainFrame():
            self.distrusted.emit(str(origin_of_url(error.url())), why)
