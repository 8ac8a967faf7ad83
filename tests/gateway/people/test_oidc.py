"""Login at the identity provider: device code through the gateway, and no token believed that is not proven."""

from __future__ import annotations

import logging
import re
import time

import msgspec
import pytest

from console.commands.session import WORDS, DeviceCode, Problem, SignedIn, SignInFailed, Waiting
from console.config.settings import SettingsError
from console.domain.roles import RIGHTS, Role
from console.gateway.people.oidc import person_id
from console.gateway.people.oidc_settings import OidcSettings, RoleRule, load_oidc
from tests.fakes.identity_provider import CLIENT, SECRET, IdentityProvider, provider
from tests.gateway.people.office import SECURITY, Clock, Office, office

pytestmark = pytest.mark.operations

RULES = (
    RoleRule("cw-watch", Role.WATCH_LEADER),
    RoleRule("cw-grid", Role.DISPATCHER, "市网格化服务管理中心"),
)


@pytest.fixture(scope="module")
def running():
    with provider() as fake:
        yield fake


@pytest.fixture
def fake(running: IdentityProvider) -> IdentityProvider:
    running.behaviour = type(running.behaviour)()
    running.polls = 0
    return running


@pytest.fixture
def settings(fake, tmp_path) -> OidcSettings:
    secret = tmp_path / "client-secret"
    secret.write_text(f"{SECRET}\n")
    return OidcSettings(issuer=fake.url, client_id=CLIENT, roles=RULES, client_secret_file=str(secret))


@pytest.fixture
def here(tmp_path, settings):
    with office(tmp_path / "gateway", Clock(int(time.time() * 1000)), settings) as opened:
        yield opened


def finish(here: Office, started: DeviceCode | None = None) -> SignedIn | Waiting:
    started = started or here.door().begin_device()
    here.clock.wait(started.interval)
    return here.door().poll_device(started.flow)


def refused(here: Office) -> SignInFailed:
    with pytest.raises(SignInFailed) as failed:
        finish(here)
    return failed.value


@pytest.mark.parametrize("key", ["rsa", "ec"])
def test_a_person_whom_the_provider_vouches_for_gets_the_role_of_the_table(here, fake, key):
    fake.behaviour.sign_with = key
    started = here.door().begin_device()
    assert (started.user_code, started.verification_uri) == ("WDJB-MJHT", f"{fake.url}/activate")
    signed = finish(here, started)
    assert isinstance(signed, SignedIn)
    assert (signed.person.id, signed.person.name) == ("oidc:wang.fang", "王芳")
    assert (signed.person.role, signed.person.department) == (Role.DISPATCHER, "市网格化服务管理中心")
    assert set(signed.acts) == RIGHTS[Role.DISPATCHER]
    told = here.audit()[-1]
    assert (told.act, told.actor, told.result, told.terminal) == ("login", "oidc:wang.fang", "accepted", "席位 3")


def test_the_provider_is_asked_no_more_often_than_it_allows(here, fake):
    fake.behaviour.answers = ["authorization_pending", "slow_down"]
    door, started = here.door(), here.door().begin_device()
    for _ in range(5):
        assert door.poll_device(started.flow) == Waiting(5)
    assert fake.polls == 0
    here.clock.wait(5)
    assert door.poll_device(started.flow) == Waiting(5)
    here.clock.wait(5)
    assert door.poll_device(started.flow) == Waiting(10), "slow_down adds five seconds"
    here.clock.wait(9)
    assert door.poll_device(started.flow) == Waiting(10)
    assert fake.polls == 2
    here.clock.wait(1)
    assert isinstance(door.poll_device(started.flow), SignedIn)


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ("access_denied", Problem.DENIED),
        ("expired_token", Problem.FLOW_ENDED),
        ("invalid_grant", Problem.PROVIDER_WRONG),
    ],
)
def test_a_refusal_ends_the_login_with_its_reason(here, fake, answer, problem):
    fake.behaviour.answers = [answer]
    started = here.door().begin_device()
    with pytest.raises(SignInFailed, match=WORDS[problem]):
        finish(here, started)
    with pytest.raises(SignInFailed, match=WORDS[Problem.FLOW_ENDED]):
        finish(here, started)
    assert here.audit()[-1].result == problem.value


def test_a_login_code_opens_once_and_ends_with_its_time(here):
    started = here.door().begin_device()
    assert isinstance(finish(here, started), SignedIn)
    with pytest.raises(SignInFailed, match=WORDS[Problem.FLOW_ENDED]):
        finish(here, started)
    late = here.door().begin_device()
    here.clock.wait(601)
    with pytest.raises(SignInFailed, match=WORDS[Problem.FLOW_ENDED]):
        here.door().poll_device(late.flow)


NOW = int(time.time())


@pytest.mark.parametrize(
    "change",
    [
        {"sign_with": "stranger"},
        {"sign_with": "none"},
        {"sign_with": "secret"},
        {"sign_with": "rs512"},
        {"header": {"kid": "unheard-of"}},
        {"claims": {"aud": "another"}},
        {"claims": {"aud": ["another"]}},
        {"claims": {"aud": [CLIENT, "another"]}},
        {"claims": {"aud": [CLIENT, "another"], "azp": "another"}},
        {"claims": {"azp": "another"}},
        {"claims": {"iss": "https://elsewhere.example"}},
        {"claims": {"exp": NOW - 120}},
        {"claims": {"iat": NOW + 3600}},
        {"claims": {"nbf": NOW + 3600}},
        {"claims": {"nonce": "of another login"}},
        {"claims": {"sub": ""}},
        {"claims": {"sub": 7}},
        {"claims": {"exp": "tomorrow"}},
        {"without": ("sub",)},
        {"without": ("exp",)},
        {"without": ("iat",)},
        {"without": ("aud",)},
        {"without": ("iss",)},
        {"no_token": True},
    ],
    ids=lambda change: re.sub(r"\d{9,}", "time", str(change)),  # the same name in every process that collects it
)
def test_a_token_that_proves_nothing_opens_nothing(here, fake, change):
    for name, value in change.items():
        setattr(fake.behaviour, name, value)
    assert refused(here).problem is Problem.PROVIDER_WRONG
    assert here.inside(lambda people: people._db.execute("SELECT count(*) FROM session").fetchone()) == (0,)
    assert here.audit()[-1].result == "provider_wrong"


def test_a_token_for_several_parties_that_was_issued_to_us_and_one_without_nonce_are_good(here, fake):
    fake.behaviour.claims = {"aud": [CLIENT, "another"], "azp": CLIENT}
    assert isinstance(finish(here), SignedIn)
    fake.behaviour.echo_nonce = False
    assert isinstance(finish(here), SignedIn)


def test_a_clock_a_little_off_is_forgiven(here, fake):
    fake.behaviour.claims = {"exp": int(time.time()) - 20, "iat": int(time.time()) + 20}
    assert isinstance(finish(here), SignedIn)


def test_new_keys_of_the_provider_are_fetched_when_they_are_first_seen(here, fake):
    assert isinstance(finish(here), SignedIn)
    before = fake.key_requests
    assert isinstance(finish(here), SignedIn)
    assert fake.key_requests == before
    fake.rotate()
    assert isinstance(finish(here), SignedIn)
    assert fake.key_requests == before + 1


@pytest.mark.parametrize("groups", [[], ["staff"], "cw-gridlock", None, 7, [["cw-grid"]], {"cw-grid": True}])
def test_who_has_no_role_in_the_table_gets_in_nowhere(here, fake, groups):
    fake.behaviour.claims = {"groups": groups}
    assert refused(here).problem is Problem.NO_ROLE


def test_the_first_rule_that_fits_decides_and_each_login_counts_anew(here, fake):
    fake.behaviour.claims = {"groups": ["cw-grid", "cw-watch"]}
    first = finish(here)
    fake.behaviour.claims = {"groups": "cw-grid"}
    second = finish(here)
    assert (first.person.role, second.person.role) == (Role.WATCH_LEADER, Role.DISPATCHER)
    assert here.door().refresh(first).person.role is Role.DISPATCHER


def test_roles_may_lie_deeper_in_the_claims(tmp_path, fake, settings):
    deeper = msgspec.structs.replace(settings, role_claim="realm_access.roles")
    fake.behaviour.claims = {"realm_access": {"roles": ["cw-watch"]}}
    with office(tmp_path / "deeper", Clock(int(time.time() * 1000)), deeper) as here:
        assert finish(here).person.role is Role.WATCH_LEADER


def test_who_is_disabled_here_stays_out_whatever_the_provider_says(here):
    here.add(SECURITY)
    signed = finish(here)
    admin = here.door().by_password("security", "right horse battery").session
    answer = here.post("/v1/people/oidc:wang.fang/role", {"role": "wall"}, admin)
    assert (answer.status_code, "identity provider" in answer.text) == (409, True)
    assert here.post("/v1/people/oidc:wang.fang/disable", {}, admin).status_code == 200
    assert here.inside(lambda people: people.person(signed.session)) is None
    assert refused(here).problem is Problem.NO_ROLE


def test_a_vouched_person_has_no_password(here):
    finish(here)
    for password in ("", "x"):
        answer = here.post("/v1/login", {"user": "oidc:wang.fang", "password": password})
        assert answer.json()["problem"] == "wrong"


def test_a_provider_that_is_down_for_a_while_does_not_end_the_login(here, fake):
    started = here.door().begin_device()
    fake.behaviour.broken = True
    with pytest.raises(SignInFailed, match=WORDS[Problem.PROVIDER_DOWN]):
        finish(here, started)
    with pytest.raises(SignInFailed, match=WORDS[Problem.PROVIDER_DOWN]):
        here.door().begin_device()
    fake.behaviour.broken = False
    assert isinstance(finish(here, started), SignedIn)


@pytest.mark.parametrize("change", [{"issuer": "http://127.0.0.1:9"}, {"verification_uri": "http://phish.example/"}])
def test_a_provider_that_is_not_the_configured_one_or_shows_an_open_address_is_refused(here, fake, change):
    for name, value in change.items():
        setattr(fake.behaviour, name, value)
    with pytest.raises(SignInFailed, match=WORDS[Problem.PROVIDER_WRONG]):
        here.door().begin_device()


def test_a_gateway_without_a_provider_says_so(tmp_path):
    with office(tmp_path) as here, pytest.raises(SignInFailed, match=WORDS[Problem.NO_PROVIDER]):
        here.door().begin_device()


def test_neither_codes_nor_tokens_nor_the_client_secret_stand_in_a_log_or_a_file(here, fake, caplog):
    caplog.set_level(logging.DEBUG)
    started = here.door().begin_device()
    device_code = list(fake.codes)[-1]
    signed = finish(here, started)
    kept = b"".join(path.read_bytes() for path in here.folder.iterdir()) + caplog.text.encode()
    for secret in (device_code, started.flow, signed.session, SECRET):
        assert secret.encode() not in kept


def test_two_subjects_never_become_one_person():
    names = ["wang.fang", "a" * 71, "a" * 72, "王芳", "王芳 ", "#abc", "x/y", ""]
    ids = {person_id(name) for name in names}
    assert len(ids) == len(names)
    assert all(len(name) <= 80 and ":" in name for name in ids)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('issuer = "http://idp.example"', "https"),
        ('scope = "profile"', "openid"),
        ('roles = [{ value = "g", role = "dispatcher" }]', "department"),
        ('roles = [{ value = "g", role = "king" }]', "king"),
        ("roles = []", "length"),
        ('client_secret_file = "/nowhere/secret"', "/nowhere/secret cannot be read"),
        ("surprise = 1", "surprise"),
        ("= = =", "login settings"),
    ],
)
def test_unsafe_or_wrong_settings_are_one_sentence(tmp_path, text, said):
    good = {"issuer": '"https://idp.example"', "client_id": '"c"', "roles": '[{ value = "g", role = "wall" }]'}
    path = tmp_path / "login.toml"
    path.write_text("\n".join(f"{key} = {value}" for key, value in good.items()))
    assert load_oidc(path).roles == (RoleRule("g", Role.WALL),)
    good.pop(text.split(" ")[0], None)
    path.write_text("\n".join([*(f"{key} = {value}" for key, value in good.items()), text]))
    with pytest.raises(SettingsError, match=said) as error:
        load_oidc(path)
    assert "\n" not in str(error.value)
