"""What may be done with an alarm now: the person's right first, then the alarm's state by the rules themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from console.domain.alarms import alarm_state
from console.domain.alarms.alarm_state import Refusal, Why
from console.domain.entities import Alarm

MAY_WAIT_MS = 60_000
LINK = "link.down"
"""The rule of alarms that this desk raises itself about a backend that is lost."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("alarm_acts", text)


class Act(Enum):
    """Acts on alarms; the value is the tag of the intent, and so the name of the right."""

    ACKNOWLEDGE = "acknowledge"
    DISPATCH = "dispatch"
    INCIDENT = "open_incident"
    ATTACH = "attach"
    SHELVE = "shelve"
    UNSHELVE = "unshelve"
    RESET = "reset"
    COMMENT = "comment"
    OUT_OF_SERVICE = "out_of_service"
    RETURN = "return_to_service"


NAMES = {
    Act.ACKNOWLEDGE: "确认", Act.DISPATCH: "派遣", Act.INCIDENT: "转事件", Act.ATTACH: "并入",
    Act.SHELVE: "搁置", Act.UNSHELVE: "取消搁置", Act.RESET: "复位", Act.COMMENT: "备注", Act.OUT_OF_SERVICE: "停用",
    Act.RETURN: "恢复启用",
}  # fmt: skip
KEYS = {
    Act.ACKNOWLEDGE: "A", Act.DISPATCH: "D", Act.INCIDENT: "I", Act.ATTACH: "M", Act.SHELVE: "S", Act.UNSHELVE: "U",
    Act.RESET: "R", Act.COMMENT: "C", Act.OUT_OF_SERVICE: "O", Act.RETURN: "Shift+O",
}  # fmt: skip
_WHY = {
    Why.ALREADY_ACKNOWLEDGED: "已确认过", Why.CLEARED: "已恢复正常并关闭", Why.HIDDEN: "已搁置、抑制或停用",
    Why.STILL_ACTIVE: "报警条件仍在，不能复位", Why.NOT_LATCHED: "不是锁存告警，无需复位",
    Why.NO_REASON: "需要填写原因",
    Why.EXPIRY_PAST: "到期时间已过", Why.EXPIRY_FAR: "搁置时间太长", Why.NOT_SHELVED: "未搁置",
    Why.NOT_SUPPRESSED: "未抑制", Why.NOT_OUT_OF_SERVICE: "未停用",
}  # fmt: skip


def act_name(act: Act) -> str:
    """The act's name."""
    return tr(NAMES[act])


def key_name(act: Act) -> str:
    """The key to name beside an act; the space bar acknowledges too, and is the one that is taught."""
    return tr("空格") if act is Act.ACKNOWLEDGE else KEYS[act]


def why_words(why: Why) -> str:
    """A refusal of the rules in words."""
    return tr(_WHY[why])


def state_refuses(act: Act, alarm: Alarm, now: int) -> str:
    """Why the alarm's state does not allow an act, empty if it does. Nothing is changed: the rules are only asked."""
    if alarm.rule == LINK and act is not Act.ACKNOWLEDGE:
        return tr("链路告警只在本机，只能确认")
    tries: dict[Act, Callable[[], alarm_state.Outcome]] = {
        Act.ACKNOWLEDGE: lambda: alarm_state.acknowledge(alarm, "-", now),
        Act.SHELVE: lambda: alarm_state.shelve(alarm, "-", now, now + MAY_WAIT_MS, "-"),
        Act.UNSHELVE: lambda: alarm_state.unshelve(alarm, "-", now),
        Act.RESET: lambda: alarm_state.reset(alarm, "-", now),
        Act.RETURN: lambda: alarm_state.return_to_service(alarm, "-", now),
    }
    if act in tries:
        outcome = tries[act]()
        return why_words(outcome.why) if isinstance(outcome, Refusal) else ""
    if act is Act.OUT_OF_SERVICE and alarm.out_of_service:
        return tr("已停用")
    if act is Act.DISPATCH and alarm.case:
        return tr("已派遣为案件 {}").format(alarm.case)
    if act in (Act.INCIDENT, Act.ATTACH) and alarm.incident:
        return tr("已并入事件 {}").format(alarm.incident)
    return ""


@dataclass(frozen=True, slots=True)
class Offer:
    """An act on the chosen alarms: on which of them it is possible, else why on none."""

    act: Act
    keys: tuple[int, ...]
    reason: str = ""

    @property
    def possible(self) -> bool:
        """Whether it can be done with at least one of them."""
        return bool(self.keys)


def offers(
    alarms: list[tuple[int, Alarm]], may: Callable[[str], bool], now: int, *, locked: bool = False
) -> dict[Act, Offer]:
    """Every act for these alarms (cache key, alarm)."""
    made = {}
    for act in Act:
        if locked or not may(act.value):
            made[act] = Offer(act, (), tr("未登录或已锁定") if locked else tr("当前身份无权{}").format(act_name(act)))
            continue
        reasons = [(key, state_refuses(act, alarm, now)) for key, alarm in alarms]
        keys = tuple(key for key, reason in reasons if not reason)
        reason = next((reason for _, reason in reasons if reason), tr("未选择告警"))
        made[act] = Offer(act, keys, "" if keys else reason)
    return made
