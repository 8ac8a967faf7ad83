"""Nobody reads a gateway by being in its network: keys, their change under a running feed, certificates of stations."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from console.app.digest import gateway_digest
from console.domain.entities import Terminal
from console.domain.link_trouble import Trouble
from console.store.changes import BackendRow
from console.wire import trust
from e2e.processes import COMMAND, SMALL, Gateway, Plant, backend_of, contact, reading, until
from tests.fakes.authority import Authority

pytestmark = pytest.mark.e2e
NAME = "城"


@pytest.fixture(autouse=True)
def unknown_again() -> Iterator[None]:
    yield
    trust.believe(None)
    trust.read_by({})


def reader(readers: Path, *words: str) -> str:
    done = subprocess.run([COMMAND, "reader", *words, "--readers", str(readers)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def started(plant: Plant, *options: str) -> tuple[Gateway, str]:
    gateway = plant.gateway(options=(*SMALL, *options))
    until(lambda: gateway._ready.exists() or not gateway.running, 40, gateway.said)
    assert gateway.running, gateway.said()
    gateway.url = str(json.loads(gateway._ready.read_text())["url"])
    return gateway, gateway.url


def settings(path: Path, url: str, backend: str = "", network: str = "") -> str:
    path.write_text(f'[network]\n{network}\n[[backends]]\nname = "{NAME}"\nurls = ["{url}"]\n{backend}\n')
    return str(path)


def feed(plant: Plant, name: str, cache: Path, config: str) -> None:
    plant.process(name, "feed", "--cache", str(cache), "--no-keyring", "--config", config)


def row(cache: Path) -> BackendRow | None:
    return backend_of(cache, NAME) if (cache / "current").exists() else None


def deaf(cache: Path, why: Trouble) -> None:
    """The feed says why it hears nothing, and has nothing."""
    found = until(lambda: (now := row(cache)) and now.link.reason == why.value and now, 30, lambda: (why, row(cache)))
    assert found and not found.cursor.epoch


def live(cache: Path) -> bool:
    now = row(cache)
    return now is not None and now.link.state == "live"


def terminals(cache: Path) -> list[str]:
    """Under which names computers say how they are."""
    with reading(cache) as changes:
        return [event.id for _, _, event in changes.entities if isinstance(event, Terminal)]


def test_a_station_reads_by_its_key_which_is_changed_under_its_running_feed(plant: Plant, tmp_path: Path) -> None:
    readers, key_file = tmp_path / "readers", tmp_path / "key"
    reader(readers, "add", "大厅大屏", "--out", str(key_file))
    _, url = started(plant, "--readers", str(readers))
    with requests.Session() as stranger:
        stranger.trust_env = False
        answer = stranger.get(f"{url}/v1/snapshot", timeout=10)
    assert (answer.status_code, answer.json()["problem"]) == (401, "no_key")
    none, wrong = tmp_path / "none", tmp_path / "wrong"
    feed(plant, "none", none, settings(tmp_path / "none.toml", url))
    (tmp_path / "wrong.key").write_text("cwr_somebody-else")
    (tmp_path / "wrong.key").chmod(0o600)
    feed(plant, "wrong", wrong, settings(tmp_path / "wrong.toml", url, 'reader_key = "file:wrong.key"'))
    feed(plant, "wall", plant.cache, settings(tmp_path / "wall.toml", url, 'reader_key = "file:key"'))
    contact(plant.cache, NAME)
    deaf(none, Trouble.NO_KEY)
    deaf(wrong, Trouble.WRONG_KEY)

    new = tmp_path / "new"
    reader(readers, "add", "大厅大屏", "--out", str(new))
    before = row(plant.cache)
    assert before is not None
    until(lambda: (row(plant.cache) or before).cursor.seq > before.cursor.seq, 20, "both keys are good")
    new.replace(key_file)
    reader(readers, "drop", "大厅大屏")
    until(lambda: (row(plant.cache) or before).counts.reconnects > before.counts.reconnects, 30, "it came back")
    until(lambda: live(plant.cache), 20, lambda: row(plant.cache))
    after = row(plant.cache)
    assert after is not None
    assert (after.counts.lost(after.cursor.seq), after.counts.duplicated(after.cursor.seq)) == (0, 0)
    assert after.counts.snapshots == before.counts.snapshots, "it resumed where it was"
    key = key_file.read_text().strip()
    for said in (*plant.folder.rglob("*.log"), readers):
        assert key not in said.read_text(encoding="utf-8", errors="replace"), said

    trust.read_by({url: lambda: key})
    assert gateway_digest(url)["epoch"] == after.cursor.epoch
    reader(readers, "drop", "大厅大屏", "--all")
    until(
        lambda: (now := row(plant.cache)) and now.link.reason == Trouble.WRONG_KEY.value, 30, lambda: row(plant.cache)
    )
    assert row(plant.cache).cursor.epoch, "what it has seen stays"  # type: ignore[union-attr]


def test_a_gateway_that_would_be_open_to_a_network_does_not_start(plant: Plant, tmp_path: Path) -> None:
    gateway = plant.gateway(options=(*SMALL, "--host", "0.0.0.0"))
    until(lambda: gateway.code is not None, 20, "it ends")
    assert gateway.code == 2 and "everybody in the network could read" in gateway.said()
    assert len(gateway.said().strip().splitlines()) == 1


def test_certificates_of_stations_open_a_gateway_that_asks_for_them(plant: Plant, tmp_path: Path) -> None:
    centre, stranger = Authority(tmp_path, "centre"), Authority(tmp_path, "stranger")
    _, url = started(plant, "--tls", str(centre.server_file()), "--client-ca", str(centre.path))
    believed = f'ca_file = "{centre.path.name}"'
    centre.station_file("wall-1"), stranger.station_file("spy"), centre.station_file("late", days=-1)
    none, spy, late = tmp_path / "none", tmp_path / "spy", tmp_path / "late"
    feed(plant, "none", none, settings(tmp_path / "none.toml", url, network=believed))
    for name, cache in (("spy", spy), ("late", late), ("wall-1", plant.cache)):
        config = settings(tmp_path / f"{name}.toml", url, network=f'{believed}\nclient_cert = "{name}.pem"')
        feed(plant, name, cache, config)
    contact(plant.cache, NAME)
    until(lambda: terminals(plant.cache) == ["wall-1"], 30, lambda: terminals(plant.cache))
    deaf(none, Trouble.STATION)
    for cache in (spy, late):
        deaf(cache, Trouble.STATION)
