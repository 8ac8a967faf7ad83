"""Logging in at a backend, from the desk: what goes over the line, and what the person reads when it fails.

The session is held in memory only. Passwords, codes and sessions stay out of every text form and every log.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Annotated, TypeVar
from urllib.parse import urlsplit

import msgspec
import requests
from msgspec import Meta

from console.domain.addresses import is_loopback
from console.domain.roles import Person
from console.wire import trust

ANSWER_SECONDS = (5.0, 20.0)
"""To connect; to answer: the gateway may have to ask the identity provider."""
T = TypeVar("T")


class Problem(Enum):
    """Why nobody was logged in."""

    WRONG = "wrong"
    CODE_NEEDED = "code_needed"
    LOCKED = "locked"
    TOO_MANY = "too_many"
    NO_SESSION = "no_session"
    NO_PROVIDER = "no_provider"
    PROVIDER_DOWN = "provider_down"
    PROVIDER_WRONG = "provider_wrong"
    DENIED = "denied"
    FLOW_ENDED = "flow_ended"
    NO_ROLE = "no_role"
    NO_RIGHT = "no_right"
    NO_AUDIT = "no_audit"
    NO_REASON = "no_reason"
    NO_NUMBER = "no_number"
    UNREACHABLE = "unreachable"
    INSECURE = "insecure"
    CERTIFICATE = "certificate"
    NOT_UNDERSTOOD = "not_understood"


WORDS: dict[Problem, str] = {
    Problem.WRONG: "账号、密码或动态码不正确。",
    Problem.CODE_NEEDED: "请输入动态码。",
    Problem.LOCKED: "多次输入错误，该账号已锁定 5 分钟。",
    Problem.TOO_MANY: "尝试过于频繁，请稍后再试。",
    Problem.NO_SESSION: "登录已失效，请重新登录。",
    Problem.NO_PROVIDER: "该网关未配置统一身份认证。",
    Problem.PROVIDER_DOWN: "网关无法连接统一身份认证服务。",
    Problem.PROVIDER_WRONG: "统一身份认证返回的凭证未通过校验，登录已拒绝。",
    Problem.DENIED: "登录请求在统一身份认证处被拒绝。",
    Problem.FLOW_ENDED: "登录码已过期，请重新获取。",
    Problem.NO_ROLE: "身份已确认，但未授予任何角色，请联系安全管理员。",
    Problem.NO_RIGHT: "当前角色无权执行此操作。",
    Problem.NO_AUDIT: "审计日志无法写入，暂不能登录或查看号码。",
    Problem.NO_REASON: "请写明理由。",
    Problem.NO_NUMBER: "没有登记这个号码。",
    Problem.UNREACHABLE: "无法连接网关。",
    Problem.INSECURE: "网关地址未加密，不能在其上输入密码。",
    Problem.CERTIFICATE: "网关的证书未通过校验，未发送密码。",
    Problem.NOT_UNDERSTOOD: "网关的应答无法识别。",
}
"""Each problem as the person at the desk reads it."""


class SignInFailed(Exception):
    """Nobody was logged in. ``detail`` is for the health page; the person reads the message."""

    def __init__(self, problem: Problem, detail: str = "") -> None:
        super().__init__(WORDS[problem])
        self.problem, self.detail = problem, detail


class PasswordLogin(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The body of ``POST /v1/login``."""

    user: Annotated[str, Meta(max_length=80)]
    password: Annotated[str, Meta(max_length=1000)]
    totp: Annotated[str, Meta(max_length=20)] = ""
    terminal: Annotated[str, Meta(max_length=200)] = ""

    def __repr__(self) -> str:
        return "PasswordLogin(…)"


class DeviceLogin(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The body of ``POST /v1/login/device``."""

    terminal: Annotated[str, Meta(max_length=200)] = ""


class DeviceCode(msgspec.Struct, frozen=True, kw_only=True):
    """What the person types where (RFC 8628 §3.2). ``flow`` is the gateway's word for this login; seconds."""

    flow: str
    user_code: str
    verification_uri: str
    verification_uri_complete: str = ""
    interval: int
    expires_in: int

    def __repr__(self) -> str:
        return "DeviceCode(…)"


class DevicePoll(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of ``POST /v1/login/device/poll``."""

    flow: Annotated[str, Meta(max_length=200)]

    def __repr__(self) -> str:
        return "DevicePoll(…)"


class Waiting(msgspec.Struct, frozen=True):
    """The person has not decided yet: ask again after so many seconds."""

    interval: int


class AuditHead(msgspec.Struct, frozen=True):
    """Where the audit log stood: every desk that keeps it is a witness against a log written anew."""

    n: int
    hash: str


class SignedIn(msgspec.Struct, frozen=True, kw_only=True):
    """A person with a session until ``expires`` (ms), and the acts that the gateway will accept from them."""

    person: Person
    session: str
    acts: tuple[str, ...]
    expires: int
    audit: AuditHead

    def __repr__(self) -> str:
        return f"SignedIn({self.person!r})"


class Refusal(msgspec.Struct, frozen=True):
    """The gateway's word when it does not do what a login or an administrator asks."""

    problem: Problem
    message: str = ""


class Reveal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of ``POST /v1/contacts/reveal``: whose number, and why."""

    name: Annotated[str, Meta(max_length=80)]
    reason: Annotated[str, Meta(max_length=500)]


class Number(msgspec.Struct, frozen=True):
    """A whole telephone number."""

    phone: str

    def __repr__(self) -> str:
        return "Number(…)"


class Beat(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of ``POST /v1/presence``: a desk is there; one-way ``delay`` in ms and ``loss`` in percent of late."""

    delay: Annotated[int, Meta(ge=0, le=600_000)] = 0
    loss: Annotated[float, Meta(ge=0, le=100)] = 0.0


class SignIn:
    """One backend's door. Its addresses are tried in order; only one that does not answer leads to the next.

    No password goes over plain http beyond this machine; whose certificates are believed is ``console.wire.trust``'s.
    """

    def __init__(self, urls: Sequence[str], terminal: str) -> None:
        self._urls, self._terminal = tuple(url.rstrip("/") for url in urls), terminal
        self._http = trust.http_session()

    def close(self) -> None:
        """Let the connections go."""
        self._http.close()

    def by_password(self, user: str, password: str, totp: str = "") -> SignedIn:
        """Log in with a local account. Raises ``SignInFailed``."""
        body = PasswordLogin(user=user, password=password, totp=totp, terminal=self._terminal)
        return _read(self._ask("/v1/login", body), SignedIn)

    def begin_device(self) -> DeviceCode:
        """Start a login at the identity provider. Raises ``SignInFailed``."""
        return _read(self._ask("/v1/login/device", DeviceLogin(terminal=self._terminal)), DeviceCode)

    def poll_device(self, flow: str) -> SignedIn | Waiting:
        """Ask whether the person has decided, not more often than ``interval``. Raises ``SignInFailed``."""
        answer = self._ask("/v1/login/device/poll", DevicePoll(flow))
        return _read(answer, Waiting) if answer.status_code == 202 else _read(answer, SignedIn)

    def refresh(self, signed: SignedIn) -> SignedIn:
        """The same session with the role of now. Raises ``SignInFailed``, ``NO_SESSION`` when it has ended."""
        return _read(self._ask("/v1/me", session=signed.session, method="GET"), SignedIn)

    def sign_out(self, signed: SignedIn) -> None:
        """End the session at the gateway. What still waits in the outbox waits for the next login."""
        self._ask("/v1/logout", session=signed.session)

    def reveal(self, session: str, name: str, reason: str) -> str:
        """A telephone number, whole; it is on record that it was asked for. Raises ``SignInFailed``."""
        return _read(self._ask("/v1/contacts/reveal", Reveal(name, reason), session), Number).phone

    def present(self, session: str, beat: Beat) -> None:
        """Say that this desk is alive. Raises ``SignInFailed``."""
        self._ask("/v1/presence", beat, session)

    def _ask(
        self, path: str, body: msgspec.Struct | None = None, session: str = "", method: str = "POST"
    ) -> requests.Response:
        headers = {"Content-Type": "application/json"}
        if session:
            headers["Authorization"] = f"Bearer {session}"
        data, why = msgspec.json.encode(body) if body else b"{}", "no address is known"
        problem = Problem.UNREACHABLE
        for url in self._urls:
            if not _private(url):
                raise SignInFailed(Problem.INSECURE, url)
            try:
                answer = self._http.request(
                    method, url + path, data=data if method == "POST" else None, headers=headers,
                    timeout=ANSWER_SECONDS, allow_redirects=False,
                )  # fmt: skip
            except requests.RequestException as error:
                why = f"{url}: {type(error).__name__}"
                if isinstance(error, requests.exceptions.SSLError):
                    problem = Problem.CERTIFICATE
                continue
            if answer.status_code in (200, 202):
                return answer
            raise _refused(answer)
        raise SignInFailed(problem, why)


def _private(url: str) -> bool:
    """Whether nobody in between can read what is sent there."""
    parts = urlsplit(url)
    return parts.scheme == "https" or is_loopback(parts.hostname)


def _read(answer: requests.Response, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(answer.content, type=kind)
    except (msgspec.DecodeError, ValueError) as error:
        raise SignInFailed(Problem.NOT_UNDERSTOOD, type(error).__name__) from error


def _refused(answer: requests.Response) -> SignInFailed:
    try:
        refusal = msgspec.json.decode(answer.content, type=Refusal)
    except (msgspec.DecodeError, ValueError):
        return SignInFailed(Problem.NOT_UNDERSTOOD, f"the gateway answered {answer.status_code}")
    return SignInFailed(refusal.problem, refusal.message)
