"""What people read of launches."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from attrs import frozen
from sqlalchemy import ColumnElement, Row, Select, func, or_, select, text

from astrobookings.adapters.sql.launches import LAUNCH
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.pages import Keyset, by_id, by_instant, by_price
from astrobookings.adapters.sql.store.search import searched
from astrobookings.adapters.sql.tables.operations import (
    HELD,
    ON_SALE,
    agencies,
    bookings,
    launches,
    rockets,
    spaceports,
)
from astrobookings.application.ports.launch_board import BoardFilter, BoardSort, LaunchCard
from astrobookings.domain.agencies.agency import ReliabilityPolicy
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["UNSOLD", "SqlLaunchBoard", "card_of", "cards"]

_RELIABILITY = ReliabilityPolicy()
_DATE = by_instant(launches.c.launch_at)
_PRICE = by_price(launches.c.price_cents)
_ORDERS: Mapping[BoardSort, Keyset] = {
    sort: Keyset(
        (_PRICE if "price" in sort else _DATE, by_id(launches.c.id)),
        descending=sort.startswith("-"),
        mark=(sort.value,),
    )
    for sort in BoardSort
}
UNSOLD = launches.c.seats_total - launches.c.sold


def _overdue(now: datetime) -> ColumnElement[int]:
    """Seats of the launch's lapsed holds; a look into a small partial index."""
    summed = select(func.coalesce(func.sum(bookings.c.seat_count), 0)).where(
        bookings.c.launch_id == launches.c.id, text(HELD), bookings.c.held_until <= now
    )
    return summed.correlate(launches).scalar_subquery()


def _left(now: datetime) -> ColumnElement[int]:
    return UNSOLD + _overdue(now)


def cards(seats_left: ColumnElement[int]) -> Select[Any]:
    """Every launch as a card with *seats_left*."""
    return (
        select(
            *LAUNCH.columns,
            seats_left.label("seats_left"),
            agencies.c.company_name.label("agency_name"),
            agencies.c.successful_launches,
            rockets.c.name.label("rocket_name"),
            rockets.c.model.label("rocket_model"),
            spaceports.c.name.label("spaceport_name"),
            spaceports.c.location.label("spaceport_location"),
            spaceports.c.time_zone,
        )
        .join_from(launches, agencies, agencies.c.id == launches.c.agency_id)
        .join(rockets, rockets.c.id == launches.c.rocket_id)
        .join(spaceports, spaceports.c.id == launches.c.spaceport_id)
    )


@frozen
class SqlLaunchBoard:
    """One index for each sort; the cost of a page does not grow with its depth."""

    store: SqlStore
    reliability: ReliabilityPolicy = _RELIABILITY

    def on_sale(
        self, filter_: BoardFilter, sort: BoardSort, page: PageRequest, *, now: datetime
    ) -> Page[LaunchCard]:
        offered = cards(_left(now)).where(text(ON_SALE), launches.c.launch_at > now)
        wanted = offered.where(*_conditions(filter_, now))
        return _ORDERS[sort].page(self.store, wanted, page, self._card)

    def get(self, key: UUID | str, *, now: datetime) -> LaunchCard:
        column = launches.c.id if isinstance(key, UUID) else launches.c.slug
        row = self.store.first(cards(_left(now)).where(column == key))
        if row is None:
            raise NotFound("launch", str(key))
        return self._card(row)

    def _card(self, row: Row[Any]) -> LaunchCard:
        return card_of(row, self.reliability)


def card_of(row: Row[Any], reliability: ReliabilityPolicy) -> LaunchCard:
    """The card in a row of `cards`."""
    return LaunchCard(
        launch=LAUNCH.read(row),
        seats_left=int(row.seats_left),
        agency_name=row.agency_name,
        reliability=reliability.rate(row.successful_launches),
        rocket_name=row.rocket_name,
        rocket_model=row.rocket_model,
        spaceport_name=row.spaceport_name,
        spaceport_location=row.spaceport_location,
        time_zone=row.time_zone,
    )


def _conditions(wanted: BoardFilter, now: datetime) -> list[ColumnElement[bool]]:
    cents = launches.c.price_cents
    found: list[ColumnElement[bool]] = []
    if wanted.destination is not None:
        found.append(launches.c.destination == wanted.destination.value)
    if wanted.agency_id is not None:
        found.append(launches.c.agency_id == wanted.agency_id)
    if wanted.from_date is not None:
        found.append(launches.c.launch_at >= wanted.from_date)
    if wanted.to_date is not None:
        found.append(launches.c.launch_at <= wanted.to_date)
    if wanted.min_price is not None:
        found.append(cents >= wanted.min_price.cents)
    if wanted.max_price is not None:
        found.append(cents <= wanted.max_price.cents)
    if wanted.seats is not None:
        enough = (wanted.seats <= UNSOLD, wanted.seats <= _left(now))
        found.append(or_(*enough))
    if wanted.text:
        found.append(searched(launches.c.search_text, wanted.text))
    return found
