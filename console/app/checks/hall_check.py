"""What the doctor asks of a hall's settings: the wall document, and the systems' own applications."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from console.app.windows.sso_secret import SecretError, secret_of
from console.config.settings import Settings, load
from console.domain.web_application import Sso, WebApplication
from console.wall.outputs import Role, WallError, load_wall
from widgets.webpane.trust import TrustError, load_trust

Checked = tuple[bool, str, str]
"""Whether it is as it should be, what was looked at, and in which way it is not."""


def check_hall(config: Path) -> Iterator[Checked]:
    """Everything that can be known without a display. Raises ``SettingsError``."""
    settings = load(config)
    folder = config.absolute().parent
    if settings.wall.document:
        yield _document(folder / settings.wall.document, settings)
    for application in settings.applications:
        yield _application(application, folder)


def _document(path: Path, settings: Settings) -> Checked:
    try:
        wall = load_wall(path)
    except WallError as error:
        return False, "wall document", str(error)
    outputs = [output for output in wall.outputs if output.role is Role.WALL]
    blind = [output.name for output in outputs if not (output.serial or output.connector)]
    distance = wall.viewing_distance_m or settings.wall.viewing_distance_m
    told = f"{len(outputs)} outputs, seen from {distance:g} m"
    if blind:
        told += f"; known by place or order only: {', '.join(blind)}"
    return True, "wall document", told


def _application(application: WebApplication, folder: Path) -> Checked:
    what = f"application {application.name}"
    try:
        if application.sso is not Sso.NONE:
            secret_of(application, folder)
        load_trust(folder / application.ca if application.ca else None)
    except (SecretError, TrustError) as error:
        return False, what, str(error)
    told = [application.url.split("?")[0], f"sso {application.sso}"]
    return True, what, ", ".join(told)
