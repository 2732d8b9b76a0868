"""One store: its client, its running transaction, its reads and writes."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeAlias, TypeVar

from pymongo.client_session import ClientSession
from pymongo.collection import Collection
from pymongo.errors import ConnectionFailure, PyMongoError

from astrobookings.adapters.mongo.store.client import Document, client_for, database_name
from astrobookings.adapters.mongo.store.failures import SILENT, taken, translated
from astrobookings.adapters.mongo.store.running import Act, Running
from astrobookings.application.ports.ids import Ids
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.origins import Origin

__all__ = ["MongoStore", "Query", "Sort"]

R = TypeVar("R")
Query: TypeAlias = Mapping[str, Any]
Sort: TypeAlias = Sequence[tuple[str, int]]


class MongoStore:
    """A database with its transactions; all adapters of one store share one.

    `url` is `mongodb://host/database?replicaSet=name`; the server is one of a replica set, since
    others have no transactions.
    `transaction` is the store's `Transactions`.
    """

    def __init__(self, url: str, ids: Ids) -> None:
        self.ids = ids
        self.url = url
        self.client = client_for(url)
        self.database = self.client[database_name(url)]
        self._running: ContextVar[Running | None] = ContextVar("running", default=None)
        self._gone = False

    @contextmanager
    def transaction(self, origin: Origin) -> Iterator[None]:
        """Raises: RuntimeError: nested; Unavailable."""
        if self._running.get() is not None:
            raise RuntimeError("a transaction of this store is running already")
        with self.client.start_session() as session:
            running = Running(origin, session)
            token = self._running.set(running)
            try:
                yield
                with self._answering():
                    running.commit()
            finally:
                self._running.reset(token)
                running.abandon()

    @property
    def running(self) -> Running:
        """The transaction under way.

        Raises:
            RuntimeError: none is.
        """
        running = self._running.get()
        if running is None:
            raise RuntimeError("this needs a transaction of the store")
        return running

    @property
    def within(self) -> Running | None:
        """The transaction under way, or None."""
        return self._running.get()

    def collection(self, name: str) -> Collection[Document]:
        """For the acts given to `read`, `write` and `write_alone`."""
        return self.database[name]

    def read(self, act: Act[R]) -> R:
        """Do *act*, which only reads, in the running transaction or by itself.

        Raises:
            Unavailable.
        """
        running = self._running.get()
        with self._answering():
            return act(None) if running is None else running.perform(act, writes=False)

    def write(self, act: Act[R]) -> R:
        """Do *act*, one command that writes, in the running transaction.

        Raises:
            RuntimeError: none is running.
            Taken: a unique index refuses; the transaction goes on without *act*.
            Unavailable.
        """
        running = self.running
        with self._answering():
            return running.perform(act, writes=True)

    def write_alone(self, act: Act[R]) -> R:
        """Do *act*, one command that writes, in the running transaction or by itself.

        By itself only what it does to one document is all or nothing.

        Raises:
            Taken, Unavailable.
        """
        if self._running.get() is not None:
            return self.write(act)
        with self._answering():
            try:
                return act(None)
            except PyMongoError as error:
                if duplicate := taken(error):
                    raise duplicate from error
                raise

    def find(
        self,
        name: str,
        query: Query,
        *,
        sort: Sort = (),
        limit: int | None = None,
        fields: Sequence[str] | None = None,
    ) -> list[Document]:
        """The documents of collection *name* that *query* finds, at most *limit*."""
        if limit == 0:
            return []
        rows, order, most = self.collection(name), list(sort) or None, limit or 0
        return self.read(
            lambda session: list(rows.find(query, fields, sort=order, limit=most, session=session))
        )

    def first(self, name: str, query: Query, *, sort: Sort = ()) -> Document | None:
        """The first document found, if any."""
        found = self.find(name, query, sort=sort, limit=1)
        return found[0] if found else None

    def count(self, name: str, query: Query) -> int:
        """How many documents *query* finds."""
        rows = self.collection(name)
        return self.read(lambda session: rows.count_documents(query, session=session))

    def insert(self, name: str, documents: Sequence[Document]) -> None:
        """Add *documents*, if any, in the running transaction.

        Raises:
            Taken: a unique index refuses one, and so all of them.
        """
        _, rows = self.running, self.collection(name)

        def insert(session: ClientSession | None) -> None:
            rows.insert_many(documents, session=session)

        if documents:
            self.write(insert)

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """Wait for a server that went away once; then refuse at once until it is back.

        Raises:
            Unavailable.
        """
        if self._gone and not self.client.topology_description.has_writable_server():
            raise Unavailable(SILENT)
        self._gone = False
        with translated():
            try:
                yield
            except PyMongoError as error:
                self._gone = isinstance(error, ConnectionFailure)
                raise

    def check(self) -> None:
        """Raises: Unavailable: the database does not answer."""
        with self._answering():
            self.client.admin.command("ping")

    def close(self) -> None:
        """Close every connection."""
        self.client.close()
