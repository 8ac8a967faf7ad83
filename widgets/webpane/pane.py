"""A pane that shows another system's own web application, and says whose it is and how it fares."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from console.domain.truth import Truth
from console.domain.web_application import WebApplication
from resources.theme import Theme
from widgets.map.painter import web_obstacle
from widgets.pane import PaneFrame
from widgets.webpane import words
from widgets.webpane.body import Body
from widgets.webpane.health import State

if TYPE_CHECKING:
    from widgets.webpane.browser import Browser

CALM = (State.ONLINE, State.LOADING)
SecretOf = Callable[[WebApplication], str]


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("webpane", text)


class WebPane(PaneFrame):
    """``wall``: nobody is there to press a button. The page is loaded when ``open`` is called."""

    outside_wanted = Signal(str)
    """The operator wants this address in the system's own browser."""

    def __init__(
        self, theme: Theme, application: WebApplication, folder: Path, ca: Path | None, secret_of: SecretOf,
        parent: QWidget | None = None, *, wall: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(theme, application.name, parent, provider=self._truth)
        self.application, self.wall = application, wall
        self.obstacle = ""
        self.browser: Browser | None = None
        self._folder, self._ca, self._secret_of = folder, ca, secret_of
        self.body = Body(theme)
        self.reload_button = self._button(tr("重新载入"), self.reload)
        self.outside_button = self._button(tr("用系统浏览器打开"), lambda: self.outside_wanted.emit(application.url))
        self.strip.wording = words.truth_wording
        self.strip.set_note(tr("数据以该系统为准"))
        self.set_chips([(application.system, "")] if application.system else [])
        self.set_content(self.body)
        self.refresh()

    def open(self) -> None:
        """Load the page, if this machine can and it is not loaded yet."""
        if self.browser is not None:
            return
        self.obstacle = web_obstacle()
        if not self.obstacle:
            self.obstacle = self._start()
        self.refresh()

    def reload(self) -> None:
        """A person wants it anew."""
        if self.browser is None:
            self.open()
        else:
            self.browser.reload()

    def stop(self) -> None:
        """End the page; to be called before the pane is deleted."""
        if self.browser is not None:
            self.browser.hide()
            self.browser.stop()
            self.browser.deleteLater()
            self.browser, self.body.page = None, None

    def refresh(self) -> None:
        """Bring all words up to the moment."""
        browser = self.browser
        if browser is None:
            title = tr("不能在此显示") if self.obstacle else words.state_words(State.LOADING)
            self.body.line.show_words(self.application.url.split("?")[0], title, "delayed", "")
            self.body.curtain.show_words(title, [self.obstacle] if self.obstacle else [])
            self.body.curtain.show()
        else:
            self._tell(browser)
        self.outside_button.setVisible(not self.wall and bool(self.obstacle))
        super().refresh()

    def _start(self) -> str:
        from widgets.webpane.browser import Browser  # loads the browser, so only for who wants it
        from widgets.webpane.trust import TrustError, load_trust

        try:
            trust = load_trust(self._ca)
        except TrustError as error:
            return str(error)
        self.browser = Browser(self.application, self._folder, trust, self._secret_of)
        self.browser.changed.connect(self.refresh)
        self.body.set_page(self.browser)
        self.browser.load()
        return ""

    def _tell(self, browser: Browser) -> None:
        health = browser.health
        state = words.state_words(health.state)
        refused = tr("已阻止 {} 项").format(browser.refusals) if browser.refusals else ""
        token = "secondary" if health.state in CALM else "delayed"
        self.body.line.show_words(browser.origin, state, token, refused)
        lines = words.advice(health.state, health.detail)
        if browser.trouble:
            lines.append(tr("单点登录不可用：{}").format(browser.trouble))
        self.body.curtain.show_words(state, lines)
        self.body.curtain.setVisible(not health.shown)
        retry = health.state in (State.STOPPED, State.OFFLINE, State.BLOCKED, State.CERTIFICATE)
        self.reload_button.setText(tr("重试") if retry else tr("重新载入"))

    def _truth(self) -> Truth:
        browser = getattr(self, "browser", None)
        return browser.health.truth() if browser is not None else Truth()

    def _button(self, text: str, pressed: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.clicked.connect(lambda _checked=False: pressed())
        button.setVisible(not self.wall)
        if not self.wall:
            self.body.line.add(button)
        return button
