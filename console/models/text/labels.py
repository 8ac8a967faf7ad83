"""The words of the interface for the enums of the domain, in one place, through Qt translation."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.domain.entities import Alarm, Stage, System
from console.models.registers import City

_SYSTEMS = {
    System.GRID: "网格",
    System.EMERGENCY: "应急",
    System.ENVIRONMENT: "环保",
    System.VEHICLES: "交通",
    System.CITY: "城管",
    System.CENTRE: "中心",
}
_STAGES = {
    Stage.REPORTED: "已上报", Stage.FILED: "待派遣", Stage.DISPATCHED: "待接收", Stage.HANDLING: "处置中",
    Stage.CHECKING: "待核查", Stage.CLOSED: "已结案",
}  # fmt: skip


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("labels", text)


def system_name(system: System) -> str:
    """Short name of a system, as on its chip."""
    return tr(_SYSTEMS[system])


def state_words() -> tuple[str, ...]:
    """All that ``alarm_state`` may answer."""
    return (tr("停用"), tr("抑制"), tr("搁置"), tr("已确认"), tr("未确认"), tr("恢复未确认"), tr("待复位"))


def alarm_state(alarm: Alarm) -> str:
    """The alarm's state in words: ISA-18.2 states as the hall says them, and never another system's own word for it."""
    if alarm.out_of_service:
        return tr("停用")
    if alarm.suppressed:
        return tr("抑制")
    if alarm.shelved:
        return tr("搁置")
    if alarm.active:
        return tr("已确认") if alarm.acknowledged else tr("未确认")
    if not alarm.acknowledged:
        return tr("恢复未确认")
    return tr("待复位")


def stage_name(stage: Stage) -> str:
    """Where a case stands."""
    return tr(_STAGES[stage])


def city_label(city: City) -> str:
    """What is said beside a city's name: of an invented one that it is, in the interface's words."""
    return tr("虚构城市") if city.fictional else city.label
