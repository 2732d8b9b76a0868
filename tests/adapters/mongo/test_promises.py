"""The database itself refuses what must never be, whatever the code does."""

from typing import Any

import pytest
from pymongo.errors import DuplicateKeyError, WriteError

from astrobookings.adapters.mongo import MongoStore
from astrobookings.domain.kernel.ids import EventId
from astrobookings.testing.builders import (
    a_link,
    a_notification,
    a_profile,
    a_second_factor,
    a_session,
    fresh_id,
)
from astrobookings.testing.contracts.harness import SystemHarness


@pytest.fixture(autouse=True)
def records(system: SystemHarness) -> None:
    """Have a document in every collection."""
    account = system.given_account()
    with system.writing():
        system.profiles.add(a_profile(user_id=account.id))
        system.sessions.add(a_session(user_id=account.id))
        system.links.add(a_link(user_id=account.id))
        system.second_factors.add(a_second_factor(user_id=account.id))
        system.notifications.add(a_notification(recipient=account.id))
        system.handled.first_time(EventId(fresh_id()), "handler")


@pytest.mark.parametrize(
    ("collection", "change"),
    [
        ("users", {"status": "free"}),
        ("users", {"role": "pilot"}),
        ("users", {"position": "captain"}),
        ("users", {"version": 0}),
        ("users", {"email": None}),
        ("users", {"created_at": "2027-01-15"}),
        ("profiles", {"birth_date": None}),
        ("sessions", {"end_reason": "bored"}),
        ("sessions", {"user_id": "somebody"}),
        ("links", {"kind": "gift"}),
        ("second_factors", {"secret": None}),
        ("notifications", {"status": "lost"}),
        ("notifications", {"kind": "gossip"}),
        ("notifications", {"priority": 0}),
        ("notifications", {"priority": 6}),
        ("notifications", {"due_at": 1.5}),
        ("changes", {"version": "1"}),
        ("handled", {"handler": None}),
    ],
)
def test_a_broken_rule_is_refused(
    store: MongoStore, collection: str, change: dict[str, Any]
) -> None:
    assert store.count(collection, {}) > 0

    with pytest.raises(WriteError, match="failed validation"):
        store.collection(collection).update_many({}, {"$set": change})


@pytest.mark.parametrize(
    ("collection", "fields"),
    [
        ("users", ("email",)),
        ("notifications", ("event_id", "recipient", "kind")),
        ("handled", ("event_id", "handler")),
    ],
)
def test_a_duplicate_is_refused(
    store: MongoStore, collection: str, fields: tuple[str, ...]
) -> None:
    rows = store.collection(collection)
    (document,) = rows.find({}).limit(1)

    with pytest.raises(DuplicateKeyError) as caught:
        rows.insert_one({**document, "_id": fresh_id()})

    assert caught.value.details is not None
    assert tuple(caught.value.details["keyPattern"]) == fields
