"""Records that copies are made of."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from attrs import field, frozen
from sqlalchemy import ColumnElement, FromClause, Select, Table, and_, func, select, text

from astrobookings.adapters.sql.bookings import BOOKING
from astrobookings.adapters.sql.charges import CHARGE
from astrobookings.adapters.sql.launch_board import UNSOLD, card_of, cards
from astrobookings.adapters.sql.mapping import Shape
from astrobookings.adapters.sql.profiles import PROFILE
from astrobookings.adapters.sql.refunds import REFUND
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.tables.operations import (
    HELD,
    agencies,
    bookings,
    charges,
    launches,
    refunds,
    rockets,
    spaceports,
)
from astrobookings.adapters.sql.tables.system import profiles, users
from astrobookings.adapters.sql.users import ACCOUNT
from astrobookings.application.ports.booking_copies import BookingSnapshot
from astrobookings.application.ports.copy_sources import SourceVersion
from astrobookings.application.ports.launch_copies import LaunchSnapshot, OpenHold
from astrobookings.domain.agencies.agency import ReliabilityPolicy
from astrobookings.domain.booking.travelers import BillingCopy, billing_copy

__all__ = ["SqlBookingSource", "SqlLaunchSource", "SqlProfileSource"]

_RELIABILITY = ReliabilityPolicy()


@frozen
class _Versions:
    """The ids and versions of one set; *key* leads an index."""

    store: SqlStore
    key: ColumnElement[UUID]
    version: ColumnElement[int]
    among: FromClause

    def count(self) -> int:
        found = self.store.first(select(func.count()).select_from(self.among))
        return 0 if found is None else int(found[0])

    def after(self, key: UUID | None, limit: int) -> Sequence[SourceVersion]:
        columns: tuple[Any, ...] = (self.key.label("record"), self.version.label("summed"))
        found = select(*columns).select_from(self.among)
        if key is not None:
            found = found.where(self.key > key)
        rows = self.store.rows(found.order_by(self.key).limit(limit))
        return tuple(SourceVersion(row.record, int(row.summed)) for row in rows)


def _sum_of(table: Table, of: ColumnElement[bool], beside: FromClause) -> ColumnElement[int]:
    summed = select(func.coalesce(func.sum(table.c.version), 0)).where(of)
    return summed.correlate(beside).scalar_subquery()


_NAMED = (
    launches.join(agencies, agencies.c.id == launches.c.agency_id)
    .join(rockets, rockets.c.id == launches.c.rocket_id)
    .join(spaceports, spaceports.c.id == launches.c.spaceport_id)
)
_HELD_HERE = and_(bookings.c.launch_id == launches.c.id, text(HELD))
_UNHELD = (
    launches.c.version
    + launches.c.seats_version
    + agencies.c.version
    + rockets.c.version
    + spaceports.c.version
)
"""A launch's version but for the bookings held, whose versions are added."""


@frozen
class SqlLaunchSource:
    store: SqlStore
    reliability: ReliabilityPolicy = _RELIABILITY
    _versions: _Versions = field(init=False)

    @_versions.default
    def _make_versions(self) -> _Versions:
        version = _UNHELD + _sum_of(bookings, _HELD_HERE, launches)
        return _Versions(self.store, launches.c.id, version, _NAMED)

    def count(self) -> int:
        return self._versions.count()

    def versions(self, after: UUID | None, limit: int) -> Sequence[SourceVersion]:
        return self._versions.after(after, limit)

    def read(self, keys: Collection[UUID]) -> Sequence[LaunchSnapshot]:
        if not keys:
            return ()
        rows = self.store.rows(
            cards(UNSOLD)
            .add_columns(
                _UNHELD.label("unheld"),
                bookings.c.held_until,
                bookings.c.seat_count,
                bookings.c.version.label("hold_version"),
            )
            .outerjoin(bookings, _HELD_HERE)
            .where(launches.c.id.in_(keys))
            .order_by(launches.c.id, bookings.c.held_until, bookings.c.seat_count)
        )
        groups = groupby(rows, lambda row: row._mapping[launches.c.id])
        return tuple(self._snapshot(tuple(group)) for _, group in groups)

    def _snapshot(self, rows: Sequence[Any]) -> LaunchSnapshot:
        """From a row for each hold, or one without."""
        held = [row for row in rows if row.held_until is not None]
        return LaunchSnapshot(
            card=card_of(rows[0], self.reliability),
            holds=tuple(OpenHold(row.held_until, row.seat_count) for row in held),
            source_version=rows[0].unheld + sum(row.hold_version for row in held),
        )


@frozen
class SqlBookingSource:
    store: SqlStore
    _versions: _Versions = field(init=False)

    @_versions.default
    def _make_versions(self) -> _Versions:
        paid = _sum_of(charges, charges.c.booking_id == bookings.c.id, bookings)
        given_back = _sum_of(refunds, refunds.c.booking_id == bookings.c.id, bookings)
        version = bookings.c.version + paid + given_back
        return _Versions(self.store, bookings.c.id, version, bookings)

    def count(self) -> int:
        return self._versions.count()

    def versions(self, after: UUID | None, limit: int) -> Sequence[SourceVersion]:
        return self._versions.after(after, limit)

    def read(self, keys: Collection[UUID]) -> Sequence[BookingSnapshot]:
        """The bookings first: what they are paid with is then at least as new."""
        if not keys:
            return ()
        found = self._all(BOOKING, bookings.c.id.in_(keys), bookings.c.id)
        paid, given_back = defaultdict(list), defaultdict(list)
        for charge in self._all(
            CHARGE, charges.c.booking_id.in_(keys), charges.c.created_at, charges.c.id
        ):
            paid[charge.booking_id].append(charge)
        for refund in self._all(
            REFUND, refunds.c.booking_id.in_(keys), refunds.c.created_at, refunds.c.id
        ):
            given_back[refund.booking_id].append(refund)
        return tuple(BookingSnapshot.of(one, paid[one.id], given_back[one.id]) for one in found)

    def _all(self, shape: Shape[Any], which: ColumnElement[bool], *order: Any) -> Iterator[Any]:
        found: Select[Any] = select(*shape.columns).where(which).order_by(*order)
        return (shape.read(row) for row in self.store.rows(found))


_TRAVELERS = profiles.join(users, users.c.id == profiles.c.user_id)


@frozen
class SqlProfileSource:
    store: SqlStore
    _versions: _Versions = field(init=False)

    @_versions.default
    def _make_versions(self) -> _Versions:
        version = users.c.version + profiles.c.version
        return _Versions(self.store, profiles.c.user_id, version, _TRAVELERS)

    def count(self) -> int:
        return self._versions.count()

    def versions(self, after: UUID | None, limit: int) -> Sequence[SourceVersion]:
        return self._versions.after(after, limit)

    def read(self, keys: Collection[UUID]) -> Sequence[BillingCopy]:
        if not keys:
            return ()
        width = len(ACCOUNT.columns)
        found = (
            select(*ACCOUNT.columns, *PROFILE.columns)
            .select_from(_TRAVELERS)
            .where(profiles.c.user_id.in_(keys))
            .order_by(profiles.c.user_id)
        )
        return tuple(
            billing_copy(ACCOUNT.read(row), PROFILE.read(row[width:]))
            for row in self.store.rows(found)
        )
