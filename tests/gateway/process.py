"""A gateway as a real process."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

_RUN = """
import argparse, sys
from console.app.gateway import add_arguments, run
parser = argparse.ArgumentParser()
add_arguments(parser)
sys.exit(run(parser.parse_args()))
"""
START_SECONDS = 30


class GatewayProcess:
    """Starts, waits for the line with the url, and ends it gracefully or not."""

    def __init__(self, *options: object) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _RUN, *map(str, options)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self._process.stdout
        with selectors.DefaultSelector() as ready:
            ready.register(self._process.stdout, selectors.EVENT_READ)
            assert ready.select(START_SECONDS), "the gateway says nothing"
        self.url = self._process.stdout.readline().strip()
        self.pid = self._process.pid

    def get(self, path: str) -> Any:
        with urllib.request.urlopen(self.url + path, timeout=10) as answer:
            return json.loads(answer.read())

    def post(self, path: str, body: object) -> Any:
        request = urllib.request.Request(self.url + path, json.dumps(body).encode(), method="POST")
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read())

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        self._end()

    def stop(self) -> tuple[int, str]:
        """SIGTERM; exit code and stderr."""
        self._process.terminate()
        return self._end()

    def finish(self) -> tuple[int, str]:
        """Wait for an end of its own; exit code and stderr."""
        return self._end()

    def _end(self) -> tuple[int, str]:
        _, errors = self._process.communicate(timeout=20)
        return self._process.returncode, errors


def stopped(gateway: GatewayProcess) -> None:
    """End a gateway whatever state the test left it in."""
    if gateway._process.poll() is None:
        gateway.kill()


def quick(folder: Path, city: Path, *more: object) -> tuple[object, ...]:
    """Options of a small gateway."""
    return ("--data", folder, "--city", city, "--vehicles", 100, *more)
