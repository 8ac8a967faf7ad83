"""``commandwall gateway``: the embedded backend as one process."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import logging
import os
import signal
import ssl
import sys
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from aiohttp import web

from console.config.certificates import CertificateWatch
from console.config.secrets import for_everybody, for_others
from console.config.settings import SettingsError
from console.config.tables import TableBook, TableError
from console.domain.addresses import is_loopback
from console.domain.origins import OriginError, allow_list
from console.domain.steady import SteadyClock, ticks, wall
from console.gateway.control import Control
from console.gateway.guard import Guard
from console.gateway.lock import Locked
from console.gateway.log import EventLog, LogSettings
from console.gateway.people.contacts import Contacts
from console.gateway.people.oidc_settings import load_oidc
from console.gateway.people.people import People
from console.gateway.people.presence import SeatWatch
from console.gateway.picture_keeping import LEAST_DAYS, PictureKeeping
from console.gateway.readers import Readers
from console.gateway.registers import CITY_FOLDER, Registers
from console.gateway.server import GatewayServer
from console.gateway.silence import SilenceWatch
from console.gateway.simulator.city import City
from console.gateway.simulator.run import Options, Simulator
from console.gateway.storage import StorageError
from console.gateway.terminals import Terminals
from console.gateway.timers import Timers
from console.store.pictures import PictureFolder

USAGE_ERROR = 2
CLOCK_SECONDS = 10.0
IDLE_SECONDS = 75.0
"""A connection that asks nothing for so long is closed; a stream is not idle."""
logger = logging.getLogger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    yes_no = argparse.BooleanOptionalAction
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=0, help="port to listen on; 0 takes a free one")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder of the event log")
    parser.add_argument("--city", type=Path, default=CITY_FOLDER, metavar="DIR", help="folder of the city's registers")
    parser.add_argument(
        "--tables", type=Path, metavar="DIR", help="the city's own tables over the shipped ones (docs/settings.md)"
    )
    parser.add_argument("--full", action="store_true", help="flush every commit to disk (survives a power cut)")
    parser.add_argument("--seed", type=int, default=7, help="seed of the simulated city's events")
    parser.add_argument("--rate", type=float, default=200.0, metavar="EVENTS_PER_S", help="rate of fast sensor values")
    parser.add_argument("--redate", action=yes_no, default=True, help="move the air record's severe episode to now")
    parser.add_argument("--vehicles", type=int, default=5_000, metavar="N", help="vehicles that report positions")
    parser.add_argument("--speed", type=float, default=1.0, help="simulated seconds per second")
    parser.add_argument("--simulator", action=yes_no, default=True, help="make events of the simulated city")
    parser.add_argument(
        "--operators", action=yes_no, default=True, help="simulated operators acknowledge alarms (without: people do)"
    )
    parser.add_argument("--events", type=int, metavar="N", help="stop making sensor values after N of them")
    parser.add_argument("--control", action="store_true", help="allow /v1/control from this machine (tests, drills)")
    parser.add_argument("--login", type=Path, metavar="FILE", help="identity provider (TOML, docs/login.md)")
    parser.add_argument(
        "--picture-days", type=int, default=400, metavar="DAYS",
        help="keep pictures that nothing open names for so long (default: %(default)s, at least 8)",
    )  # fmt: skip
    parser.add_argument(
        "--tls", type=Path, metavar="FILE", help="speak https: a PEM file with the key and the certificate (chain)"
    )
    parser.add_argument(
        "--readers", type=Path, metavar="FILE",
        help="who may read: needed on any address but this machine's own (commandwall reader, docs/readers.md)",
    )  # fmt: skip
    parser.add_argument(
        "--client-ca", type=Path, metavar="FILE", help="with --tls: only stations with a certificate of this authority"
    )
    parser.add_argument(
        "--allow-origin", action="append", default=[], metavar="ORIGIN", help="a web page that may read, https://host"
    )
    parser.add_argument("--ready-file", type=Path, metavar="FILE", help="write url and pid here when ready")


def run(args: argparse.Namespace) -> int:
    """Serve until a signal ends it; 0, or 2 after one sentence on stderr that says what is wrong."""
    try:
        return asyncio.run(_serve(args))
    except (Locked, StorageError, SettingsError, TableError) as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(
            f"The gateway cannot use {error.filename or f'{args.host}:{args.port}'}: {error.strerror}.", file=sys.stderr
        )
    return USAGE_ERROR


async def _watch(clock: SteadyClock) -> None:
    """Follow small corrections of the system's clock; say it once when it has jumped."""
    said = 0
    while True:
        ahead = clock.follow()
        if ahead and not said:
            logger.error("the system's clock has jumped by %d s; the gateway goes on by its own until it is started "
                         "again", ahead // 1000)  # fmt: skip
        said = ahead
        await asyncio.sleep(CLOCK_SECONDS)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What one gateway is made of, before it listens."""

    log: EventLog
    clock: SteadyClock
    now: Callable[[], int]
    """The city's time: the simulator's own when it runs at another speed."""
    people: People
    registers: Registers
    pictures: PictureFolder
    tables: TableBook
    simulator: Simulator | None
    terminals: Terminals


async def _serve(args: argparse.Namespace) -> int:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows has no such handlers: there the process just ends
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    guard, tls = _guard(args), _tls(args.tls, args.client_ca) if args.tls else None
    async with contextlib.AsyncExitStack() as at_the_end:
        parts = _parts(args, at_the_end, guard)
        parts.log.on_end.append(stop.set)
        control = Control(parts.log, parts.simulator) if args.control else None
        server = GatewayServer(
            parts.log, parts.registers, parts.now, control, parts.people, parts.pictures, parts.tables, guard,
            parts.terminals,
        )  # fmt: skip
        runner = web.AppRunner(server.app, access_log=None, shutdown_timeout=3, keepalive_timeout=IDLE_SECONDS)
        at_the_end.push_async_callback(runner.cleanup)
        await runner.setup()
        parts.log.start()
        if parts.simulator:
            await parts.simulator.begin()
        # Open for consoles only now: who came earlier would take the city's first day in as an endless catch-up.
        await web.TCPSite(runner, args.host, args.port, ssl_context=tls).start()
        for work in _works(args, parts):
            at_the_end.callback(asyncio.create_task(work).cancel)
        _announce(runner, "https" if tls else "http", args.ready_file)
        await stop.wait()
    return 0


def _parts(args: argparse.Namespace, at_the_end: contextlib.AsyncExitStack, guard: Guard) -> _Parts:
    """Everything opened, and closed again ``at_the_end``."""
    tables, clock = TableBook(args.tables), SteadyClock()
    log = EventLog(args.data, clock, LogSettings(full=args.full))
    at_the_end.push_async_callback(log.close)
    watch = CertificateWatch((args.tls, args.client_ca))
    at_the_end.callback(watch.stop)
    watch.start()
    if for_others(args.data):
        logger.warning("other users of this machine can look into %s: chmod 700", args.data)
    login, contacts = load_oidc(args.login) if args.login else None, _contacts(args.city)
    people = People(args.data, wall, login, demo_accounts=args.simulator, contacts=contacts)
    at_the_end.callback(people.close)
    simulator = Simulator(log, City(args.city), _options(args), clock) if args.simulator else None
    registers = Registers(args.city)
    registers.put("series", simulator.world.register if simulator else [])
    registers.put("contacts", contacts.masked())
    now = simulator.now if simulator and args.speed != 1.0 else clock
    terminals = Terminals(log, now, guard.knows)
    return _Parts(log, clock, now, people, registers, PictureFolder(args.data), tables, simulator, terminals)


def _works(args: argparse.Namespace, parts: _Parts) -> Iterator[Coroutine[Any, Any, None]]:
    """What goes on beside the server until the end."""
    log, now = parts.log, parts.now
    speed = args.speed if parts.simulator else 1.0
    silence, seats = SilenceWatch(log, parts.registers, now, speed), SeatWatch(log, parts.people.presence, now)
    yield Timers(log, parts.tables, now, others=(silence.tick, seats.tick, parts.terminals.tick)).run()
    yield _watch(parts.clock)
    begun = ticks()
    yield PictureKeeping(
        parts.pictures, lambda: log.state.ledger, max(args.picture_days, LEAST_DAYS), log.ended,
        lambda: int((ticks() - begun) * 1000),
    ).run()  # fmt: skip
    if parts.simulator:
        yield _city(parts.simulator)


async def _city(simulator: Simulator) -> None:
    try:
        await simulator.run()
    except Exception:
        logger.critical("the simulated city has stopped", exc_info=True)


def _contacts(folder: Path) -> Contacts:
    try:
        return Contacts(folder)
    except msgspec.DecodeError as error:
        raise SettingsError(f"{folder / 'contacts.json'} is not a list of contacts: {error}") from error


def _options(args: argparse.Namespace) -> Options:
    return Options(args.seed, args.rate, args.redate, args.vehicles, args.speed, args.events, args.operators)


def _guard(args: argparse.Namespace) -> Guard:
    """Raises ``SettingsError`` where everybody in a network could read."""
    if args.client_ca is not None and args.tls is None:
        raise SettingsError("--client-ca needs --tls: certificates of stations are part of TLS")
    if args.readers is None and args.client_ca is None and not is_loopback(args.host):
        raise SettingsError(
            f"At {args.host} everybody in the network could read: say who may, with --readers FILE (docs/readers.md)."
        )
    try:
        origins = allow_list(args.allow_origin)
    except OriginError as error:
        raise SettingsError(f"--allow-origin: {error}") from error
    readers = Readers(args.readers) if args.readers is not None else None
    if readers is not None and args.tls is None and not is_loopback(args.host):
        logger.warning("readers' keys travel in the clear here: give --tls FILE")
    return Guard(readers, origins, certified=args.client_ca is not None)


def _tls(file: Path, clients: Path | None) -> ssl.SSLContext:
    """Raises ``SettingsError`` for a file that holds no key with its certificate, or no authority."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(file)
        if for_everybody(file):
            logger.warning("every user of this machine can read the key in %s: chmod 640", file)
    except ssl.SSLError as error:
        raise SettingsError(f"{file} does not hold a key and its certificate (PEM)") from error
    except OSError as error:
        raise SettingsError(f"{file} cannot be read: {error.strerror}") from error
    if clients is not None:
        try:
            context.load_verify_locations(clients)
        except ssl.SSLError as error:
            raise SettingsError(f"{clients} holds no certificates (PEM)") from error
        except OSError as error:
            raise SettingsError(f"{clients} cannot be read: {error.strerror}") from error
        context.verify_mode = ssl.CERT_OPTIONAL  # the guard refuses who shows none, in words
    return context


def _announce(runner: web.AppRunner, scheme: str, ready_file: Path | None) -> None:
    host, port = runner.addresses[0][:2]
    url = f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"
    if ready_file is not None:
        draft = ready_file.with_name(f"{ready_file.name}.{os.getpid()}")
        draft.write_text(json.dumps({"url": url, "pid": os.getpid()}), encoding="utf-8")
        draft.replace(ready_file)
    print(url, flush=True)
