"""Copies of launches."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from attrs import field, frozen

from astrobookings.adapters.mongo.collections.copies import LAUNCH_COPIES, ON_OFFER
from astrobookings.adapters.mongo.mapping import micros
from astrobookings.adapters.mongo.store import Document, MongoStore
from astrobookings.adapters.mongo.store.copies import Copies
from astrobookings.adapters.mongo.store.pages import Keyset, by_id, by_instant, by_number
from astrobookings.application.ports.launch_board import BoardFilter, BoardSort, LaunchCard
from astrobookings.application.ports.launch_copies import LaunchSnapshot
from astrobookings.domain.agencies.launch import OPEN
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["MongoLaunchCopies"]

_ORDERS: Mapping[BoardSort, Keyset] = {
    sort: Keyset(
        (by_number("price_cents") if "price" in sort else by_instant("launch_at"), by_id()),
        descending=sort.startswith("-"),
        mark=(sort.value,),
    )
    for sort in BoardSort
}


def _fields(copy: LaunchSnapshot) -> Document:
    card, launch = copy.card, copy.card.launch
    words = (launch.slug, card.agency_name, card.rocket_name, card.spaceport_name)
    return {
        "slug": launch.slug,
        "agency_id": launch.agency_id,
        "destination": launch.destination.value,
        "launch_at": micros(launch.launch_at),
        "price_cents": launch.price.cents,
        "unsold": card.seats_left,
        "on_offer": launch.status in OPEN and not launch.suspended,
        "search_text": "\n".join(words).casefold(),
        "holds": [{"until": micros(one.until), "seats": one.seats} for one in copy.holds],
    }


@frozen
class MongoLaunchCopies:
    store: MongoStore
    _copies: Copies[LaunchSnapshot] = field(init=False)

    @_copies.default
    def _make_copies(self) -> Copies[LaunchSnapshot]:
        return Copies(self.store, "launch", LaunchSnapshot, LAUNCH_COPIES.name, _fields)

    def on_sale(
        self, filter_: BoardFilter, sort: BoardSort, page: PageRequest, *, now: datetime
    ) -> Page[LaunchCard]:
        wanted = {**ON_OFFER, "$and": [{"launch_at": {"$gt": micros(now)}}, *_wanted(filter_, now)]}
        return _ORDERS[sort].page(
            self.store,
            LAUNCH_COPIES.name,
            wanted,
            page,
            lambda document: self._copies.read(document).at(now),
        )

    def get(self, key: UUID | str, *, now: datetime) -> LaunchCard:
        name = "_id" if isinstance(key, UUID) else "slug"
        return self._copies.one({name: key}, key).at(now)

    def put(self, copy: LaunchSnapshot, *, over: str | None = None) -> bool:
        return self._copies.put(copy, over)

    def versions(self, keys: Collection[UUID]) -> Mapping[UUID, int]:
        return self._copies.versions(keys)

    def completed(self, moment: datetime) -> None:
        self._copies.completed(moment)

    def as_of(self) -> datetime | None:
        return self._copies.as_of()


def _left(now: datetime) -> Document:
    """The seats neither sold nor held, and those of overdue holds."""
    overdue = {
        "$filter": {"input": "$holds", "as": "one", "cond": {"$lte": ["$$one.until", micros(now)]}}
    }
    return {
        "$add": [
            "$unsold",
            {"$sum": {"$map": {"input": overdue, "as": "one", "in": "$$one.seats"}}},
        ]
    }


def _wanted(wanted: BoardFilter, now: datetime) -> list[Document]:
    found: list[Document] = []
    if wanted.destination is not None:
        found.append({"destination": wanted.destination.value})
    if wanted.agency_id is not None:
        found.append({"agency_id": wanted.agency_id})
    if wanted.from_date is not None:
        found.append({"launch_at": {"$gte": micros(wanted.from_date)}})
    if wanted.to_date is not None:
        found.append({"launch_at": {"$lte": micros(wanted.to_date)}})
    if wanted.min_price is not None:
        found.append({"price_cents": {"$gte": wanted.min_price.cents}})
    if wanted.max_price is not None:
        found.append({"price_cents": {"$lte": wanted.max_price.cents}})
    if wanted.seats is not None:
        found.append({"$expr": {"$gte": [_left(now), wanted.seats]}})
    if wanted.text:
        found.append({"search_text": {"$regex": re.escape(wanted.text.casefold())}})
    return found
