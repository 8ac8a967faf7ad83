"""``commandwall feed``: the one process that writes the cache."""

from __future__ import annotations

import argparse
import gc
import logging
import signal
import sys
from pathlib import Path
from types import FrameType

from console.app.options import add_cache_option, add_reader_key_option, cache_path
from console.app.program import own_version
from console.app.station import folder_of, make_known
from console.commands.os_vault import OsVault
from console.config.certificates import CertificateWatch
from console.config.settings import SettingsError, backends_from, network_from, node_from, storage_from
from console.feed import terminal
from console.feed.picture_sweep import PictureSweep
from console.feed.pictures import PictureFetcher
from console.feed.post import PostOffice
from console.feed.process import BackendAddress, FeedProcess, Unwritten
from console.store.generations import CacheError

UNWRITTEN = 3
"""Exit code: told to stop while the cache could not be written. Nothing is lost, the cursor stands where it stood."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the feed."""
    add_cache_option(parser)
    parser.add_argument(
        "--backend",
        action="append",
        default=[],
        metavar="NAME=URL[,URL]",
        help="a gateway to follow, with others to fail over to; may be given several times",
    )
    add_reader_key_option(parser)
    parser.add_argument("--config", type=Path, help="settings file (TOML); see docs/settings.md")
    parser.add_argument(
        "--keyring",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="keep sessions in the operating system's keyring, so that queued acts go out after a restart",
    )


def run(args: argparse.Namespace) -> int:
    """Follow the gateways until told to stop.

    0 when all is written, 2 if the settings or the cache can't be used, 3 if told to stop while the cache could not be
    written.
    """
    logging.getLogger("urllib3").setLevel(logging.WARNING)
    try:
        backends = backends_from(args.backend, args.config, args.reader_key)
        network = network_from(args.config)
        make_known(network, backends, folder_of(None if args.backend else args.config))
        storage = storage_from(args.config)
        process = FeedProcess(cache_path(args), [BackendAddress(b.name, b.urls) for b in backends], storage)
        fetcher = PictureFetcher(cache_path(args), {b.name: b.urls for b in backends}, process.ring)
        vault = OsVault() if args.keyring else None
        node = node_from(args.config)
        office = PostOffice(cache_path(args), {b.name: b.urls for b in backends}, process.ring, vault)
    except (SettingsError, CacheError) as error:
        print(f"commandwall feed: {error}", file=sys.stderr)
        return 2

    def stop(_number: int, _frame: FrameType | None) -> None:
        process.stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    process.on_events.append(fetcher.look)
    fetcher.start()
    sweep = PictureSweep(cache_path(args), storage, office.pictures)
    sweep.start()
    watch = CertificateWatch((network.client_cert, network.ca_file))
    watch.start()
    sign_off = terminal.begin(cache_path(args), node, own_version(), process.sessions)
    gc.collect()
    gc.freeze()  # what is here now stays: looking through it again and again would hold up a person's act
    try:
        process.run()
    except Unwritten as error:
        print(
            f"commandwall feed: stopped while the cache could not be written ({error}); "
            "the next start asks for the rest again",
            file=sys.stderr,
        )
        return UNWRITTEN
    finally:
        sign_off(process.stopping)
        watch.stop()
        sweep.stop()
        fetcher.stop()
        office.close()
    return 0
