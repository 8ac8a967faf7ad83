"""Which painter suits this machine. Nothing here loads the web painter; that is done by who chooses it."""

from __future__ import annotations

import importlib.util
import os
import sys
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QOffscreenSurface, QOpenGLContext

SETTING = "CW_MAP_PAINTER"
"""Environment variable: ``auto``, ``native`` or ``web``."""
SANDBOX_OFF = "QTWEBENGINE_DISABLE_SANDBOX"
SOFTWARE = ("llvmpipe", "softpipe", "swrast", "swiftshader", "software", "basic render", "gdi generic")
GL_RENDERER = 0x1F01


class Kind(Enum):
    """The two painters."""

    NATIVE = "native"
    WEB = "web"


class Wish(Enum):
    """What a person or a setting asks for."""

    AUTO = "auto"
    NATIVE = "native"
    WEB = "web"


class Cause(Enum):
    """Why it is this painter, as a word that is the same in every language: what a script may look for."""

    UNDECIDED = ""
    SETTING = "setting"
    GRAPHICS_CARD = "graphics-card"
    NO_GRAPHICS_CARD = "no-graphics-card"
    NO_WEB_COMPONENT = "no-web-component"
    NO_SANDBOX = "no-sandbox"
    NOT_PREPARED = "not-prepared"
    PAGE_KEPT_DYING = "page-kept-dying"


@dataclass(frozen=True, slots=True)
class Choice:
    """A painter, and why it is this one, in words of the interface; ``cause``: the same for scripts."""

    kind: Kind
    reason: str
    cause: Cause = field(default=Cause.UNDECIDED, compare=False)


def _tr(text: str) -> str:
    return QCoreApplication.translate("MapPainter", text)


def prepare() -> None:
    """To be called before the application object is made, where a map may ever be painted by the page."""
    if QCoreApplication.instance() is None:
        QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)


def wish_of_environment() -> Wish:
    """The setting; anything unknown is ``AUTO``."""
    try:
        return Wish(os.environ.get(SETTING, Wish.AUTO.value).strip().lower())
    except ValueError:
        return Wish.AUTO


def choice_words(choice: Choice) -> str:
    """Who paints and why, for a menu or a status line."""
    who = _tr("三维绘制") if choice.kind is Kind.WEB else _tr("平面绘制")
    return _tr("{0}：{1}").format(who, choice.reason) if choice.reason else who


def best_painter(wish: Wish | None = None, tired: str = "") -> Choice:
    """The painter for this machine. ``tired``: why the page is not to be tried by itself, when it kept dying here.

    The web painter needs its libraries, a sandbox and an application that was prepared for it; without a graphics
    card it is taken only on request, because a page drawn in software costs many times what the native painter does.
    """
    wish = wish or wish_of_environment()
    if wish is Wish.NATIVE:
        return Choice(Kind.NATIVE, _tr("按设置"), Cause.SETTING)
    if words := web_obstacle():
        return Choice(Kind.NATIVE, words, obstacle())
    if wish is Wish.WEB:
        return Choice(Kind.WEB, _tr("按设置"), Cause.SETTING)
    if tired:
        return Choice(Kind.NATIVE, tired, Cause.PAGE_KEPT_DYING)
    card = graphics()
    if not card or any(word in card.lower() for word in SOFTWARE):
        return Choice(Kind.NATIVE, _tr("没有图形加速"), Cause.NO_GRAPHICS_CARD)
    return Choice(Kind.WEB, card, Cause.GRAPHICS_CARD)


def web_obstacle() -> str:
    """Why the page cannot run here at all, in words; empty when it can."""
    words = {
        Cause.NO_WEB_COMPONENT: _tr("未安装网页组件"),
        Cause.NO_SANDBOX: _tr("网页沙箱不可用"),
        Cause.NOT_PREPARED: _tr("程序启动时未准备网页组件"),
    }
    return words.get(obstacle(), "")


def obstacle() -> Cause:
    """The same as a word that never changes; ``UNDECIDED`` when nothing is in the way."""
    if importlib.util.find_spec("PySide6.QtWebEngineWidgets") is None:
        return Cause.NO_WEB_COMPONENT
    if not _sandbox_possible():
        return Cause.NO_SANDBOX
    if not QCoreApplication.testAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts):
        return Cause.NOT_PREPARED
    return Cause.UNDECIDED


def _sandbox_possible() -> bool:
    """Without a sandbox the page's library ends the whole process, so it must not be tried."""
    if not sys.platform.startswith("linux") or os.environ.get(SANDBOX_OFF) == "1":
        return True
    if os.geteuid() == 0:
        return False
    limits = {
        "/proc/sys/user/max_user_namespaces": "0",
        "/proc/sys/kernel/unprivileged_userns_clone": "0",
        "/proc/sys/kernel/apparmor_restrict_unprivileged_userns": "1",
    }
    return not any(_content(path) == closed for path, closed in limits.items())


def _content(path: str) -> str:
    try:
        return Path(path).read_text(encoding="ascii").strip()
    except OSError:
        return ""


@lru_cache(maxsize=1)
def graphics() -> str:
    """Name of the graphics card that would draw, empty for none. Needs the application object."""
    if sys.platform.startswith("linux") and not any(Path("/dev/dri").glob("renderD*")):
        return ""  # and no software library is loaded only to be told so
    if QGuiApplication.instance() is None:
        return ""
    surface, context = QOffscreenSurface(), QOpenGLContext()
    surface.create()
    if not (surface.isValid() and context.create() and context.makeCurrent(surface)):
        return ""
    try:
        return str(context.functions().glGetString(GL_RENDERER) or "")
    finally:
        context.doneCurrent()
