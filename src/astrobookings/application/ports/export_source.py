"""Records as rows of long exports (OperationsDB)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from attrs import field, frozen

from astrobookings.application.ports.tables import Row
from astrobookings.domain.finance.exports import ExportKind
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.domain.kernel.instants import aware
from astrobookings.domain.kernel.pages import Page

__all__ = ["COLUMNS", "ExportScope", "ExportSource"]

COLUMNS: Mapping[ExportKind, tuple[str, ...]] = {
    ExportKind.BOOKINGS: (
        "Reference",
        "Booking",
        "Status",
        "Booked at",
        "Confirmed at",
        "Ended at",
        "Cancelled by",
        "Launch",
        "Destination",
        "Launch at",
        "Agency",
        "Agency id",
        "Traveler id",
        "Seats",
        "Price (USD)",
    ),
    ExportKind.LEDGER: (
        "At",
        "Entry",
        "Kind",
        "Subject",
        "Booking",
        "Launch",
        "Agency id",
        "Account",
        "Debit (USD)",
        "Credit (USD)",
    ),
    ExportKind.INVOICES: (
        "Number",
        "Kind",
        "Status",
        "Issued at",
        "Due on",
        "Agency",
        "Agency id",
        "Launch",
        "Revenue (USD)",
        "Rate",
        "Amount (USD)",
        "Paid (USD)",
        "Balance (USD)",
    ),
    ExportKind.REFUNDS: (
        "Refund",
        "Booking reference",
        "Launch",
        "Agency id",
        "Traveler id",
        "Reason",
        "Status",
        "Amount (USD)",
        "Owed since",
        "Executed at",
        "Reference",
    ),
}
"""What the rows of each kind say, in this order. Persons are told by their ids alone."""


@frozen(kw_only=True)
class ExportScope:
    """Which records are wanted."""

    kind: ExportKind
    since: datetime = field(validator=aware)
    """Inclusive."""
    before: datetime = field(validator=aware)
    now: datetime = field(validator=aware)
    """A hold that has lapsed by then reads as expired."""
    agency_id: AgencyId | None = None


class ExportSource(Protocol):
    """Records by the instant they were made, issued or posted, then by id."""

    def count(self, scope: ExportScope) -> int:
        """How many records there are."""
        ...

    def read(
        self, scope: ExportScope, after: tuple[str, ...] | None, limit: int
    ) -> Page[tuple[Row, ...]]:
        """The rows of the next *limit* records; an entry of the ledger has one for each posting."""
        ...
