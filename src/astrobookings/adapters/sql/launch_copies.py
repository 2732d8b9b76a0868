"""Copies of launches."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from attrs import field, frozen
from sqlalchemy import ColumnElement, delete, func, insert, select, text

from astrobookings.adapters.sql.store.copies import Copies
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.pages import Keyset, by_id, by_instant, by_price
from astrobookings.adapters.sql.store.search import searched
from astrobookings.adapters.sql.tables.system_copies import (
    ON_OFFER,
    launch_copies,
    launch_copy_holds,
)
from astrobookings.application.ports.launch_board import BoardFilter, BoardSort, LaunchCard
from astrobookings.application.ports.launch_copies import LaunchSnapshot
from astrobookings.domain.agencies.launch import OPEN
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["SqlLaunchCopies"]

_DATE = by_instant(launch_copies.c.launch_at)
_PRICE = by_price(launch_copies.c.price_cents)
_ORDERS: Mapping[BoardSort, Keyset] = {
    sort: Keyset(
        (_PRICE if "price" in sort else _DATE, by_id(launch_copies.c.id)),
        descending=sort.startswith("-"),
        mark=(sort.value,),
    )
    for sort in BoardSort
}


def _columns(copy: LaunchSnapshot) -> dict[str, Any]:
    card, launch = copy.card, copy.card.launch
    words = (launch.slug, card.agency_name, card.rocket_name, card.spaceport_name)
    return {
        "slug": launch.slug,
        "agency_id": launch.agency_id,
        "destination": launch.destination.value,
        "launch_at": launch.launch_at,
        "price_cents": launch.price.cents,
        "unsold": card.seats_left,
        "on_offer": launch.status in OPEN and not launch.suspended,
        "search_text": "\n".join(words).casefold(),
    }


@frozen
class SqlLaunchCopies:
    store: SqlStore
    _copies: Copies[LaunchSnapshot] = field(init=False)

    @_copies.default
    def _make_copies(self) -> Copies[LaunchSnapshot]:
        return Copies(self.store, "launch", LaunchSnapshot, launch_copies, _columns)

    def on_sale(
        self, filter_: BoardFilter, sort: BoardSort, page: PageRequest, *, now: datetime
    ) -> Page[LaunchCard]:
        offered = self._copies.select().where(text(ON_OFFER), launch_copies.c.launch_at > now)
        wanted = offered.where(*_conditions(filter_, now))
        return _ORDERS[sort].page(
            self.store, wanted, page, lambda row: self._copies.read(row).at(now)
        )

    def get(self, key: UUID | str, *, now: datetime) -> LaunchCard:
        column = launch_copies.c.id if isinstance(key, UUID) else launch_copies.c.slug
        return self._copies.one(self._copies.select().where(column == key), key).at(now)

    def put(self, copy: LaunchSnapshot, *, over: str | None = None) -> bool:
        kept = self._copies.put(copy, over)
        if kept:
            self._keep_holds(copy)
        return kept

    def _keep_holds(self, copy: LaunchSnapshot) -> None:
        """So that seats left can be asked for at any moment."""
        self.store.write(delete(launch_copy_holds).where(launch_copy_holds.c.launch_id == copy.id))
        rows = [
            {"launch_id": copy.id, "place": place, "until": hold.until, "seats": hold.seats}
            for place, hold in enumerate(copy.holds)
        ]
        if rows:
            self.store.write(insert(launch_copy_holds), rows)

    def versions(self, keys: Collection[UUID]) -> Mapping[UUID, int]:
        return self._copies.versions(keys)

    def completed(self, moment: datetime) -> None:
        self._copies.completed(moment)

    def as_of(self) -> datetime | None:
        return self._copies.as_of()


def _overdue(now: datetime) -> ColumnElement[int]:
    summed = select(func.coalesce(func.sum(launch_copy_holds.c.seats), 0)).where(
        launch_copy_holds.c.launch_id == launch_copies.c.id, launch_copy_holds.c.until <= now
    )
    return summed.correlate(launch_copies).scalar_subquery()


def _conditions(wanted: BoardFilter, now: datetime) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.destination is not None:
        found.append(launch_copies.c.destination == wanted.destination.value)
    if wanted.agency_id is not None:
        found.append(launch_copies.c.agency_id == wanted.agency_id)
    if wanted.from_date is not None:
        found.append(launch_copies.c.launch_at >= wanted.from_date)
    if wanted.to_date is not None:
        found.append(launch_copies.c.launch_at <= wanted.to_date)
    if wanted.min_price is not None:
        found.append(launch_copies.c.price_cents >= wanted.min_price.cents)
    if wanted.max_price is not None:
        found.append(launch_copies.c.price_cents <= wanted.max_price.cents)
    if wanted.seats is not None:
        found.append(wanted.seats <= launch_copies.c.unsold + _overdue(now))
    if wanted.text:
        found.append(searched(launch_copies.c.search_text, wanted.text))
    return found
