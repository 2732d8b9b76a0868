"""The database itself keeps entries as they are, and finds words by an index."""

from datetime import timedelta
from typing import Any

import pytest
from pymongo.errors import WriteError

from astrobookings.adapters.mongo import MongoEntryLog, MongoStore
from astrobookings.adapters.mongo.collections.monitoring import ENTRIES, ENTRY_RETENTION
from astrobookings.adapters.mongo.entry_log import query_of
from astrobookings.adapters.mongo.mapping import micros
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.monitoring.entries import EntryFilter, Level
from astrobookings.domain.monitoring.words import sought
from astrobookings.testing.builders import NOW, an_entry, fresh_id

ANY = EntryFilter()


@pytest.fixture
def log(store: MongoStore) -> MongoEntryLog:
    """Give a log with an entry."""
    made = MongoEntryLog(store)
    made.append([an_entry(message="The payment was declined")])
    return made


@pytest.mark.story("6.1")
@pytest.mark.parametrize(
    "change",
    [
        {"$set": {"_id.message": "nothing happened"}},
        {"$set": {"_id.words": []}},
        {"$set": {"_id": {"message": "nothing happened"}}},
        {"$set": {"at": 0}},
        {"$set": {"entry_id": fresh_id()}},
        {"$set": {"message": "beside"}},
        {"$unset": {"at": 1}},
        {"$rename": {"at": "then"}},
        [{"$set": {"at": {"$add": ["$at", 1]}}}],
    ],
)
def test_the_server_refuses_every_change_of_an_entry(
    store: MongoStore, log: MongoEntryLog, change: Any
) -> None:
    before = log.search(PageRequest(), ANY)

    with pytest.raises(WriteError):
        store.collection(ENTRIES.name).update_many({}, change)

    assert log.search(PageRequest(), ANY) == before


def test_the_server_refuses_to_replace_an_entry(store: MongoStore, log: MongoEntryLog) -> None:
    before = log.search(PageRequest(), ANY)

    with pytest.raises(WriteError):
        store.collection(ENTRIES.name).replace_one({}, {"at": 0, "entry_id": fresh_id()})

    assert log.search(PageRequest(), ANY) == before


def test_the_server_refuses_an_entry_that_is_not_sealed(store: MongoStore) -> None:
    with pytest.raises(WriteError):
        store.collection(ENTRIES.name).insert_one({"at": 0, "entry_id": fresh_id(), "message": ""})


def test_what_was_given_up_stands_on_record(store: MongoStore, log: MongoEntryLog) -> None:
    log.forget_before(NOW - timedelta(days=2), 9)
    log.forget_before(NOW - timedelta(days=3), 9)

    assert [one["_id"] for one in store.find(ENTRY_RETENTION.name, {})] == [
        micros(NOW - timedelta(days=2))
    ]


@pytest.mark.story("6.2")
@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (EntryFilter(sought=sought("payment")), "ix_entries_words"),
        (EntryFilter(sought=sought("paym* declined")), "ix_entries_words"),
        (EntryFilter(level=Level.ERROR), "ix_entries_troubles"),
        (EntryFilter(request_id="r-1"), "ix_entries_request"),
        (EntryFilter(event="seats-held"), "ix_entries_event"),
        (EntryFilter(), "ix_entries_at"),
    ],
)
def test_searches_enter_by_an_index(
    store: MongoStore, log: MongoEntryLog, wanted: EntryFilter, index: str
) -> None:
    log.append(
        [
            an_entry(
                at=NOW - timedelta(seconds=number),
                message=f"seats {number}",
                event=f"event-{number % 7}",
                request_id=f"r-{number}",
            )
            for number in range(300)
        ]
    )
    found = store.collection(ENTRIES.name).find(query_of(wanted))

    told = found.sort([("at", -1), ("entry_id", -1)]).limit(50).explain()

    winner = told["queryPlanner"]["winningPlan"]
    assert index in str(winner)
    assert "COLLSCAN" not in str(winner)


def test_a_word_gives_its_entries_in_order_of_time(store: MongoStore, log: MongoEntryLog) -> None:
    found = store.collection(ENTRIES.name).find(query_of(EntryFilter(sought=sought("payment"))))

    told = found.sort([("at", -1), ("entry_id", -1)]).explain()

    assert "'stage': 'SORT'" not in str(told["queryPlanner"]["winningPlan"])
