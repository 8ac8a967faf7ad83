"""The settings file: TOML, checked whole, every mistake told in one sentence."""

from __future__ import annotations

import socket
import ssl
import tomllib
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

from console.config.look import Look
from console.config.map_settings import MapError, MapSettings, check_map
from console.config.secrets import for_others, is_place
from console.config.storage import StorageSettings
from console.domain.toml_mistakes import sentence
from console.domain.web_application import WebApplication, mistake


class SettingsError(Exception):
    """The settings can't be used; the message is for the person who wrote them."""


class Backend(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One backend. ``urls``: its gateways, tried in order.

    ``reader_key``: where the key is kept by which this station reads there (``env:``, ``file:`` or ``keyring:``).
    """

    name: Annotated[str, Meta(min_length=1, max_length=40)]
    urls: Annotated[tuple[str, ...], Meta(min_length=1)]
    reader_key: Annotated[str, Meta(max_length=500)] = ""


class WallSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The wall. ``viewing_distance_m``: metres from the nearest row of seats to the wall.

    ``map_painter``: who paints its maps; ``auto`` leaves it to what the machine can do. ``document``: the wall
    document, beside the settings file unless absolute. ``node``: this computer's name in it; empty for its host name.
    """

    viewing_distance_m: Annotated[float, Meta(gt=0, le=50)] = 4.0
    map_painter: Literal["auto", "native", "web"] = "auto"
    document: str = ""
    node: str = ""


class DeskSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The operators' desks. ``roads``: the city's road graph, beside the settings file unless absolute.

    ``tables``: the folder of the city's own tables, the same that its gateway goes by. ``meeting_url``: where the venue
    holds its video consultations; empty for nowhere.
    """

    roads: Path | None = None
    tables: Path | None = None
    meeting_url: Annotated[str, Meta(max_length=500)] = ""


class NetworkSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How gateways are reached. ``ca_file``: the centre's authority (PEM), beside the settings file unless absolute.

    With one, only its certificates are believed; none: those that this machine's software knows. ``client_cert``: this
    station's own certificate with its key (PEM), for gateways that ask for one; only its owner may read it.
    """

    ca_file: Path | None = None
    client_cert: Path | None = None


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that can be set."""

    backends: list[Backend] = []
    network: NetworkSettings = NetworkSettings()
    wall: WallSettings = WallSettings()
    desk: DeskSettings = DeskSettings()
    look: Look = Look()
    map: MapSettings = MapSettings()
    storage: StorageSettings = StorageSettings()
    applications: list[WebApplication] = []


def load(path: Path) -> Settings:
    """Read a settings file. Raises ``SettingsError``."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SettingsError(f"settings file {path} does not exist") from error
    except OSError as error:
        raise SettingsError(f"settings file {path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"settings file {path} is not UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"settings file {path} is not valid TOML: {error}") from error
    try:
        settings = msgspec.convert(raw, Settings, dec_hook=lambda _type, told: _path(told, path.absolute().parent))
    except msgspec.ValidationError as error:
        raise SettingsError(f"settings file {path}: {sentence(error, Settings)}") from error
    for backend in settings.backends:
        _check(backend)
    _check_network(settings.network)
    try:
        check_map(settings.map)
    except MapError as error:
        raise SettingsError(f"settings file {path}: {error}") from error
    _check_applications(settings.applications)
    _check_meeting(settings.desk.meeting_url)
    return settings


def _check_network(network: NetworkSettings) -> None:
    file, own = network.ca_file, network.client_cert
    try:
        if file is not None:
            ssl.create_default_context(cafile=str(file))
    except ssl.SSLError as error:
        raise SettingsError(f"network.ca_file {file} holds no certificates (PEM)") from error
    except OSError as error:
        raise SettingsError(f"network.ca_file {file} cannot be read: {error.strerror}") from error
    try:
        if own is not None:
            if for_others(own):
                raise SettingsError(f"network.client_cert {own} holds a key that others can read: chmod 600")
            ssl.create_default_context().load_cert_chain(own)
    except ssl.SSLError as error:
        raise SettingsError(f"network.client_cert {own} does not hold a key and its certificate (PEM)") from error
    except OSError as error:
        raise SettingsError(f"network.client_cert {own} cannot be read: {error.strerror}") from error


def _check_meeting(url: str) -> None:
    try:
        parts = urlsplit(url)
    except ValueError:
        raise SettingsError("desk.meeting_url is no address") from None
    if url and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise SettingsError("desk.meeting_url must be an http or https address")


def _path(told: object, folder: Path) -> Path:
    """A file named in the settings, beside which it is looked for."""
    if not isinstance(told, str) or not told or "\0" in told:
        raise ValueError("expected the name of a file")
    return folder / Path(told).expanduser()


def _check_applications(applications: list[WebApplication]) -> None:
    names = [application.name for application in applications]
    if double := next((name for name in names if names.count(name) > 1), ""):
        raise SettingsError(f"two applications are called {double}")
    for application in applications:
        if wrong := mistake(application):
            raise SettingsError(f"application {application.name}: {wrong}")


def storage_from(config: Path | None) -> StorageSettings:
    """What the cache keeps, by the settings file if there is one. Raises ``SettingsError``."""
    return load(config).storage if config is not None else StorageSettings()


def node_from(config: Path | None) -> str:
    """This computer's name in the wall document: that of a settings file, else its host name."""
    return (load(config).wall.node if config is not None else "") or socket.gethostname()


def network_from(config: Path | None) -> NetworkSettings:
    """How gateways are reached, by the settings file if there is one. Raises ``SettingsError``."""
    return load(config).network if config is not None else NetworkSettings()


def backends_from(options: list[str], config: Path | None, reader_key: str = "") -> list[Backend]:
    """The backends of the command line (all read by ``reader_key``), or else of the settings file.

    Raises ``SettingsError``.
    """
    backends = [_parse(option, reader_key) for option in options]
    if not backends and config is not None:
        backends = load(config).backends
    if not backends:
        raise SettingsError("no backend given: use --backend NAME=URL or --config FILE")
    names = [backend.name for backend in backends]
    if len(set(names)) != len(names):
        raise SettingsError("two backends have the same name")
    return backends


def _parse(option: str, reader_key: str) -> Backend:
    name, _, urls = option.partition("=")
    backend = Backend(name, tuple(url for url in urls.split(",") if url), reader_key)
    if not name or not backend.urls:
        raise SettingsError(f"“{option}” is not NAME=URL")
    _check(backend)
    return backend


def _check(backend: Backend) -> None:
    if backend.reader_key and not is_place(backend.reader_key):
        raise SettingsError(
            f"the reader_key of backend {backend.name} must be env:NAME, file:PATH or keyring:SERVICE/USER; the key "
            "itself does not belong here"
        )
    for url in backend.urls:
        try:
            parts = urlsplit(url)
            good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:  # a bracket or a port that is none
            good = False
        if not good:
            raise SettingsError(f"“{url}” of backend {backend.name} is not an http(s) address")
