"""``commandwall digest`` on the command line: unequal is said only of two that stand at the same event."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from console.app import digest
from console.app.cli import main

ONE = {"epoch": "e", "seq": 7, "digest": {"state": "a"}, "quarantined": []}


@pytest.mark.parametrize(
    ("gateway", "code", "level"),
    [
        ({}, 0, True),
        ({"digest": {"state": "b"}}, digest.UNEQUAL, True),
        ({"seq": 8, "digest": {"state": "b"}}, digest.NEVER_LEVEL, False),
        ({"epoch": "f", "digest": {"state": "b"}}, digest.NEVER_LEVEL, False),
    ],
)
def test_unequal_is_said_at_the_same_event_only(
    gateway: dict[str, object], code: int, level: bool, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(digest, "console_digests", lambda _: {"city": ONE | {"since": 0}})
    monkeypatch.setattr(digest, "gateway_digest", lambda _: ONE | gateway)
    assert main(["digest", "--cache", str(tmp_path), "--gateway", "http://127.0.0.1:1"]) == code
    said = json.loads(capsys.readouterr().out)
    assert (said["equal"], said["level"]) == (code == 0, level)
