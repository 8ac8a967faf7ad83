"""The key of a map tells what its signs mean, and nothing that is not there."""

from __future__ import annotations

from console.models.city_map.sign_key import KeyLine, Sign, key_lines
from console.models.rows import Marker


def _said(lines: tuple[KeyLine, ...]) -> dict[str, list[str]]:
    return {line.head: [each.words for each in line.meanings] for line in lines}


def _alarm(priority: int, acknowledged: bool = True) -> Marker:
    return Marker(f"A{priority}{acknowledged}", "alarm", 0, 0, "井盖位移", priority=priority, acknowledged=acknowledged)


def _station(token: str, kind: str = "air_station") -> Marker:
    return Marker(f"{kind}{token}", kind, 0, 0, "东站", "89", token)


def test_an_empty_map_has_no_key() -> None:
    assert key_lines((), (), False) == ()


def test_only_what_is_there_is_told_the_worst_alarm_first() -> None:
    lines = key_lines([_alarm(3), _alarm(1), _station("aqi2")], {Sign.ALARMED, Sign.MOVING}, False)
    assert _said(lines) == {"告警": ["紧急", "一般"], "车辆": ["行驶", "报警"], "空气站": ["良"]}


def test_the_ring_is_told_while_somebody_waits_in_it_in_the_colour_of_the_worst() -> None:
    (line,) = key_lines([_alarm(2), _alarm(2, False), _alarm(3, False)], (), False)
    assert [each.words for each in line.meanings] == ["重要", "一般", "带圈：未确认"]
    assert (line.meanings[-1].sign, line.meanings[-1].priority) == (Sign.NEW_ALARM, 2)


def test_stations_stand_by_kind_and_greys_have_words() -> None:
    markers = [_station("water3", "water_section"), _station("accent", "water_level"), _station("tertiary")]
    assert _said(key_lines([*markers, _station("cached")], (), False)) == {
        "空气站": ["数据已过时", "缺测或未知"], "水质断面": ["Ⅲ 类"], "水位站": ["实测水位"],
    }  # fmt: skip


def test_where_nothing_newer_is_known_stations_have_lost_their_colours() -> None:
    assert _said(key_lines([_station("aqi2"), _alarm(1)], (), True)) == {"告警": ["紧急"], "空气站": ["数据已过时"]}
