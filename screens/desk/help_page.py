"""F12: help for each task, every key of the desk, and what the marks mean."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from console.models.alarms.acts import Act, act_name, key_name
from console.models.city_map.measures import tool_name
from console.models.text.help import HelpPage as TaskPage
from console.models.text.help import pages as task_pages
from resources.theme import Theme
from screens.desk.incident.parts import clear, column, label, splitter
from widgets.document import Document, Kind, Paragraph
from widgets.lines import Line, LineList
from widgets.map.tools import KEYS as MAP_KEYS
from widgets.webmap.menus import SWITCH_KEY


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("help_page", text)


def _keys(title: str, lines: list[tuple[str, str]]) -> list[Paragraph]:
    return [Paragraph(Kind.HEADING, title), *[Paragraph(Kind.STEP, f"`{key}`　{words}") for key, words in lines]]


def key_words(pages: list[tuple[str, str]]) -> list[Paragraph]:
    """The keys, by place."""
    acts = [(key_name(act), act_name(act)) for act in Act]
    return [
        *_keys(tr("页面"), [(key, title) for title, key in pages]),
        *_keys(tr("告警列表"), [
            ("↑ ↓", tr("上一条、下一条；按住 Shift 连续多选")),
            ("Ctrl+A", tr("全选（最多 1,000 条）")),
            (tr("空格"), tr("确认所选告警，也可按 A；光标随后到下一条未确认的")),
            ("Enter", tr("查看详情；分组行则展开或收起")),
            ("← →", tr("收起、展开分组")),
            ("G / Shift+G", tr("按来源、按事件分组")),
            ("/", tr("筛选：标题、区域、来源或拼音")),
            ("Esc", tr("清除筛选")),
            ("K", tr("选择和排列列")),
            (tr("菜单键"), tr("打开右键菜单")),
        ]),
        *_keys(tr("处置"), acts),
        *_keys(tr("一张图"), [
            *[(key, tool_name(tool)) for tool, key in MAP_KEYS.items()],
            ("D / Del", tr("标绘与查询清单；删除选中的标绘")),
            ("Backspace / Enter", tr("撤销一个角点；结束")),
            ("T", tr("图层")),
            (SWITCH_KEY, tr("三维、平面绘制互换")),
            ("Shift+↑ ↓ ← →", tr("三维时倾斜、旋转；Home 恢复正北俯视")),
        ]),
        *_keys(tr("其他"), [
            ("1 … 5", tr("曲线、经过、处置要点、周边、备注")),
            ("F6", tr("登录、解锁、换人、退出")),
            ("F7", tr("命令清单：待发送、冲突、已过期")),
            ("F8", tr("消音两分钟，再按恢复")),
            ("F9", tr("告警质量")),
            ("Ctrl+F10", tr("外观：语言、配色、字号")),
            ("Ctrl+Enter", tr("对话框：确定并保存")),
        ]),
    ]  # fmt: skip


def mark_words() -> list[Paragraph]:
    """What is seen, in words."""
    return [
        Paragraph(Kind.HEADING, tr("看到的记号")),
        Paragraph(Kind.TEXT, tr("1 六角 紧急　2 三角 重要　3 方形 一般　4 圆形 提示；空心表示报警条件已消失。")),
        Paragraph(Kind.TEXT, tr("“首”：同一来源或同一事件 60 秒内最先到的一条，先看它。")),
        Paragraph(Kind.TEXT, tr("“待送达”：操作已保存在本机，等网关回执；状态以网关回执为准。")),
        Paragraph(Kind.TEXT, tr("冲突：他人先操作了同一对象。打开底部的命令清单，看是谁、何时、做了什么，再决定。")),
        Paragraph(Kind.TEXT, tr("未保存：操作没有写入磁盘，文字还在对话框里，可以再试。")),
        Paragraph(Kind.HEADING, tr("状态字母")),
        Paragraph(
            Kind.TEXT, tr("A 正常　B 未确认　C 已确认　D 已恢复未确认　E 已搁置　F 按设计抑制　G 已停用　L 锁存")
        ),
        Paragraph(Kind.HEADING, tr("数据可信度")),
        Paragraph(
            Kind.TEXT,
            tr(
                "实时：正常。延迟：有数据但晚了。缓存：断线前的数据，时间写明。未知：没有数据，不等于正常。回放：过去的画面。"
            ),
        ),
    ]


class HelpPage(QWidget):
    """Tasks at the left, what to do at the right; after them the keys and the marks. It needs no login."""

    def __init__(self, theme: Theme, pages: list[tuple[str, str]]) -> None:
        super().__init__()
        self._topics = {page.id: (page.title, first_words(page), task_words(page)) for page in task_pages()}
        self._topics["keys"] = (tr("按键"), tr("这张桌上所有的键"), key_words(pages))
        self._topics["marks"] = (tr("说明"), tr("记号、颜色和字母的意思"), mark_words())
        self.list = LineList(theme)
        self.text = Document(theme)
        side = clear(QWidget())
        layout = column(side, theme)
        layout.addWidget(label(tr("要做什么？"), "secondary", theme))
        layout.addWidget(self.list, 1)
        whole = splitter(theme, Qt.Orientation.Horizontal, side, self.text, shares=(1, 4))
        side.setMinimumWidth(theme.space(55))
        column(self, theme).addWidget(whole)
        self.list.chosen.connect(self.open_topic)
        self.list.show_lines([Line(name, title, first) for name, (title, first, _) in self._topics.items()])
        self.list.choose(next(iter(self._topics)))
        self.first = self.list

    def open_topic(self, name: str) -> None:
        """Show one topic from its beginning."""
        if name in self._topics:
            self.text.show_text(self._topics[name][2], keys=True)


KINDS = {"title": Kind.TITLE, "heading": Kind.HEADING, "step": Kind.STEP, "text": Kind.TEXT}


def task_words(page: TaskPage) -> list[Paragraph]:
    """One task's page."""
    return [Paragraph(KINDS[line.kind], line.text) for line in page.lines]


def first_words(page: TaskPage) -> str:
    """What a task is about, in its first sentence; the list draws no keys, so their marks are left out."""
    return next((line.text for line in page.lines if line.kind == "text"), "").replace("`", "")
