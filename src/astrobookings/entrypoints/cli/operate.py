"""Commands that look after the stores."""

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import rich_click as click

from astrobookings.domain.identity.roles import Principal
from astrobookings.entrypoints.bootstrap import migrate_stores, open_parts, signing_keys
from astrobookings.entrypoints.cli.context import Place
from astrobookings.entrypoints.doctor import Verdict, examine
from astrobookings.entrypoints.http.app import create_app
from astrobookings.entrypoints.http.openapi import describe
from astrobookings.entrypoints.settings import embedded_settings
from astrobookings.entrypoints.system import System, assemble
from astrobookings.entrypoints.worker.jobs import Jobs

__all__ = ["doctor", "migrate", "openapi", "operator", "reconcile"]


def operator(system: System) -> Principal:
    """Whoever sits at the command line acts as the platform itself."""
    return Principal.system(service="cli", request_id=str(system.parts.ids.new()))


@click.command()
@click.pass_obj
def migrate(place: Place) -> None:
    """Bring both databases to the present schema."""
    moved = migrate_stores(place.settings())
    told = (
        f"Migrated: {', '.join(moved)}." if moved else "Both databases are at the present schema."
    )
    click.echo(told)


@click.command()
@click.pass_obj
def reconcile(place: Place) -> None:
    """Settle abandoned payments, expire holds, execute refunds, send what waits."""
    done = Jobs.of(place.system()).until_idle()
    click.echo(f"{done} things done.")


@click.command()
@click.pass_context
def doctor(context: click.Context) -> None:
    """Examine the settings, every system they name, and what the platform does on them.

    Each line begins with ok, hint or WRONG; what is wrong says what to do. Exit code 1 if anything
    is wrong.
    """
    place: Place = context.obj
    settings = place.settings()
    if settings.embedded:
        place.ready(settings)
        signing_keys(settings)
    wrong = False
    for finding in examine(settings, os.environ):
        wrong |= finding.verdict is Verdict.WRONG
        click.echo(f"{finding.verdict.value:<5} {finding.sentence}")
    if wrong:
        context.exit(1)


@click.command()
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="A file; default: printed.")
def openapi(output: str | None) -> None:
    """Print the OpenAPI document of all services."""
    with TemporaryDirectory() as folder:
        settings = embedded_settings(Path(folder), port=8000)
        app = create_app(assemble(open_parts(settings)), settings=settings)
        text = json.dumps(describe(app), indent=2, sort_keys=True) + "\n"
    if output is None:
        click.echo(text, nl=False)
    else:
        Path(output).write_text(text)
        click.echo(f"Written to {output}.", err=True)
