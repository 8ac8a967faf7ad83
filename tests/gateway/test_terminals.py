"""How the hall's computers are, through a real log and a clock turned by hand: state, no history; one alarm a cause."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from console.domain.alarms.alarm_state import State, acknowledge, state_of
from console.domain.entities import Alarm, Condition, OutputState, Running, System, Terminal, WindowState
from console.gateway.log import EventLog
from console.gateway.terminal_alarms import DARK, OUTPUTS
from console.gateway.terminals import MOST, Terminals, Unheard
from console.wire.terminal import TerminalWord
from tests.gateway.harness import NOW, QUICK

pytestmark = pytest.mark.operations
SECOND = 1_000
DAY = 86_400 * SECOND


def wall(*missing: str, running: Running = Running.WELL, since: int = NOW, **more: Any) -> Condition:
    outputs = [OutputState(name, "1920×1080") for name in ("左", "中", "右") if name not in missing]
    outputs += [OutputState(name, missing=since) for name in missing]
    shown = WindowState(window="wall", running=running, since=since, outputs=tuple(outputs))
    return Condition(node="hall", version="1.0", since=NOW, windows=(shown,), links={"城": 0}, **more)


class Hall:
    """A log, terminals that speak every five seconds, and a clock that is turned by hand."""

    def __init__(self, log: EventLog) -> None:
        self.log, self.now = log, NOW
        self.says: dict[str, TerminalWord] = {}
        self.stands: Callable[[str], bool] = lambda _name: True
        self.watch = self.begin()

    def begin(self) -> Terminals:
        return Terminals(self.log, lambda: self.now, lambda name: self.stands(name))

    def say(self, name: str, condition: Condition, **more: Any) -> None:
        self.says[name] = TerminalWord(f"run-{name}", condition, **more)

    async def pass_time(self, seconds: int) -> None:
        for _ in range(seconds):
            self.now += SECOND
            if self.now // SECOND % 5 == 0:
                for name, word in self.says.items():
                    assert self.watch.take(name, word) is None
            self.watch.tick()
        await self.log.settled()

    def terminal(self, name: str) -> Terminal:
        found = self.log.state.ledger.entities[21, name]
        assert isinstance(found, Terminal)
        return found

    def alarms(self, rule: str) -> list[Alarm]:
        each = self.log.state.ledger.entities.values()
        return [alarm for alarm in each if isinstance(alarm, Alarm) and alarm.rule == rule]

    def acknowledge(self, alarm: Alarm) -> None:
        seen = acknowledge(alarm, "p-1", self.now)
        assert isinstance(seen, Alarm)
        self.log.put(seen)


def inside(folder: Path, scenario: Callable[[Hall], Awaitable[None]]) -> None:
    async def run() -> None:
        log = EventLog(folder / "log", lambda: NOW, QUICK)
        log.start()
        try:
            await scenario(Hall(log))
            assert not log.state.quarantined
        finally:
            await log.close()

    asyncio.run(run())


def test_only_what_changes_is_written_however_long_it_speaks(tmp_path: Path) -> None:
    async def scenario(hall: Hall) -> None:
        hall.say("大厅", wall())
        await hall.pass_time(600)
        before = hall.log.last
        assert (hall.terminal("大厅").v, before) == (1, 1)
        for jitter in (40, -900, 1_900):
            hall.say("大厅", wall(offset=jitter))
            await hall.pass_time(60)
        assert hall.log.last == before, "a clock that differs by a measurement has not changed"
        hall.say("大厅", wall(offset=90_000))
        await hall.pass_time(60)
        assert (hall.terminal("大厅").condition.offset, hall.log.last) == (90_000, before + 1)

    inside(tmp_path, scenario)


def test_a_missing_output_is_one_alarm_that_names_it_and_ends_with_it(tmp_path: Path) -> None:
    async def scenario(hall: Hall) -> None:
        hall.say("大厅", wall())
        await hall.pass_time(30)
        hall.say("大厅", wall("右", since=hall.now))
        await hall.pass_time(5)
        assert hall.terminal("大厅").condition.windows[0].missing[0].name == "右"
        assert not hall.alarms(OUTPUTS), "a cable on its way into another socket"
        await hall.pass_time(30)
        (one,) = hall.alarms(OUTPUTS)
        assert (one.system, one.source, one.value, one.active) == (System.CENTRE, "大厅", 1.0, True)
        assert one.title == "大屏终端“大厅”缺 1 屏：右"
        hall.acknowledge(one)
        hall.say("大厅", wall("中", "右", since=one.raised))
        await hall.pass_time(30)
        (more,) = hall.alarms(OUTPUTS)
        assert (more.id, more.title) == (one.id, "大屏终端“大厅”缺 2 屏：中、右")
        assert state_of(more) is State.UNACKNOWLEDGED, "it has got worse"
        hall.say("大厅", wall())
        await hall.pass_time(10)
        (over,) = hall.alarms(OUTPUTS)
        assert state_of(over) is State.RETURNED
        hall.say("大厅", wall("右", since=hall.now))
        await hall.pass_time(30)
        (again,) = hall.alarms(OUTPUTS)
        assert (again.id, state_of(again)) == (one.id, State.UNACKNOWLEDGED), "again, and no second one"

    inside(tmp_path, scenario)


def test_a_silent_wall_is_told_with_its_last_word_and_its_outputs_do_not_count_as_mended(tmp_path: Path) -> None:
    async def scenario(hall: Hall) -> None:
        hall.say("大厅", wall("右"))
        await hall.pass_time(60)
        del hall.says["大厅"]
        heard = hall.now
        await hall.pass_time(20)
        assert hall.terminal("大厅").present
        await hall.pass_time(5)
        assert hall.terminal("大厅").silent and abs(hall.terminal("大厅").heard - heard) <= 5 * SECOND
        assert not hall.alarms(DARK), "a computer that starts again"
        await hall.pass_time(45)
        (one,) = hall.alarms(DARK)
        assert one.title == "大屏终端“大厅”失联" and hall.terminal("大厅").told == one.id
        assert hall.alarms(OUTPUTS)[0].active
        await hall.pass_time(3600)
        assert hall.alarms(DARK) == [one], "and nothing more is written about it"
        hall.say("大厅", wall())
        await hall.pass_time(10)
        assert not hall.alarms(DARK)[0].active and not hall.alarms(OUTPUTS)[0].active
        assert hall.terminal("大厅").told == ""

    inside(tmp_path, scenario)


def test_an_output_of_a_window_that_hangs_raises_no_alarm_of_its_own(tmp_path: Path) -> None:
    """Nobody knows any more whether it has a monitor by now."""

    async def scenario(hall: Hall) -> None:
        hall.say("大厅", wall())
        await hall.pass_time(30)
        hall.say("大厅", wall("右", since=hall.now))
        await hall.pass_time(5)
        shown = msgspec.structs.replace(hall.terminal("大厅").condition.windows[0], running=Running.HUNG)
        hall.say("大厅", Condition(node="hall", windows=(shown,)))
        await hall.pass_time(90)
        assert len(hall.alarms(DARK)) == 1 and not hall.alarms(OUTPUTS)

    inside(tmp_path, scenario)


def test_walls_that_fall_silent_together_have_one_alarm(tmp_path: Path) -> None:
    async def scenario(hall: Hall) -> None:
        names = [f"大屏 {number}" for number in range(1, 13)]
        for name in (*names, "别处"):
            hall.say(name, wall())
        await hall.pass_time(30)
        for number, name in enumerate(names):
            del hall.says[name]
            await hall.pass_time(number % 3)
        await hall.pass_time(120)
        (one,) = hall.alarms(DARK)
        assert one.value == 12.0 and one.title.startswith("12 台大屏终端同时失联：")
        del hall.says["别处"]
        await hall.pass_time(120)
        assert [alarm.value for alarm in hall.alarms(DARK)] == [12.0, 1.0], "another cause is another alarm"
        for name in names[:11]:
            hall.say(name, wall())
        await hall.pass_time(10)
        first = hall.alarms(DARK)[0]
        assert (first.active, first.value, first.title) == (True, 1.0, "大屏终端“大屏 12”失联")
        hall.say(names[11], wall())
        await hall.pass_time(10)
        assert [alarm.active for alarm in hall.alarms(DARK)] == [False, True]

    inside(tmp_path, scenario)


def test_a_window_that_hangs_or_ended_without_a_word_is_a_dark_wall(tmp_path: Path) -> None:
    async def scenario(hall: Hall) -> None:
        hall.say("大厅", wall())
        await hall.pass_time(30)
        hall.say("大厅", wall(running=Running.HUNG, since=hall.now))
        await hall.pass_time(70)
        assert [alarm.title for alarm in hall.alarms(DARK)] == ["“大厅”的大屏窗口无响应"]
        hall.say("大厅", wall())
        await hall.pass_time(10)
        assert not hall.alarms(DARK)[0].active

    inside(tmp_path, scenario)


def test_who_signs_off_and_who_has_no_wall_is_not_missed(tmp_path: Path) -> None:
    async def scenario(hall: Hall) -> None:
        desk = Condition(node="desk", windows=(WindowState(window="desk"),))
        hall.say("大厅", wall(), leaving=True)
        hall.say("工位", desk)
        hall.say("远方", wall("右"), home=False)
        await hall.pass_time(10)
        hall.says.clear()
        await hall.pass_time(300)
        assert hall.terminal("大厅").left and not hall.terminal("大厅").silent
        assert hall.terminal("工位").silent, "told, and no alarm"
        assert not hall.alarms(DARK) and not hall.alarms(OUTPUTS), "the alarms of 远方 are another backend's"

    inside(tmp_path, scenario)


def test_a_restart_and_a_sleep_of_the_gateway_are_no_silence_and_lose_no_alarm(tmp_path: Path) -> None:
    async def scenario(hall: Hall) -> None:
        hall.say("大厅", wall())
        hall.say("二厅", wall())
        await hall.pass_time(30)
        del hall.says["二厅"]
        await hall.pass_time(90)
        (one,) = hall.alarms(DARK)
        hall.now += 8 * 3600 * SECOND
        hall.watch = hall.begin()
        await hall.pass_time(10)
        assert hall.alarms(DARK) == [one] and hall.terminal("大厅").present
        hall.now += 8 * 3600 * SECOND
        hall.watch.tick()
        await hall.pass_time(120)
        assert hall.alarms(DARK) == [one] and hall.terminal("大厅").present
        hall.say("二厅", wall())
        await hall.pass_time(10)
        assert not hall.alarms(DARK)[0].active

    inside(tmp_path, scenario)


def test_a_clock_that_was_set_back_over_a_restart_of_the_gateway_hides_nobody(tmp_path: Path) -> None:
    """The gateway runs on by a clock that is eight hours ahead until it is started again, by the right one."""

    async def scenario(hall: Hall) -> None:
        for name in ("大厅", "二厅", "三厅"):
            hall.say(name, wall())
        await hall.pass_time(30)
        del hall.says["二厅"]
        await hall.pass_time(90)
        assert [alarm.active for alarm in hall.alarms(DARK)] == [True]
        hall.now -= 8 * 3600 * SECOND
        hall.watch = hall.begin()
        hall.say("二厅", wall())
        del hall.says["三厅"]
        await hall.pass_time(10)
        assert hall.terminal("二厅").present and not hall.alarms(DARK)[0].active, "it is heard again"
        await hall.pass_time(90)
        assert hall.terminal("三厅").silent
        (one,) = [alarm for alarm in hall.alarms(DARK) if alarm.active]
        assert one.title == "大屏终端“三厅”失联" and one.raised <= hall.now
        del hall.says["大厅"]
        await hall.pass_time(120)
        assert len([alarm for alarm in hall.alarms(DARK) if alarm.active]) == 2

    inside(tmp_path, scenario)


def test_a_terminal_whose_clock_was_set_back_has_its_missing_output_told_all_the_same(tmp_path: Path) -> None:
    async def scenario(hall: Hall) -> None:
        ahead = 8 * 3600 * SECOND
        hall.say("大厅", wall("右", since=hall.now + ahead))
        await hall.pass_time(30)
        (one,) = hall.alarms(OUTPUTS)
        assert hall.now - 30 * SECOND <= one.raised <= hall.now, "it was missing when it was told, at the latest"
        hall.say("二厅", wall(running=Running.HUNG, since=hall.now + ahead))
        await hall.pass_time(90)
        assert len(hall.alarms(DARK)) == 1

    inside(tmp_path, scenario)


def test_what_a_terminal_says_makes_no_alarm_that_nobody_can_read(tmp_path: Path) -> None:
    async def scenario(hall: Hall) -> None:
        names = [f"{number}".ljust(80, "长") for number in range(9)]
        outputs = tuple(OutputState(name, missing=1) for name in names)
        shown = Condition(node="x", offset=-86_400_000, windows=(WindowState(window="wall", since=1, outputs=outputs),))
        for name in names:
            hall.say(name, shown)
        await hall.pass_time(30)
        assert len(hall.alarms(OUTPUTS)) == 9 and hall.log.last == 18
        hall.says.clear()
        await hall.pass_time(120)
        assert [alarm.value for alarm in hall.alarms(DARK)] == [9.0]

    inside(tmp_path, scenario)


def test_a_name_is_one_computer_s_at_a_time_and_there_is_an_end_to_names(tmp_path: Path) -> None:
    async def scenario(hall: Hall) -> None:
        hall.say("大厅", wall())
        await hall.pass_time(10)
        other = TerminalWord("another run", wall("左"))
        assert hall.watch.take("大厅", other) is Unheard.TAKEN
        hall.says.clear()
        await hall.pass_time(11)
        assert hall.watch.take("大厅", other) is None, "a feed that was killed has started again"
        for number in range(MOST - 1):
            assert hall.watch.take(f"t{number}", other) is None
        assert hall.watch.take("one more", other) is Unheard.FULL
        assert hall.watch.take("t1", other) is None

    inside(tmp_path, scenario)


def test_whose_key_is_dropped_or_who_was_not_heard_for_a_week_is_forgotten_with_its_alarm(tmp_path: Path) -> None:
    async def scenario(hall: Hall) -> None:
        hall.say("大厅", wall("右"))
        hall.say("二厅", wall())
        await hall.pass_time(30)
        hall.acknowledge(hall.alarms(OUTPUTS)[0])
        hall.stands = lambda name: name != "大厅"
        del hall.says["大厅"]
        await hall.pass_time(2)
        assert not hall.alarms(OUTPUTS)
        assert [key for key in hall.log.state.ledger.entities if key[0] == 21] == [(21, "二厅")]
        hall.says.clear()
        await hall.pass_time(90)
        hall.acknowledge(hall.alarms(DARK)[0])
        for _ in range(8 * 24):
            hall.now += 3600 * SECOND
            hall.watch.tick()
        await hall.pass_time(2)
        assert not hall.alarms(DARK) and not [key for key in hall.log.state.ledger.entities if key[0] == 21]
        hall.stands = lambda _name: True
        hall.say("大厅", wall())
        await hall.pass_time(10)
        assert hall.terminal("大厅").v == 1

    inside(tmp_path, scenario)


def test_what_a_terminal_says_has_bounds() -> None:
    decode = msgspec.json.Decoder(TerminalWord).decode
    good = msgspec.to_builtins(TerminalWord("r", wall()))
    assert decode(msgspec.json.encode(good)).condition == wall()
    for spoil in (
        {"run": ""}, {"name": "another"}, {"condition": {"node": "x" * 81}},
        {"condition": {"node": "x", "windows": [{"window": "wall"}] * 9}},
        {"condition": {"node": "x", "links": {str(n): 0 for n in range(17)}}},
        {"condition": {"node": "x", "windows": [{"window": "wall", "running": "fine"}]}},
    ):  # fmt: skip
        with pytest.raises(msgspec.ValidationError):
            decode(msgspec.json.encode(good | spoil))
