"""What launches brought in (OperationsDB)."""

from collections.abc import Sequence
from typing import Protocol

from attrs import frozen

from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.money import Money

__all__ = ["LaunchBook", "LaunchBooks"]


@frozen(kw_only=True)
class LaunchBook:
    """The figures of one launch as they are now; USD."""

    revenue: Money
    """Charges less refunds owed, done or not; retained shares included."""
    seats: int
    """Seats of completed bookings and, while it is open, of confirmed ones."""
    live_bookings: int
    """Held and confirmed ones."""
    successes_before: int
    """Successful launches of the agency that flew before this one."""


class LaunchBooks(Protocol):
    """Read in one statement, so that the figures belong together."""

    def of(self, launch_id: LaunchId) -> LaunchBook:
        """Raises: NotFound."""
        ...

    def to_invoice(self, limit: int, after: LaunchId | None = None) -> Sequence[LaunchId]:
        """Successful and aborted launches that never had an invoice, by id, from *after* on."""
        ...
