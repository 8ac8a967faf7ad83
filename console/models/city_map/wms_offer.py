"""What a WMS offers, as a dialog shows it: its layers, the reference systems that suit several of them, why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from PySide6.QtCore import QCoreApplication

from console.basemap.wms_service import Lack, Service, ServiceLayer
from console.models.text.phrases import aside

SYSTEMS = {
    "EPSG:3857": "Web 墨卡托（EPSG:3857）", "EPSG:900913": "Web 墨卡托（EPSG:900913）",
    "EPSG:102100": "Web 墨卡托（EPSG:102100）", "EPSG:3785": "Web 墨卡托（EPSG:3785）",
    "CRS:84": "WGS-84 经纬度（CRS:84）", "EPSG:4326": "WGS-84 经纬度（EPSG:4326）",
    "EPSG:4490": "CGCS2000 经纬度（EPSG:4490），与 WGS-84 视为一致",
}  # fmt: skip


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("wms_offer", text)


def service_of(answer: Mapping[str, Any]) -> Service | None:
    """What the tiles process found; None where it found nothing."""
    told = answer.get("service")
    try:
        return msgspec.convert(told, Service) if told is not None else None
    except msgspec.ValidationError:
        return None


def lack_words(answer: Mapping[str, Any]) -> str:
    """Why the service cannot be used."""
    detail = str(answer.get("detail", ""))
    heads = {
        Lack.HOST: tr("该服务的主机不在设置的 map.wms_hosts 中，请联系技术保障"),
        Lack.UNREACHABLE: tr("服务连不上"),
        Lack.LOGIN: tr("服务需要登录，或不允许本机访问"),
        Lack.NOT_WMS: tr("这个地址不是 WMS 服务"),
        Lack.REFUSED: tr("服务拒绝了请求"),
        Lack.UNSAFE: tr("服务的说明文件不安全，未读取"),
        Lack.NO_LAYER: tr("服务没有可用的图层"),
        Lack.NO_SYSTEM: tr("服务没有本系统能显示的坐标系（需要 Web 墨卡托、WGS-84 或 CGCS2000 经纬度）"),
        Lack.NO_PNG: tr("服务不提供 PNG 图片"),
    }
    lack = next((each for each in Lack if each.value == answer.get("lack")), None)
    if lack is None:
        return tr("底图进程没有回答，请稍后再试")
    told = lack in (Lack.REFUSED, Lack.NO_SYSTEM, Lack.NO_PNG) or detail.startswith("HTTP")
    return aside(heads[lack], detail) if told else heads[lack]


def system_words(crs: str) -> str:
    """A reference system in words."""
    return tr(SYSTEMS[crs]) if crs in SYSTEMS else crs


def systems_of(layers: Sequence[ServiceLayer]) -> list[str]:
    """Those that every one of these layers offers, the best first."""
    if not layers:
        return []
    return [each for each in layers[0].systems if all(each in layer.systems for layer in layers)]


def day_of(layers: Sequence[ServiceLayer]) -> date | None:
    """The oldest day that any of them tells."""
    days = [date.fromisoformat(layer.day) for layer in layers if layer.day]
    return min(days) if days else None
