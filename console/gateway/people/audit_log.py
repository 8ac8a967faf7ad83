"""The audit log on disk: ``audit.log`` is appended and flushed, ``audit.head`` replaced after each flush.

Acts that are judged together are flushed together.
A record is on disk before the act's answer goes out. A log that does not fit its head when the gateway starts is set
aside, never overwritten, and the new log begins with a record that says so. One process writes: the folder is locked.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from console.domain.audit import (
    LINE_LIMIT,
    BadLine,
    Entry,
    Head,
    after,
    from_line,
    head_from_bytes,
    head_to_bytes,
    placed,
    to_line,
)

LOG, HEAD, DAMAGED = "audit.log", "audit.head", "audit-damaged-"
BACKLOG = 10_000
"""Entries that may wait in memory for a disk that does not take them."""
logger = logging.getLogger(__name__)


class AuditUnavailable(Exception):
    """The disk does not take audit records."""


class AuditLog:
    """The writing end. Belongs to one thread."""

    def __init__(self, folder: Path, now: Callable[[], int]) -> None:
        self._folder, self._now = folder, now
        self._backlog: list[Entry] = []
        self._torn = self._grouped = False
        folder.mkdir(parents=True, exist_ok=True)
        said = self._examine()
        self._file = os.open(folder / LOG, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
        if said is not None:
            self.write(said)
        logger.info("audit log: head %d %s", self.head.n, self.head.hash)

    def _examine(self) -> Entry | None:
        """Set ``head`` to where the log ends; what is to be said about a log that ended otherwise than by ``close``."""
        path = self._folder / LOG
        try:
            self.head, adopted, torn = _end(path, read_head(self._folder))
        except BadLine as error:
            self.head = Head()
            kept = self._set_aside()
            return self._say("damaged", f"{error}; kept as {kept}")
        if torn:
            os.truncate(path, self.head.size)
        if adopted or torn:
            return self._say("resumed", f"{adopted} records after the last head, {torn} bytes of an unfinished one cut")
        return self._say("begun", os.urandom(8).hex()) if self.head.n == 0 else None

    def _say(self, result: str, detail: str) -> Entry:
        return Entry(at=self._now(), act="audit", result=result, detail=detail)

    def _set_aside(self) -> str:
        stem = f"{DAMAGED}{self._now()}"
        for name, kept in ((LOG, f"{stem}.log"), (HEAD, f"{stem}.head")):
            if (self._folder / name).exists():
                (self._folder / name).replace(self._folder / kept)
        if not (self._folder / f"{stem}.log").exists():
            (self._folder / f"{stem}.log").touch()  # a log that is gone leaves this trace for `audit verify`
        logger.error("the audit log does not fit its head; it was set aside as %s", stem)
        return f"{stem}.log"

    def write(self, entry: Entry) -> None:
        """Put an entry on disk before returning. Raises ``AuditUnavailable``: then it is not there."""
        try:
            self._flush()
            self._append([entry])
        except OSError as error:
            raise AuditUnavailable(f"the audit log cannot be written: {error.strerror}") from error

    def note(self, entry: Entry) -> None:
        """The same for an act that has happened already: what the disk does not take now is written with the next."""
        if len(self._backlog) >= BACKLOG:
            logger.critical("an audit record is lost: %d others wait for the disk", len(self._backlog))
            return
        self._backlog.append(entry)
        if not self._grouped:
            self._try_flush()

    @contextmanager
    def group(self) -> Iterator[None]:
        """What is noted inside is on disk at the end, with one flush. No step of another task may come between."""
        self._grouped = True
        try:
            yield
        finally:
            self._grouped = False
            self._try_flush()

    def _try_flush(self) -> None:
        try:
            self._flush()
        except OSError as error:
            logger.error("%d audit records wait for the disk: %s", len(self._backlog), error)

    @property
    def waiting(self) -> int:
        """Entries that the disk has not taken yet."""
        return len(self._backlog)

    def _flush(self) -> None:
        if self._backlog:
            self._append(self._backlog)
            self._backlog.clear()

    def _append(self, entries: Sequence[Entry]) -> None:
        """All of them with one write and one flush, or none."""
        if self._torn:
            os.ftruncate(self._file, self.head.size)
            self._torn = False
        head, lines = self.head, bytearray()
        for entry in entries:
            line = to_line(placed(entry, head))
            head = after(head, line)
            lines += line
        self._torn = True
        if os.write(self._file, lines) != len(lines):
            raise OSError(28, "the disk took only a part of the records")
        os.fsync(self._file)
        self._torn = False
        self.head = head
        self._write_head()

    def _write_head(self) -> None:
        """A head that cannot be written is behind until the next one: that loses nothing."""
        draft = self._folder / f"{HEAD}.new"
        try:
            file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
            try:
                os.write(file, head_to_bytes(self.head))
                os.fsync(file)
            finally:
                os.close(file)
            draft.replace(self._folder / HEAD)
        except OSError as error:
            logger.error("the audit head is behind: %s", error)

    def close(self) -> None:
        """Write what waits, let the file go."""
        try:
            self._flush()
        except OSError as error:
            logger.critical("%d audit records were not written: %s", len(self._backlog), error)
        os.close(self._file)
        logger.info("audit log: head %d %s", self.head.n, self.head.hash)


def _end(path: Path, head: Head | None) -> tuple[Head, int, int]:
    """Where the log ends; records after the head, bytes of an unfinished one. Raises ``BadLine`` if they do not fit."""
    size = path.stat().st_size if path.exists() else 0
    known = head or Head()
    if size < known.size:
        raise BadLine(f"the log has {size} bytes, its head names {known.size}")
    if known.n and _last_hash(path, known.size) != known.hash:
        raise BadLine("the log's last record is not the one that the head names")
    end, adopted, torn = known, 0, 0
    for line in read_lines(path, known.size) if size else ():
        if not line.endswith(b"\n") and end.size + len(line) == size:
            torn = len(line)
            break
        end, adopted = after(end, line), adopted + 1
    if head is None and adopted > 1:
        raise BadLine(f"the head of {adopted} records is missing")
    return end, adopted, torn


def _last_hash(path: Path, size: int) -> str:
    with path.open("rb") as file:
        file.seek(max(0, size - LINE_LIMIT))
        block = file.read(min(size, LINE_LIMIT))
    return from_line(block[block.rfind(b"\n", 0, -1) + 1 :])[1]


def read_head(folder: Path) -> Head | None:
    """The head as the file says it, None if there is none. Raises ``BadLine``, ``OSError``."""
    try:
        return head_from_bytes((folder / HEAD).read_bytes())
    except FileNotFoundError:
        return None


def read_lines(path: Path, start: int = 0) -> Iterator[bytes]:
    """The lines from a byte on; one that is longer than any record comes in pieces, which no check accepts."""
    with path.open("rb") as file:
        file.seek(start)
        while line := file.readline(LINE_LIMIT):
            yield line
