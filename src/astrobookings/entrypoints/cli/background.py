"""Workers and schedulers as processes of their own; two of each may run."""

import signal
import threading
from collections.abc import Callable
from contextlib import closing

import rich_click as click

from astrobookings.application.ports.work_queue import Lane
from astrobookings.entrypoints.bootstrap import open_system
from astrobookings.entrypoints.bootstrap.work_queue import open_work_queue
from astrobookings.entrypoints.cli.context import Place
from astrobookings.entrypoints.observing.observed import observed
from astrobookings.entrypoints.scheduler.scheduler import Scheduler
from astrobookings.entrypoints.settings import BadSettings, Settings
from astrobookings.entrypoints.worker.background import THREADS, BackgroundWorker
from astrobookings.entrypoints.worker.relays import HandingOut, relays_of

__all__ = ["scheduler", "worker"]


@click.command()
@click.option(
    "--lane",
    "lanes",
    multiple=True,
    type=click.Choice([lane.value for lane in Lane]),
    help="Serve this kind of work alone; may be given several times.",
)
@click.option("--threads", default=THREADS, show_default=True, type=click.IntRange(1, 64))
@click.pass_obj
def worker(place: Place, lanes: tuple[str, ...], threads: int) -> None:
    """Hear events, send mails and do what the scheduler hands out, until SIGTERM or SIGINT."""
    settings = _shared(place)
    with closing(open_system(settings)) as system, observed(system, "worker"):
        queue = open_work_queue(settings)
        chosen = tuple(Lane(lane) for lane in lanes) or tuple(Lane)
        one = BackgroundWorker(system, queue.broker, queue, lanes=chosen, threads=threads)
        _until_told(one.start, one.stop, "The worker works.")


@click.command()
@click.pass_obj
def scheduler(place: Place) -> None:
    """Hand out the jobs that come round by themselves, until SIGTERM or SIGINT."""
    settings = _shared(place)
    with closing(open_system(settings)) as system, observed(system, "scheduler"):
        queue = open_work_queue(settings)
        sweep = HandingOut(tuple(relays_of(system).values()), queue)
        one = Scheduler(system, queue, sweep)
        _until_told(one.start, one.stop, "The scheduler works.")


def _shared(place: Place) -> Settings:
    """The settings of a platform of several processes.

    Raises:
        BadSettings: there is only one.
    """
    settings = place.ready(place.settings())
    if not settings.shared_cache:
        told = "Set ASTRO_CACHE_URL to redis://…, through which processes hand each other work"
        raise BadSettings(f"{told}; embedded mode has worker and scheduler inside the server.")
    return settings


def _until_told(start: Callable[[], None], stop: Callable[[], None], ready: str) -> None:
    told = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: told.set())
    start()
    click.echo(ready, err=True)
    told.wait()
    click.echo("Stopping: what is under way ends first.", err=True)
    stop()
