"""Commands that keep copies in step."""

from collections.abc import Sequence

import rich_click as click

from astrobookings.application.sync.sync_due import COPIED_SETS
from astrobookings.domain.sync.runs import SyncRun, SyncSet, SyncStatus
from astrobookings.entrypoints.cli.context import Place
from astrobookings.entrypoints.cli.operate import operator

__all__ = ["sync"]


@click.group()
def sync() -> None:
    """Bring copies up to date by hand; the platform does so by itself every few minutes."""


@sync.command("run")
@click.option(
    "--set",
    "sets",
    type=click.Choice([which.value for which in COPIED_SETS]),
    multiple=True,
    help="Only this set; may be given more than once.",
)
@click.option("--full", is_flag=True, help="Look at every record, not only at newer ones.")
@click.pass_context
def run(context: click.Context, sets: Sequence[str], full: bool) -> None:
    """Synchronize now. Exit code 1 if a set could not be."""
    place: Place = context.obj
    system = place.system()
    by = operator(system)
    done = [
        system.run_sync(by, SyncSet(which), full=full, watch=_tell) for which in sets or COPIED_SETS
    ]
    for one in done:
        click.echo(_told(one))
    if any(one.status is SyncStatus.FAILED for one in done):
        context.exit(1)


def _tell(run: SyncRun) -> None:
    click.echo(f"{run.which}: {run.seen} of {run.total}", err=True)


def _told(run: SyncRun) -> str:
    figures = f"{run.seen} seen, {run.written} written, {run.conflicts} in conflict"
    failures = f", {run.failures} failed" if run.failures else ""
    error = f": {run.error}" if run.error else ""
    return f"{run.which}: {run.status} ({figures}{failures}){error}"
