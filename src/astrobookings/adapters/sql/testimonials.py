"""What travelers told of flights."""

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.pages import Keyset, by_id, by_instant, by_number
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.tables.people import testimonials
from astrobookings.application.ports.testimonials import TestimonialFilter, TestimonialSort
from astrobookings.domain.booking.testimonials import Testimonial, TestimonialGivenBefore
from astrobookings.domain.kernel.ids import TestimonialId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["SqlTestimonials"]

TESTIMONIAL = shape_of("testimonial", Testimonial, testimonials)
_c = testimonials.c
_AGE = (by_instant(_c.created_at), by_id(_c.id))
_ORDERS: Mapping[TestimonialSort, Keyset] = {
    TestimonialSort.NEWEST: Keyset(_AGE, descending=True, mark=("-created_at",)),
    TestimonialSort.OLDEST: Keyset(_AGE, mark=("created_at",)),
    TestimonialSort.BEST: Keyset((by_number(_c.stars), *_AGE), descending=True, mark=("-stars",)),
}


def _extra(testimonial: Testimonial) -> dict[str, Any]:
    return {"destination": testimonial.flight.destination.value}


@frozen
class SqlTestimonials:
    store: SqlStore
    _records: Records[Testimonial] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[Testimonial]:
        return Records(self.store, TESTIMONIAL, _extra)

    def add(self, testimonial: Testimonial) -> Testimonial:
        added = self._records.added(testimonial, ("traveler_id", "launch_id"))
        if added is None:
            raise TestimonialGivenBefore
        return added

    def get(self, testimonial_id: TestimonialId) -> Testimonial:
        return self._records.get(testimonial_id)

    def lock(self, testimonial_id: TestimonialId) -> Testimonial:
        return self._records.lock(testimonial_id)

    def save(self, testimonial: Testimonial) -> Testimonial:
        return self._records.save(testimonial)

    def list(
        self, filter_: TestimonialFilter, sort: TestimonialSort, page: PageRequest
    ) -> Page[Testimonial]:
        exact = {
            _c.status: filter_.status and filter_.status.value,
            _c.traveler_id: filter_.traveler_id,
            _c.launch_id: filter_.launch_id,
            _c.agency_id: filter_.agency_id,
            _c.destination: filter_.destination and filter_.destination.value,
        }
        said = [column == value for column, value in exact.items() if value is not None]
        found = self._records.select().where(*said)
        return _ORDERS[sort].page(self.store, found, page, TESTIMONIAL.read)
