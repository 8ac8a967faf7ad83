"""Which commands were accepted, so that a repetition has no second effect: a week of them, and a promise for the rest.

What has been forgotten is never judged again: a command made at or before ``floor`` is expired, whatever it says of
itself (``Commands``). So nothing is done twice, however late it comes and whatever the clocks did meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator

KEPT_MS = 7 * 86_400_000
"""Before the newest one. A desk's command means what it says for 8 hours at most; its outbox sends nothing later."""


class Remembered:
    """Number of the last event of each accepted command, and its time in ms, in the order of the log."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[int, int]] = {}
        self.floor = 0
        """Time (ms) of the newest command that has been forgotten."""

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def seq(self, command: str) -> int:
        """Number of the command's last event, 0 if it is not known."""
        return self._kept.get(command, (0, 0))[0]

    def put(self, command: str, seq: int, at: int) -> None:
        """An event of this command has been applied. What is a week older than it is forgotten."""
        self._kept.pop(command, None)
        self._kept[command] = (seq, at)
        while (oldest := next(iter(self._kept.items())))[1][1] < at - KEPT_MS:
            del self._kept[oldest[0]]
            self.forget(oldest[1][1])

    def forget(self, at: int) -> None:
        """Nothing is known any more of some command that was judged at this time (ms)."""
        self.floor = max(self.floor, at)

    def after(self, seq: int) -> list[tuple[str, int, int]]:
        """Those whose last event is later than ``seq``, newest first: looks at no others."""
        found = []
        for name in reversed(self._kept):
            last, at = self._kept[name]
            if last <= seq:
                break
            found.append((name, last, at))
        return found
