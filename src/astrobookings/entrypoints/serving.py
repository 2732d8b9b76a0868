"""Running the HTTP app on Granian; the app itself knows no server."""

import hashlib
import hmac
import json
import logging
import os
from pathlib import Path

import attrs
from granian.constants import Interfaces
from granian.server import Server
from litestar import Litestar

from astrobookings.entrypoints.bootstrap import open_system
from astrobookings.entrypoints.http.app import SERVICES, create_app
from astrobookings.entrypoints.http.logs import configure_logs
from astrobookings.entrypoints.http.settings import HttpSettings
from astrobookings.entrypoints.settings import Settings
from astrobookings.entrypoints.worker.embedded import EmbeddedWorker
from astrobookings.entrypoints.worker.jobs import Jobs

__all__ = ["SERVICES", "create", "run"]

_HANDED_OVER = "ASTRO_SERVING"
"""The environment variable through which the server's own process learns what to serve."""


def create() -> Litestar:
    """The app that `run` described, built inside the server's process; starts the worker with it
    in embedded mode.
    """
    handed = json.loads(os.environ[_HANDED_OVER])
    settings = Settings(**handed["settings"])
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    configure_logs()
    system = open_system(settings)
    app = create_app(system, *handed["services"], settings=_http_settings(settings))
    if settings.embedded:
        worker = EmbeddedWorker(Jobs.of(system))
        app.on_startup.append(worker.start)
        app.on_shutdown.append(worker.stop)
    app.on_shutdown.append(system.close)
    return app


def _http_settings(settings: Settings) -> HttpSettings:
    """What the HTTP side needs of *settings*; list cursors survive a restart, as the keys do."""
    kept = Path(settings.keys_file).read_bytes()
    secret = hmac.digest(kept, b"astrobookings list cursors", hashlib.sha256)
    return HttpSettings(public_url=settings.public_url, cursor_secret=secret)


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
