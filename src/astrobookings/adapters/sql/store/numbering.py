"""Numbers without gaps."""

from sqlalchemy import select, update

from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.tables.finance import finance_counters

__all__ = ["lock_counter", "raise_counter"]

_c = finance_counters.c


def lock_counter(store: SqlStore, series: str, year: int) -> int:
    """The last number of *series* in *year*, which nobody else may raise until the transaction
    ends: no gap, no race.
    """
    first = store.insert(finance_counters).values(series=series, year=year, last=0)
    store.write(first.on_conflict_do_nothing())
    held = select(_c.last).where(_c.series == series, _c.year == year)
    return int(store.write(held.with_for_update()).scalar_one())


def raise_counter(store: SqlStore, series: str, year: int, last: int) -> None:
    """Set the number given last; in the transaction that locked the counter."""
    raised = update(finance_counters).where(_c.series == series, _c.year == year)
    store.write(raised.values(last=last))
