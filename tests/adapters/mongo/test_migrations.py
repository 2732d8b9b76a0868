"""A migrated database has what the code relies on, whoever migrates it and however often."""

from collections.abc import Iterator
from contextlib import closing
from functools import partial

import pytest
from attrs import evolve

from astrobookings.adapters.memory.ids import MemoryIds
from astrobookings.adapters.mongo import (
    MongoStore,
    Newer,
    Standalone,
    migrate_mongo,
    migrations,
    mongo_behind,
    mongo_standalone,
)
from astrobookings.adapters.mongo.collections import COLLECTIONS
from astrobookings.adapters.mongo.collections.definition import Index
from astrobookings.adapters.mongo.collections.identity import USERS
from astrobookings.testing.contracts.threads import at_once
from tests.servers import MongoServer, absent, running_mongo


@pytest.fixture
def store(mongo_url: str) -> Iterator[MongoStore]:
    """Give a store whose database nobody has migrated."""
    with closing(MongoStore(mongo_url, MemoryIds())) as made:
        yield made


def test_a_database_is_behind_until_it_is_migrated(mongo_url: str) -> None:
    before = mongo_behind(mongo_url)
    migrate_mongo(mongo_url)

    assert (before, mongo_behind(mongo_url)) == (True, False)


def test_every_collection_has_its_rules_and_indexes(store: MongoStore) -> None:
    migrate_mongo(store.url)

    for definition in COLLECTIONS:
        rows = store.collection(definition.name)
        assert rows.options()["validator"] == definition.validator
        found = rows.index_information()
        assert set(found) == {"_id_", *(index.name for index in definition.indexes)}
        for index in definition.indexes:
            assert [name for name, _ in found[index.name]["key"]] == list(index.fields)
            assert bool(found[index.name].get("unique")) is index.unique


def test_names_of_collections_and_indexes_are_unique() -> None:
    collections = [definition.name for definition in COLLECTIONS]
    indexes = [index.name for definition in COLLECTIONS for index in definition.indexes]

    assert len(set(collections)) == len(collections)
    assert len(set(indexes)) == len(indexes)


def test_migrating_again_changes_nothing(store: MongoStore) -> None:
    migrate_mongo(store.url)
    store.collection("handled").insert_one({"event_id": b"1", "handler": "one", "at": 0})

    migrate_mongo(store.url)

    assert store.count("handled", {"handler": "one"}) == 1


def test_a_changed_definition_is_behind_until_it_is_migrated(
    store: MongoStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate_mongo(store.url)
    by_phone = Index("ix_users_phone", ("phone",))
    (by_name,) = (index for index in USERS.indexes if index.name.endswith("name"))
    renewed = evolve(by_name, fields=("last_name", "_id"))
    changed = evolve(USERS, indexes=(by_phone, renewed))
    rest = tuple(one for one in COLLECTIONS if one is not USERS)
    monkeypatch.setattr(migrations, "COLLECTIONS", (*rest, changed))

    before = mongo_behind(store.url)
    migrate_mongo(store.url)

    assert (before, mongo_behind(store.url)) == (True, False)
    found = store.collection("users").index_information()
    assert set(found) == {"_id_", "ix_users_phone", "ix_users_name"}
    assert found["ix_users_name"]["key"] == [("last_name", 1), ("_id", 1)]


def test_the_schema_of_a_newer_release_is_left_alone(
    store: MongoStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate_mongo(store.url)
    monkeypatch.setattr(migrations, "COLLECTIONS", ())
    monkeypatch.setattr(migrations, "VERSION", 0)

    with pytest.raises(Newer, match="newer release"):
        migrate_mongo(store.url)

    assert mongo_behind(store.url)
    assert "ix_users_name" in store.collection("users").index_information()


def test_two_may_migrate_at_once(mongo_url: str) -> None:
    at_once([partial(migrate_mongo, mongo_url)] * 3)

    assert not mongo_behind(mongo_url)


def test_a_server_without_a_replica_set_is_refused() -> None:
    try:
        running = running_mongo(replica_set=False)
        server: MongoServer = running.__enter__()
    except Exception as error:
        absent("MongoDB", error)
    try:
        url = f"mongodb://127.0.0.1:{server.process.port}/astro"
        alone = mongo_standalone(url)
        with pytest.raises(Standalone, match="--replSet"):
            migrate_mongo(url)
    finally:
        running.__exit__(None, None, None)

    assert alone


def test_a_replica_set_stands_not_alone(mongo_url: str) -> None:
    assert not mongo_standalone(mongo_url)


@pytest.mark.parametrize(
    "url",
    [
        "mysql://localhost/astro",
        "sqlite:///astro.db",
        "mongodb://localhost",
        "mongodb://localhost/?replicaSet=rs0",
        "mongodb+srv://cluster.example.test",
        "mongodb://local host:x/astro",
    ],
)
def test_a_url_that_names_no_database_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"(?i)mongodb|port"):
        MongoStore(url, MemoryIds())
