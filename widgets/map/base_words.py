"""What is wrong with the base map, in words that fit on one line of the map."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def _tr(text: str) -> str:
    return QCoreApplication.translate("TileSource", text)


def trouble_words(trouble: str, detail: str, lacks: int, blank: bool = False) -> str:
    """Words for a provider's trouble (``console.basemap.provider.Trouble`` by value), empty for none.

    ``lacks``: how many tiles in sight are missing; ``blank``: none is shown. ``detail`` is shown where it is the
    provider's own answer.
    """
    said = _tr("（{0}）").format(detail) if detail.startswith("HTTP") else ""
    heads = {
        "offline": _tr("离线"),
        "key": _tr("底图密钥无效{0}").format(said),
        "quota": _tr("底图今日用量已满{0}").format(said),
        "refused": _tr("底图服务拒绝访问{0}").format(said),
        "away": _tr("底图服务转到别的主机，未跟随"),
        "bad": _tr("底图服务返回的不是图片"),
    }
    if blank and trouble == "offline":
        return _tr("没有底图：服务器不可达")
    if trouble not in heads:
        return _tr("底图缺 {0} 块").format(lacks) if lacks else ""
    if blank:
        return _tr("{0}：没有底图，缺 {1} 块").format(heads[trouble], lacks)
    if lacks:
        return _tr("{0}：底图来自缓存，缺 {1} 块").format(heads[trouble], lacks)
    if trouble == "bad":
        return ""
    return _tr("{0}：底图来自缓存").format(heads[trouble])


def unknown_words(name: str) -> str:
    """A base map is asked for that the settings do not have."""
    return _tr("没有底图：设置中没有“{0}”").format(name)
