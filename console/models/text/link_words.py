"""Why a backend is not heard, in the words of the interface."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication

from console.domain.link_trouble import TOLD, Trouble, trouble_of
from console.models.world import World

PATIENCE_SECONDS = 5.0
"""So long a window that has just started may know nothing without a word."""

_WORDS = {
    Trouble.NOBODY: "该地址无人应答", Trouble.CERTIFICATE: "对方证书未通过校验",
    Trouble.STATION: "本机没有可信的证书", Trouble.NO_KEY: "本机没有接入密钥",
    Trouble.WRONG_KEY: "接入密钥不被认可",
    Trouble.NO_ANSWER: "连接超时", Trouble.SLOW: "应答太慢",
    Trouble.REFUSED: "服务返回错误", Trouble.REQUEST: "请求失败", Trouble.PROTOCOL: "接口版本不一致",
    Trouble.HELLO: "不是指挥台的接口", Trouble.SNAPSHOT: "全量数据读取失败", Trouble.TOO_LARGE: "应答超过大小限制",
    Trouble.SILENT: "连续三次没有心跳", Trouble.DRIPPING: "数据传输太慢", Trouble.CLOSED: "对端已关闭连接",
    Trouble.LOST: "连接断开", Trouble.LEAVING: "对端主动停机", Trouble.RESET: "对端要求重新开始",
    Trouble.OWN_FAULT: "本机接入程序出错，见日志",
}  # fmt: skip


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("link_words", text)


def trouble_words(line: str) -> str:
    """A cause as a person reads it, numbers with it; a line that is not the feed's own stays as it is."""
    trouble, detail = trouble_of(line)
    if trouble is None:
        return line
    return tr("{0}（{1}）").format(tr(_WORDS[trouble]), detail) if detail and trouble in TOLD else tr(_WORDS[trouble])


def nothing_words(world: World) -> str:
    """Why a window shows nothing at all: this computer's cache holds no backend, or is not to be read; else empty."""
    if world.backends or time.monotonic() - world.begun < PATIENCE_SECONDS:
        return ""
    return tr("本机没有可用的数据，请启动或重启接入进程")


def nothing_advice() -> str:
    """The same for who can do something about it."""
    return tr("接入进程没有运行过，或升级后还没有重启。commandwall feed 启动它，commandwall doctor 逐项说明。")
