"""Pictures at the gateway: who may bring one, what is refused and in which words, and what everybody gets."""

from __future__ import annotations

import hashlib
import io

import pytest
import requests
from PIL import ExifTags, Image

from console.domain.pictures import LARGEST, clean
from console.domain.roles import Role
from tests.gateway.people.office import GRID, PASSWORD, office

pytestmark = pytest.mark.operations


def jpeg(colour: str = "red", place: bool = False) -> bytes:
    exif = Image.Exif()
    if place:
        exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (37.0, 25.0, 48.0)
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture
def here(tmp_path):
    with office(tmp_path) as opened:
        opened.add(GRID)
        yield opened


def put(here, data: bytes, session: str, name: str = "") -> requests.Response:
    name = name or hashlib.sha256(data).hexdigest()
    headers = {"Authorization": f"Bearer {session}"} if session else {}
    return requests.put(f"{here.url}/v1/pictures/{name}", data=data, headers=headers, timeout=10)


def test_a_picture_is_taken_once_given_to_all_and_on_record(here, tmp_path):
    session = here.door().by_password("grid", PASSWORD).session
    data = clean(jpeg())
    name = hashlib.sha256(data).hexdigest()
    for _ in range(2):
        assert put(here, data, session).status_code == 204
    answer = requests.get(f"{here.url}/v1/pictures/{name}", timeout=10)
    assert (answer.status_code, answer.content, answer.headers["Content-Type"]) == (200, data, "image/jpeg")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    told = [entry for entry in here.audit() if entry.act == "picture"]
    assert [(entry.actor, entry.about, entry.result) for entry in told] == [("grid", name, "accepted")]


@pytest.mark.parametrize("role", list(Role))
def test_only_who_may_remark_brings_pictures(here, role):
    here.inside(lambda people: people.accounts.set_role("grid", role, "d"))
    session = here.door().by_password("grid", PASSWORD).session
    allowed = {Role.COMMANDER, Role.WATCH_LEADER, Role.DISPATCHER, Role.TECHNICIAN, Role.SUPERVISION}
    assert put(here, clean(jpeg()), session).status_code == (204 if role in allowed else 403)


def test_a_stranger_brings_nothing(here):
    assert put(here, clean(jpeg()), "").status_code == 401
    assert put(here, clean(jpeg()), "no such session").status_code == 401


@pytest.mark.parametrize(
    ("data", "status", "word"),
    [
        (b"MZ" + bytes(64), 415, "kind"),
        (jpeg()[:-2], 415, "broken"),
        (jpeg(place=True), 415, "not clean"),
        (b"\xff\xd8\xff" + bytes(LARGEST), 413, ""),
    ],
)
def test_what_is_no_clean_picture_is_refused_with_a_word(here, data, status, word):
    session = here.door().by_password("grid", PASSWORD).session
    answer = put(here, data, session)
    assert answer.status_code == status
    assert word in answer.text
    assert requests.get(f"{here.url}/v1/pictures/{hashlib.sha256(data).hexdigest()}", timeout=10).status_code == 404


def test_a_name_that_is_not_its_hash_is_refused_and_no_way_leads_out_of_the_folder(here):
    session = here.door().by_password("grid", PASSWORD).session
    assert put(here, clean(jpeg()), session, "0" * 64).status_code == 400
    for name in ("..%2Fpeople.db", "people.db", "A" * 64):
        assert requests.get(f"{here.url}/v1/pictures/{name}", timeout=10).status_code == 404
