"""PostgreSQL, MongoDB and Redis from their wheels, to try the platform as it runs in earnest.

python -m tests.stack         starts them and prints the settings, until interrupted
python -m tests.stack --run   and runs an API, a worker and a scheduler on them, each a process

Their data stay in the folder given by --data. Not for production: nobody is asked for a password,
so nothing listens beyond this machine.
"""

import argparse
import json
import shlex
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy.exc import ProgrammingError

from tests.full_stack import Stack, stack_settings
from tests.servers import (
    PostgresServer,
    free_port,
    running_mongo,
    running_postgres,
    running_redis,
)

_OPERATIONS = "operations"
_SETTINGS = "settings.env"


def main() -> None:
    """Start what was asked for, and end it on SIGINT or SIGTERM."""
    asked = _asked()
    ended = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: ended.set())
    with _servers(asked.data, asked.port) as settings:
        _print(settings, asked.data / _SETTINGS)
        if asked.run:
            with _platform(settings, asked.data) as stack:
                _watch(stack, ended)
        else:
            ended.wait()
        _say("Stopping ...")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.stack")
    parser.add_argument("--data", type=Path, default=Path("var/stack"), help="where data stay")
    parser.add_argument("--port", type=int, default=8000, help="of the API")
    parser.add_argument("--run", action="store_true", help="run the platform too")
    return parser.parse_args()


@contextmanager
def _servers(folder: Path, port: int) -> Iterator[Mapping[str, str]]:
    """The three servers, and the settings that name them."""
    folder.mkdir(parents=True, exist_ok=True)
    ports = _ports(folder / "ports.json")
    with ExitStack() as running:
        _say("Starting PostgreSQL, MongoDB and Redis ...")
        postgres = running.enter_context(running_postgres(folder / "postgres"))
        mongo = running.enter_context(running_mongo(folder / "mongo", port=ports["mongo"]))
        redis = running.enter_context(running_redis(port=ports["redis"]))
        yield stack_settings(
            folder,
            operations_url=_database(postgres, _OPERATIONS),
            system_url=f"mongodb://127.0.0.1:{mongo.process.port}/astrobookings?replicaSet=rs0",
            cache_url=redis.url,
            port=port,
        )


def _ports(file: Path) -> dict[str, int]:
    """Ports that stay: a replica set is known by its own."""
    if not file.exists():
        file.write_text(json.dumps({"mongo": free_port(), "redis": free_port()}))
    ports: dict[str, int] = json.loads(file.read_text())
    return ports


def _database(server: PostgresServer, name: str) -> str:
    try:
        server.create(name)
    except ProgrammingError:
        _say(f"The database {name!r} is there already.")
    return server.url(name)


def _print(settings: Mapping[str, str], file: Path) -> None:
    lines = [f"{name}={shlex.quote(value)}" for name, value in settings.items()]
    file.write_text("\n".join(lines) + "\n")
    print("\n".join(lines), flush=True)
    _say(f"In another shell: set -a; . {file}; set +a")


@contextmanager
def _platform(settings: Mapping[str, str], folder: Path) -> Iterator[Stack]:
    stack = Stack(settings, folder, settings["ASTRO_PUBLIC_URL"])
    _say("Migrating, and loading demonstration data on the first start ...")
    for words in (("keys", "create"), ("migrate",), ("demo",)):  # a minute, the first time
        stack.show(*words)
    try:
        stack.start("worker", "worker")
        stack.start("scheduler", "scheduler")
        stack.serve("--demo")
        _say(_welcome(stack.log("serve").read_text()))
        _say(f"Logs: {folder}/serve.log, worker.log, scheduler.log. Ctrl-C stops everything.")
        yield stack
    finally:
        stack.close()


def _welcome(log: str) -> str:
    """What the server said last of where it is, without the log that follows."""
    _, begins, rest = log.rpartition("AstroBookings at")
    return (begins + rest).partition("\n[")[0]


def _watch(stack: Stack, ended: threading.Event) -> None:
    """Wait for the end; say it when a process ends before."""
    known = set(stack.alive())
    while not ended.wait(1):
        for name in known - set(stack.alive()):
            known.discard(name)
            _say(f"{name} has ended: see {stack.log(name)}")


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
