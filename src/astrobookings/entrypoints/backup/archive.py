"""The folder that a backup is, and the proof that nothing of it is missing or changed."""

import gzip
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any

from attrs import asdict, frozen

__all__ = [
    "BadBackup",
    "Kept",
    "KeptStore",
    "Manifest",
    "digest",
    "read_lines",
    "verified",
    "write_lines",
]

_MANIFEST = "manifest.json"
_FORMAT = 1


class BadBackup(Exception):
    """The folder is no backup, or not as it was made; the text says what is wrong."""


@frozen
class Kept:
    """A file of the backup, and what is in it: a table's records, or the whole of a file."""

    name: str
    file: str
    sha256: str
    rows: int = 0


@frozen
class KeptStore:
    """One store as it was at `taken_at`, in the schema that it had."""

    kind: str
    """`sql` or `mongo`."""
    schema: str
    taken_at: datetime
    tables: tuple[Kept, ...]


@frozen
class Manifest:
    """What a backup has, by the names of stores and files."""

    made_at: datetime
    release: str
    stores: dict[str, KeptStore]
    files: tuple[Kept, ...]

    def write(self, folder: Path) -> None:
        """Complete the backup in *folder*: without this file it is none."""
        told = {"format": _FORMAT, **asdict(self)}
        text = json.dumps(told, indent=2, default=datetime.isoformat)
        (folder / _MANIFEST).write_text(text + "\n", "utf-8")

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """The manifest in *folder*.

        Raises:
            BadBackup: there is none that this release can read.
        """
        file = folder / _MANIFEST
        try:
            told = json.loads(file.read_text("utf-8"))
        except OSError as error:
            raise BadBackup(f"{folder} is no backup: there is no {_MANIFEST} in it") from error
        except ValueError as error:
            raise BadBackup(f"{file} is damaged: {error}") from error
        if told.get("format") != _FORMAT:
            raise BadBackup(f"{folder} was made in a format that this release does not read")
        return cls(
            made_at=datetime.fromisoformat(told["made_at"]),
            release=told["release"],
            stores={name: _store(store) for name, store in told["stores"].items()},
            files=tuple(Kept(**kept) for kept in told["files"]),
        )

    @property
    def rows(self) -> int:
        """How many records there are in all."""
        return sum(kept.rows for store in self.stores.values() for kept in store.tables)


def _store(told: dict[str, Any]) -> KeptStore:
    tables = tuple(Kept(**kept) for kept in told["tables"])
    taken_at = datetime.fromisoformat(told["taken_at"])
    return KeptStore(told["kind"], told["schema"], taken_at, tables)


def verified(folder: Path) -> Manifest:
    """The manifest of the backup in *folder* once every file was compared with it.

    Raises:
        BadBackup: a file is missing, or is not as it was made.
    """
    manifest = Manifest.read(folder)
    tables = (kept for store in manifest.stores.values() for kept in store.tables)
    for kept in (*tables, *manifest.files):
        if not (folder / kept.file).is_file():
            raise BadBackup(f"{folder / kept.file} is missing")
        if digest(folder / kept.file) != kept.sha256:
            raise BadBackup(f"{folder / kept.file} is damaged: its checksum is another")
    return manifest


def digest(file: Path) -> str:
    """The SHA-256 of what is in *file*."""
    with file.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def write_lines(folder: Path, file: str, name: str, lines: Iterable[str]) -> Kept:
    """Write *lines* to *file* in *folder*."""
    count = 0
    with gzip.open(folder / file, "wt", encoding="utf-8", compresslevel=6) as stream:
        for line in lines:
            stream.write(f"{line}\n")
            count += 1
    return Kept(name, file, digest(folder / file), count)


def read_lines(folder: Path, kept: Kept) -> Iterator[str]:
    """The lines of a file, without their ends."""
    with gzip.open(folder / kept.file, "rt", encoding="utf-8", newline="\n") as stream:
        for line in stream:
            yield line.removesuffix("\n")
