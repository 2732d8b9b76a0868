"""Whoever leaves is in no document of SystemDB any more."""

from contextlib import closing

import pytest

from astrobookings.adapters.memory.ids import MemoryIds
from astrobookings.adapters.mongo import MongoStore
from astrobookings.domain.identity.permissions import signed_in
from astrobookings.testing.world import PASSWORD
from tests.adapters.mongo.test_platform import mongo_world
from tests.application.identity.test_leaving import flown


def collections_with(url: str, *texts: str) -> set[str]:
    """The collections that have any of *texts* somewhere."""
    with closing(MongoStore(url, MemoryIds())) as store:
        return {
            name
            for name in store.database.list_collection_names()
            for document in store.database[name].find()
            if any(text in repr(document) for text in texts)
        }


@pytest.mark.story("0.6")
def test_whoever_leaves_is_in_no_document_any_more(migrated_url: str) -> None:
    with mongo_world(migrated_url) as world:
        by = world.traveler()
        account = world.parts.users.get(signed_in(by))
        flown(world, by)
        texts = (account.email, account.last_name, "Okafor")
        before = collections_with(migrated_url, *texts)

        world.system.close_account(by, PASSWORD)
        world.settle()

    assert {"users", "profiles", "changes"} <= before
    assert collections_with(migrated_url, *texts) == set()
