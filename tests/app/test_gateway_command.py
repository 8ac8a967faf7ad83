from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import pytest

from tests.gateway.process import GatewayProcess, quick, stopped
from tests.gateway.tiny_city import write_city

pytestmark = pytest.mark.e2e


@pytest.fixture
def city(tmp_path: Path) -> Path:
    return write_city(tmp_path / "city")


def refused(*options: object) -> str:
    """Start a gateway that must end by itself with code 2 and one sentence; the sentence."""
    code, errors = GatewayProcess(*options).finish()
    assert code == 2
    assert len(errors.strip().splitlines()) == 1, errors
    return errors


def test_it_says_where_it_is_and_ends_on_sigterm(tmp_path, city):
    ready = tmp_path / "ready"
    gateway = GatewayProcess(*quick(tmp_path / "log", city, "--ready-file", ready))
    try:
        assert json.loads(ready.read_text()) == {"url": gateway.url, "pid": gateway.pid}
        assert gateway.get("/v1/hello")["seq"] > 1_000, "a new log begins with the city's last days"
        assert gateway.stop() == (0, "")
    finally:
        stopped(gateway)


def test_a_second_gateway_on_the_same_data_is_refused(tmp_path, city):
    options = quick(tmp_path / "log", city, "--no-simulator")
    gateway = GatewayProcess(*options)
    try:
        assert "Another gateway is using the data folder" in refused(*options)
    finally:
        gateway.stop()


def test_a_port_in_use_is_one_clear_sentence(tmp_path, city):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"127.0.0.1:{port}" in refused(*quick(tmp_path / "log", city, "--port", port, "--no-simulator"))


def test_data_that_cannot_be_used_is_one_clear_sentence(tmp_path, city):
    (tmp_path / "file").write_text("")
    assert "file" in refused(*quick(tmp_path / "file", city))
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "gateway.db").write_bytes(os.urandom(8192))
    assert "cannot be used" in refused(*quick(tmp_path / "broken", city))


def test_control_is_only_there_when_asked_for(tmp_path, city):
    gateway = GatewayProcess(*quick(tmp_path / "log", city, "--no-simulator"))
    try:
        with pytest.raises(OSError, match="404"):
            gateway.post("/v1/control", {"paused": True})
    finally:
        gateway.stop()


def test_it_stops_making_events_after_n(tmp_path, city):
    gateway = GatewayProcess(*quick(tmp_path / "log", city, "--events", 5_000))
    try:
        assert gateway.get("/v1/hello")["seq"] == 5_000
    finally:
        gateway.stop()


def test_tables_that_cannot_be_used_are_one_clear_sentence(tmp_path, city):
    (tmp_path / "limits.toml").write_text("extensions = ", encoding="utf-8")
    for folder, words in ((tmp_path, "limits.toml"), (tmp_path / "nowhere", "is no folder of tables")):
        assert words in refused(*quick(tmp_path / "log", city, "--tables", folder))
