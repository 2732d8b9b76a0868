"""The entry log."""

import json
import re
from collections.abc import Sequence
from datetime import datetime

from attrs import frozen
from pymongo.client_session import ClientSession

from astrobookings.adapters.mongo.collections.monitoring import ENTRIES, ENTRY_RETENTION, TROUBLES
from astrobookings.adapters.mongo.mapping import instant, micros
from astrobookings.adapters.mongo.metrics import add_new
from astrobookings.adapters.mongo.store import Document, MongoStore
from astrobookings.adapters.mongo.store.pages import Keyset, by_id, by_instant
from astrobookings.domain.kernel.ids import EntryId, UserId
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.monitoring.entries import Entry, EntryFilter, Level, entry_words
from astrobookings.domain.monitoring.words import Sought

__all__ = ["MongoEntryLog"]

NEWEST_FIRST = Keyset((by_instant("at"), by_id("entry_id")), descending=True)

_TEXTS = ("component", "event", "message", "request_id", "trace")


@frozen
class MongoEntryLog:
    """Entries are sealed (see the collection). An index of single words serves searches rather than
    MongoDB's text index, which knows no beginnings of words and gives no order of time.
    """

    store: MongoStore

    def append(self, entries: Sequence[Entry]) -> int:
        return add_new(self.store, ENTRIES.name, [_document(one) for one in entries])

    def search(self, page: PageRequest, wanted: EntryFilter) -> Page[Entry]:
        return NEWEST_FIRST.page(self.store, ENTRIES.name, query_of(wanted), page, _entry)

    def forget_before(self, moment: datetime, limit: int) -> int:
        rows, given_up = self.store.collection(ENTRIES.name), micros(moment)
        if self.store.first(ENTRY_RETENTION.name, {"_id": {"$gte": given_up}}) is None:
            add_new(self.store, ENTRY_RETENTION.name, [{"_id": given_up}])
        old = self.store.find(
            ENTRIES.name, {"at": {"$lt": given_up}}, sort=[("at", 1)], limit=limit, fields=["at"]
        )

        def forget(session: ClientSession | None) -> int:
            which = {"_id": {"$in": [document["_id"] for document in old]}}
            return rows.delete_many(which, session=session).deleted_count

        return self.store.write_alone(forget) if old else 0


def query_of(wanted: EntryFilter) -> Document:
    """What finds the entries that are *wanted*."""
    equal = {name: getattr(wanted, name) for name in ("component", "event", "actor", "request_id")}
    query: Document = {f"_id.{name}": value for name, value in equal.items() if value is not None}
    if wanted.level not in {None, Level.INFO}:
        query |= TROUBLES | {"$and": [_at_least(wanted.level)]}
    bounds = {"$gte": wanted.since, "$lt": wanted.until}
    at = {than: micros(moment) for than, moment in bounds.items() if moment is not None}
    words = {"_id.words": {"$all": _words(wanted.sought)}} if wanted.sought else {}
    return query | ({"at": at} if at else {}) | words


def _at_least(level: Level | None) -> Document:
    wanted = () if level is None else level.and_above
    return {"_id.level": {"$in": [one.value for one in wanted]}}


def _words(wanted: Sought) -> list[str | re.Pattern[str]]:
    """Words have letters and figures only, so that nothing in them needs escaping."""
    begun = [re.compile(f"^{word}") for word in sorted(wanted.begun)]
    return [*sorted(wanted.whole), *begun]


def _document(entry: Entry) -> Document:
    copies = {"at": micros(entry.at), "entry_id": entry.id}
    seal = {
        **copies,
        **{name: getattr(entry, name) for name in _TEXTS},
        "level": entry.level.value,
        "actor": entry.actor,
        "facts": json.dumps(entry.facts),
        "words": list(entry_words(entry)),
    }
    return {"_id": seal, **copies}


def _entry(document: Document) -> Entry:
    seal = document["_id"]
    return Entry(
        id=EntryId(seal["entry_id"]),
        at=instant(seal["at"]),
        level=Level(seal["level"]),
        actor=None if seal["actor"] is None else UserId(seal["actor"]),
        facts=json.loads(seal["facts"]),
        **{name: seal[name] for name in _TEXTS},
    )
