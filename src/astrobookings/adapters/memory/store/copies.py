"""Copies with the digest they were written with."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from attrs import frozen

from astrobookings.adapters.memory.store.rows import MemoryStore, Rows
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.sync.copies import refuse_changed
from astrobookings.domain.sync.facts import digest_of, facts_of

__all__ = ["Copies"]


class _Copy(Protocol):
    @property
    def id(self) -> UUID: ...

    @property
    def source_version(self) -> int: ...


C = TypeVar("C", bound=_Copy)


@frozen
class _Written(Generic[C]):
    copy: C
    digest: str


class Copies(Generic[C]):
    """The copies of one kind, by id; lower versions never replace higher ones."""

    def __init__(self, store: MemoryStore, kind: str) -> None:
        self._store = store
        self._kind = kind
        self._rows: Rows[UUID, _Written[C]] = store.rows(f"{kind}_copies")
        self._marks: Rows[str, datetime] = store.rows("completed_copies")

    def get(self, key: UUID) -> C:
        """Raises: NotFound."""
        found = self._rows.find(key)
        if found is None:
            raise NotFound(self._kind, str(key))
        return found.copy

    def find(self, key: UUID) -> C | None:
        found = self._rows.find(key)
        return None if found is None else found.copy

    def all(self) -> list[C]:
        return [row.copy for row in self._rows.all()]

    def put(self, copy: C, over: str | None) -> bool:
        """Raises: ChangedElsewhere."""
        _ = self._store.origin
        facts, standing = facts_of(copy), self._rows.find(copy.id)
        if standing is not None:
            stands = facts_of(standing.copy)
            refuse_changed(facts, stands, written=standing.digest, over=over)
            edited = digest_of(stands) != standing.digest
            if standing.copy.source_version >= copy.source_version and not edited:
                return False
        self._rows.put(copy.id, _Written(copy, digest_of(facts)))
        return True

    def edit(self, key: UUID, change: Callable[[C], Any]) -> None:
        """Change a copy as somebody does who knows nothing of synchronization."""
        found = self._rows.find(key)
        if found is None:
            raise NotFound(self._kind, str(key))
        with self._store.housekeeping():
            self._rows.put(key, _Written(change(found.copy), found.digest))

    def versions(self, keys: Collection[UUID]) -> Mapping[UUID, int]:
        found = ((key, self.find(key)) for key in keys)
        return {key: copy.source_version for key, copy in found if copy is not None}

    def completed(self, moment: datetime) -> None:
        before = self.as_of()
        self._marks.put(self._kind, moment if before is None else max(before, moment))

    def as_of(self) -> datetime | None:
        return self._marks.find(self._kind)
