"""Everything that one store has about a person (stories 0.6)."""

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID

from astrobookings.domain.kernel.entities import Entity

__all__ = ["PersonRecords"]


class PersonRecords(Protocol):
    """Records of all kinds that the policies of `domain.privacy.records` name."""

    def of(self, person: UUID) -> Mapping[str, Sequence[Entity]]:
        """The records about *person* by kind, oldest first, by (created_at, id); kinds without
        any are left out.
        """
        ...

    def forget(self, person: UUID) -> Sequence[Entity]:
        """In a transaction: take *person* out of all records that can do without, and out of what
        the change log says of them; nothing writes down what stood there. The records that
        changed, as they are now; the second time there are none.

        Raises: Stale: somebody changed a record in between.
        """
        ...
