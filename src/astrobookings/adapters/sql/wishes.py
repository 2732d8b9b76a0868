"""Wishes for seats of sold-out launches."""

from collections.abc import Sequence
from typing import Any

from attrs import field, frozen
from sqlalchemy import Select, select, text, tuple_

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.pages import Keyset, by_id, by_instant
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.tables.people import IS_WAITING, wishes
from astrobookings.domain.booking.wishes import Wish, WishStatus
from astrobookings.domain.kernel.ids import LaunchId, UserId, WishId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["SqlWishes"]

WISH = shape_of("wish", Wish, wishes)
_NEWEST = Keyset((by_instant(wishes.c.created_at), by_id(wishes.c.id)), descending=True)


@frozen
class SqlWishes:
    store: SqlStore
    _records: Records[Wish] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[Wish]:
        return Records(self.store, WISH)

    def add(self, wish: Wish) -> Wish:
        return self._records.add(wish)

    def get(self, wish_id: WishId) -> Wish:
        return self._records.get(wish_id)

    def save(self, wish: Wish) -> Wish:
        return self._records.save(wish)

    def find_waiting(self, traveler_id: UserId, launch_id: LaunchId) -> Wish | None:
        mine = (wishes.c.traveler_id == traveler_id, wishes.c.launch_id == launch_id)
        return self._records.one(self._waiting().where(*mine))

    def waiting(
        self, launch_id: LaunchId, seats: int, limit: int, *, after: Wish | None = None
    ) -> Sequence[Wish]:
        found = self._waiting().where(wishes.c.launch_id == launch_id, wishes.c.seats <= seats)
        place = (wishes.c.created_at, wishes.c.id)
        if after is not None:
            kinds = [one.type for one in place]
            found = found.where(tuple_(*place) > tuple_(after.created_at, after.id, types=kinds))
        return self._records.all(found.order_by(*place).limit(limit))

    def launches(self, after: LaunchId | None, limit: int) -> Sequence[LaunchId]:
        found = select(wishes.c.launch_id).distinct().where(text(IS_WAITING))
        if after is not None:
            found = found.where(wishes.c.launch_id > after)
        rows = self.store.rows(found.order_by(wishes.c.launch_id).limit(limit))
        return [LaunchId(row[0]) for row in rows]

    def list(
        self,
        page: PageRequest,
        *,
        traveler_id: UserId,
        status: WishStatus | None = None,
        launch_id: LaunchId | None = None,
    ) -> Page[Wish]:
        found = self._records.select().where(wishes.c.traveler_id == traveler_id)
        if status is not None:
            found = found.where(wishes.c.status == status.value)
        if launch_id is not None:
            found = found.where(wishes.c.launch_id == launch_id)
        return _NEWEST.page(self.store, found, page, WISH.read)

    def _waiting(self) -> Select[Any]:
        return self._records.select().where(text(IS_WAITING))
