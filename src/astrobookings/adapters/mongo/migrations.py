"""The schema of the store: collections, their rules and indexes."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from pymongo.database import Database
from pymongo.errors import OperationFailure

from astrobookings.adapters.mongo.collections import COLLECTIONS
from astrobookings.adapters.mongo.collections.definition import Definition, Index
from astrobookings.adapters.mongo.store.client import Document, client_for, database_name
from astrobookings.adapters.mongo.store.failures import translated

__all__ = ["Newer", "Standalone", "migrate_mongo", "mongo_behind", "mongo_standalone"]

VERSION = 1
"""Raised when documents are kept in another form than before."""
_SCHEMA = "schema"
_EXISTS, _IS_GONE = 48, 27
"""What the server calls NamespaceExists and IndexNotFound."""


class Standalone(Exception):
    """The server is not one of a replica set, and so has no transactions."""

    def __str__(self) -> str:
        return (
            "This MongoDB stands alone and so has no transactions: start mongod with --replSet rs0 "
            "and call rs.initiate() once."
        )


class Newer(Exception):
    """A newer release keeps its documents in this database, in a form of its own."""

    def __str__(self) -> str:
        return "A newer release made this schema; install that release or a later one."


def migrate_mongo(url: str) -> None:
    """Bring the database at *url* to the newest schema; repeating is harmless.

    Raises:
        Standalone; Newer; Unavailable: the server does not answer.
    """
    with _opened(url) as database:
        if _stands_alone(database):
            raise Standalone
        if _schema(database).get("version", 0) > VERSION:
            raise Newer
        for definition in COLLECTIONS:
            _define(database, definition)
        schema = {"version": VERSION, "definition": _digest()}
        database[_SCHEMA].update_one({"_id": _SCHEMA}, {"$set": schema}, upsert=True)


def mongo_behind(url: str) -> bool:
    """Whether the database at *url* lacks collections, rules or indexes of the code.

    Raises:
        Unavailable.
    """
    with _opened(url) as database:
        schema = _schema(database)
        return (schema.get("version"), schema.get("definition")) != (VERSION, _digest())


def mongo_standalone(url: str) -> bool:
    """Whether the server at *url* is none of a replica set.

    Raises:
        Unavailable.
    """
    with _opened(url) as database:
        return _stands_alone(database)


@contextmanager
def _opened(url: str) -> Iterator[Database[Document]]:
    with client_for(url, patient=True) as client, translated():
        yield client[database_name(url)]


def _schema(database: Database[Document]) -> Document:
    """What was migrated last; empty if nothing ever was."""
    return database[_SCHEMA].find_one({"_id": _SCHEMA}) or {}


def _stands_alone(database: Database[Document]) -> bool:
    told = database.client.admin.command("hello")
    return "setName" not in told and told.get("msg") != "isdbgrid"


def _define(database: Database[Document], definition: Definition) -> None:
    """Make the collection what *definition* says, whoever else may be doing so right now."""
    with _unless(_EXISTS):
        database.command("create", definition.name)
    database.command("collMod", definition.name, validator=definition.validator)
    rows = database[definition.name]
    wanted = {index.name: index for index in definition.indexes}
    for name, found in rows.index_information().items():
        if name != "_id_" and (name not in wanted or _differs(wanted[name], found)):
            with _unless(_IS_GONE):
                rows.drop_index(name)
    for index in definition.indexes:
        rows.create_index([(one, 1) for one in index.fields], **index.options)


@contextmanager
def _unless(code: int) -> Iterator[None]:
    """Do something that somebody else may have done, which the server tells by *code*."""
    try:
        yield
    except OperationFailure as error:
        if error.code != code:
            raise


def _differs(index: Index, found: Any) -> bool:
    keys = [(name, 1) for name in index.fields]
    is_unique = bool(found.get("unique", False))
    where = found.get("partialFilterExpression")
    return (list(found["key"]), is_unique, where) != (keys, index.unique, index.where)


def _digest() -> str:
    """What tells one set of definitions from another."""
    told = [
        [one.name, one.validator, [[index.fields, index.options] for index in one.indexes]]
        for one in COLLECTIONS
    ]
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
