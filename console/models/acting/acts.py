"""What a person does, and what the gateway said to it, in words; no reason is shown in another language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.commands.desk_line import NO_ANSWER, NO_REQUEST, NOT_OURS, TOO_MANY, WRONG_TOKEN
from console.commands.envelope import NOBODY, Outcome, Verdict
from console.commands.outbox import NO_BACKEND, Entry
from console.domain.alarms.alarm_state import Why
from console.domain.duty.handover import Why as HandoverWhy
from console.domain.duty.roster import decode
from console.domain.incidents.case_rules import Why as CaseWhy
from console.domain.incidents.filing import Why as FilingWhy
from console.domain.incidents.putting_off import Why as LaterWhy
from console.domain.incidents.two_axes import Why as AxesWhy
from console.models.alarms.acts import why_words
from console.models.clock import local
from console.models.duty.duty import finding_words

NO_WAY = "no way"
"""Why an act was not handed over: this window does not know the backend (any more)."""
ACTS = {
    "acknowledge": "确认", "reset": "复位", "shelve": "搁置", "unshelve": "取消搁置", "out_of_service": "停用",
    "return_to_service": "恢复启用", "comment": "备注", "dispatch": "派遣", "transfer": "改派", "urge": "督办",
    "file_case": "立案", "decline_case": "不予立案", "void_case": "作废",
    "extend": "申请延期", "defer": "申请缓办", "resume": "恢复办理", "withdraw_request": "撤回申请",
    "decide_extension": "审批申请", "send_back": "退回", "receive": "接收",
    "feedback": "反馈", "close": "核查结案", "escalate": "升级上报", "notify_county": "通知县区",
    "open_incident": "新建事件", "attach": "并入事件", "grade_incident": "调整等级", "close_incident": "终止",
    "activate_plan": "启动预案", "check_task": "勾选任务", "report": "上报", "unit_mark": "力量登记",
    "invite": "会商登记", "save_shift": "排班", "request_swap": "换班申请", "decide_swap": "换班审批",
    "give_handover": "交班签字", "take_handover": "接班签字",
}  # fmt: skip
_REASONS = {
    "somebody was first": "他人已先操作，请看最新状态后再试",
    "it has changed meanwhile": "对象已有新变化，请看最新状态后再试",
    "the role has no right to this act": "当前角色无权执行",
    "nobody is logged in by this session": "登录已失效，请重新登录",
    "the gateway does not know this act": "网关尚不支持这一操作",
    "the act is too large or not well formed": "内容过长或格式不对，请缩短后再试",
    "the gateway failed at this act": "网关处理时出错，未生效，请联系技术保障",
    "waited too long": "等待超过有效期，未再发送",
    "the terminal's clock is ahead": "本机时钟偏快，请校时",
    "a remark needs words": "备注不能为空",
    "only a commander or a watch leader gives instructions": "只有指挥长或值班长可以作批示",
    "nobody decides on a swap of their own": "不能审批与本人有关的换班",
    "already decided": "这一申请已审批",
    "already marked": "已登记过",
    "already opened": "这一事件已建立",
    "already in an incident": "其中有告警或案件已在另一起进行中的事件里",
    "an incident needs an alarm, a case or a source": "须有告警、案件或信息来源",
    "the class is unknown": "事件类别不在分级表中",
    "the figures make it a higher grade": "按所填数字应定更高等级",
    "it has this grade": "等级和数字没有变化",
    "the plan has no such level": "预案没有这一响应级别",
    "the plan is at this level": "预案已在这一级别响应",
    "this level is approved by others": "这一响应级别须由有权批准的岗位启动",
    "already ticked": "这一任务已勾选",
    "not ticked": "这一任务未勾选",
    "already reported": "同一类别的报告已报送过该对象",
    "after the end there is only a final report": "响应终止后只能登记终报",
    "nobody of this name is invited": "尚未邀请此人",
    "something is named twice": "有对象重复",
    "nothing to attach": "没有选择要并入的告警、案件或接报",
    "a report needs a source": "请写明信息来源",
    "a report needs a receiver and words": "请写明报送对象和内容",
    "closed or unknown": "对象已关闭或不存在",
    "closed meanwhile": "对象刚刚已关闭",
    "a department has no name": "请写明部门名称",
    "already dispatched": "已派遣，可以改派",
    "already with this department": "已由该部门办理",
    "it is not dispatched": "还没有派遣",
    CaseWhy.NOT_TO_RETURN.value: "部门接收以后不能退回",
    CaseWhy.RETURN_OVER.value: "已过退回时限，可请中心改派",
    "the due time is in the past": "要求的办结时间已过",
    LaterWhy.OVER.value: "已过时限，不能再申请或审批",
    LaterWhy.NOT_LATER.value: "新的时限须晚于现在的时限",
    LaterWhy.USED_UP.value: "已达到允许的延期次数",
    LaterWhy.TOO_LONG.value: "超过允许的缓办天数",
    LaterWhy.NOT_IN_HAND.value: "部门在办的案件才能延期或缓办",
    LaterWhy.DEFERRED.value: "已在缓办，不能再申请",
    LaterWhy.NOT_DEFERRED.value: "没有缓办，无须恢复",
    LaterWhy.ALREADY_ASKED.value: "已有人提出申请，等待审批",
    LaterWhy.NOT_ASKED.value: "没有待审批的申请",
    LaterWhy.OWN_REQUEST.value: "不能审批自己提出的申请",
    LaterWhy.OWN_DEPARTMENT.value: "本部门不能审批本部门的申请",
    LaterWhy.NOT_YOURS.value: "只有申请人或申请部门可以撤回",
    LaterWhy.NO_REASON.value: "不同意须写明理由",
    "an extension is asked for already": "已有人提出申请，等待审批",
    "no extension is asked for": "没有待审批的申请",
    "nobody decides on an extension of their own": "不能审批自己提出的申请",
    "a department does not decide on its own extension": "本部门不能审批本部门的申请",
    CaseWhy.DEFERRED.value: "缓办期间不办理，请先恢复办理",
    FilingWhy.NOT_REPORTED.value: "已立案或已结束，不能再立案或不予立案",
    FilingWhy.OWN_DEPARTMENT.value: "本部门不能决定本部门的案件是否立案或作废",
    FilingWhy.NO_REASON.value: "须写明理由",
    FilingWhy.NOT_FILED.value: "还没有立案，先由监督方立案，再派遣",
    AxesWhy.DIRECTED.value: "派遣、改派或督办过本案的人不能对本案立案或核查",
    AxesWhy.VERIFIED.value: "立案或核查过本案的人不能再派遣、改派或督办本案",
    "the case has no area": "案件没有所在区域，无法升级",
    "there is no level above": "已是最高一级，不能再升级",
    "this is no county": "不是县区代码",
    "this county knows": "已通知过该县区",
    "a unit has no name": "请写明力量名称",
    "a swap needs another person": "换班须另有一人",
    "already asked for": "已有人提出这一换班申请，等待审批",
    "the shift is over": "班次已结束，不能换班",
    "the body is of another shift": "交班内容属于另一班次",
    CaseWhy.NOT_DISPATCHED.value: "只有已派遣、尚未接收的案件可以接收",
    CaseWhy.NOT_OUT.value: "只有部门在办的案件可以反馈",
    CaseWhy.NO_WORDS.value: "须写明结果",
    CaseWhy.NOT_REPORTED_DONE.value: "部门还没有反馈，不能核查结案",
    CaseWhy.NO_FEEDBACK.value: "没有反馈内容，不能结案",
    CaseWhy.NO_EVIDENCE.value: "没有佐证图片，不能结案",
    CaseWhy.NO_NEW_EVIDENCE.value: "返工后没有新的佐证图片，不能结案",
    CaseWhy.OTHER_DEPARTMENT.value: "由主办或协办部门来办",
    CaseWhy.SAME_PERSON.value: "处置人不能核查自己办的案件",
    HandoverWhy.SAME_PERSON.value: "交班人不能自己接班",
    HandoverWhy.LOCKED.value: "这份交接班已锁定",
    HandoverWhy.NOT_THE_GIVER.value: "已由他人交班签字",
    HandoverWhy.OTHER_VERSION.value: "交班内容已更新，请重新核对后再签",
    HandoverWhy.NOT_ITS_DIGEST.value: "内容与校验值不一致",
    HandoverWhy.NOT_CANONICAL.value: "交班内容格式不对",
}  # fmt: skip


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("acts", text)


def act_words(tag: str) -> str:
    """The name of an act."""
    return tr(ACTS.get(tag, "操作"))


def not_saved_words(reason: str) -> str:
    """Why an act is not on disk."""
    if reason == TOO_MANY:
        return tr("未保存：一次操作的对象太多，请分批进行。")
    if reason == NO_WAY or reason.startswith(NO_BACKEND):
        return tr("未保存：接入进程没有接入该后端，内容仍在，请联系技术保障。")
    if reason == WRONG_TOKEN or reason.startswith(NO_REQUEST):
        return tr("未保存：接入进程与本窗口的版本不一致，内容仍在，请联系技术保障重启两者。")
    if reason == NOT_OURS:
        return tr("未保存：接入进程的口令文件不属于本用户或可被他人读取，内容仍在，请联系技术保障。")
    if reason.startswith(NO_ANSWER):
        return tr("未保存：接入进程没有应答，内容仍在，请稍后再试。")
    if reason == NOBODY:
        return tr("未保存：尚未登录该后端，内容仍在，登录后再试。")
    return tr("未保存：本机磁盘未能写入，内容仍在，请稍后再试。")


_NO_YEAR, _NO_FIGURE = "calendar not available: ", "the class has no figure "
_PICTURES = {
    "kind": "不是 PNG 或 JPEG 图片", "size": "图片过大", "pixels": "图片像素过多", "broken": "图片已损坏",
    "not clean": "图片含有位置等信息", "no session": "登录已失效，请重新登录", "no right": "当前角色无权附图片",
}  # fmt: skip


def reason_words(outcome: Outcome) -> str:
    """The gateway's reason as a sentence."""
    findings = decode(outcome.reason)
    if findings:
        return "".join(finding_words(each) for each in findings)
    if outcome.reason in {why.value for why in Why}:
        return why_words(Why(outcome.reason))
    if outcome.reason in _REASONS:
        return tr(_REASONS[outcome.reason])
    if outcome.reason.startswith("picture: "):
        return tr("图片未被接收：{}").format(tr(_PICTURES.get(outcome.reason.removeprefix("picture: "), "网关未接受")))
    if outcome.reason.endswith("is closed or unknown"):
        return tr("对象已关闭或不存在")
    if outcome.reason.startswith(_NO_YEAR):
        return tr("{} 年的节假日表尚未录入，无法推算时限，请联系技术保障补录").format(outcome.reason[len(_NO_YEAR) :])
    if outcome.reason.startswith(_NO_FIGURE):
        return tr("所填数字中有这一类别分级表没有的项目")
    return tr("网关未接受")


def outcome_words(entry: Entry) -> str:
    """What became of a command that was not accepted; empty while it waits or when it was."""
    outcome = entry.outcome
    if outcome is None or outcome.verdict is Verdict.ACCEPTED:
        return ""
    name = act_words(str(entry.command.intent.__struct_config__.tag))
    if outcome.verdict is Verdict.CONFLICT:
        who = f"{outcome.by} {local(outcome.at):%H:%M:%S} " if outcome.by else ""
        return tr("冲突：{}未生效，{}{}").format(name, who, reason_words(outcome))
    if outcome.verdict is Verdict.EXPIRED:
        return tr("已过期：{}未发送，{}").format(name, reason_words(outcome))
    return tr("被拒：{}未生效，{}").format(name, reason_words(outcome))
