"""Where imported layers are kept: a folder each, with the file as it came, a manifest, and the shapes ready to show."""

from __future__ import annotations

import contextlib
import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from console.geodata.making import Made, Report
from console.geodata.problem import GeoProblem, Kind

MANIFEST, SHAPES, ORIGINAL = "manifest.json", "shapes.msgpack", "original"
NAME = re.compile(r"[0-9a-f]{12}")
NO_SPACE = 28
FILE, WMS = "file", "wms"


class Manifest(msgspec.Struct, kw_only=True):
    """Whose data it is and from when, as the person who brought it said. ``at``: ms of the data, ``added`` of the
    import; ``sha256`` of the file; ``origin``: what it was read from, for who keeps it up to date; ``url``, ``layers``,
    ``crs`` and ``version`` of a WMS."""

    name: str
    title: str
    source: str = ""
    at: int | None = None
    added: int = 0
    colour: str = ""
    kind: str = FILE
    file: str = ""
    sha256: str = ""
    origin: str = ""
    url: str = ""
    layers: str = ""
    crs: str = "EPSG:3857"
    version: str = "1.1.1"
    report: Report | None = None


class Library:
    """Everything in it survives a restart; what is broken is left alone and told by its folder's name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def manifests(self) -> tuple[list[Manifest], list[str]]:
        """Those that can be read, the oldest first, and the names of the folders that cannot."""
        good, broken = [], []
        for folder in self._folders():
            try:
                manifest = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
            except (OSError, msgspec.DecodeError):
                broken.append(folder.name)
                continue
            if manifest.name == folder.name:
                good.append(manifest)
        return sorted(good, key=lambda each: each.added), broken

    def shapes(self, name: str) -> Made | None:
        """A layer's shapes, None when they cannot be read."""
        try:
            return msgspec.msgpack.decode((self.folder / name / SHAPES).read_bytes(), type=Made)
        except (OSError, msgspec.DecodeError):
            return None

    def add(self, manifest: Manifest, made: Made | None = None, files: tuple[Path, ...] = ()) -> None:
        """Keep a layer, whole or not at all. Raises ``GeoProblem``."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            draft = Path(tempfile.mkdtemp(prefix="draft-", dir=self.folder))
        except OSError as problem:
            raise _problem(problem) from problem
        try:
            if files:
                (draft / ORIGINAL).mkdir()
                for file in files:
                    shutil.copyfile(file, draft / ORIGINAL / file.name)
            if made is not None:
                (draft / SHAPES).write_bytes(msgspec.msgpack.encode(made))
            (draft / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=1))
            draft.replace(self.folder / manifest.name)
        except OSError as problem:
            raise _problem(problem) from problem
        finally:
            shutil.rmtree(draft, ignore_errors=True)

    def remove(self, name: str) -> bool:
        """Whether there was one of this name."""
        if not NAME.fullmatch(name) or not (self.folder / name).is_dir():
            return False
        shutil.rmtree(self.folder / name, ignore_errors=True)
        return True

    def tidy(self) -> None:
        """Drafts of an import that was ended in the middle."""
        with contextlib.suppress(OSError):
            for draft in self.folder.glob("draft-*"):
                shutil.rmtree(draft, ignore_errors=True)

    def _folders(self) -> Iterator[Path]:
        with contextlib.suppress(OSError):
            yield from (each for each in sorted(self.folder.iterdir()) if NAME.fullmatch(each.name))


def name_of(digest: str, title: str, added: int) -> str:
    """A folder's name for a layer: twelve hexadecimal digits."""
    return hashlib.sha256(f"{digest}|{title}|{added}".encode()).hexdigest()[:12]


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _problem(problem: OSError) -> GeoProblem:
    if problem.errno == NO_SPACE:
        return GeoProblem(Kind.NO_SPACE)
    return GeoProblem(Kind.UNREADABLE, why=problem.strerror or str(problem))
