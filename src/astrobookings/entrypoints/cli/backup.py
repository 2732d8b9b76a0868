"""Backups: made while the platform runs, put back while it does not."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import rich_click as click
from attrs import define, field
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from astrobookings.entrypoints.backup import BadBackup, Manifest, put_back, take, verified
from astrobookings.entrypoints.bootstrap import ticking
from astrobookings.entrypoints.bootstrap.backups import Refusal
from astrobookings.entrypoints.cli.context import Place

__all__ = ["backup", "restore"]

L = TypeVar("L")


@define
class _Bars:
    """A bar on standard error for each store."""

    progress: Progress
    tasks: dict[str, TaskID] = field(factory=dict)

    def expect(self, name: str, records: int) -> None:
        self.tasks[name] = self.progress.add_task(name, total=records)

    def counted(self, name: str, records: Iterable[L]) -> Iterator[L]:
        for record in records:
            yield record
            self.progress.advance(self.tasks[name])


def _bars() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, console=Console(stderr=True))


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.pass_obj
def backup(place: Place, folder: Path) -> None:
    """Back up both databases into FOLDER, which must not be there yet.

    The platform may go on meanwhile: each database is read as it was at one instant. The signing
    keys (ASTRO_KEYS_FILE) are not in the backup; keep a copy of them where you keep secrets.
    """
    settings = place.settings()
    with _bars() as progress, _refusals():
        made = take(settings, folder, ticking(settings).now(), _Bars(progress))
    click.echo(f"Backed up to {folder}:")
    _tell(made)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Drop what the databases hold now.")
@click.option("--verify", is_flag=True, help="Only compare the backup with its checksums.")
@click.pass_obj
def restore(place: Place, folder: Path, replace: bool, verify: bool) -> None:
    """Put the backup in FOLDER into both databases, which are to be empty, and migrate them.

    Stop every process of the platform before. A backup of an earlier release is brought to the
    present schema. What was backed up from SQLite may be put into PostgreSQL, and the reverse.
    """
    if verify:
        with _refusals():
            whole = verified(folder)
        click.echo(f"{folder} is complete and undamaged:")
        _tell(whole)
        return
    with _bars() as progress, _refusals():
        done = put_back(place.settings(), folder, _Bars(progress), replace=replace)
    click.echo(f"Restored from {folder}:")
    _tell(done.manifest)
    click.echo(
        f"{done.told_again} events from around the backup are told once more. "
        "Now start the platform, or run astrobookings reconcile, and then astrobookings doctor."
    )


def _tell(manifest: Manifest) -> None:
    click.echo(f"  made at {manifest.made_at:%Y-%m-%d %H:%M:%S} UTC by {manifest.release}")
    for name, store in manifest.stores.items():
        rows = sum(kept.rows for kept in store.tables)
        told = f"{rows} records in {len(store.tables)} tables"
        click.echo(f"  {name}: {told}, {store.kind} schema {store.schema}")
    for kept in manifest.files:
        click.echo(f"  {kept.name}: a file of its own")


@contextmanager
def _refusals() -> Iterator[None]:
    """What went wrong, in one sentence, and what to do."""
    try:
        yield
    except BadBackup as wrong:
        raise click.ClickException(f"{wrong}.") from wrong
    except Refusal as refusal:
        told = f"There are records already in {refusal.place}"
        raise click.ClickException(
            f"{told}; restore into empty databases, or drop what is there with --replace."
        ) from refusal
