"""What an import did, in words: why a file was refused, how it was converted, what is odd about it."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from console.domain.geo.crs import Way
from console.geodata.making import Report
from console.geodata.problem import Kind

Facts = Mapping[str, str | int | float]


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("imports", text)


def refused_words(kind: str, facts: Facts) -> str:
    """Why a file was not taken, with where."""
    if kind == Kind.BROKEN_SHP.value and not facts.get("number"):
        return tr("不是 Shapefile 文件（.shp）")
    if kind == Kind.CRS_UNKNOWN.value and not facts.get("name"):
        return tr("文件没有说明坐标系，请选择坐标系")
    if kind == Kind.BROKEN_JSON.value and facts.get("why") == "empty":
        return tr("文件是空的")
    forms = {
        Kind.UNREADABLE: tr("文件无法读取{why}"),
        Kind.MISSING: tr("找不到这个文件"),
        Kind.UNKNOWN_FORM: tr("只能导入 GeoJSON（.geojson、.json）和 Shapefile（.shp）"),
        Kind.TOO_LARGE: tr("文件 {size} MB，超过上限 {limit} MB"),
        Kind.NOT_UTF8: tr("第 {at} 字节起不是 UTF-8 文本{why}"),
        Kind.BROKEN_JSON: tr("JSON 在第 {line} 行第 {column} 列损坏{why}"),
        Kind.NO_FEATURES: tr("文件中没有图形"),
        Kind.BAD_FEATURE: tr("第 {number} 个要素不能使用{why}"),
        Kind.FEATURE_TOO_LARGE: tr("第 {number} 个要素超过 {limit} MB"),
        Kind.TOO_MANY: tr("顶点 {count:,} 个，超过上限 {limit:,} 个"),
        Kind.TOO_MANY_SHAPES: tr("图形超过上限 {limit:,} 个，请分成几个文件"),
        Kind.BROKEN_SHP: tr("Shapefile 第 {number} 条记录损坏（第 {at} 字节）"),
        Kind.BROKEN_DBF: tr("属性表（.dbf）损坏"),
        Kind.CRS_UNKNOWN: tr("不认识坐标系“{name}”，不能换算到 WGS-84"),
        Kind.CRS_MISFIT: tr("坐标 {x:.10g}, {y:.10g} 不属于坐标系“{name}”，请选择正确的坐标系"),
        Kind.NO_SPACE: tr("磁盘已满，图层未保存"),
        Kind.NO_MEMORY: tr("文件需要的内存超过上限 {limit} MB"),
    }
    by_value = {each.value: words for each, words in forms.items()}
    try:
        return by_value[kind].format(**{**facts, "why": _reason(str(facts.get("why", "")))})
    except (KeyError, ValueError, IndexError):
        return tr("导入未完成")


def _reason(why: str) -> str:
    """Why, in brackets and in our words; empty for what only a library has words for."""
    if why.startswith("geometry "):
        return tr("（不支持的图形类型 {0}）").format(why.removeprefix("geometry "))
    said = {
        "NaN": tr("（NaN 不是 JSON 的数）"),
        "Infinity": tr("（Infinity 不是 JSON 的数）"),
        "-Infinity": tr("（Infinity 不是 JSON 的数）"),
        "nested too deep": tr("（嵌套过深）"),
        "no object": tr("（不是 JSON 对象）"),
        "more than one": tr("（一个文件只能有一个 JSON 对象，逐行的要素请先合并）"),
        "number too long": tr("（数字过长）"),
        "like GBK": tr("（像是 GBK 编码，请另存为 UTF-8）"),
        "like UTF-16": tr("（像是 UTF-16 编码，请另存为 UTF-8）"),
        "no file": tr("（不是普通文件）"),
        "no geometry": tr("（图形不是 JSON 对象）"),
        "coordinates": tr("（坐标不正确）"),
        os.strerror(errno.EACCES): tr("（没有读取权限）"),
        os.strerror(errno.EISDIR): tr("（这是文件夹）"),
        os.strerror(errno.EIO): tr("（磁盘读写出错）"),
    }
    return said.get(why, "")


def way_words(report: Report) -> str:
    """From which reference system the layer came, and how it became WGS-84."""
    name = report.crs_name if report.crs == report.crs_name else f"{report.crs_name} ({report.crs})"
    how = {
        Way.SAME.value: tr("与 WGS-84 视为一致，未换算"),
        Way.MERCATOR.value: tr("球面墨卡托反算"),
        Way.TRANSVERSE.value: tr("高斯-克吕格反算，椭球差视为零"),
        Way.GCJ.value: tr("GCJ-02 纠偏（迭代）"),
        Way.BD.value: tr("BD-09 → GCJ-02 → WGS-84 纠偏（迭代）"),
    }.get(report.way, "")
    return tr("{0} 转 WGS-84：{1}").format(name, how)


def content_words(report: Report) -> str:
    """How much is in it."""
    parts = (
        (report.areas, tr("面 {0:,}")), (report.lines, tr("线 {0:,}")), (report.points, tr("点 {0:,}")),
        (report.vertices, tr("顶点 {0:,}")),
    )  # fmt: skip
    return " · ".join(words.format(count) for count, words in parts if count)


def notes(report: Report) -> list[str]:
    """Everything about it that a person should know before believing it."""
    found = []
    if report.swapped:
        found.append(tr("经纬度疑似颠倒：请移除后勾选“纬度在前”重新导入"))
    elif report.outside:
        found.append(tr("图层不在本市范围内，请核对坐标系"))
    if report.crossing is not None:
        number, lon, lat = report.crossing
        words = tr("自相交的面 {0} 个，首个在第 {1} 个要素（{2:.5f}, {3:.5f}），照原样绘制")
        found.append(words.format(report.crossings, number, lon, lat))
    if report.unseen:
        found.append(tr("{0} 个环过大，未检查自相交").format(report.unseen))
    if report.thinned_m:
        found.append(tr("顶点过多，已按 {0:g} 米抽稀，省去 {1:,} 个").format(report.thinned_m, report.too_many))
    if report.empty:
        found.append(tr("{0} 个要素没有图形").format(report.empty))
    if report.flat:
        found.append(tr("{0} 个面没有面积，看不见").format(report.flat))
    if report.wordless:
        found.append(tr("{0} 个图形在属性表中没有记录").format(report.wordless))
    if report.bad_texts:
        found.append(tr("{0} 处文字不是 {1} 编码").format(report.bad_texts, report.encoding.upper()))
    return found
