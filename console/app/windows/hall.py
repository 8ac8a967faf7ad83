"""The hall's wall document, for whoever puts a window somewhere."""

from __future__ import annotations

from pathlib import Path

from console.app.windows.present import present
from console.config.settings import Settings
from console.wall.matching import match_screens
from console.wall.outputs import Rect, Role, WallDocument, load_wall


def document_of(settings: Settings, config: Path | None) -> WallDocument | None:
    """The document that the settings name, beside them; None for none. Raises ``WallError``."""
    if not settings.wall.document or config is None:
        return None
    return load_wall(config.absolute().parent / settings.wall.document)


def desk_room(document: WallDocument | None) -> Rect | None:
    """The room on the first monitor that the document keeps for a desk; None if it keeps none, or none is there."""
    if document is None:
        return None
    here = present()
    for match in match_screens(document.outputs, [screen for screen, _ in here]):
        if document.outputs[match.output].role is Role.DESK:
            room = here[match.screen][1].availableGeometry()
            return room.x(), room.y(), room.width(), room.height()
    return None
