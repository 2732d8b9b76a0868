"""Spaceports of record."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from uuid import UUID

from attrs import field, frozen
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.failures import broken_constraint
from astrobookings.adapters.sql.store.pages import Keyset, by_id, by_text
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.store.search import refresh_search
from astrobookings.adapters.sql.tables.operations import launches, spaceports
from astrobookings.application.ports.spaceports import SpaceportSort
from astrobookings.domain.agencies.spaceport import NameTaken, Spaceport, SpaceportInUse
from astrobookings.domain.kernel.ids import SpaceportId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["SPACEPORT", "SqlSpaceports"]

SPACEPORT = shape_of("spaceport", Spaceport, spaceports)
_ORDERS: Mapping[SpaceportSort, Keyset] = {
    sort: Keyset(
        (by_text(spaceports.c.name), by_id(spaceports.c.id)),
        descending=sort.startswith("-"),
        mark=(sort.value,),
    )
    for sort in SpaceportSort
}


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

    def list(
        self, page: PageRequest, *, sort: SpaceportSort = SpaceportSort.NAME, text: str = ""
    ) -> Page[Spaceport]:
        found = self._records.select()
        if text:
            found = found.where(spaceports.c.id.in_(self._called(text.casefold())))
        return _ORDERS[sort].page(self.store, found, page, SPACEPORT.read)

    def _called(self, sought: str) -> Sequence[UUID]:
        """Names are compared here: there are few, and databases fold letters differently."""
        rows = self.store.rows(select(spaceports.c.id, spaceports.c.name, spaceports.c.location))
        return [
            row.id
            for row in rows
            if any(sought in one.casefold() for one in (row.name, row.location))
        ]

    def used(self, spaceport_ids: Collection[SpaceportId]) -> frozenset[SpaceportId]:
        if not spaceport_ids:
            return frozenset()
        which = launches.c.spaceport_id
        rows = self.store.rows(select(which).where(which.in_(spaceport_ids)).distinct())
        return frozenset(SpaceportId(row[0]) for row in rows)
