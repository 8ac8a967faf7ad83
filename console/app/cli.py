"""``commandwall``: one command, a sub-command a process or a question. Each is imported only when it is called."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from typing import Final, NoReturn

from console.app import logs

COMMANDS: Final = {
    "demo": "start everything: gateway with a simulated city, feed, wall on every monitor, desk",
    "gateway": "serve the feed protocol from an event log, with the city simulator as a source",
    "feed": "follow one or more gateways and keep the local cache",
    "wall": "show the wall from the local cache, one window a monitor",
    "desk": "show the operator's desk from the local cache",
    "doctor": "check this machine and the cache, and say what is wrong",
    "digest": "print the state digest of a cache or a gateway, and compare them",
    "login": "keep the local accounts of a gateway that is not running",
    "reader": "keep the keys by which stations may read at a gateway",
    "audit": "check a gateway's audit log, or write it out for people to read",
    "backup": "save a gateway's data while it runs, check such a file, put it back",
    "aqi": "compute the air quality index of HJ 633-2012 or HJ 633-2026",
    "basemap": "check the base maps of a settings file, or fetch one ahead for times without a network",
    "geodata": "read a layer file into a folder of layers (started by the desk, not by people)",
    "tiles": "draw base map tiles (started by the windows, not by people)",
}
_HIDDEN: Final = {"tiles", "geodata"}


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence and ends with exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Print one sentence, not the whole usage."""
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def _overview() -> str:
    shown = (f"  {name:<8}  {text}" for name, text in COMMANDS.items() if name not in _HIDDEN)
    return "\n".join(
        (
            "usage: commandwall COMMAND [OPTION ...]",
            "",
            "CommandWall (指挥台): the console of a city's command hall.",  # data
            "",
            "commands:",
            *shown,
            "",
            "To see it: commandwall demo. Without a display it draws three virtual monitors and writes pictures.",
            "Options of a command: commandwall COMMAND --help",
        )
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run one sub-command; returns the exit code. 2 stands for a mistake in what was typed or configured."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in ("-h", "--help", "help"):
        print(_overview())
        return 0 if words else 2
    if words[0] == "--version":
        from importlib.metadata import version

        print(f"commandwall {version('commandwall')}")
        return 0
    name = words[0]
    if name not in COMMANDS:
        print(f"commandwall: there is no command “{name}” (see commandwall --help)", file=sys.stderr)
        return 2
    module = importlib.import_module(f"console.app.{name}")
    parser = Parser(prog=f"commandwall {name}", description=_sentence(COMMANDS[name]), allow_abbrev=False)
    module.add_arguments(parser)
    args = parser.parse_args(words[1:])
    logs.begin(name)
    try:
        return int(module.run(args))
    except KeyboardInterrupt:
        return 130


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."
