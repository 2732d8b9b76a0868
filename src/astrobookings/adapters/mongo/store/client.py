"""Clients of MongoDB, set up so that every promise of a store can be kept."""

from typing import Any, TypeAlias
from urllib.parse import urlsplit

from pymongo import MongoClient
from pymongo.errors import InvalidURI
from pymongo.uri_parser import parse_uri

__all__ = ["Client", "Document", "client_for", "database_name"]

Document: TypeAlias = dict[str, Any]
Client: TypeAlias = MongoClient[Document]

WAIT_FOR_SERVER = 2_000
"""Milliseconds until a server that cannot be reached counts as away."""
HEARTBEAT = 1_000
"""Milliseconds between two looks at the server: how soon we see it go and come back."""
WAIT_FOR_ANSWER = 10_000
"""Milliseconds until a server that is there, but slow, counts as silent."""


def database_name(url: str) -> str:
    """The database that *url* names.

    Raises:
        ValueError: no MongoDB, or no database in it.
    """
    if urlsplit(url).scheme not in {"mongodb", "mongodb+srv"}:
        raise ValueError("a MongoDB store is a mongodb:// URL")
    try:
        name = urlsplit(url).path.strip("/") or None
        if url.startswith("mongodb:"):
            name = parse_uri(url)["database"]
    except InvalidURI as error:
        raise ValueError(str(error)) from None
    if name is None:
        raise ValueError("the URL of a MongoDB store names its database: mongodb://host/astro")
    return name


def client_for(url: str, *, patient: bool = False) -> Client:
    """A client whose writes are kept by a majority and whose reads see nothing less.

    A *patient* one waits for answers however long they take, for migrations.

    Raises:
        ValueError: no URL of a database.
    """
    database_name(url)
    limits: dict[str, Any] = {} if patient else {"socketTimeoutMS": WAIT_FOR_ANSWER}
    return MongoClient(
        url,
        appname="astrobookings",
        tz_aware=True,
        uuidRepresentation="standard",
        readPreference="primary",
        readConcernLevel="majority",
        w="majority",
        connectTimeoutMS=WAIT_FOR_SERVER,
        serverSelectionTimeoutMS=WAIT_FOR_SERVER,
        waitQueueTimeoutMS=WAIT_FOR_ANSWER,
        heartbeatFrequencyMS=HEARTBEAT,
        **limits,
    )
