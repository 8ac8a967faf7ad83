"""Before a remark its picture: the door keeps the order under refusals and outages."""

from __future__ import annotations

import io
import itertools
import threading
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
import requests
from PIL import Image

from console.commands import intents as do
from console.commands.envelope import NOBODY, Command, Outcome, Verdict, make
from console.domain.entities import Note
from console.domain.pictures import clean
from console.feed.command_door import Unreachable
from console.feed.pictures import PictureCarrier, PictureDoor, PictureFetcher
from console.store.pictures import PictureFolder

pytestmark = pytest.mark.operations
TAKEN = Outcome(verdict=Verdict.ACCEPTED, seq=1)


class Door:
    """Takes every command and remembers how many came together."""

    now = 5

    def __init__(self) -> None:
        self.sent: list[list[str]] = []

    def open(self) -> None:
        return

    def send(self, commands: Sequence[Command]) -> list[Outcome]:
        self.sent.append([command.intent.about for command in commands])
        return [TAKEN] * len(commands)


class Gateway:
    """Answers uploads with a status of the test's choosing; 0: nobody is there."""

    def __init__(self) -> None:
        self.status, self.text = 204, ""
        self.taken: list[str] = []

    def put(self, url: str, **_more: object) -> requests.Response:
        if not self.status:
            raise requests.ConnectionError
        answer = requests.Response()
        answer.status_code, answer._content = self.status, self.text.encode()
        if self.status == 204:
            self.taken.append(url.rpartition("/")[2])
        return answer


@pytest.fixture
def gateway() -> Gateway:
    return Gateway()


@pytest.fixture
def door(tmp_path: Path, gateway: Gateway) -> PictureDoor:
    carrier = PictureCarrier(tmp_path, ("http://a", "http://b"))
    carrier._http = gateway  # type: ignore[assignment]
    return PictureDoor(Door(), carrier)  # type: ignore[arg-type]


def picture(folder: Path, colour: str = "red") -> str:
    body = io.BytesIO()
    Image.new("RGB", (8, 6), colour).save(body, "PNG")
    return PictureFolder(folder).put(clean(body.getvalue()))


def remark(about: str, *pictures: str) -> Command:
    intent = do.Comment(about=about, text="见图", pictures=pictures)
    return make(intent, "Note", actor="p", session="s", terminal="t", now_ms=1)


def sent(door: PictureDoor) -> list[list[str]]:
    return door._door.sent  # type: ignore[attr-defined, no-any-return]


def test_a_picture_goes_once_and_before_its_remark(tmp_path: Path, gateway: Gateway, door: PictureDoor) -> None:
    name = picture(tmp_path)
    assert door.send([remark("A", name), remark("B", name)]) == [TAKEN, TAKEN]
    assert (gateway.taken, sent(door)) == ([name], [["A", "B"]])


def test_while_nobody_takes_it_the_remark_waits_and_those_before_it_go(
    tmp_path: Path, gateway: Gateway, door: PictureDoor
) -> None:
    gateway.status = 0
    commands = [remark("A"), remark("B", picture(tmp_path)), remark("C")]
    assert door.send(commands) == [TAKEN]
    with pytest.raises(Unreachable):
        door.send(commands[1:])
    assert sent(door) == [["A"]], "what comes after it keeps its place"
    gateway.status = 204
    assert door.send(commands[1:]) == [TAKEN, TAKEN]


def test_a_full_disk_at_the_gateway_is_waited_out(tmp_path: Path, gateway: Gateway, door: PictureDoor) -> None:
    gateway.status = 507
    with pytest.raises(Unreachable):
        door.send([remark("A", picture(tmp_path))])


def test_a_refused_picture_is_the_word_on_its_remark(tmp_path: Path, gateway: Gateway, door: PictureDoor) -> None:
    gateway.status, gateway.text = 415, "broken"
    commands = [remark("A"), remark("B", picture(tmp_path))]
    assert door.send(commands) == [TAKEN]
    assert door.send(commands[1:]) == [Outcome(verdict=Verdict.INVALID, reason="picture: broken")]


def test_a_session_that_ended_waits_for_a_login(tmp_path: Path, gateway: Gateway, door: PictureDoor) -> None:
    gateway.status = 401
    (outcome,) = door.send([remark("A", picture(tmp_path))])
    assert (outcome.verdict, outcome.reason) == (Verdict.FORBIDDEN, NOBODY)


def test_words_are_not_held_up_by_a_picture_that_is_gone_or_that_nobody_takes(
    tmp_path: Path, gateway: Gateway, door: PictureDoor
) -> None:
    gateway.status = 404
    assert door.send([remark("A", "0" * 64), remark("B", picture(tmp_path))]) == [TAKEN, TAKEN]


class Breaking(BaseHTTPRequestHandler):
    """Hangs up in the middle of the first picture that is asked for, and gives it whole from then on."""

    data = b""
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.data)))
        self.end_headers()
        self.wfile.write(self.data[:20] if len(self.asked) == 1 else self.data)

    def log_message(self, *_: object) -> None:
        return


def test_a_gateway_that_dies_in_the_middle_of_a_picture_does_not_end_the_fetching(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = picture(tmp_path / "theirs")
    monkeypatch.setattr(Breaking, "data", PictureFolder(tmp_path / "theirs").read(name))
    monkeypatch.setattr(Breaking, "asked", [])
    monkeypatch.setattr("console.feed.pictures.RETRY_SECONDS", 0.05)
    came = threading.Event()
    with HTTPServer(("127.0.0.1", 0), Breaking) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        fetcher = PictureFetcher(tmp_path / "ours", {"城": (url,)}, came.set)
        seen = Note(id="NO-1", v=1, at=1, about="AL-1", text="见图", author="张", pictures=("../../etc/passwd", name))
        fetcher.look("城", [seen])
        fetcher.start()
        assert came.wait(10)
        fetcher.stop()
        fetcher.join(5)
        server.shutdown()
    assert PictureFolder(tmp_path / "ours").read(name) == Breaking.data
    assert Breaking.asked == [f"/v1/pictures/{name}"] * 2, "what can be no picture's name is not asked for"


def test_a_picture_that_nobody_has_is_asked_for_ever_more_rarely(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The remark went without it, for good: a hall must not ask for it twelve times a minute for years."""
    now = [1_000.0]
    asked: list[float] = []
    fetcher = PictureFetcher(tmp_path, {"城": ("http://127.0.0.1:1",)}, lambda: None)
    monkeypatch.setattr("console.feed.pictures.time.monotonic", lambda: now[0])

    def nobody(_name: str, _urls: tuple[str, ...]) -> bool:
        asked.append(now[0])
        return False

    def pass_by(seconds: float | None) -> bool:
        now[0] += seconds or 0.0
        if len(asked) == 8:
            fetcher.stop()
        return True

    monkeypatch.setattr(fetcher, "_fetch", nobody)
    monkeypatch.setattr(fetcher._wake, "wait", pass_by)
    fetcher.look("城", [Note(id="NO-1", v=1, at=1, about="AL-1", text="x", author="张", pictures=("a" * 64,))])
    fetcher.run()
    assert [later - earlier for earlier, later in itertools.pairwise(asked)] == [5, 10, 20, 40, 80, 120, 120]
