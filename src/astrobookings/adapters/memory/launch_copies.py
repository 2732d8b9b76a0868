"""Copies of launches in memory."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from astrobookings.adapters.memory.launch_board import board_page, on_offer
from astrobookings.adapters.memory.store import Copies, MemoryStore
from astrobookings.application.ports.launch_board import BoardFilter, BoardSort, LaunchCard
from astrobookings.application.ports.launch_copies import LaunchSnapshot
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["MemoryLaunchCopies"]


class MemoryLaunchCopies:
    def __init__(self, store: MemoryStore) -> None:
        self.copies: Copies[LaunchSnapshot] = Copies(store, "launch")

    def on_sale(
        self, filter_: BoardFilter, sort: BoardSort, page: PageRequest, *, now: datetime
    ) -> Page[LaunchCard]:
        offered = [one.at(now) for one in self.copies.all() if on_offer(one.card.launch, now)]
        return board_page(offered, filter_, sort, page)

    def get(self, key: UUID | str, *, now: datetime) -> LaunchCard:
        if isinstance(key, UUID):
            return self.copies.get(key).at(now)
        for copy in self.copies.all():
            if copy.card.launch.slug == key:
                return copy.at(now)
        raise NotFound("launch", key)

    def put(self, copy: LaunchSnapshot, *, over: str | None = None) -> bool:
        return self.copies.put(copy, over)

    def versions(self, keys: Collection[UUID]) -> Mapping[UUID, int]:
        return self.copies.versions(keys)

    def completed(self, moment: datetime) -> None:
        self.copies.completed(moment)

    def as_of(self) -> datetime | None:
        return self.copies.as_of()
