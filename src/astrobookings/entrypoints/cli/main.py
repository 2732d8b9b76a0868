"""The `astrobookings` command and what all its commands share."""

import logging
import sys
from collections.abc import Sequence

import rich_click as click

from astrobookings import __version__
from astrobookings.domain.kernel.errors import AstroBookingsError
from astrobookings.entrypoints.cli.background import scheduler, worker
from astrobookings.entrypoints.cli.backup import backup, restore
from astrobookings.entrypoints.cli.context import Place
from astrobookings.entrypoints.cli.demo import demo
from astrobookings.entrypoints.cli.employee import employee
from astrobookings.entrypoints.cli.keys import keys
from astrobookings.entrypoints.cli.operate import doctor, migrate, openapi, reconcile
from astrobookings.entrypoints.cli.serve import serve
from astrobookings.entrypoints.cli.sync import sync
from astrobookings.entrypoints.settings import BadSettings

__all__ = ["main"]

EXIT_REFUSED = 1
EXIT_SETTINGS = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="astrobookings")
@click.option(
    "--data",
    default="var",
    show_default=True,
    envvar="ASTRO_DATA",
    help="Folder of the embedded databases; used when no ASTRO_..._URL is set.",
)
@click.option("-v", "--verbose", is_flag=True, help="Say more on standard error.")
@click.pass_context
def cli(context: click.Context, data: str, verbose: bool) -> None:
    """Book seats on rocket launches: run and look after the platform."""
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, stream=sys.stderr)
    context.obj = Place(data)


for command in (
    *(serve, worker, scheduler),
    *(migrate, demo, employee, keys, reconcile, doctor, openapi),
    *(backup, restore),
    sync,
):
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; refusals are one sentence on standard error and an exit code.

    Exit codes: 0 done, 1 refused or something is wrong, 2 bad usage or settings.
    """
    try:
        code = cli.main(args=arguments, prog_name="astrobookings", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.Abort:
        _fail("Stopped.", EXIT_REFUSED)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except BadSettings as wrong:
        _fail(str(wrong), EXIT_SETTINGS)
    except AstroBookingsError as refusal:
        _fail(str(refusal), EXIT_REFUSED)


def _fail(sentence: str, code: int) -> None:
    click.echo(f"astrobookings: {sentence}", err=True)
    sys.exit(code)
