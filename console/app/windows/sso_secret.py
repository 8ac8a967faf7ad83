"""The secret of single sign-on of one application."""

from __future__ import annotations

from pathlib import Path

from console.config.secrets import SecretError, secret_at
from console.domain.web_application import WebApplication

__all__ = ["SecretError", "secret_of"]


def secret_of(application: WebApplication, folder: Path) -> str:
    """From where the settings say, files named from ``folder``. Raises ``SecretError``."""
    return secret_at(application.secret, folder)
