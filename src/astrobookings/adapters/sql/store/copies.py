"""Copies with the digest they were written with."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from attrs import frozen
from sqlalchemy import Row, Select, Table, func, select, update

from astrobookings.adapters.plain import plain, structured
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.tables.system_copies import completed_copies
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.sync.copies import refuse_changed
from astrobookings.domain.sync.facts import Facts, digest_of, facts_of

__all__ = ["Copies"]


class _Copy(Protocol):
    @property
    def id(self) -> UUID: ...

    @property
    def source_version(self) -> int: ...


C = TypeVar("C", bound=_Copy)


@frozen
class Copies(Generic[C]):
    """The copies of one kind: a body, and columns to find it by; lower versions never replace
    higher ones.
    """

    store: SqlStore
    kind: str
    of: type[C]
    table: Table
    columns: Callable[[C], dict[str, Any]]

    def select(self) -> Select[Any]:
        """Every copy, its body first."""
        return select(self.table.c.body)

    def read(self, row: Sequence[Any]) -> C:
        copy: C = structured(row[0], self.of)
        return copy

    def one(self, statement: Select[Any], key: object) -> C:
        """Raises: NotFound."""
        row = self.store.first(statement)
        if row is None:
            raise NotFound(self.kind, str(key))
        return self.read(row)

    def put(self, copy: C, over: str | None) -> bool:
        """Of two first copies at once, the later waits for the earlier and then compares.

        Raises: ChangedElsewhere.
        """
        facts = facts_of(copy)
        row = self._row(copy, digest_of(facts))
        added = self.store.insert(self.table).values(row).on_conflict_do_nothing()
        if self.store.write(added.returning(self.table.c.id)).first() is not None:
            return True
        mine = self.table.c.id == copy.id
        standing = self.store.write(select(self.table).where(mine).with_for_update()).one()
        stands = self._stands(standing)
        refuse_changed(facts, stands, written=standing.digest, over=over)
        edited = digest_of(stands) != standing.digest
        if standing.source_version >= copy.source_version and not edited:
            return False
        self.store.write(update(self.table).where(mine).values(row))
        return True

    def _row(self, copy: C, digest: str) -> dict[str, Any]:
        return {
            "id": copy.id,
            "body": plain(copy),
            "source_version": copy.source_version,
            "digest": digest,
            "copied_at": self.store.running.origin.at,
            **self.columns(copy),
        }

    def _stands(self, row: Row[Any]) -> Facts:
        """What the body says, and the columns that say something else."""
        copy = self.read([row.body])
        told = self.columns(copy)
        odd = {
            f"column {name}": plain(row._mapping[name])
            for name, value in told.items()
            if row._mapping[name] != value
        }
        return facts_of(copy) | odd

    def versions(self, keys: Collection[UUID]) -> Mapping[UUID, int]:
        found: Select[Any] = select(self.table.c.id, self.table.c.source_version)
        rows = self.store.rows(found.where(self.table.c.id.in_(keys))) if keys else ()
        return {row.id: row.source_version for row in rows}

    def completed(self, moment: datetime) -> None:
        marked = self.store.insert(completed_copies).values(kind=self.kind, moment=moment)
        later = completed_copies.c.moment < marked.excluded.moment
        self.store.write(
            marked.on_conflict_do_update(
                index_elements=["kind"], set_={"moment": moment}, where=later
            )
        )

    def as_of(self) -> datetime | None:
        mine = completed_copies.c.kind == self.kind
        row = self.store.first(select(func.max(completed_copies.c.moment)).where(mine))
        return None if row is None else row[0]
