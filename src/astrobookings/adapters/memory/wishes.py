"""Wishes in memory."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from astrobookings.adapters.memory.store import MemoryStore, Order, Records, instant
from astrobookings.domain.booking.wishes import Wish, WishStatus
from astrobookings.domain.kernel.ids import LaunchId, UserId, WishId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["MemoryWishes"]


def _place(wish: Wish) -> tuple[datetime, UUID]:
    return wish.created_at, wish.id


_NEWEST: Order[Wish] = Order(_place, (instant, UUID), descending=True)


class MemoryWishes:
    def __init__(self, store: MemoryStore) -> None:
        self._records: Records[Wish] = Records(store, "wish")

    def add(self, wish: Wish) -> Wish:
        if self.find_waiting(wish.traveler_id, wish.launch_id) is not None:
            raise RuntimeError("the traveler waits for the launch already")
        return self._records.add(wish)

    def get(self, wish_id: WishId) -> Wish:
        return self._records.get(wish_id)

    def save(self, wish: Wish) -> Wish:
        return self._records.save(wish)

    def find_waiting(self, traveler_id: UserId, launch_id: LaunchId) -> Wish | None:
        mine = (
            wish
            for wish in self._waiting()
            if (wish.traveler_id, wish.launch_id) == (traveler_id, launch_id)
        )
        return next(mine, None)

    def waiting(
        self, launch_id: LaunchId, seats: int, limit: int, *, after: Wish | None = None
    ) -> Sequence[Wish]:
        fitting = (
            wish
            for wish in self._waiting()
            if wish.launch_id == launch_id
            and wish.seats <= seats
            and (after is None or _place(wish) > _place(after))
        )
        return sorted(fitting, key=_place)[:limit]

    def launches(self, after: LaunchId | None, limit: int) -> Sequence[LaunchId]:
        wanted = {wish.launch_id for wish in self._waiting()}
        return sorted(one for one in wanted if after is None or one > after)[:limit]

    def list(
        self,
        page: PageRequest,
        *,
        traveler_id: UserId,
        status: WishStatus | None = None,
        launch_id: LaunchId | None = None,
    ) -> Page[Wish]:
        wanted = (
            wish
            for wish in self._records.all()
            if wish.traveler_id == traveler_id
            and status in {None, wish.status}
            and launch_id in {None, wish.launch_id}
        )
        return _NEWEST.page(wanted, page)

    def _waiting(self) -> Sequence[Wish]:
        return [wish for wish in self._records.all() if wish.status is WishStatus.WAITING]
