"""How this station makes itself known to gateways: its reader's keys, its certificate, and whom it believes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from console.config.secrets import SecretError, secret_at
from console.config.settings import Backend, NetworkSettings, SettingsError
from console.wire import trust

log = logging.getLogger(__name__)


def make_known(network: NetworkSettings, backends: Iterable[Backend], folder: Path) -> None:
    """From now on. Places of keys are named from ``folder``. Raises ``SettingsError`` for one that holds no key."""
    trust.believe(network.ca_file, network.client_cert)
    fetch: dict[str, Callable[[], str]] = {}
    for backend in backends:
        if backend.reader_key:
            try:
                secret_at(backend.reader_key, folder)
            except SecretError as error:
                raise SettingsError(f"reader_key of backend {backend.name}: {error}") from error
            fetch |= {url: partial(_key, backend, folder) for url in backend.urls}
    trust.read_by(fetch)


def folder_of(config: Path | None) -> Path:
    """Where files that a settings file names are looked for."""
    return config.absolute().parent if config is not None else Path.cwd()


def _key(backend: Backend, folder: Path) -> str:
    """Fetched anew when a gateway did not know the one before; one that is gone meanwhile is told in the log."""
    try:
        return secret_at(backend.reader_key, folder)
    except SecretError as error:
        log.error("%s: no reader's key: %s", backend.name, error)
        return ""
