"""What is known of one vehicle, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.models.clock import local, midnight
from console.models.world import World


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("vehicles", text)


def vehicle_popup(world: World, index: int) -> tuple[str, tuple[str, ...]]:
    """Title and lines for the vehicle at this index of the fleet's columns."""
    for backend in world.fleet.backends:
        register = world.registers.vehicles.get(backend)
        size = world.fleet.size_of(backend)
        if index >= size:
            index -= size
            continue
        fleet = world.fleet.of(backend)
        speed = tr("{:.0f} km/h").format(fleet.speed[index] / 10)
        fixed = _fix_words(int(fleet.fixed[index]), world.now())
        if register is None or index >= len(register.vehicles):
            return tr("车辆 {}").format(index), (speed, fixed)
        _, plate, kind, enterprise = register.vehicles[index]
        names = (register.kinds[kind], register.enterprises[enterprise])
        return plate, (" · ".join(names), speed, fixed)
    return tr("未知车辆"), ()


def _fix_words(at: int, now: int) -> str:
    """When its place was measured, with the day where that is not today; 0 for a vehicle that never reported one."""
    if not at:
        return tr("位置未知")
    words = tr("{:%H:%M:%S} 定位") if midnight(at) == midnight(now) else tr("{:%m-%d %H:%M:%S} 定位")
    return words.format(local(at))
