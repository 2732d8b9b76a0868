"""How each store is read whole and put back."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from attrs import frozen

from astrobookings.adapters.sql import Newer, Which
from astrobookings.adapters.sql.backup import NotEmpty, sql_snapshot, sql_target
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.entrypoints.bootstrap.extras import require_extras
from astrobookings.entrypoints.settings import BadSettings, Settings

__all__ = ["Refusal", "Snapshot", "StoreBackup", "Target", "kept_files", "store_backups"]


class Snapshot(Protocol):
    """A store as it was at one instant."""

    @property
    def schema(self) -> str:
        """What its records look like, in the store's own words."""

    def tables(self) -> dict[str, int]:
        """Each table and how many records it has, in the order to put them back."""

    def lines(self, name: str) -> Iterator[str]:
        """The records of table *name*, each a line."""


class Target(Protocol):
    """An empty store to be filled."""

    def put(self, name: str, lines: Iterable[str]) -> int:
        """Fill table *name*; with how many records."""

    def finish(self, *, tell_again_from: datetime | None) -> int:
        """Migrate it, and have events since then told once more; how many."""


@frozen
class Refusal(Exception):
    """What is at *place* already would be lost."""

    place: str


class StoreBackup(Protocol):
    """The store called `name`."""

    @property
    def name(self) -> str:
        """What the store is called."""

    @property
    def kind(self) -> str:
        """Whose records fit: `sql` or `mongo`."""

    def snapshot(self) -> AbstractContextManager[Snapshot]:
        """Raises: LookupError: it was never migrated; Unavailable."""

    def target(self, schema: str, *, replace: bool) -> AbstractContextManager[Target]:
        """Raises: Refusal: it holds records; BadSettings: a newer release wrote *schema*."""


@frozen
class _Sql:
    name: Which
    url: str
    kind: str = "sql"

    def snapshot(self) -> AbstractContextManager[Snapshot]:
        return sql_snapshot(self.url)

    @contextmanager
    def target(self, schema: str, *, replace: bool) -> Iterator[Target]:
        try:
            with sql_target(self.url, self.name, schema, replace=replace) as target:
                yield target
        except NotEmpty as error:
            raise Refusal(f"the table {error.table} of the {self.name} database") from error
        except Newer as error:
            raise BadSettings(_newer(self.name)) from error


@frozen
class _Mongo:
    name: Which
    url: str
    kind: str = "mongo"

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        from astrobookings.adapters.mongo.backup import SnapshotTooOld, mongo_snapshot

        try:
            with mongo_snapshot(self.url) as snapshot:
                yield snapshot
        except SnapshotTooOld as error:
            raise Unavailable(str(error)) from error

    @contextmanager
    def target(self, schema: str, *, replace: bool) -> Iterator[Target]:
        from astrobookings.adapters.mongo.backup import (
            DocumentsThere,
            NewerDocuments,
            mongo_target,
        )

        try:
            with mongo_target(self.url, schema, replace=replace) as target:
                yield target
        except DocumentsThere as error:
            told = f"the collection {error.collection} of the {self.name} database"
            raise Refusal(told) from error
        except NewerDocuments as error:
            raise BadSettings(_newer(self.name)) from error


def _newer(name: str) -> str:
    return f"A newer release wrote the {name} store of this backup; restore it with that release."


def store_backups(settings: Settings) -> Iterator[StoreBackup]:
    """The stores that *settings* name, in the order to back them up.

    Raises:
        BadSettings: a library for one of them is not installed.
    """
    require_extras(settings)
    if settings.system_on_mongo:
        yield _Mongo("system", settings.system_url)
    else:
        yield _Sql("system", settings.system_url)
    yield _Sql("operations", settings.operations_url)


def kept_files(settings: Settings, *, missing: bool = False) -> dict[str, Path]:
    """The SQLite files in which the sandbox gateway and the local mailbox keep theirs."""
    urls = {"gateway": settings.payments_url, "mailbox": settings.smtp_url}
    files = {
        name: Path(urlsplit(url).path.removeprefix("/"))
        for name, url in urls.items()
        if urlsplit(url).scheme in {"sandbox", "mailbox"}
    }
    return {name: file for name, file in files.items() if missing or file.exists()}
