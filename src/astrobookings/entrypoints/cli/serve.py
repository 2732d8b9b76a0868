"""Serving the APIs."""

from pathlib import Path

import rich_click as click

from astrobookings.entrypoints.cli.context import Place
from astrobookings.entrypoints.cli.demo import load_with_progress
from astrobookings.entrypoints.demo_data import LOGINS, PASSWORD
from astrobookings.entrypoints.serving import EVERYTHING, run
from astrobookings.entrypoints.settings import Settings

__all__ = ["serve"]


@click.command()
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(EVERYTHING),
    help="Serve this API or application alone; may be given several times.",
)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--embedded", is_flag=True, help="One process, data in files, worker included.")
@click.option(
    "--demo", "with_demo", is_flag=True, help="Load demonstration data if none are there."
)
@click.pass_obj
def serve(
    place: Place, only: tuple[str, ...], host: str, port: int, embedded: bool, with_demo: bool
) -> None:
    """Serve the APIs and the web applications until interrupted."""
    settings = place.ready(place.settings(embedded=embedded, port=port, host=host))
    if with_demo:
        load_with_progress(settings)
    click.echo(_welcome(settings, with_demo=with_demo))
    run(settings, only or EVERYTHING, host=host, port=port)


def _welcome(settings: Settings, *, with_demo: bool) -> str:
    base = settings.public_url
    lines = [
        f"AstroBookings at {base}",
        f"  launches        {base}/",
        f"  API documents   {base}/api/v1/docs",
    ]
    if settings.smtp_url.startswith("mailbox:"):
        lines.append(f"  mails sent      {base}/mailbox")
    if settings.embedded:
        lines.append(f"  data            {Path(settings.keys_file).parent}")
    if with_demo:
        lines.append(f"  logins, all with the password {PASSWORD!r}:")
        lines += [f"    {login.email:28} {login.what}" for login in LOGINS]
    return "\n".join(lines)
