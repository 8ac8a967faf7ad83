"""What is wrong with the base map, in words that fit on one line of the map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication


def _tr(text: str) -> str:
    return QCoreApplication.translate("TileSource", text)


def trouble_words(trouble: str, detail: str, lacks: int, blank: bool = False, drawn: bool = True) -> str:
    """Words for a provider's trouble (``console.basemap.provider.Trouble`` by value), empty for none.

    ``lacks``: how many tiles in sight are missing; ``blank``: none is shown; ``drawn``: some are, so that there is a
    cache to speak of. ``detail`` is shown where it is the provider's own answer.
    """
    said = _tr("（{0}）").format(detail) if detail.startswith("HTTP") else ""
    heads = {
        "offline": _tr("离线"),
        "key": _tr("底图密钥无效{0}").format(said),
        "quota": _tr("底图今日用量已满{0}").format(said),
        "refused": _tr("底图服务拒绝访问{0}").format(said),
        "away": _tr("底图服务转到别的主机，未跟随"),
        "bad": _tr("底图服务返回的不是图片"),
        "empty": _tr("底图服务在这一带没有瓦片"),
        "damaged": _tr("底图文件已损坏"),
    }
    if trouble == "empty" and not lacks:
        return heads[trouble]
    if blank and trouble == "offline":
        return _tr("没有底图：服务器不可达")
    if trouble not in heads:
        return _tr("底图缺 {0} 块").format(lacks) if lacks else ""
    if blank:
        return _tr("{0}：没有底图，缺 {1} 块").format(heads[trouble], lacks)
    if lacks and (trouble == "damaged" or not drawn):
        return _tr("{0}：缺 {1} 块").format(heads[trouble], lacks)
    if lacks:
        return _tr("{0}：底图来自缓存，缺 {1} 块").format(heads[trouble], lacks)
    if trouble in ("bad", "damaged"):
        return ""
    return _tr("{0}：底图来自缓存").format(heads[trouble])


def fault_words(fault: str, subject: str) -> str:
    """Words for what is wrong with one of our own base maps (``console.basemap.provider.Fault`` by value), or none."""
    if fault == "no-key":
        return _tr("没有密钥（{0}）").format(subject) if subject else _tr("没有密钥")
    forms = {
        "missing": _tr("找不到文件 {0}"),
        "unreadable": _tr("文件 {0} 无法读取"),
        "no-archive": _tr("{0} 不是 PMTiles 或 MBTiles 文件，或已损坏"),
        "damaged": _tr("文件 {0} 已损坏"),
        "empty": _tr("文件 {0} 中没有瓦片"),
        "format": _tr("文件 {0} 的瓦片格式不支持"),
        "schema": _tr("文件 {0} 的图层规格不支持"),
        "unknown": _tr("设置中没有“{0}”"),
        "full": _tr("磁盘已满"),
    }
    return forms.get(fault, "").format(subject)


def answer_words(answer: Mapping[str, Any]) -> str:
    """Why an answer of the tiles process has no tile."""
    return fault_words(str(answer.get("fault", "")), str(answer.get("subject", ""))) or str(answer.get("error", ""))


def unknown_words(name: str) -> str:
    """A base map is asked for that the settings do not have."""
    return _tr("没有底图：设置中没有“{0}”").format(name)
