"""Lengths, areas and places in words, and what there is to say of a drawing."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from console.domain.geo import coordinates, geodesy
from console.domain.geo.sketch import Drawing, Refusal, Tool

HECTARE, SQUARE_KM = 1e4, 1e6


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("measures", text)


def length_words(metres: float) -> str:
    """``85.3 m``, ``856 m``, ``12.34 km``, ``1,067 km``."""
    if metres < 1000:
        return f"{metres:.1f} m" if metres < 100 else f"{metres:.0f} m"
    return f"{metres / 1000:.2f} km" if metres < 100_000 else f"{metres / 1000:,.0f} km"


def area_words(square_metres: float) -> str:
    """``3,250 m²``, hectares from one to a hundred of them, then ``12.34 km²``."""
    if square_metres < HECTARE:
        return f"{square_metres:,.0f} m²"
    if square_metres < SQUARE_KM:
        return tr("{:.2f} 公顷").format(square_metres / HECTARE)
    return f"{square_metres / SQUARE_KM:,.2f} km²"


def tool_name(tool: Tool) -> str:
    """What a tool draws."""
    return {
        Tool.DISTANCE: tr("测距"),
        Tool.AREA: tr("测面积"),
        Tool.POINT: tr("标点"),
        Tool.CIRCLE: tr("圆"),
        Tool.POLYGON: tr("多边形"),
        Tool.SEARCH: tr("周边查询"),
    }[tool]


def refusal_words(refusal: Refusal) -> str:
    """Why an act was not taken, and what to do."""
    return {
        Refusal.CROSSES: tr("边线自相交，未采用：见红叉处，请换一个位置"),
        Refusal.TOO_FEW: tr("角点太少，请继续单击"),
        Refusal.TOO_MANY: tr("角点已达上限，请结束"),
        Refusal.TOO_SMALL: tr("半径太小，请拖动或输入半径"),
        Refusal.TOO_LARGE: tr("半径超过 200 km，未采用"),
    }[refusal]


def short_words(drawing: Drawing) -> str:
    """The one figure of a drawing."""
    if drawing.tool is Tool.DISTANCE:
        return length_words(geodesy.running(drawing.corners)[-1])
    if drawing.tool is Tool.POINT:
        return coordinates.decimal(*drawing.corners[0])
    if drawing.tool.round:
        return tr("半径 {0}").format(length_words(drawing.radius))
    return area_words(geodesy.area(drawing.corners))


def long_words(drawing: Drawing) -> tuple[str, ...]:
    """All that is known of a drawing, line by line."""
    if drawing.tool is Tool.DISTANCE:
        return (tr("全长 {0}，{1} 段").format(short_words(drawing), len(drawing.corners) - 1),)
    if drawing.tool is Tool.POINT:
        return (short_words(drawing), coordinates.sexagesimal(*drawing.corners[0]))
    if drawing.tool.round:
        # a circle on the ground is hardly bent at 200 km: its area is a plane one's within 0.01 %
        disc = area_words(math.pi * drawing.radius**2)
        return (short_words(drawing), tr("面积 {0}").format(disc), coordinates.decimal(*drawing.corners[0]))
    around = length_words(geodesy.perimeter(drawing.corners))
    return (tr("面积 {0}").format(short_words(drawing)), tr("周长 {0}").format(around))


def title_of(drawing: Drawing) -> str:
    """Its name, or what it is."""
    return drawing.name or tool_name(drawing.tool)
