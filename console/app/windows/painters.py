"""Which painter the maps of a window get: the option, the environment, the setting; and the record of dead pages."""

from __future__ import annotations

import argparse
import logging
import os
from pathlib import Path

import msgspec

from widgets.map.painter import SETTING, Wish, wish_of_environment
from widgets.webmap.deaths import DeathWatch, Record
from widgets.webmap.painting import Painting

log = logging.getLogger(__name__)


def make_painting(args: argparse.Namespace, folder: Path, name: str, setting: str) -> Painting:
    """What all maps of a window share; ``setting`` holds where neither option nor environment says anything."""
    if args.map_painter is not None:
        wish = Wish(args.map_painter)
    elif os.environ.get(SETTING):
        wish = wish_of_environment()
    else:
        wish = wish_named(setting)
    path = folder / f"map-painter-{name}.json"
    return Painting(wish, DeathWatch(record=read_record(path), keep=lambda record: _write(path, record)))


def wish_named(name: str) -> Wish:
    """The wish of this name; anything unknown is ``AUTO``."""
    return next((wish for wish in Wish if wish.value == name), Wish.AUTO)


def read_record(path: Path) -> Record:
    """What is known of pages that died in earlier runs; a lost or broken file knows of none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Record)
    except FileNotFoundError:
        return Record()
    except (OSError, msgspec.DecodeError, ValueError) as error:
        log.warning("%s is not usable, no page has died yet: %s", path, error)
        return Record()


def _write(path: Path, record: Record) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".new")
        draft.write_bytes(msgspec.json.encode(record))
        draft.replace(path)
    except OSError as error:
        log.warning("%s cannot be written, dead pages are forgotten at the end: %s", path, error)
