"""A certificate that will end is named every day from two months before; one that is well, or none, makes no words."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from console.app.checks.station_check import check_station
from console.config.certificates import WARN_DAYS, CertificateWatch, days_left, ending
from console.config.settings import Backend, NetworkSettings
from tests.fakes.authority import Authority


@pytest.fixture
def centre(tmp_path: Path) -> Authority:
    return Authority(tmp_path, "centre")


def test_the_days_are_those_of_the_file_with_its_key_before_it(centre: Authority) -> None:
    file = centre.station_file("wall-1", days=90)
    assert days_left(file) == pytest.approx(90, abs=0.1)
    assert ending(file, lambda: time.time() + 100 * 86_400) == "ended 10 days ago"


def test_of_several_certificates_the_first_to_end_counts(centre: Authority, tmp_path: Path) -> None:
    chain = tmp_path / "chain.pem"
    chain.write_bytes(centre.station_file("long", days=900).read_bytes() + centre.station_file("soon", 30).read_bytes())
    assert days_left(chain) == pytest.approx(30, abs=0.1)


def test_the_log_warns_in_time_and_again_each_day(centre: Authority, caplog: pytest.LogCaptureFixture) -> None:
    file, day = centre.station_file("wall-1", days=WARN_DAYS + 2), [0]
    watch = CertificateWatch((file, None), lambda: time.time() + day[0] * 86_400)
    said = []
    for day[0] in range(0, WARN_DAYS + 4):
        caplog.clear()
        watch.look()
        said.append(len(caplog.records))
    assert said[:2] == [0, 0] and set(said[3:]) == {1}
    assert "ended" in caplog.text and str(file) in caplog.text


def test_a_file_that_is_gone_is_told_and_ends_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    CertificateWatch((tmp_path / "none.pem",)).look()
    assert "cannot be read" in caplog.text


def test_it_ends_when_told_and_at_once_without_a_file(centre: Authority) -> None:
    for files in ((None,), (centre.path,)):
        watch = CertificateWatch(files)
        watch.start()
        watch.stop()
        watch.join(5)
        assert not watch.is_alive()


def test_the_doctor_says_how_this_station_is_known(centre: Authority) -> None:
    network = NetworkSettings(ca_file=centre.path, client_cert=centre.station_file("wall-1", days=20))
    clear = Backend("甲", ("http://10.0.0.5:8700",), "file:key")
    well = Backend("乙", ("https://10.0.0.5:8700", "http://127.0.0.1:8700"), "file:key")
    said = [
        (good, what) for good, what, _ in check_station(network, [clear, well, Backend("丙", ("http://10.0.0.6",))])
    ]
    assert said == [
        (False, "certificate of this station"), (True, "authority"), (False, "reader key 甲"), (True, "reader key 乙"),
    ]  # fmt: skip
