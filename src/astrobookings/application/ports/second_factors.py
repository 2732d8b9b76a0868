"""Second factors of record (SystemDB)."""

from typing import Protocol

from astrobookings.domain.identity.second_factor import SecondFactor
from astrobookings.domain.kernel.ids import UserId

__all__ = ["SecondFactors"]


class SecondFactors(Protocol):
    """At most one for each user, begun or in force; whoever changes one locks the account first."""

    def find(self, user_id: UserId) -> SecondFactor | None: ...

    def lock(self, user_id: UserId) -> SecondFactor:
        """Raises: NotFound."""
        ...

    def add(self, factor: SecondFactor) -> SecondFactor: ...

    def save(self, factor: SecondFactor) -> SecondFactor:
        """Raises: Stale."""
        ...

    def delete(self, factor: SecondFactor) -> None:
        """Raises: Stale."""
        ...
