"""Options that several commands share."""

from __future__ import annotations

import argparse
from pathlib import Path

import platformdirs


def add_cache_option(parser: argparse.ArgumentParser) -> None:
    """``--cache DIR``."""
    parser.add_argument("--cache", type=Path, metavar="DIR", help=f"the local cache (default: {default_cache()})")


def default_cache() -> Path:
    """Where the cache is unless told otherwise."""
    return Path(platformdirs.user_data_dir("commandwall", appauthor=False)) / "cache"


def cache_path(args: argparse.Namespace) -> Path:
    """The cache that was asked for."""
    return args.cache if args.cache is not None else default_cache()
