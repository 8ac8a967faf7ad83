"""What else the tiles process is asked besides tiles: by number, each with who takes the answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Answer = Callable[[dict[str, Any]], None]


class Questions:
    """Asked again of a new child when the old one died before it answered."""

    def __init__(self) -> None:
        self._open: dict[int, tuple[dict[str, Any], Answer]] = {}
        self._number = 0

    def add(self, request: dict[str, Any], then: Answer) -> bytes:
        """One more; the line to write."""
        self._number += 1
        self._open[self._number] = (request | {"ask": self._number}, then)
        return self._line(self._number)

    def lines(self) -> list[bytes]:
        """Those that nobody has answered yet."""
        return [self._line(number) for number in self._open]

    def take(self, answer: dict[str, Any]) -> None:
        """Hand an answer on."""
        _, then = self._open.pop(answer["ask"], ({}, None))
        if then is not None:
            then(answer)

    def give_up(self) -> None:
        """Nobody will answer any more."""
        waiting, self._open = self._open, {}
        for _, then in waiting.values():
            then({})

    def _line(self, number: int) -> bytes:
        return json.dumps(self._open[number][0]).encode() + b"\n"
