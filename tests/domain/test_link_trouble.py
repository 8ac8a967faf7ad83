"""Causes of a silent backend: a line goes through the cache and comes back as cause and detail, and has its words."""

from __future__ import annotations

import pytest

from console.domain.link_trouble import Trouble, reason, trouble_of


@pytest.mark.parametrize("trouble", list(Trouble))
@pytest.mark.parametrize("detail", ["", "503", "[Errno 111] refused: really"])
def test_a_line_is_read_back(trouble: Trouble, detail: str) -> None:
    assert trouble_of(reason(trouble, detail)) == (trouble, detail)


def test_a_line_of_somebody_else_is_all_detail() -> None:
    assert trouble_of("x: y") == (None, "x: y")
    assert trouble_of("") == (None, "")
