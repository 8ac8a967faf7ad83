"""The identity provider's part of the gateway's settings: where it is, and which of its claims gives which role."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

from console.config.settings import SettingsError
from console.domain.addresses import is_loopback
from console.domain.roles import Role
from console.gateway.people.accounts import check_role


class RoleRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who has ``value`` in the role claim gets ``role`` (in ``department``)."""

    value: Annotated[str, Meta(min_length=1)]
    role: Role
    department: str = ""


class OidcSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``role_claim`` may be a path (``realm_access.roles``). The first rule that fits decides; none: no entry."""

    issuer: str
    client_id: Annotated[str, Meta(min_length=1)]
    roles: Annotated[tuple[RoleRule, ...], Meta(min_length=1)]
    client_secret_file: str = ""
    scope: str = "openid profile"
    role_claim: str = "groups"
    name_claim: str = "name"
    ca_file: str = ""

    def secret(self) -> str:
        """The client's secret, read when it is needed; empty for a public client. Raises ``OSError``."""
        if not self.client_secret_file:
            return ""
        return Path(self.client_secret_file).read_text(encoding="utf-8").strip()


def load_oidc(path: Path) -> OidcSettings:
    """Read the settings (TOML). Raises ``SettingsError`` with one sentence."""
    try:
        settings = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), OidcSettings)
        check_oidc(settings)
        settings.secret()
    except OSError as error:
        raise SettingsError(f"{error.filename} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValueError) as error:
        raise SettingsError(f"login settings {path}: {error}") from error
    return settings


def check_oidc(settings: OidcSettings) -> None:
    """Raises ``ValueError`` for settings that would be unsafe or useless."""
    if not safe_address(settings.issuer):
        raise ValueError("the issuer must be an https address (http only on this machine)")
    if "openid" not in settings.scope.split():
        raise ValueError("the scope must contain openid")
    for rule in settings.roles:
        check_role(rule.role, rule.department)


def safe_address(url: str) -> bool:
    """https, or http that does not leave this machine."""
    parts = urlsplit(url)
    if parts.scheme == "https":
        return bool(parts.hostname)
    return parts.scheme == "http" and parts.hostname != "localhost" and is_loopback(parts.hostname)
