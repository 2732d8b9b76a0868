"""The change log of a store, and its writer."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from attrs import frozen
from sqlalchemy import Row, insert, select

from astrobookings.adapters.plain import plain
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.pages import Keyset, by_id
from astrobookings.adapters.sql.tables.shared import changes
from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.origins import Change, FieldChange, Origin, differences
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["SqlChanges", "origin_of", "origin_values", "record_change", "record_changes"]

_NEWEST = Keyset((by_id(changes.c.id),), descending=True)
ORIGIN = ("service", "action", "actor", "request_id", "at")


def origin_values(origin: Origin) -> dict[str, Any]:
    """*origin* as columns."""
    return {name: getattr(origin, name) for name in ORIGIN}


def origin_of(row: Row[Any]) -> Origin:
    """The origin in the columns of *row*."""
    return Origin(**{name: row._mapping[name] for name in ORIGIN})


def record_change(
    store: SqlStore, kind: str, key: UUID, old: Entity | None, new: Entity | None
) -> None:
    """Write what differs between *old* and *new* in the running transaction."""
    record_changes(store, kind, [(key, old, new)])


def record_changes(
    store: SqlStore, kind: str, changed: Iterable[tuple[UUID, Entity | None, Entity | None]]
) -> None:
    """Write what differs between the old and new of each record."""
    origin = origin_values(store.running.origin)
    rows = [
        {
            "id": store.ids.new(),
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
    if rows:
        store.write(insert(changes), rows)


def _version(old: Entity | None, new: Entity | None) -> int:
    if new is not None:
        return new.version
    return 0 if old is None else old.version + 1


@frozen
class SqlChanges:
    store: SqlStore

    def newest(self, page: PageRequest, kinds: Collection[str]) -> Page[Change]:
        found = select(changes).where(changes.c.kind.in_(sorted(kinds)))
        return _NEWEST.page(self.store, found, page, _change)

    def of(self, key: UUID) -> Sequence[Change]:
        """Oldest first: by version, which only grows."""
        found = select(changes).where(changes.c.key == key)
        ordered = found.order_by(changes.c.version, changes.c.at, changes.c.id)
        return tuple(_change(row) for row in self.store.rows(ordered))


def _change(row: Row[Any]) -> Change:
    return Change(
        id=row.id,
        kind=row.kind,
        key=row.key,
        version=row.version,
        fields={name: FieldChange(one["old"], one["new"]) for name, one in row.fields.items()},
        origin=origin_of(row),
    )
