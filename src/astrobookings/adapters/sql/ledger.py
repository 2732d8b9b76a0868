"""The double-entry ledger."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen
from sqlalchemy import func, insert, select

from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.tables.finance import launch_revenues
from astrobookings.adapters.sql.tables.operations import journal_entries, postings
from astrobookings.domain.booking.ledger import Account, JournalEntry
from astrobookings.domain.kernel.ids import BookingId, LaunchId
from astrobookings.domain.kernel.money import ZERO, Money, total

__all__ = ["SqlLedger"]


@frozen
class SqlLedger:
    """The database refuses to change or delete what was posted."""

    store: SqlStore

    def post(self, entry: JournalEntry) -> bool:
        first = (
            self.store.insert(journal_entries)
            .values(_head(entry))
            .on_conflict_do_nothing(index_elements=["kind", "subject"])
            .returning(journal_entries.c.id)
        )
        if self.store.write(first).first() is None:
            return False
        self.store.write(insert(postings), _lines(entry))
        brought_in = -total(one.amount for one in entry.postings if one.account is Account.AGENCIES)
        if brought_in:
            self._add_revenue(entry.launch_id, brought_in)
        return True

    def _add_revenue(self, launch_id: LaunchId, amount: Money) -> None:
        fresh = self.store.insert(launch_revenues).values(
            launch_id=launch_id, revenue_cents=amount.cents
        )
        added = launch_revenues.c.revenue_cents + fresh.excluded.revenue_cents
        self.store.write(
            fresh.on_conflict_do_update(index_elements=["launch_id"], set_={"revenue_cents": added})
        )

    def balances(self, booking_id: BookingId | None = None) -> Mapping[Account, Money]:
        summed = select(postings.c.account, func.sum(postings.c.amount_cents).label("cents"))
        if booking_id is not None:
            summed = summed.join(
                journal_entries, journal_entries.c.id == postings.c.entry_id
            ).where(journal_entries.c.booking_id == booking_id)
        rows = self.store.rows(summed.group_by(postings.c.account))
        found = {Account(row.account): Money.from_cents(int(row.cents)) for row in rows}
        return dict.fromkeys(Account, ZERO) | found

    def unbalanced(self) -> int:
        sums = (
            select(journal_entries.c.id)
            .outerjoin(postings, postings.c.entry_id == journal_entries.c.id)
            .group_by(journal_entries.c.id)
            .having(func.coalesce(func.sum(postings.c.amount_cents), 0) != 0)
            .subquery()
        )
        found = self.store.first(select(func.count()).select_from(sums))
        return 0 if found is None else int(found[0])


def _head(entry: JournalEntry) -> dict[str, Any]:
    names = ("id", "at", "kind", "subject", "booking_id", "launch_id", "agency_id")
    return {name: getattr(entry, name) for name in names}


def _lines(entry: JournalEntry) -> list[dict[str, Any]]:
    return [
        {
            "entry_id": entry.id,
            "line": line,
            "account": posting.account.value,
            "amount_cents": posting.amount.cents,
        }
        for line, posting in enumerate(entry.postings)
    ]
