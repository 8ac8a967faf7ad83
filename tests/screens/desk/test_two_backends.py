"""Two backends at one desk: each thing's act goes to its own, also where both have given the same id."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alarm_stage import alarm, desk_of
from duty_stage import LEADER, Stage
from pytestqt.qtbot import QtBot
from scenes import seat, shift, spill, unit
from test_cases_page import case, page_of

from console.commands import intents as do
from console.commands.outbox import NotSaved
from console.domain.entities import Entry, Participant, Report, Stamp, Task, Unit
from console.domain.entities import Stage as CaseStage
from console.models.alarms.acts import Act
from console.models.case_acts import CaseAct
from console.models.cases import find
from console.models.incident.incidents import due_next, parts_of, tasks_of
from console.models.incident.incidents import find as find_incident
from screens.desk.alarms.dialogs import CommentDialog, DispatchDialog, ServiceDialog, ShelveDialog
from screens.desk.duty.page import DutyPage
from screens.desk.duty.shift_dialog import ShiftDialog

pytestmark = pytest.mark.operations


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path)
    now = made.world.now()
    made.put(alarm(now, 0), alarm(now, 1), case(now, "CG-1", CaseStage.CHECKING, 30, title="本市", feedback="好"))
    other = made.join("gw-2")
    made.put(alarm(now, 1, title="县里"), alarm(now, 2), backend=other)
    made.put(case(now, "CG-1", CaseStage.DISPATCHED, 10, title="县里"), backend=other)
    made.other = other  # type: ignore[attr-defined]
    yield made
    made.close()


DIALOGS = [
    (Act.SHELVE, ShelveDialog, do.Shelve), (Act.DISPATCH, DispatchDialog, do.Dispatch),
    (Act.COMMENT, CommentDialog, do.Comment), (Act.OUT_OF_SERVICE, ServiceDialog, do.TakeOutOfService),
]  # fmt: skip


def filled(dialog: ShelveDialog | DispatchDialog | CommentDialog | ServiceDialog) -> None:
    if isinstance(dialog, DispatchDialog):
        next(iter(dialog.boxes.values())).setChecked(True)
    else:
        (dialog.text if isinstance(dialog, CommentDialog) else dialog.reason).setPlainText("检修")


def desk_at_both(stage: Stage, qtbot: QtBot):
    desk = desk_of(stage, qtbot)
    stage.operations.sign_in(LEADER, "session-2", "gw-2")
    return desk, [key for key, _ in stage.world.alarms.entities()]


@pytest.mark.parametrize(("act", "kind", "intent"), DIALOGS, ids=lambda each: getattr(each, "value", None))
def test_a_dialog_s_act_reaches_the_alarms_of_every_backend(stage, qtbot, act, kind, intent) -> None:
    desk, keys = desk_at_both(stage, qtbot)
    dialog = desk.alarms.control.do(act, keys)
    assert isinstance(dialog, kind)
    filled(dialog)
    dialog.send()
    qtbot.waitUntil(lambda: len(stage.sent("gw-2")) == 2)
    for backend, names in (("gw-1", {"A-0", "A-1"}), ("gw-2", {"A-1", "A-2"})):
        wanted = [entry.command.intent for entry in stage.sent(backend)]
        assert {each.about for each in wanted} == names
        assert all(isinstance(each, intent) for each in wanted)


def test_what_one_backend_s_part_lacks_is_sent_again_without_the_other_s(stage, qtbot) -> None:
    desk, keys = desk_at_both(stage, qtbot)
    keep = stage._keep

    def second_fails(backend, commands):
        if backend == "gw-2":
            raise NotSaved("disk")
        keep(backend, commands)

    stage.line._keep = second_fails
    dialog = desk.alarms.control.do(Act.COMMENT, keys)
    filled(dialog)
    dialog.send()
    qtbot.waitUntil(lambda: "另一后端的部分已保存" in dialog.said.text())
    assert dialog.isVisible() and (len(stage.sent("gw-1")), len(stage.sent("gw-2"))) == (2, 0)
    stage.line._keep = keep
    dialog.send()
    qtbot.waitUntil(lambda: len(stage.sent("gw-2")) == 2)
    assert len(stage.sent("gw-1")) == 2, "nothing is said twice"


def test_alarms_of_two_backends_go_into_no_one_incident(stage, qtbot) -> None:
    desk, keys = desk_at_both(stage, qtbot)
    said = []
    desk.alarms.control.said.connect(lambda words, _token: said.append(words))
    assert desk.alarms.control.do(Act.ATTACH, keys) is None
    assert "不同后端" in said[-1] and not stage.sent() and not stage.sent("gw-2")


def test_a_case_is_found_at_its_own_backend_and_never_guessed(stage, qtbot) -> None:
    assert find(stage.world, "CG-1") is None, "two have it"
    for backend, title in ((stage.backend, "本市"), (stage.other, "县里")):
        held = find(stage.world, "CG-1", backend)
        assert held is not None and (held.backend, held.case.title) == (backend, title)


def test_each_of_two_cases_of_one_id_is_worked_on_at_its_own_backend(stage, qtbot) -> None:
    now = stage.world.now()
    said = {"at": now, "about": "CG-1", "sort": Stamp.URGED, "by": "张三"}
    stage.put(Entry(id="E-1", v=1, text="市里催", **said))
    stage.put(Entry(id="E-1", v=1, text="县里催", **said), backend=stage.other)
    page = page_of(stage, qtbot, LEADER)
    stage.operations.sign_in(LEADER, "session-2", "gw-2")
    assert page.list.count() == 2
    for row, (title, name) in enumerate((("县里", "gw-2"), ("本市", "gw-1"))):
        page.choose(page.list._model.name(row))
        assert page.card.held.case.title == title
        assert page.card.lines.count() == 1 and page.card.lines.line(0).top.endswith("市里催" if row else "县里催")
        page.reload()
        assert page.card.held.case.title == title, "the other does not slip into the hand"
        dialog = page.act(CaseAct.URGE)
        dialog.text.setPlainText("请尽快")
        dialog.send()
        qtbot.waitUntil(lambda name=name: len(stage.sent(name)) == 1)
    page.choose("CG-1")
    assert page.words.text() == "CG-1", "of two the person chooses"


def test_a_case_of_the_map_is_worked_on_at_its_own_backend(stage, qtbot) -> None:
    """Whoever chose a row of its list has said which of two cases of one id is meant."""
    desk, _ = desk_at_both(stage, qtbot)
    desk.show_page("map")
    cases = desk._pages["map"].layers.shapes.cases
    keys = {stage.world.owners[key]: key for key in stage.world.cases}
    cases.open_list("全市", lambda: list(keys.values()))
    for backend, title in ((stage.other, "县里"), (stage.backend, "本市")):
        desk.show_page("map")
        cases.table.choose(str(keys[backend]))
        cases.open_row()
        held = desk._pages["cases"].card.held
        assert held is not None and (held.backend, held.case.title) == (backend, title)


def test_what_belongs_to_one_of_two_incidents_of_one_id_is_not_the_other_s(stage, qtbot) -> None:
    """A report that one centre has sent would else stop the clock of the other's."""
    now, world = stage.world.now(), stage.world
    rows = stage.room.tables.current().reporting
    stage.put(spill(now), unit(now), seat(now), Task(id="T-1", v=1, at=now, incident="I-1", title="核实", due=now))
    stage.put(spill(now, title="县里的泄漏"), backend=stage.other)
    own, other = (find_incident(world, "I-1", backend) for backend in (stage.backend, stage.other))
    assert own is not None and other is not None and own.twin and other.twin
    owed = due_next(world, own, rows)
    assert owed is not None and owed == due_next(world, other, rows)
    stage.put(Report(id="R-1", v=1, at=now, incident="I-1", stage=owed.row.stage, to=owed.row.to, text="初报",
                     channel=owed.row.channel))  # fmt: skip
    assert due_next(world, own, rows) != owed and due_next(world, other, rows) == owed
    assert (len(tasks_of(world, own)), len(tasks_of(world, other))) == (1, 0)
    for held, count in ((own, 1), (other, 0)):
        assert [len(parts_of(world, kind, "I-1", held.backend)) for kind in (Unit, Participant, Report)] == [count] * 3


def test_two_shifts_of_one_id_are_two_rows_and_only_the_one_that_is_changed_waits(stage, qtbot) -> None:
    now = stage.world.now()
    stage.put(shift(now))
    stage.put(shift(now, leader="县里的"), backend=stage.other)
    page = DutyPage(stage.room)
    qtbot.addWidget(page)
    page.reload()
    names = {row.cells[2].text: row.id for row in page.table.rows()}
    assert set(names) == {"周建国now", "县里的"} and len(set(names.values())) == 2
    dialog = page.edit(names["县里的"])
    assert isinstance(dialog, ShiftDialog)
    dialog.watch_leader.setEditText("新值班长")
    with qtbot.waitSignal(dialog.accepted):
        dialog.send()
    assert len(stage.sent("gw-2")) == 1
    stage.operations.look()
    page.reload()
    waiting = {row.cells[2].text: row.cells[-1].text for row in page.table.rows()}
    assert waiting == {"周建国now": "", "县里的": "待发送"} and not stage.sent("gw-1")


def test_an_invitation_is_answered_at_the_backend_that_asks_and_stands_at_the_other(stage, qtbot) -> None:
    now = stage.world.now()
    desk, _ = desk_at_both(stage, qtbot)
    stage.put(spill(now), seat(now, LEADER.department))
    stage.put(spill(now, title="县里的泄漏"), seat(now + 5, LEADER.department), backend=stage.other)
    qtbot.waitUntil(lambda: not desk.invite.isHidden())
    assert "县里的泄漏" in desk.invite.said.text(), "the newest asks first"
    desk.invite.answer("answered")
    qtbot.waitUntil(lambda: len(stage.sent("gw-2")) == 1)
    stage.operations.look()
    qtbot.waitUntil(lambda: "危化品运输车侧翻泄漏" in desk.invite.said.text())
    assert not desk.invite.isHidden() and not stage.sent("gw-1")
    desk.invite.answer("declined")
    qtbot.waitUntil(lambda: len(stage.sent("gw-1")) == 1)
    qtbot.waitUntil(desk.invite.isHidden)
