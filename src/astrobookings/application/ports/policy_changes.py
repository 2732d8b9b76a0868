"""Decisions about policies (SystemDB; story 6.6)."""

from collections.abc import Sequence
from typing import Protocol

from astrobookings.domain.policies.changes import PolicyChange

__all__ = ["PolicyChanges"]


class PolicyChanges(Protocol):
    """Every decision, by its number; none is changed or deleted."""

    def add(self, change: PolicyChange) -> PolicyChange:
        """Raises: Stale: another decision has its number."""
        ...

    def after(self, number: int) -> Sequence[PolicyChange]:
        """The decisions with higher numbers than *number*, in their order."""
        ...
