"""The kept log read backwards, one segment at a time, so that whoever looks into the past can rest in between."""

from __future__ import annotations

from collections.abc import Iterator

from console.store.schema import Rows

SLICE_SECONDS = 0.03
"""A look into the past may hold up the present for so long at a time."""


def newest_first(rows: Rows, backend: int) -> Iterator[tuple[int, bytes]]:
    """A backend's runs of the log: when each was taken in (ms), and its blob. Each step asks the database anew.

    Those that only the journal holds come first, together; what is settled meanwhile does not come again.
    """
    fresh = rows(
        "SELECT at, run, (SELECT coalesce(max(key), 0) FROM segment) FROM journal WHERE backend = ? "
        "AND change > (SELECT change FROM settled) AND run IS NOT NULL ORDER BY change DESC", (backend,),
    )  # fmt: skip
    yield from ((int(at), bytes(run)) for at, run, _ in fresh)
    below = int(fresh[0][2]) + 1 if fresh else 2**62
    while found := rows(
        "SELECT key, at, blob FROM segment WHERE backend = ? AND key < ? ORDER BY key DESC LIMIT 1", (backend, below)
    ):
        below, at, blob = int(found[0][0]), int(found[0][1]), bytes(found[0][2])
        yield at, blob
