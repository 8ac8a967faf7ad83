"""Why a WMS gave no picture, in words that fit on one line of the map."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.models.text.phrases import aside


def _tr(text: str) -> str:
    return QCoreApplication.translate("WmsOverlay", text)


def reason_words(trouble: str, told: str = "") -> str:
    """Words for a trouble (``console.basemap.provider.Trouble`` by value). ``told``: the service's own words."""
    if trouble == "refused" and told and not told.startswith("HTTP"):
        return told
    heads = {
        "offline": _tr("服务连不上"),
        "key": _tr("服务需要登录或密钥"),
        "quota": _tr("服务今日用量已满"),
        "refused": _tr("服务拒绝访问"),
        "away": _tr("服务把请求转到别的主机，未跟随"),
        "barred": _tr("其主机不在设置的 map.wms_hosts 中"),
        "bad": _tr("服务返回的不是图片"),
    }
    head = heads.get(trouble, _tr("底图进程已退出"))
    return aside(head, told) if told else head
