"""What is served while the load runs: `python -m benchmarks.served NAME PORT`."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from granian.constants import Interfaces
from granian.server import Server
from litestar import Litestar, get
from litestar.enums import MediaType

from astrobookings.entrypoints.http.app import create_app
from astrobookings.entrypoints.http.front import BOARD_PATH
from astrobookings.entrypoints.http.logs import configure_logs
from astrobookings.entrypoints.http.settings import HttpSettings
from astrobookings.entrypoints.settings import Settings
from benchmarks.platform import opened

__all__ = ["bare", "platform"]


def _told() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(os.environ["ASTRO_BENCHMARK"])
    return told


def platform() -> Litestar:
    """The whole app; one address may ask more often than usual, since all load comes from one."""
    configure_logs()
    settings = Settings(**_told())
    http = HttpSettings(public_url=settings.public_url, visitor_rate="1000000/minute")
    system = opened(settings)
    app = create_app(system, settings=http)
    app.on_shutdown.append(system.close)
    return app


def bare() -> Litestar:
    """The bytes of a file at the path of the launch board, from a handler that does no more."""
    body = Path(_told()["body"]).read_bytes()

    @get(BOARD_PATH, media_type=MediaType.JSON)
    async def board() -> bytes:
        return body

    @get("/livez")
    async def livez() -> None:
        return None

    return Litestar([board, livez], openapi_config=None, logging_config=None)


def main(name: str, port: int) -> None:
    """Serve until SIGTERM, as `astrobookings serve` does."""
    Server(
        f"benchmarks.served:{name}",
        factory=True,
        address="127.0.0.1",
        port=port,
        interface=Interfaces.ASGI,
        workers=1,
        log_access=False,
    ).serve()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
