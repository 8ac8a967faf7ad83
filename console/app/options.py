"""Options that several commands share."""

from __future__ import annotations

import argparse
import math
import os
from pathlib import Path

import platformdirs

from console.config.look import Language, Look, ThemeName, Zoom


class OptionError(Exception):
    """What was typed can't be used; the message is for the person who typed it."""


def add_cache_option(parser: argparse.ArgumentParser) -> None:
    """``--cache DIR``."""
    parser.add_argument("--cache", type=Path, metavar="DIR", help=f"the local cache (default: {default_cache()})")


def add_painter_option(parser: argparse.ArgumentParser) -> None:
    """``--map-painter auto|native|web``."""
    parser.add_argument(
        "--map-painter", choices=("auto", "native", "web"),
        help="who paints the maps: native is flat and frugal, web tilts and needs a graphics card "
        "(default: CW_MAP_PAINTER, then what was chosen before or is set, then auto)",
    )  # fmt: skip


def add_reader_key_option(parser: argparse.ArgumentParser) -> None:
    """``--reader-key WHERE``."""
    parser.add_argument(
        "--reader-key", default="", metavar="WHERE",
        help="where this station's key for the gateways given here is kept: file:PATH, env:NAME, keyring:SERVICE/USER",
    )  # fmt: skip


def default_cache() -> Path:
    """Where the cache is unless told otherwise."""
    return Path(platformdirs.user_data_dir("commandwall", appauthor=False)) / "cache"


def add_look_options(parser: argparse.ArgumentParser) -> None:
    """How windows look; what is not given here comes from the person's own choice or the settings."""
    parser.add_argument("--language", choices=[each.value for each in Language], help="language (default: zh)")
    parser.add_argument("--theme", choices=[each.value for each in ThemeName], help="colours (default: wall-dark)")
    parser.add_argument("--zoom", type=int, choices=[each.value for each in Zoom], help="type size (default: 100)")


def look_asked(args: argparse.Namespace, otherwise: Look) -> Look:
    """The look of the command line; what it leaves open is as in ``otherwise``."""
    return Look(
        Language(args.language) if args.language else otherwise.language,
        ThemeName(args.theme) if args.theme else otherwise.theme,
        Zoom(args.zoom) if args.zoom else otherwise.zoom,
    )


def look_options(args: argparse.Namespace) -> list[str]:
    """The same options for a process that is started by this one."""
    given = (("--language", args.language), ("--theme", args.theme), ("--zoom", args.zoom))
    return [part for name, value in given if value for part in (name, str(value))]


def cache_path(args: argparse.Namespace) -> Path:
    """The cache that was asked for."""
    return args.cache if args.cache is not None else default_cache()


def readable_cache(args: argparse.Namespace) -> Path:
    """The cache to show; it need not be there yet. Raises ``OptionError`` if it can't be read."""
    path = cache_path(args)
    try:
        with os.scandir(path):
            return path
    except FileNotFoundError:
        return path
    except OSError as error:
        raise OptionError(f"cache directory {path} cannot be read: {error.strerror}") from error


def usable_folder(path: Path, what: str) -> Path:
    """A folder to write to, made if need be, absolute. Raises ``OptionError``."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        probe = path / f".probe-{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise OptionError(f"{what} {path} cannot be written: {error.strerror}") from error
    return path.absolute()


def above_zero(text: str) -> float:
    """A number above 0, as argparse wants it."""
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 < number < math.inf:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number above 0")
    return number


def port_number(text: str) -> int:
    """A port, 0 for a free one, as argparse wants it."""
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"“{text}” is not a port number (0 to 65535)")
    return int(text)
