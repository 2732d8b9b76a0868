"""What people read of launches, in memory."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from astrobookings.adapters.memory.seat_ledger import MemorySeatLedger
from astrobookings.adapters.memory.store import MemoryStore, Order, Records, instant
from astrobookings.application.ports.launch_board import BoardFilter, BoardSort, LaunchCard
from astrobookings.domain.agencies.agency import Agency, ReliabilityPolicy
from astrobookings.domain.agencies.launch import OPEN, Launch
from astrobookings.domain.agencies.rocket import Rocket
from astrobookings.domain.agencies.spaceport import Spaceport
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["MemoryLaunchBoard", "board_page", "on_offer"]


def _by_date(card: LaunchCard) -> tuple[Any, ...]:
    return card.launch.launch_at, card.launch.id


def _by_price(card: LaunchCard) -> tuple[Any, ...]:
    return card.launch.price.cents, card.launch.id


def _orders() -> Mapping[BoardSort, Order[LaunchCard]]:
    return {
        sort: Order(
            _by_price if "price" in sort else _by_date,
            (int if "price" in sort else instant, UUID),
            descending=sort.startswith("-"),
            mark=(sort.value,),
        )
        for sort in BoardSort
    }


_ORDERS = _orders()
_RELIABILITY = ReliabilityPolicy()


class MemoryLaunchBoard:
    def __init__(self, store: MemoryStore, reliability: ReliabilityPolicy = _RELIABILITY) -> None:
        self._store = store
        self._reliability = reliability
        self._launches: Records[Launch] = Records(store, "launch")
        self._agencies: Records[Agency] = Records(store, "agency")
        self._rockets: Records[Rocket] = Records(store, "rocket")
        self._spaceports: Records[Spaceport] = Records(store, "spaceport")
        self._seats = MemorySeatLedger(store)

    def on_sale(
        self, filter_: BoardFilter, sort: BoardSort, page: PageRequest, *, now: datetime
    ) -> Page[LaunchCard]:
        with self._store.lock:
            cards = [
                self._card(launch, self._left(launch.id, now))
                for launch in self._launches.all()
                if on_offer(launch, now)
            ]
        return board_page(cards, filter_, sort, page)

    def get(self, key: UUID | str, *, now: datetime) -> LaunchCard:
        with self._store.lock:
            name = attrgetter("id" if isinstance(key, UUID) else "slug")
            for launch in self._launches.all():
                if name(launch) == key:
                    return self._card(launch, self._left(launch.id, now))
        raise NotFound("launch", str(key))

    def unsold(self, launch: Launch) -> LaunchCard:
        """The card with the seats neither sold nor held."""
        return self._card(launch, self._seats.unsold(launch))

    def _card(self, launch: Launch, seats_left: int) -> LaunchCard:
        agency = self._agencies.get(launch.agency_id)
        rocket = self._rockets.get(launch.rocket_id)
        spaceport = self._spaceports.get(launch.spaceport_id)
        return LaunchCard(
            launch=launch,
            seats_left=seats_left,
            agency_name=agency.company_name,
            reliability=self._reliability.rate(agency.successful_launches),
            rocket_name=rocket.name,
            rocket_model=rocket.model,
            spaceport_name=spaceport.name,
            spaceport_location=spaceport.location,
            time_zone=spaceport.time_zone,
        )

    def _left(self, launch_id: LaunchId, now: datetime) -> int:
        seats = self._seats.seat_map(launch_id, now=now)
        return seats.seats_total - len(seats.taken)


def on_offer(launch: Launch, now: datetime) -> bool:
    """Whether the board shows *launch*."""
    return launch.status in OPEN and not launch.suspended and launch.launch_at > now


def board_page(
    cards: Iterable[LaunchCard], filter_: BoardFilter, sort: BoardSort, page: PageRequest
) -> Page[LaunchCard]:
    """The page of those of *cards* that fit."""
    return _ORDERS[sort].page((card for card in cards if _fits(card, filter_)), page)


def _fits(card: LaunchCard, wanted: BoardFilter) -> bool:
    launch = card.launch
    return (
        wanted.destination in {None, launch.destination}
        and wanted.agency_id in {None, launch.agency_id}
        and (wanted.from_date is None or launch.launch_at >= wanted.from_date)
        and (wanted.to_date is None or launch.launch_at <= wanted.to_date)
        and (wanted.min_price is None or launch.price >= wanted.min_price)
        and (wanted.max_price is None or launch.price <= wanted.max_price)
        and (wanted.seats is None or card.seats_left >= wanted.seats)
        and _mentions(card, wanted.text.casefold())
    )


def _mentions(card: LaunchCard, sought: str) -> bool:
    names = (card.launch.slug, card.agency_name, card.rocket_name, card.spaceport_name)
    return any(sought in name.casefold() for name in names)
