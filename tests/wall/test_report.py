"""What a wall tells the desks beside it: read while it is renewed, forgotten when it is not."""

from __future__ import annotations

from pathlib import Path

from console.wall.report import FOLDER, STALE_S, WindowReport, reports, withdraw, write

NOW = 1_700_000_000.0


def test_a_report_is_read_until_it_is_old_or_withdrawn(tmp_path: Path) -> None:
    one = WindowReport("wall/1", NOW, {"左上": 5})
    write(tmp_path, one)
    write(tmp_path, WindowReport("node-2", NOW - STALE_S - 1, {"右": 7}))
    assert list(reports(tmp_path, NOW)) == [one]
    assert list(reports(tmp_path, NOW + STALE_S + 1)) == []
    withdraw(tmp_path, "wall/1")
    withdraw(tmp_path, "never there")
    assert list(reports(tmp_path, NOW)) == []


def test_what_is_no_report_is_none_and_a_name_leads_nowhere(tmp_path: Path) -> None:
    assert list(reports(tmp_path / "nothing", NOW)) == []
    write(tmp_path, WindowReport("../../x", NOW))
    (tmp_path / FOLDER / "bad.json").write_text("{", encoding="utf-8")
    (tmp_path / FOLDER / "other.json").write_text('{"node": 1}', encoding="utf-8")
    assert [each.node for each in reports(tmp_path, NOW)] == ["../../x"]
    assert {path.parent for path in tmp_path.rglob("*.json")} == {tmp_path / FOLDER}
