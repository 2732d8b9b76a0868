"""Making a backup while the platform runs."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from astrobookings import __version__
from astrobookings.entrypoints.backup.archive import (
    BadBackup,
    Kept,
    KeptStore,
    Manifest,
    digest,
    write_lines,
)
from astrobookings.entrypoints.backup.progress import Progress
from astrobookings.entrypoints.bootstrap.backups import Snapshot, kept_files, store_backups
from astrobookings.entrypoints.settings import Settings

__all__ = ["take"]


def take(settings: Settings, folder: Path, now: datetime, progress: Progress) -> Manifest:
    """Back up everything that *settings* name into *folder*, which is made.

    SystemDB is read as it was a moment before OperationsDB, and the payment gateway's own file
    last: what a later one knows of an earlier one is then there. An interrupted backup leaves
    nothing at *folder*.

    Raises:
        BadBackup: there is something at *folder* already, or a store was never migrated.
        Unavailable: a store does not answer.
    """
    if folder.exists():
        raise BadBackup(f"{folder} is there already; name a new folder for each backup")
    partial = folder.with_name(f".{folder.name}.partial")
    _fresh(partial)
    stores = {}
    for backup in store_backups(settings):
        (partial / backup.name).mkdir(mode=0o700)
        try:
            with backup.snapshot() as snapshot:
                tables = tuple(_tables(partial, backup.name, snapshot, progress))
        except LookupError as error:
            told = f"the {backup.name} database was never migrated"
            raise BadBackup(f"{told}; run astrobookings migrate first") from error
        stores[backup.name] = KeptStore(backup.kind, snapshot.schema, now, tables)
    files = tuple(_file(partial, name, file) for name, file in kept_files(settings).items())
    manifest = Manifest(now, __version__, stores, files)
    manifest.write(partial)
    partial.rename(folder)
    return manifest


def _fresh(partial: Path) -> None:
    for left in sorted(partial.rglob("*"), reverse=True):
        left.rmdir() if left.is_dir() else left.unlink()
    partial.mkdir(mode=0o700, parents=True, exist_ok=True)


def _tables(folder: Path, store: str, snapshot: Snapshot, progress: Progress) -> Iterator[Kept]:
    tables = snapshot.tables()
    progress.expect(store, sum(tables.values()))
    for name in tables:
        lines = progress.counted(store, snapshot.lines(name))
        yield write_lines(folder, f"{store}/{name}.jsonl.gz", name, lines)


def _file(folder: Path, name: str, file: Path) -> Kept:
    """A copy of the SQLite *file* as it is now, whoever writes to it."""
    copy = f"{name}.db"
    with (
        closing(sqlite3.connect(file)) as source,
        closing(sqlite3.connect(folder / copy)) as target,
    ):
        source.backup(target)
    return Kept(name, copy, digest(folder / copy))
