"""Spaceports of record."""

from collections.abc import Iterator
from contextlib import contextmanager

from attrs import field, frozen
from sqlalchemy.exc import IntegrityError

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.failures import broken_constraint
from astrobookings.adapters.sql.store.pages import Keyset, by_id, by_text
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.store.search import refresh_search
from astrobookings.adapters.sql.tables.operations import launches, spaceports
from astrobookings.domain.agencies.spaceport import NameTaken, Spaceport, SpaceportInUse
from astrobookings.domain.kernel.ids import SpaceportId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["SPACEPORT", "SqlSpaceports"]

SPACEPORT = shape_of("spaceport", Spaceport, spaceports)
_BY_NAME = Keyset((by_text(spaceports.c.name), by_id(spaceports.c.id)))


@frozen
class SqlSpaceports:
    store: SqlStore
    _records: Records[Spaceport] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[Spaceport]:
        return Records(self.store, SPACEPORT)

    def get(self, spaceport_id: SpaceportId) -> Spaceport:
        return self._records.get(spaceport_id)

    def add(self, spaceport: Spaceport) -> Spaceport:
        with self._name_is_free(spaceport):
            return self._records.add(spaceport)

    def save(self, spaceport: Spaceport) -> Spaceport:
        renamed = self._records.before(spaceport).name != spaceport.name
        with self._name_is_free(spaceport):
            saved = self._records.save(spaceport)
        if renamed:
            refresh_search(self.store, launches.c.spaceport_id == spaceport.id)
        return saved

    @contextmanager
    def _name_is_free(self, spaceport: Spaceport) -> Iterator[None]:
        try:
            with self.store.attempt():
                yield
        except IntegrityError as error:
            if broken_constraint(error) != "uq_spaceports_name":
                raise
            raise NameTaken(spaceport.name) from error

    def delete(self, spaceport: Spaceport) -> None:
        """The foreign key of launches refuses, whatever else is going on."""
        try:
            with self.store.attempt():
                self._records.delete(spaceport)
        except IntegrityError as error:
            raise SpaceportInUse from error

    def list(self, page: PageRequest) -> Page[Spaceport]:
        return _BY_NAME.page(self.store, self._records.select(), page, SPACEPORT.read)
