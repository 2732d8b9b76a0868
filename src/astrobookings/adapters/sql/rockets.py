"""Rockets of record."""

from attrs import field, frozen
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.pages import Keyset, by_id, by_text
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.store.search import refresh_search
from astrobookings.adapters.sql.tables.operations import launches, rockets
from astrobookings.domain.agencies.rocket import Rocket, RocketInUse
from astrobookings.domain.kernel.ids import AgencyId, RocketId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["ROCKET", "SqlRockets"]

ROCKET = shape_of("rocket", Rocket, rockets)
_BY_NAME = Keyset((by_text(rockets.c.name), by_id(rockets.c.id)))


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

    def of_agency(self, agency_id: AgencyId, page: PageRequest) -> Page[Rocket]:
        found = self._records.select().where(rockets.c.agency_id == agency_id)
        return _BY_NAME.page(self.store, found, page, ROCKET.read)
