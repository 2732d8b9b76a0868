"""Rockets of record."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from attrs import field, frozen
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.pages import Keyset, by_id, by_number, by_text
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.store.search import refresh_search
from astrobookings.adapters.sql.tables.operations import launches, rockets
from astrobookings.application.ports.rockets import RocketSort
from astrobookings.domain.agencies.destinations import Destination, reaching
from astrobookings.domain.agencies.rocket import Rocket, RocketInUse
from astrobookings.domain.kernel.ids import AgencyId, RocketId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["ROCKET", "SqlRockets"]

ROCKET = shape_of("rocket", Rocket, rockets)
_KEYS = {"name": by_text(rockets.c.name), "capacity": by_number(rockets.c.capacity)}
_ORDERS: Mapping[RocketSort, Keyset] = {
    sort: Keyset(
        (_KEYS[sort.removeprefix("-")], by_id(rockets.c.id)),
        descending=sort.startswith("-"),
        mark=(sort.value,),
    )
    for sort in RocketSort
}


@frozen
class SqlRockets:
    store: SqlStore
    _records: Records[Rocket] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[Rocket]:
        return Records(self.store, ROCKET)

    def get(self, rocket_id: RocketId) -> Rocket:
        return self._records.get(rocket_id)

    def lock(self, rocket_id: RocketId) -> Rocket:
        return self._records.lock(rocket_id)

    def add(self, rocket: Rocket) -> Rocket:
        return self._records.add(rocket)

    def save(self, rocket: Rocket) -> Rocket:
        renamed = self._records.before(rocket).name != rocket.name
        saved = self._records.save(rocket)
        if renamed:
            refresh_search(self.store, launches.c.rocket_id == rocket.id)
        return saved

    def delete(self, rocket: Rocket) -> None:
        """The foreign key of launches refuses, whatever else is going on."""
        try:
            with self.store.attempt():
                self._records.delete(rocket)
        except IntegrityError as error:
            raise RocketInUse(self._launches(rocket.id), "be deleted") from error

    def _launches(self, rocket_id: RocketId) -> int:
        counted = select(func.count()).where(launches.c.rocket_id == rocket_id)
        found = self.store.first(counted)
        return 0 if found is None else int(found[0])

    def of_agency(
        self,
        agency_id: AgencyId,
        page: PageRequest,
        *,
        sort: RocketSort = RocketSort.NAME,
        reaches: Destination | None = None,
        text: str = "",
    ) -> Page[Rocket]:
        found = self._records.select().where(rockets.c.agency_id == agency_id)
        if reaches is not None:
            found = found.where(rockets.c.range.in_(sorted(one.value for one in reaching(reaches))))
        if text:
            found = found.where(rockets.c.id.in_(self._called(agency_id, text.casefold())))
        return _ORDERS[sort].page(self.store, found, page, ROCKET.read)

    def _called(self, agency_id: AgencyId, sought: str) -> Sequence[UUID]:
        """Names are compared here: a fleet is small, and databases fold letters differently."""
        names = select(rockets.c.id, rockets.c.name, rockets.c.model)
        rows = self.store.rows(names.where(rockets.c.agency_id == agency_id))
        return [
            row.id for row in rows if any(sought in one.casefold() for one in (row.name, row.model))
        ]

    def used(self, rocket_ids: Collection[RocketId]) -> frozenset[RocketId]:
        if not rocket_ids:
            return frozenset()
        named = select(launches.c.rocket_id).where(launches.c.rocket_id.in_(rocket_ids)).distinct()
        return frozenset(RocketId(row[0]) for row in self.store.rows(named))
