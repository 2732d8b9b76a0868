"""Launches in memory."""

import re
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from attrs import evolve

from astrobookings.adapters.memory.store import MemoryStore, Order, Records, instant
from astrobookings.application.ports.launches import LaunchFilter, LaunchSort
from astrobookings.domain.agencies.agency import Agency
from astrobookings.domain.agencies.launch import (
    OPEN,
    Launch,
    LaunchStatus,
    SlugTaken,
    TurnAroundPolicy,
)
from astrobookings.domain.agencies.rocket import Rocket
from astrobookings.domain.agencies.scheduling import require_turn_around
from astrobookings.domain.agencies.spaceport import Spaceport
from astrobookings.domain.kernel.ids import AgencyId, LaunchId, RocketId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["MemoryLaunches"]

_ORDERS: Mapping[LaunchSort, Order[Launch]] = {
    sort: Order(
        lambda launch: (launch.launch_at, launch.id),
        (instant, UUID),
        descending=sort.startswith("-"),
        mark=(sort.value,),
    )
    for sort in LaunchSort
}
_TURN_AROUND = TurnAroundPolicy()


class MemoryLaunches:
    def __init__(self, store: MemoryStore, turn_around: TurnAroundPolicy = _TURN_AROUND) -> None:
        self._records: Records[Launch] = Records(store, "launch")
        self._agencies: Records[Agency] = Records(store, "agency")
        self._rockets: Records[Rocket] = Records(store, "rocket")
        self._spaceports: Records[Spaceport] = Records(store, "spaceport")
        self._turn_around = turn_around

    def get(self, launch_id: LaunchId) -> Launch:
        return self._records.get(launch_id)

    def lock(self, launch_id: LaunchId) -> Launch:
        return self._records.lock(launch_id)

    def add(self, launch: Launch) -> Launch:
        if any(other.slug == launch.slug for other in self._records.all()):
            raise SlugTaken(launch.slug)
        self._require_turn_around(launch)
        return self._records.add(launch)

    def save(self, launch: Launch) -> Launch:
        self._records.current(launch)
        self._require_turn_around(launch)
        return self._records.save(launch)

    def of_rocket(self, rocket_id: RocketId) -> Sequence[Launch]:
        found = (launch for launch in self._records.all() if launch.rocket_id == rocket_id)
        return tuple(sorted(found, key=_ORDERS[LaunchSort.DATE].key))

    def of_agency(
        self,
        agency_id: AgencyId,
        page: PageRequest,
        filter_: LaunchFilter = LaunchFilter(),  # noqa: B008  # frozen
        sort: LaunchSort = LaunchSort.DATE,
    ) -> Page[Launch]:
        found = (
            launch
            for launch in self._records.all()
            if launch.agency_id == agency_id and self._fits(launch, filter_)
        )
        return _ORDERS[sort].page(found, page)

    def _fits(self, launch: Launch, wanted: LaunchFilter) -> bool:
        return (
            wanted.status in {None, launch.status}
            and wanted.destination in {None, launch.destination}
            and (wanted.from_date is None or launch.launch_at >= wanted.from_date)
            and (wanted.to_date is None or launch.launch_at <= wanted.to_date)
            and any(wanted.text.casefold() in name.casefold() for name in self._names(launch))
        )

    def _names(self, launch: Launch) -> Iterator[str]:
        yield launch.slug
        yield self._agencies.get(launch.agency_id).company_name
        yield self._rockets.get(launch.rocket_id).name
        yield self._spaceports.get(launch.spaceport_id).name

    def slugs_like(self, slug: str) -> frozenset[str]:
        variant = re.compile(rf"{re.escape(slug)}(-\d+)?")
        return frozenset(one.slug for one in self._records.all() if variant.fullmatch(one.slug))

    def suspend_sales(self, agency_id: AgencyId, *, suspended: bool) -> int:
        found = [
            launch
            for launch in self._records.all()
            if launch.agency_id == agency_id
            and launch.status in OPEN
            and launch.suspended is not suspended
        ]
        for launch in found:
            self._records.save(evolve(launch, suspended=suspended))
        return len(found)

    def _require_turn_around(self, launch: Launch) -> None:
        if launch.status is not LaunchStatus.ABORTED:
            others = [one for one in self.of_rocket(launch.rocket_id) if one.id != launch.id]
            require_turn_around(launch.launch_at, others, self._turn_around)
