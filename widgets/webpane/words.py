"""What a web pane says of its page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.domain.truth import Quality, Truth
from widgets import words
from widgets.webpane.health import State


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("webpane", text)


def state_words(state: State) -> str:
    """One word for each state."""
    return {
        State.LOADING: tr("载入中"),
        State.ONLINE: tr("在线"),
        State.SILENT: tr("无响应"),
        State.OFFLINE: tr("离线"),
        State.CERTIFICATE: tr("证书错误"),
        State.BLOCKED: tr("已阻止"),
        State.CRASHED: tr("页面退出"),
        State.STOPPED: tr("已停止"),
    }[state]


def advice(state: State, detail: str) -> list[str]:
    """What happened and what comes next, a line each, for a pane that has nothing else to show."""
    return {
        State.LOADING: [tr("等待应用响应")],
        State.SILENT: [tr("页面没有响应，稍后将重新载入")],
        State.OFFLINE: [tr("连不上该应用，正在自动重试")],
        State.CERTIFICATE: [detail, tr("证书未通过检查，没有显示任何内容；请联系该系统的技术保障")],
        State.BLOCKED: [
            tr("页面要跳转到 {}，不在允许的来源中").format(detail),
            tr("如确需访问，请在设置中加入该来源"),
        ],
        State.CRASHED: [tr("页面进程退出，正在重新载入")],
        State.STOPPED: [tr("一分钟内三次退出或无响应，已停止载入"), tr("十分钟后自动再试一次")],
    }.get(state, [])


def truth_wording(truth: Truth) -> str:
    """The page answers or not: that is all we know, and it is not a word about its data."""
    if truth.quality is Quality.LIVE:
        return tr("页面有响应 · {0}").format(words.age(truth.age))
    if truth.quality is Quality.DELAYED:
        return tr("页面无响应 {0}").format(words.age(truth.age))
    if truth.quality is Quality.CACHED:
        return tr("离线 {0} · 画面停在断开之前").format(words.age(truth.age))
    return tr("未显示")
