"""A city of a dozen things, so that the simulator's tests need no generated map."""

from __future__ import annotations

import json
from pathlib import Path

from console.gateway.simulator.air import Record

LON, LAT = 121.5, 36.0
_AREA = "990101001001"
_KINDS = {
    "outfall": ("DW-{:03d}", "滨河工业排污口", 6, "environment"),
    "site": ("site-{:03d}", "工地", 3, "environment"),
    "water_level": ("wl-{:02d}", "水位站", 2, "emergency"),
    "water_section": ("ws-{:02d}", "断面", 3, "environment"),
    "bridge": ("br-{:02d}", "大桥", 2, "vehicles"),
    "camera": ("cam-{:03d}", "路口摄像机", 8, "city"),
    "component": ("cp-{:03d}", "雨水井盖", 8, "city"),
    "grid_staff": ("gs-{:03d}", "第一网格 网格员", 4, "grid"),
    "team": ("tm-{:02d}", "抢险队", 2, "emergency"),
}


def write_city(folder: Path, *, streets: int = 12, vehicles: int = 400) -> Path:
    """Write the registers of the tiny city; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    registers = {
        "city": {"name": "示范市", "fictional": True, "note": "虚构城市"},
        "areas": [{"code": _AREA, "name": "示范社区"}],
        "assets": _assets(),
        "vehicles": {
            "enterprises": ["示范运输"],
            "kinds": ["班线客车", "危货车"],
            "vehicles": [[f"veh-{n:05d}", f"示A{n:05d}", n % 2, 0] for n in range(vehicles)],
        },
        "roads": _roads(streets),
    }
    for name, body in registers.items():
        (folder / f"{name}.json").write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")
    return folder


def _assets() -> list[dict[str, object]]:
    rows = []
    for n, station in enumerate(sorted(Record().hours), 1):
        rows.append(_asset(f"aq-{n:02d}", "air_station", f"空气站{n}", "environment", len(rows)) | {"replay": station})
    for kind, (pattern, name, count, system) in _KINDS.items():
        for n in range(1, count + 1):
            rows.append(_asset(pattern.format(n), kind, f"{name}{n}", system, len(rows)))
    return rows


def _asset(name: str, kind: str, title: str, system: str, n: int) -> dict[str, object]:
    place = {"lon": round(LON + n % 9 * 0.004, 6), "lat": round(LAT + n // 9 * 0.004, 6)}
    return {"id": name, "kind": kind, "name": title, "system": system, "area": _AREA, **place}


def _roads(streets: int) -> dict[str, object]:
    """A lattice of streets 500 m apart."""
    step = 0.005
    nodes = [[LON + x * step, LAT + y * step] for y in range(streets) for x in range(streets)]
    edges: list[list[object]] = []
    for y in range(streets):
        for x in range(streets):
            here = y * streets + x
            if x + 1 < streets:
                edges.append([here, here + 1, 2, 0, 450.0, []])
            if y + 1 < streets:
                edges.append([here, here + streets, 3, 1, 556.0, []])
    return {"nodes": nodes, "edges": edges, "classes": ["trunk"], "names": ["青云路", "示范大道"]}
