"""The whole store, read at one instant and put back into an empty database.

Documents travel as lines of MongoDB's extended JSON, in its canonical form, which keeps every type.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice

from attrs import frozen
from bson import json_util
from bson.binary import UuidRepresentation
from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import OperationFailure

from astrobookings.adapters.mongo.migrations import VERSION, migrate_mongo
from astrobookings.adapters.mongo.store.client import Document, client_for, database_name
from astrobookings.adapters.mongo.store.failures import translated

__all__ = [
    "DocumentsThere",
    "MongoSnapshot",
    "MongoTarget",
    "NewerDocuments",
    "SnapshotTooOld",
    "mongo_snapshot",
    "mongo_target",
]

_FORM = json_util.JSONOptions(
    json_mode=json_util.JSONMode.CANONICAL,
    tz_aware=True,
    uuid_representation=UuidRepresentation.STANDARD,
)
_AT_ONCE = 1000
"""Documents that are in memory at a time."""
_SCHEMA = "schema"
"""The collection whose one document says which schema the others have."""
_TOO_OLD = 239


@frozen
class DocumentsThere(Exception):
    """The database holds documents already, the first of them in this collection."""

    collection: str


class NewerDocuments(Exception):
    """A newer release wrote these documents; this one does not know their form."""


class SnapshotTooOld(Exception):
    """The server forgot what it held when reading began."""

    def __str__(self) -> str:
        return (
            "MongoDB no longer has the data as they were when the backup began: raise its "
            "parameter minSnapshotHistoryWindowInSeconds (300 by default) above the time that a "
            "backup takes."
        )


@frozen
class MongoSnapshot:
    """What one session sees, from its first look on."""

    schema: str
    _database: Database[Document]
    _session: ClientSession

    def tables(self) -> dict[str, int]:
        """Each collection and how many documents it has; the schema comes last."""
        names = sorted(
            self._database.list_collection_names(), key=lambda one: (one == _SCHEMA, one)
        )
        return {name: self._count(name) for name in names if not name.startswith("system.")}

    def _count(self, name: str) -> int:
        counted = self._database[name].aggregate([{"$count": "n"}], session=self._session)
        return int(next(iter(counted), {"n": 0})["n"])

    def lines(self, name: str) -> Iterator[str]:
        """The documents of collection *name*, each a line of JSON."""
        found = self._database[name].find(batch_size=_AT_ONCE, session=self._session)
        return (json_util.dumps(document, json_options=_FORM) for document in found)


@contextmanager
def mongo_snapshot(url: str) -> Iterator[MongoSnapshot]:
    """The store at *url* as it is now.

    Raises:
        LookupError: it was never migrated.
        SnapshotTooOld: reading took longer than the server remembers.
        Unavailable: the server does not answer.
    """
    with client_for(url, patient=True) as client, translated():
        database = client[database_name(url)]
        with client.start_session(snapshot=True) as session:
            found = database[_SCHEMA].find_one(session=session)
            if found is None:
                raise LookupError("there is no schema in it")
            try:
                yield MongoSnapshot(str(found["version"]), database, session)
            except OperationFailure as error:
                if error.code == _TOO_OLD:
                    raise SnapshotTooOld from error
                raise


@frozen
class MongoTarget:
    """Empty collections to be filled."""

    _url: str
    _database: Database[Document]

    def put(self, name: str, lines: Iterable[str]) -> int:
        """Fill collection *name*; with how many documents."""
        documents = (json_util.loads(line, json_options=_FORM) for line in lines)
        count = 0
        while batch := list(islice(documents, _AT_ONCE)):
            self._database[name].insert_many(batch)
            count += len(batch)
        return count

    def finish(self, *, tell_again_from: datetime | None) -> int:
        """Bring everything to the newest schema. Nobody asks for events to be told again here."""
        migrate_mongo(self._url)
        return 0


@contextmanager
def mongo_target(url: str, schema: str, *, replace: bool) -> Iterator[MongoTarget]:
    """The database at *url* with empty collections.

    What was put stays when something is raised, but as the schema comes last, nothing runs on it.

    Raises:
        DocumentsThere: it holds documents, and they are not to be *replace*d.
        NewerDocuments: *schema* is none that this release knows.
        Standalone: the server has no transactions.
        Unavailable: the server does not answer.
    """
    if int(schema) > VERSION:
        raise NewerDocuments
    with client_for(url, patient=True) as client, translated():
        database = client[database_name(url)]
        names = [one for one in database.list_collection_names() if not one.startswith("system.")]
        for name in sorted(names):
            if name != _SCHEMA and not replace and database[name].find_one() is not None:
                raise DocumentsThere(name)
        for name in sorted(names, key=lambda one: one != _SCHEMA):
            database.drop_collection(name)
        migrate_mongo(url)
        database.drop_collection(_SCHEMA)
        yield MongoTarget(url, database)
