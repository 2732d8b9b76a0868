"""Launches of record."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from attrs import evolve, field, frozen
from sqlalchemy import ColumnElement, text
from sqlalchemy.exc import IntegrityError

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.failures import broken_constraint
from astrobookings.adapters.sql.store.pages import Keyset, by_id, by_instant
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.store.search import launch_text, searched
from astrobookings.adapters.sql.tables.operations import IS_OPEN, launches
from astrobookings.application.ports.launches import LaunchFilter, LaunchSort
from astrobookings.domain.agencies.launch import (
    Launch,
    SlugTaken,
    TurnAroundTooShort,
)
from astrobookings.domain.agencies.occupancy import minimum_seats
from astrobookings.domain.kernel.ids import AgencyId, LaunchId, RocketId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["LAUNCH", "TURN_AROUND", "SqlLaunches"]

LAUNCH = shape_of("launch", Launch, launches)
TURN_AROUND = "ex_launches_turn_around"
_ORDERS: Mapping[LaunchSort, Keyset] = {
    sort: Keyset(
        (by_instant(launches.c.launch_at), by_id(launches.c.id)),
        descending=sort.startswith("-"),
        mark=(sort.value,),
    )
    for sort in LaunchSort
}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SIXTY_BITS = (1 << 60) - 1


def _extra(launch: Launch) -> dict[str, Any]:
    """The rocket as an integer (the random end of its id) and the date in microseconds: what the
    turn-around of the rocket is guarded by. The seats it takes to be viable, in whole numbers.
    """
    return {
        "rocket_no": launch.rocket_id.int & _SIXTY_BITS,
        "launch_us": (launch.launch_at - _EPOCH) // timedelta(microseconds=1),
        "minimum_seats": minimum_seats(launch.seats_total, launch.minimum_occupancy),
    }


@frozen
class SqlLaunches:
    store: SqlStore
    _records: Records[Launch] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[Launch]:
        return Records(self.store, LAUNCH, _extra)

    def get(self, launch_id: LaunchId) -> Launch:
        return self._records.get(launch_id)

    def lock(self, launch_id: LaunchId) -> Launch:
        return self._records.lock(launch_id)

    def add(self, launch: Launch) -> Launch:
        words = launch_text(
            self.store,
            launch.slug,
            agency_id=launch.agency_id,
            rocket_id=launch.rocket_id,
            spaceport_id=launch.spaceport_id,
        )
        free = {"search_text": words, "sold": 0, "taken": "0" * launch.seats_total}
        with self._promises(launch):
            return evolve(self._records, beside=lambda one: _extra(one) | free).add(launch)

    def save(self, launch: Launch) -> Launch:
        with self._promises(launch):
            return self._records.save(launch)

    @contextmanager
    def _promises(self, launch: Launch) -> Iterator[None]:
        try:
            with self.store.attempt():
                yield
        except IntegrityError as error:
            broken = broken_constraint(error)
            if broken == TURN_AROUND:
                raise TurnAroundTooShort from error
            if broken == "uq_launches_slug":
                raise SlugTaken(launch.slug) from error
            raise

    def of_rocket(self, rocket_id: RocketId) -> Sequence[Launch]:
        found = self._records.select().where(launches.c.rocket_id == rocket_id)
        return self._records.all(found.order_by(launches.c.launch_at, launches.c.id))

    def of_agency(
        self,
        agency_id: AgencyId,
        page: PageRequest,
        filter_: LaunchFilter = LaunchFilter(),  # noqa: B008  # frozen
        sort: LaunchSort = LaunchSort.DATE,
    ) -> Page[Launch]:
        own = self._records.select().where(launches.c.agency_id == agency_id)
        found = own.where(*_conditions(filter_))
        return _ORDERS[sort].page(self.store, found, page, LAUNCH.read)

    def slugs_like(self, slug: str) -> frozenset[str]:
        numbered = launches.c.slug.startswith(f"{slug}-", autoescape=True)
        found = launches.select().with_only_columns(launches.c.slug)
        rows = self.store.rows(found.where((launches.c.slug == slug) | numbered))
        beside = len(slug) + 1
        return frozenset(row[0] for row in rows if row[0] == slug or row[0][beside:].isdigit())

    def suspend_sales(self, agency_id: AgencyId, *, suspended: bool) -> int:
        found = (
            self._records.select()
            .where(launches.c.agency_id == agency_id, launches.c.suspended.is_(not suspended))
            .where(text(IS_OPEN))
            .order_by(launches.c.id)
            .with_for_update(key_share=True)
        )
        changed = self._records.all(found)
        for launch in changed:
            self._records.save(evolve(launch, suspended=suspended))
        return len(changed)


def _conditions(wanted: LaunchFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.status is not None:
        found.append(launches.c.status == wanted.status.value)
    if wanted.destination is not None:
        found.append(launches.c.destination == wanted.destination.value)
    if wanted.from_date is not None:
        found.append(launches.c.launch_at >= wanted.from_date)
    if wanted.to_date is not None:
        found.append(launches.c.launch_at <= wanted.to_date)
    if wanted.text:
        found.append(searched(launches.c.search_text, wanted.text))
    return found
