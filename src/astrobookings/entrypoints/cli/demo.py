"""Demonstration data, and a clock to move."""

import re
from datetime import timedelta
from pathlib import Path

import rich_click as click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from astrobookings.entrypoints.bootstrap import move_clock
from astrobookings.entrypoints.cli.context import Place
from astrobookings.entrypoints.demo_loader import is_loaded, load
from astrobookings.entrypoints.settings import Settings

__all__ = ["demo", "load_with_progress"]

_SPAN = re.compile(r"([+-]?\d+)([dhm])")
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}


@click.group(invoke_without_command=True)
@click.pass_context
def demo(context: click.Context) -> None:
    """Fill empty stores with agencies, launches, travelers and bookings."""
    if context.invoked_subcommand is None:
        place: Place = context.obj
        if not load_with_progress(place.ready(place.settings())):
            click.echo("There are data already; nothing was changed.")


def load_with_progress(settings: Settings) -> bool:
    """Load the demonstration data, with a bar on standard error; False if any are there."""
    if is_loaded(settings):
        return False
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("Loading demonstration data", total=None)
        for done, total in load(settings):
            progress.update(task, completed=done, total=total)
    return True


@demo.command(context_settings={"ignore_unknown_options": True})
@click.argument("span")
@click.pass_obj
def clock(place: Place, span: str) -> None:
    """Move the embedded clock by SPAN: +90d, +20m, -1h; `reset` goes back to real time."""
    folder = Path(place.data)
    if span == "reset":
        now = move_clock(folder, None)
    else:
        match = _SPAN.fullmatch(span)
        if match is None:
            raise click.BadParameter("write it like +90d, +12h or -30m", param_hint="SPAN")
        step = timedelta(**{_UNITS[match[2]]: int(match[1])})
        now = move_clock(folder, step)
    click.echo(f"The embedded clock says {now:%Y-%m-%d %H:%M} UTC.")
