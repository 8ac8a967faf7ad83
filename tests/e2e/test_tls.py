"""Gateway, feed and desk over TLS under an authority of the centre's own; any other certificate is refused in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.commands import intents as do
from console.commands.desk_line import submit
from console.commands.envelope import Stage, make
from console.commands.outbox import OutboxReader
from console.commands.session import Problem, SignIn, SignInFailed
from console.domain.link_trouble import Trouble
from console.wire import trust
from e2e.processes import SMALL, Plant, backend_of, contact, until
from tests.fakes.authority import Authority

pytestmark = [pytest.mark.e2e, pytest.mark.operations]


@pytest.fixture(autouse=True)
def usual_trust() -> Iterator[None]:
    yield
    trust.believe(None)


def settings(path: Path, url: str, authority: Path) -> str:
    """A settings file with one backend and the authority beside it, as IT writes it."""
    path.write_text(f'[network]\nca_file = "{authority.name}"\n[[backends]]\nname = "城"\nurls = ["{url}"]\n')
    return str(path)


def test_a_centre_with_its_own_authority_signs_in_and_acts_over_tls(plant: Plant, tmp_path: Path) -> None:
    centre, stranger = Authority(tmp_path, "centre"), Authority(tmp_path, "stranger")
    gateway = plant.gateway(options=(*SMALL, "--tls", str(centre.server_file())))
    until(gateway._ready.exists, 40, "the gateway is ready")
    url = str(json.loads(gateway._ready.read_text())["url"])
    assert url.startswith("https://")
    plant.process("feed", "feed", "--cache", str(plant.cache), "--no-keyring",
                  "--config", settings(tmp_path / "settings.toml", url, centre.path))  # fmt: skip
    contact(plant.cache, "城")
    with pytest.raises(SignInFailed) as refused:
        SignIn([url], "席位 3").by_password("watch", "demo-watch-2024")
    assert refused.value.problem is Problem.CERTIFICATE, "the machine's software does not know this authority"
    trust.believe(centre.path)
    leader = SignIn([url], "席位 3").by_password("watch", "demo-watch-2024")
    row = backend_of(plant.cache, "城")
    assert row is not None
    told = make(
        do.Comment(about="AL-none", text="经加密链路"), "Alarm", actor=leader.person.id, session=leader.session,
        terminal="席位 3", now_ms=row.link.heard_at,
    )  # fmt: skip
    submit(plant.cache, "城", [told])
    reader = OutboxReader(plant.cache)
    until(lambda: [each for each in reader.recent() or [] if each.stage is not Stage.PENDING], 20, "the gateway's word")
    reader.close()
    other = tmp_path / "other"
    plant.process("other-feed", "feed", "--cache", str(other), "--no-keyring",
                  "--config", settings(tmp_path / "other.toml", url, stranger.path))  # fmt: skip
    deaf = until(lambda: (found := _row(other)) and found.link.reason and found, 30, "why it is not heard")
    assert deaf.link.reason == Trouble.CERTIFICATE.value and not deaf.cursor.epoch


def _row(cache: Path):  # type: ignore[no-untyped-def]
    return backend_of(cache, "城") if (cache / "current").exists() else None
