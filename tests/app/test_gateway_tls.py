"""The key that a gateway speaks https by: told if every user of the machine could read it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from console.app.gateway import _tls
from tests.fakes.authority import Authority


@pytest.mark.skipif(os.name != "posix", reason="rights of files are those of POSIX")
@pytest.mark.parametrize(("rights", "told"), [(0o600, False), (0o640, False), (0o644, True)])
def test_a_key_that_everybody_can_read_is_told(
    rights: int, told: bool, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = Authority(tmp_path, "centre").server_file()
    file.chmod(rights)
    _tls(file, None)
    assert ("chmod 640" in caplog.text) is told
