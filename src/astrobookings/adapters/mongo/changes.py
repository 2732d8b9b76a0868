"""The change log of a store, and its writer."""

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from attrs import frozen

from astrobookings.adapters.mongo.collections.shared import CHANGES
from astrobookings.adapters.mongo.mapping import instant, micros
from astrobookings.adapters.mongo.store.client import Document
from astrobookings.adapters.mongo.store.database import MongoStore
from astrobookings.adapters.mongo.store.pages import Keyset, by_id
from astrobookings.adapters.plain import plain
from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.origins import Change, FieldChange, Origin, differences
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["MongoChanges", "origin_of", "origin_values", "record_change", "record_changes"]

_NEWEST = Keyset((by_id(),), descending=True)


def origin_values(origin: Origin) -> Document:
    """*origin* as fields of a document."""
    return {
        "service": origin.service,
        "action": origin.action,
        "actor": origin.actor,
        "request_id": origin.request_id,
        "at": micros(origin.at),
    }


def origin_of(document: Document) -> Origin:
    """The origin in the fields of *document*."""
    return Origin(
        service=document["service"],
        action=document["action"],
        actor=document["actor"],
        request_id=document["request_id"],
        at=instant(document["at"]),
    )


def record_change(
    store: MongoStore, kind: str, key: UUID, old: Entity | None, new: Entity | None
) -> None:
    """Write what differs between *old* and *new* in the running transaction."""
    record_changes(store, kind, [(key, old, new)])


def record_changes(
    store: MongoStore, kind: str, changed: Iterable[tuple[UUID, Entity | None, Entity | None]]
) -> None:
    """Write what differs between the old and new of each record."""
    origin = origin_values(store.running.origin)
    documents = [
        {
            "_id": store.ids.new(),
            "kind": kind,
            "key": key,
            "version": _version(old, new),
            "fields": {
                name: {"old": plain(one.old), "new": plain(one.new)}
                for name, one in differences(old, new).items()
            },
            **origin,
        }
        for key, old, new in changed
    ]
    store.insert(CHANGES.name, documents)


def _version(old: Entity | None, new: Entity | None) -> int:
    if new is not None:
        return new.version
    return 0 if old is None else old.version + 1


@frozen
class MongoChanges:
    store: MongoStore

    def newest(self, page: PageRequest, kinds: Collection[str]) -> Page[Change]:
        wanted = {"kind": {"$in": sorted(kinds)}}
        return _NEWEST.page(self.store, CHANGES.name, wanted, page, _change)

    def of(self, key: UUID) -> Sequence[Change]:
        """Oldest first: by version, which only grows."""
        order = [("version", 1), ("at", 1), ("_id", 1)]
        found = self.store.find(CHANGES.name, {"key": key}, sort=order)
        return tuple(_change(document) for document in found)


def _change(document: Document) -> Change:
    fields = document["fields"].items()
    return Change(
        id=document["_id"],
        kind=document["kind"],
        key=document["key"],
        version=document["version"],
        fields={name: FieldChange(one["old"], one["new"]) for name, one in fields},
        origin=origin_of(document),
    )
