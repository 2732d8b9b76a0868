"""The keys that tokens are signed with."""

import rich_click as click

from astrobookings.entrypoints.bootstrap import create_keys, renew_keys
from astrobookings.entrypoints.cli.context import Place

__all__ = ["keys"]


@click.group()
def keys() -> None:
    """Look after the keys that tokens are signed with (ASTRO_KEYS_FILE)."""


@keys.command()
@click.pass_obj
def create(place: Place) -> None:
    """Make the file of keys, readable by its owner alone; one that is there stays."""
    settings = place.settings()
    made = create_keys(settings)
    click.echo(
        f"Made {settings.keys_file}; every process of the platform needs this very file."
        if made
        else f"{settings.keys_file} is there already; nothing was changed."
    )


@keys.command()
@click.option(
    "--keep", default=2, show_default=True, type=click.IntRange(1), help="Keys kept in total."
)
@click.pass_obj
def rotate(place: Place, keep: int) -> None:
    """Sign with a fresh key. Tokens of dropped keys stop working; restart every process after."""
    settings = place.settings()
    there = renew_keys(settings, keep=keep)
    click.echo(f"{settings.keys_file} has a fresh key; keys in it: {there}.")
    click.echo("Copy it to every machine and restart every process of the platform.", err=True)
