"""Running the HTTP app on Granian; the app itself knows no server."""

import hashlib
import hmac
import json
import logging
import os
from contextlib import ExitStack
from pathlib import Path

import attrs
from granian.constants import Interfaces
from granian.server import Server
from litestar import Litestar

from astrobookings.entrypoints.bootstrap import open_system
from astrobookings.entrypoints.bootstrap.work_queue import open_work_queue
from astrobookings.entrypoints.http.app import APPLICATIONS, SERVICES, create_app
from astrobookings.entrypoints.http.logs import configure_logs
from astrobookings.entrypoints.http.settings import HttpSettings
from astrobookings.entrypoints.observing.log_entries import NotedEvents
from astrobookings.entrypoints.observing.observed import observed
from astrobookings.entrypoints.settings import Settings
from astrobookings.entrypoints.worker.embedded import EmbeddedWorker

__all__ = ["EVERYTHING", "create", "run"]

EVERYTHING = (*SERVICES, *APPLICATIONS)
"""The APIs and the web applications, by name."""

_HANDED_OVER = "ASTRO_SERVING"
"""The environment variable through which the server's own process learns what to serve."""


def create() -> Litestar:
    """The app that `run` described, built inside the server's process; starts the worker with it
    in embedded mode.
    """
    handed = json.loads(os.environ[_HANDED_OVER])
    settings = Settings(**handed["settings"])
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    system = open_system(settings)
    watched = ExitStack()
    observer = watched.enter_context(observed(system, "server"))
    configure_logs(heard_by=[NotedEvents(observer.journal)])
    http_settings = _http_settings(settings)
    app = create_app(system, *handed["services"], settings=http_settings, observer=observer)
    if settings.embedded:
        queue = open_work_queue(settings)
        worker = EmbeddedWorker.of(system, queue.broker, queue)
        app.on_startup.append(worker.start)
        app.on_shutdown.append(worker.stop)
    app.on_shutdown.extend([watched.close, system.close])
    return app


def _http_settings(settings: Settings) -> HttpSettings:
    """What the HTTP side needs of *settings*; list cursors survive a restart, as the keys do."""
    kept = Path(settings.keys_file).read_bytes()
    secret = hmac.digest(kept, b"astrobookings list cursors", hashlib.sha256)
    return HttpSettings(
        public_url=settings.public_url,
        cursor_secret=secret,
        limits_url=settings.cache_url,
        forwarded_hops=settings.forwarded_hops,
        visitor_rate=settings.visitor_rate,
        sign_in_rate=settings.sign_in_rate,
        metrics_token=settings.metrics_token,
    )


def run(settings: Settings, services: tuple[str, ...], *, host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT."""
    handed = {"settings": attrs.asdict(settings), "services": list(services)}
    os.environ[_HANDED_OVER] = json.dumps(handed)
    Server(
        "astrobookings.entrypoints.serving:create",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        workers=1,
        log_access=False,
    ).serve()
