"""The EDIDs that Linux keeps of every connector, and which of them belongs to a monitor that a window system shows."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from pathlib import Path

from console.wall.edid import Edid, EdidError, parse_edid

log = logging.getLogger(__name__)
DRM = Path("/sys/class/drm")
_CARD = re.compile(r"^card\d+-")


def connected(folder: Path = DRM) -> dict[str, Edid]:
    """EDID by connector (``HDMI-A-1``) of every monitor that is plugged in; what can't be read is left out."""
    found: dict[str, Edid] = {}
    for path in sorted(folder.glob("card*-*/edid")):
        try:
            data = path.read_bytes()
        except OSError as error:
            log.info("%s cannot be read: %s", path, error.strerror)
            continue
        if not data:
            continue  # nothing is plugged in there
        try:
            found[_CARD.sub("", path.parent.name)] = parse_edid(data)
        except EdidError as error:
            log.warning("the monitor at %s tells nonsense: %s", path.parent.name, error)
    return found


def edid_of(connector: str, model: str, serial: str, edids: Mapping[str, Edid]) -> Edid | None:
    """The EDID of a monitor by what the window system says of it: its model if it has one, else its connector.

    Drivers of X number connectors in their own ways, so a connector alone never outweighs another model.
    """
    same = {name: edid for name, edid in edids.items() if model and model in (edid.model, edid.name)}
    if serial:
        same = {name: edid for name, edid in same.items() if serial in (edid.serial, str(edid.serial_number))}
    if len(same) == 1:
        return next(iter(same.values()))
    pool = same or ({} if model else edids)
    return next((edid for name, edid in pool.items() if _plain(name) == _plain(connector)), None)


def _plain(connector: str) -> str:
    """``HDMI-A-1`` of the kernel is ``HDMI-1`` of X."""
    return re.sub(r"^(HDMI)-[AB]-", r"\1-", connector.strip().upper())
