"""Putting a backup back into empty stores."""

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from attrs import frozen

from astrobookings.entrypoints.backup.archive import (
    BadBackup,
    KeptStore,
    Manifest,
    read_lines,
    verified,
)
from astrobookings.entrypoints.backup.progress import Progress
from astrobookings.entrypoints.bootstrap.backups import (
    Refusal,
    StoreBackup,
    kept_files,
    store_backups,
)
from astrobookings.entrypoints.settings import Settings

__all__ = ["PutBack", "put_back"]

_MARGIN = timedelta(minutes=1)
"""By how much clocks of machines may differ, and how long one reading may begin after another."""


@frozen
class PutBack:
    """What was put back, and how many events are told once more."""

    manifest: Manifest
    told_again: int


def put_back(
    settings: Settings, folder: Path, progress: Progress, *, replace: bool = False
) -> PutBack:
    """Put the backup in *folder* into the stores that *settings* name, and migrate them.

    Everything is verified before anything is touched. Events that the stores exchanged while the
    backup was made are told once more; whoever heard them already knows.

    Raises:
        BadBackup: it is damaged, or does not fit these stores.
        Refusal: a store holds records and these are not to be *replace*d.
        Unavailable: a store does not answer, or others use it.
    """
    manifest = verified(folder)
    targets = {backup.name: backup for backup in store_backups(settings)}
    _require_a_fit(manifest, targets)
    files = _targets(manifest, settings, replace=replace)
    since = _exchanged_since(manifest)
    told_again = 0
    for name, store in manifest.stores.items():
        progress.expect(name, sum(kept.rows for kept in store.tables))
        told_again += _store(folder, store, targets[name], progress, since, replace=replace)
    for source, target in files.items():
        _replace(folder / source, target)
    return PutBack(manifest, told_again)


def _require_a_fit(manifest: Manifest, targets: Mapping[str, StoreBackup]) -> None:
    for name, store in manifest.stores.items():
        if name not in targets or targets[name].kind != store.kind:
            told = f"the {name} store in it is of the kind {store.kind!r}"
            raise BadBackup(f"{told}; set ASTRO_{name.upper()}_URL to a database of that kind")


def _targets(manifest: Manifest, settings: Settings, *, replace: bool) -> dict[str, Path]:
    """Where the files of the backup go; files of systems that are elsewhere now stay in it."""
    wanted = kept_files(settings, missing=True)
    found = {kept.file: wanted[kept.name] for kept in manifest.files if kept.name in wanted}
    for target in found.values():
        if target.exists() and not replace and _holds_rows(target):
            raise Refusal(str(target))
    return found


def _holds_rows(file: Path) -> bool:
    with closing(sqlite3.connect(file)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return any(
            connection.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchone()  # noqa: S608
            for (name,) in names
        )


def _store(
    folder: Path,
    store: KeptStore,
    backup: StoreBackup,
    progress: Progress,
    since: datetime,
    *,
    replace: bool,
) -> int:
    """Put one store back; how many events are told once more."""
    with backup.target(store.schema, replace=replace) as target:
        for kept in store.tables:
            lines = progress.counted(backup.name, read_lines(folder, kept))
            rows = target.put(kept.name, lines)
            if rows != kept.rows:
                raise BadBackup(f"{folder / kept.file} has {rows} records and not {kept.rows}")
        return target.finish(tell_again_from=since if backup.name == "operations" else None)


def _exchanged_since(manifest: Manifest) -> datetime:
    """From when on an event of OperationsDB may be done there and yet unheard in SystemDB."""
    return min(store.taken_at for store in manifest.stores.values()) - _MARGIN


def _replace(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    for beside in ("-wal", "-shm"):
        target.with_name(target.name + beside).unlink(missing_ok=True)
    fresh = target.with_name(f".{target.name}.restored")
    shutil.copyfile(source, fresh)
    fresh.chmod(0o600)
    fresh.replace(target)
