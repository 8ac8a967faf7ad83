"""An application of the settings file: mistakes are one sentence, and a secret is never written there."""

from __future__ import annotations

from typing import Any

import pytest

from console.domain.web_application import Sso, WebApplication, mistake

GOOD: dict[str, Any] = {
    "name": "网格", "url": "https://grid.example.cn/app", "origins": ("https://tiles.example.cn",), "sso": Sso.HEADER,
    "sso_name": "X-Auth", "secret": "env:GRID_TOKEN",
}  # fmt: skip


def test_a_good_one_has_no_mistake() -> None:
    application = WebApplication(**GOOD)
    assert mistake(application) == ""
    assert [str(origin) for origin in application.allowed.origins] == [
        "https://grid.example.cn", "https://tiles.example.cn",
    ]  # fmt: skip
    assert [str(origin) for origin in application.trusted.origins] == ["https://grid.example.cn"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"url": "grid.example.cn"}, "is not an http"),
        ({"origins": ("https://*.cn",)}, "too much"),
        ({"sso_origins": ("https://other.cn",)}, "may not be reached"),
        ({"sso": Sso.NONE}, "sso is"),
        ({"sso_name": ""}, "name of a header"),
        ({"sso_name": "X-A\r\nEvil: 1"}, "name of a header"),
        ({"sso": Sso.COOKIE, "sso_name": "a=b;"}, "name of a cookie"),
        ({"sso_name": "Host"}, "belongs to the browser"),
        ({"secret": ""}, "secret must be"),
        ({"secret": "env:"}, "secret must be"),
        ({"secret": "s3cr3t"}, "secret must be"),
    ],
)
def test_a_mistake_is_one_sentence(changed: dict[str, Any], words: str) -> None:
    said = mistake(WebApplication(**{**GOOD, **changed}))
    assert words in said
    assert "s3cr3t" not in said, "what may be a password is not repeated"
