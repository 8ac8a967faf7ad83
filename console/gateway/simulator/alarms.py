"""Alarms that come from no series: drivers, roads, cameras, people. Calm most of the time, in clusters now and then.

The mix follows EEMUA 191: about 5 % of priority 1, 15 % of 2, the rest 3 and 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from console.domain import vehicle_safety
from console.domain.entities import Asset, System
from console.gateway.simulator.city import AssetRow
from console.gateway.simulator.duty import OFFLINE
from console.gateway.simulator.operators import Finding, Operators
from console.gateway.simulator.places import Place, Places, near
from console.gateway.simulator.vehicles import Vehicles
from console.gateway.simulator.world import HOUR, MINUTE, SECOND, World, local_hour

PER_TEN_MINUTES = 6.0
"""On average over the day; series over their limits add about one more."""
_MIX = {1: 5.0, 2: 15.0, 3: 45.0, 4: 35.0}
_RHYTHM = (0.5, 0.45, 0.4, 0.4, 0.5, 0.7, 1.0, 1.3, 1.4, 1.3, 1.2, 1.2, 1.1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.3, 1.1, 0.9,
           0.8, 0.7, 0.6)  # fmt: skip
"""Alarms by hour of the local day against the mean."""
CLUSTERS_PER_DAY = 5.0


@dataclass(frozen=True, slots=True)
class Template:
    """One sort of alarm.

    ``kind``: the assets it happens at ("vehicle": somebody on the road, "": anywhere); ``among``: words of which one
    is in the asset's name, or the kinds of vehicles; ``minutes``: how long it usually lasts.
    """

    rule: str
    system: System
    priority: int
    kind: str
    title: str
    minutes: float
    weight: float = 1.0
    among: tuple[str, ...] = ()


_GUARDED = ("客运班车", "旅游包车", "危货运输", "渣土车", "普通货运")
"""Kinds of vehicles that carry active-safety devices (两客一危 and heavy lorries)."""
_JUDGED = ("adas.", "dsm.")
_ROUTED = ("危货运输", "渣土车")
_V, _C, _E, _G, _X = System.VEHICLES, System.CITY, System.EMERGENCY, System.GRID, System.ENVIRONMENT
TEMPLATES = (
    Template("adas.collision", _V, 4, "vehicle", "{name} 前向碰撞预警，车速 {speed:.0f} km/h", 4, 3, _GUARDED),
    Template("adas.lane", _V, 4, "vehicle", "{name} 车道偏离，车速 {speed:.0f} km/h", 3, 3, _GUARDED),
    Template("adas.distance", _V, 4, "vehicle", "{name} 车距过近，车速 {speed:.0f} km/h", 3, 2, _GUARDED),
    Template("dsm.fatigue", _V, 3, "vehicle", "{name} 驾驶员疲劳，车速 {speed:.0f} km/h", 10, 3, _GUARDED),
    Template("dsm.phone", _V, 3, "vehicle", "{name} 驾驶员接打电话，车速 {speed:.0f} km/h", 5, 3, _GUARDED),
    Template("dsm.smoking", _V, 4, "vehicle", "{name} 驾驶员抽烟", 5, 1.5, _GUARDED),
    Template("speeding", _V, 3, "vehicle", "{name} 超速行驶", 6, 3, _GUARDED),
    Template("route", _V, 2, "vehicle", "{name} 偏离核准路线", 25, 2, _ROUTED),
    Template("device.covered", _V, 3, "vehicle", "{name} 主动安全摄像头被遮挡", 30, 1, _GUARDED),
    Template("rollover", _V, 1, "vehicle", "{name} 疑似侧翻，车辆静止且横滚角异常", 60, 1, _GUARDED),
    Template("bridge.vibration", _V, 2, "bridge", "{name}振动超过黄色阈值", 40, 1.5),
    Template("bridge.strike", _V, 1, "bridge", "{name}限高架遭撞击", 80, 0.6),
    Template("camera.offline", _C, 4, "camera", "{name}摄像机离线", 30, 2.5),
    Template("camera.flooding", _E, 2, "camera", "{name}识别到路面积水", 60, 1.2),
    Template("camera.collapse", _E, 1, "camera", "{name}识别到疑似路面塌陷", 120, 0.8),
    Template("camera.smoke", _E, 2, "camera", "{name}识别到烟雾", 30, 1.2),
    Template("camera.parking", _C, 4, "camera", "{name}识别到占用消防通道", 20, 1.5),
    Template("cover.moved", _C, 3, "component", "{name}位移", 45, 2.5, ("井盖",)),
    Template("lamp.fault", _C, 4, "component", "{name}回路故障", 90, 2, ("路灯",)),
    Template("gas.leak", _E, 1, "", "{name}附近燃气泄漏，浓度达爆炸下限 20%", 70, 0.8),
    Template("group.appeal", _G, 2, "", "{name}附近十余人聚集反映诉求", 90, 1.5),
    Template("appeal.repeat", _G, 3, "", "{name}附近 1 小时内同类诉求 5 件", 60, 2),
    Template("staff.sos", _G, 1, "grid_staff", "{name}网格员一键求助", 20, 0.5),
    Template("site.water", _X, 3, "site", "{name}喷淋设备停运", 40, 1),
    Template("outfall.tamper", _X, 2, "outfall", "{name}数采仪箱门异常开启", 30, 1),
    Template("outfall.offline", _X, 4, "outfall", "{name}数采仪通讯中断", 35, 1),
)


class Happenings:
    """Draws alarms by priority first, then by sort, then by place."""

    depth = 24 * HOUR

    def __init__(self, world: World, operators: Operators, vehicles: Vehicles) -> None:
        self._world = world
        self._operators = operators
        self._vehicles = vehicles
        self._rng = world.chance("alarms")
        self._places = Places(world.city)

    def begin(self, now: int) -> None:
        """Plan the first alarm and the first cluster."""
        self._plan(now)
        self._plan_cluster(now)

    def _plan(self, now: int) -> None:
        top = max(_RHYTHM)
        mean = sum(_RHYTHM) / len(_RHYTHM)
        gap = self._rng.expovariate(PER_TEN_MINUTES * top / mean / (10 * MINUTE))

        def happen(due: int) -> None:
            if self._rng.random() * top < _RHYTHM[int(local_hour(due))]:
                self._happen(due)
            self._plan(due)

        self._world.schedule.at(now + max(1, int(gap)), happen)

    def _plan_cluster(self, now: int) -> None:
        def cluster(due: int) -> None:
            """One cause, many reporters: everything within a few hundred metres and minutes."""
            place = self._places.draw(self._rng)
            for n in range(self._rng.randint(5, 11)):
                wait = int((n * 18 + self._rng.uniform(0, 15)) * SECOND)
                self._world.schedule.at(due + wait, partial(self._report, place))
            self._plan_cluster(due)

        self._world.schedule.at(now + int(self._rng.expovariate(CLUSTERS_PER_DAY / (24 * HOUR))), cluster)

    def _report(self, place: Place, due: int) -> None:
        """One more report of the flooding at a place."""
        where = self._spot("report", near(self._spot("spot", place), self._rng))
        priority = self._rng.choices((3, 4), (1, 2))[0]
        title = f"{place.name}附近多人反映路面积水"
        self._operators.raise_alarm(
            due, where, Finding(_G, priority, title, "appeal.flooding", self._rng.uniform(15, 60))
        )

    def _happen(self, due: int) -> None:
        priority = self._rng.choices(list(_MIX), list(_MIX.values()))[0]
        usable = [template for template in TEMPLATES if template.priority == priority and self._possible(template)]
        if not usable:
            return
        template = self._rng.choices(usable, [template.weight for template in usable])[0]
        if template.kind == "vehicle":
            self._drive(template, due)
            return
        asset = self._somewhere(template)
        title = template.title.format(name=asset.duty or asset.name)
        if template.rule.endswith(".offline"):
            self._go_offline(template, asset, title, due)
            return
        finding = Finding(template.system, template.priority, title, template.rule, template.minutes)
        self._operators.raise_alarm(due, asset, finding)

    def _go_offline(self, template: Template, asset: AssetRow, title: str, due: int) -> None:
        """The device's own state and the alarm about it go together, and end together."""
        current = self._world.now_is(Asset, asset.id)
        if not isinstance(current, Asset) or not current.online:
            return
        self._world.change(current, due, online=False, state=OFFLINE)
        self._operators.raise_alarm(due, asset, Finding(template.system, template.priority, title, template.rule))
        back = due + int(self._rng.uniform(0.5, 1.8) * template.minutes * MINUTE)
        self._world.schedule.at(back, partial(self._come_back, asset.id, template.rule))

    def _come_back(self, name: str, rule: str, due: int) -> None:
        current = self._world.now_is(Asset, name)
        if isinstance(current, Asset) and not current.online:
            self._world.change(current, due, online=True, state="")
        self._operators.clear(due, name, rule)

    def _possible(self, template: Template) -> bool:
        if template.kind == "vehicle":
            return self._vehicles.size > 0
        return not template.kind or bool(self._assets(template))

    def _assets(self, template: Template) -> list[AssetRow]:
        assets = self._world.city.of_kind(template.kind)
        return [a for a in assets if any(word in a.name for word in template.among)] if template.among else assets

    def _somewhere(self, template: Template) -> AssetRow:
        if template.kind:
            return self._rng.choice(self._assets(template))
        return self._spot("spot", self._places.draw(self._rng))

    def _spot(self, prefix: str, place: Place) -> AssetRow:
        """A place as a source of its own: nothing of the register is to blame."""
        name = f"{prefix}-{self._world.number():08d}"
        return AssetRow(name, "spot", place.name, "", place.area, place.lon, place.lat)

    def _drive(self, template: Template, due: int) -> None:
        fix = self._vehicles.moving(self._rng, due, template.among)
        if fix is None:
            return
        level = vehicle_safety.level(fix.speed) if template.rule.startswith(_JUDGED) else 0
        if level is None:
            return  # too slow: the device does not judge
        name, words = self._words(fix.index)
        self._vehicles.mark(fix.index, due)
        area = self._places.area_at(fix.lon, fix.lat)
        vehicle = AssetRow(name, "vehicle", words, area=area, lon=fix.lon, lat=fix.lat)
        speed = fix.speed * (1.3 if template.rule == "speeding" else 1.0)
        title = template.title.format(name=words, speed=speed)
        title += f"（{vehicle_safety.WORDS[level]}）" if level else ""
        priority = min(template.priority, 3) if level == 2 else template.priority
        finding = Finding(_V, priority, title, template.rule, template.minutes, value=round(speed, 1), unit="km/h")
        self._operators.raise_alarm(due, vehicle, finding)

    def _words(self, index: int) -> tuple[str, str]:
        """Id and name of a vehicle; one beyond the register (load tests) is only a number."""
        register = self._world.city.vehicles
        if index >= len(register.vehicles):
            return f"v-{index:05d}", f"车辆 {index:05d}"
        name, plate, kind, _ = register.vehicles[index]
        return name, f"{register.kinds[kind]} {plate}"
