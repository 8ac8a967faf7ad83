"""A gateway's data folder in one file, taken while the gateway runs, and put back into an empty folder.

The databases are copied page by page by SQLite's own backup, so that each is of one moment, and they come first: what
is written before the effect of an act (the audit log), or is named by it (pictures), is then never behind them. The
audit log is cut where its head ends. The last member is a list of SHA-256 of all others.
"""

from __future__ import annotations

import hashlib
import io
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path, PurePosixPath
from typing import IO

from console.domain.audit import BadLine, head_to_bytes
from console.gateway.people.audit_log import HEAD, LOG, read_head

SUMS = "SHA256SUMS"
EVENTS = "gateway.db"
LARGEST_SUMS = 64 << 20
_NOT_KEPT = frozenset({"gateway.lock", HEAD, LOG, SUMS})
_PASSING = (".db", ".db-wal", ".db-shm", ".db-journal", ".new", ".part")
"""Databases have their turn first; the others are of a process or a write that is under way."""
_CHUNK = 1 << 20

Member = tuple[str, IO[bytes], int]
"""Name, content, bytes of it that count."""


class BadBackup(Exception):
    """The file is no whole backup, or the folder can take none; the message is one sentence for a person."""


def save(folder: Path, target: Path) -> int:
    """Write a backup of a gateway's folder; it is there whole or not at all. The number of files in it.

    Raises ``BadBackup``, ``OSError``, ``sqlite3.Error``.
    """
    if not (folder / EVENTS).is_file():
        raise BadBackup(f"{folder} is no data folder of a gateway: it has no {EVENTS}")
    if target.resolve().is_relative_to(folder.resolve()):
        raise BadBackup(f"{target} is in {folder} itself and the next backup would hold this one: name another folder")
    draft = target.with_name(f"{target.name}.part")
    sums = []
    try:
        file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)  # hashes of passwords are in it
        with os.fdopen(file, "wb") as out:
            with tarfile.open(fileobj=out, mode="w:gz", compresslevel=1) as tar:
                for member in _members(folder, target.absolute().parent):
                    sums.append(f"{_add(tar, member)}  {member[0]}\n")
                listed = "".join(sums).encode()
                _add(tar, (SUMS, io.BytesIO(listed), len(listed)))
            out.flush()
            os.fsync(out.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return len(sums)


def check(source: Path) -> int:
    """The number of files in a whole backup. Raises ``BadBackup``, ``OSError``."""
    return _walk(source, None)


def restore(source: Path, folder: Path) -> int:
    """Put a backup into a folder that is empty or not there yet. The number of files.

    The folder gets its name when all of it is there, and each database has been asked whether it is sound. Raises
    ``BadBackup``, ``OSError``.
    """
    if folder.exists() and any(folder.iterdir()):
        raise BadBackup(f"{folder} is not empty: put the backup into a new folder, and keep the old one until it works")
    folder.absolute().parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.absolute().parent) as place:
        draft = Path(place) / "data"
        draft.mkdir(mode=0o700)
        count = _walk(source, draft)
        for path in draft.glob("*.db"):
            _ask(path)
        if folder.exists():
            folder.rmdir()
        draft.rename(folder)
    return count


def _members(folder: Path, aside: Path) -> Iterator[Member]:
    for path in sorted(folder.glob("*.db")):
        with tempfile.TemporaryDirectory(prefix=".backup.", dir=aside) as place:
            copy = Path(place) / path.name
            _copy(path, copy)
            with copy.open("rb") as file:
                yield path.name, file, copy.stat().st_size
    yield from _audit(folder)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not (path.is_symlink() or name in _NOT_KEPT or name.endswith(_PASSING)):
            yield from _as_it_is(path, name)


def _audit(folder: Path) -> Iterator[Member]:
    """Log and head of one moment; without a good head both as they are, for ``audit verify`` to judge."""
    try:
        head = read_head(folder)
    except BadLine:
        head = None
    if head is None or not (folder / LOG).is_file():
        for name in (LOG, HEAD):
            yield from _as_it_is(folder / name, name)
        return
    with (folder / LOG).open("rb") as file:
        yield LOG, file, head.size
    said = head_to_bytes(head)
    yield HEAD, io.BytesIO(said), len(said)


def _as_it_is(path: Path, name: str) -> Iterator[Member]:
    """Nothing for what is no file, or went since the folder was listed: pictures end by age."""
    try:
        file = path.open("rb") if path.is_file() else None
    except FileNotFoundError:
        return
    if file is not None:
        with file:
            yield name, file, os.fstat(file.fileno()).st_size


def _copy(path: Path, copy: Path) -> None:
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as source, closing(sqlite3.connect(copy)) as made:
        source.backup(made)


def _add(tar: tarfile.TarFile, member: Member) -> str:
    """The SHA-256 of what was added."""
    name, file, size = member
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    hashing = _Hashing(file)
    tar.addfile(info, hashing)  # type: ignore[arg-type]  # it asks for nothing but ``read``
    return hashing.digest.hexdigest()


class _Hashing:
    """What is read of a file is hashed."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int) -> bytes:
        """The next bytes."""
        data = self._file.read(size)
        self.digest.update(data)
        return data


def _walk(source: Path, folder: Path | None) -> int:
    """Read a backup to its end, into a folder if there is one, and compare each file with what the list says."""
    found: dict[str, str] = {}
    listed: bytes | None = None
    try:
        with tarfile.open(source, mode="r:gz") as tar:
            for info in tar:
                file = tar.extractfile(info) if info.isfile() else None
                if file is None or listed is not None or info.name in found:
                    raise BadBackup(f"{source} is no backup of a gateway: {info.name!r} does not belong there")
                if info.name == SUMS:
                    listed = file.read(LARGEST_SUMS)
                else:
                    found[info.name] = _take(file, None if folder is None else _inside(folder, info.name))
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise BadBackup(f"{source} is no whole backup: {error}") from error
    wanted = "".join(f"{digest}  {name}\n" for name, digest in found.items()).encode()
    if listed is None or EVENTS not in found:
        raise BadBackup(f"{source} is no whole backup: it ends too early")
    if listed != wanted:
        raise BadBackup(f"{source} is damaged: a file in it is not what its list says")
    return len(found)


def _inside(folder: Path, name: str) -> Path:
    """Where a member goes: never outside the folder, whatever it is called."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name or ":" in name:
        raise BadBackup(f"the backup names a file outside its folder: {name!r}")
    goal = folder.joinpath(*path.parts)
    goal.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return goal


def _take(file: IO[bytes], goal: Path | None) -> str:
    digest = hashlib.sha256()
    out = None if goal is None else os.fdopen(os.open(goal, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
    try:
        while data := file.read(_CHUNK):
            digest.update(data)
            if out is not None:
                out.write(data)
        if out is not None:
            out.flush()
            os.fsync(out.fileno())
    finally:
        if out is not None:
            out.close()
    return digest.hexdigest()


def _ask(path: Path) -> None:
    """Raises ``BadBackup`` for a database that is not sound."""
    try:
        with closing(sqlite3.connect(path)) as db:
            answer = db.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        answer = (str(error),)
    if answer != ("ok",):
        raise BadBackup(f"{path.name} of the backup is damaged: {answer[0]}")
