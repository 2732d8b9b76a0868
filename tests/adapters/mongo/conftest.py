"""A migrated database, emptied before each test."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.adapters.memory.ids import MemoryIds
from astrobookings.adapters.mongo import MongoStore, migrate_mongo
from astrobookings.adapters.mongo.collections import COLLECTIONS
from astrobookings.testing.builders import NOW
from astrobookings.testing.contracts.harness import SystemHarness
from tests.contracts.stores import mongo_system
from tests.servers import MongoServer


@pytest.fixture(scope="session")
def migrated_url(mongo_server: MongoServer) -> str:
    """Give the URL of a database with the newest schema, made once."""
    url = mongo_server.new_database()
    migrate_mongo(url)
    return url


@pytest.fixture
def store(migrated_url: str) -> Iterator[MongoStore]:
    """Give an empty store."""
    with closing(MongoStore(migrated_url, MemoryIds())) as made:
        for definition in COLLECTIONS:
            made.collection(definition.name).delete_many({})
        yield made


@pytest.fixture
def system(store: MongoStore) -> SystemHarness:
    """Give the ports of an empty store."""
    return mongo_system(store, MemoryClock(NOW))
