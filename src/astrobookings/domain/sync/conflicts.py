"""Copies that somebody changed while their source did too, or did not (story 5.2)."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar, NewType
from uuid import UUID

from attrs import evolve, field, frozen

from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.errors import Refused
from astrobookings.domain.kernel.instants import aware
from astrobookings.domain.sync.copies import differing
from astrobookings.domain.sync.facts import Facts
from astrobookings.domain.sync.runs import SyncSet

__all__ = [
    "ConflictId",
    "ConflictMovedOn",
    "ConflictResolved",
    "ConflictStatus",
    "NotAdoptable",
    "Resolution",
    "SyncConflict",
    "found_again",
    "require_open",
    "resolve",
]

ConflictId = NewType("ConflictId", UUID)


class ConflictStatus(StrEnum):
    OPEN = "open"
    RESOLVED = "resolved"


class Resolution(StrEnum):
    KEEP_SOURCE = "keep_source"
    """The copy is written anew."""
    KEEP_COPY = "keep_copy"
    """What the copy says enters the source through its owner's use-case, and returns from there."""


@frozen(kw_only=True)
class SyncConflict(Entity):
    """Both values of a record whose copy was not as synchronization had written it."""

    id: ConflictId
    which: SyncSet
    key: UUID
    """The record."""
    source: Facts
    source_version: int
    copy: Facts
    copy_digest: str
    """Of the copy as found; only this may be written over."""
    found_at: datetime = field(validator=aware)
    run_id: UUID | None = None
    """The run that found it; None: it was found when a change followed its event."""
    status: ConflictStatus = ConflictStatus.OPEN
    resolution: Resolution | None = None
    resolved_at: datetime | None = field(default=None, validator=aware)
    resolved_by: UUID | None = None
    reason: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the facts that differ."""
        return differing(self.source, self.copy)


@frozen
class ConflictResolved(Refused):
    """It was resolved before."""

    code: ClassVar[str] = "conflict-resolved"

    def __str__(self) -> str:
        return "This conflict was resolved already."


@frozen
class ConflictMovedOn(Refused):
    """The copy changed again since the conflict was looked at."""

    code: ClassVar[str] = "conflict-moved-on"

    def __str__(self) -> str:
        return "The copy was changed again in the meantime; look at the conflict anew."


@frozen
class NotAdoptable(Refused):
    """The copy differs in what no use-case of the owner lets anybody change."""

    code: ClassVar[str] = "copy-not-adoptable"
    fields: tuple[str, ...]

    def __str__(self) -> str:
        return f"Nobody may change {', '.join(self.fields)} at the source: keep the source."


def require_open(conflict: SyncConflict) -> None:
    """Raises: ConflictResolved."""
    if conflict.status is not ConflictStatus.OPEN:
        raise ConflictResolved


def found_again(standing: SyncConflict, found: SyncConflict) -> SyncConflict:
    """The open conflict *standing* with the values now *found*."""
    return evolve(
        standing,
        source=found.source,
        source_version=found.source_version,
        copy=found.copy,
        copy_digest=found.copy_digest,
        found_at=found.found_at,
        run_id=found.run_id,
    )


def resolve(
    conflict: SyncConflict, how: Resolution, *, by: UUID | None, reason: str, now: datetime
) -> SyncConflict:
    """*conflict* decided.

    Raises:
        ConflictResolved: it was before.
    """
    require_open(conflict)
    return evolve(
        conflict,
        status=ConflictStatus.RESOLVED,
        resolution=how,
        resolved_at=now,
        resolved_by=by,
        reason=reason,
    )
