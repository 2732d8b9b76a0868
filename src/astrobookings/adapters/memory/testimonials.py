"""Testimonials in memory."""

from collections.abc import Callable, Mapping
from uuid import UUID

from astrobookings.adapters.memory.store import MemoryStore, Order, Records, instant
from astrobookings.application.ports.testimonials import TestimonialFilter, TestimonialSort
from astrobookings.domain.booking.testimonials import Testimonial, TestimonialGivenBefore
from astrobookings.domain.kernel.ids import TestimonialId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["MemoryTestimonials"]

_ORDERS: Mapping[TestimonialSort, Order[Testimonial]] = {
    TestimonialSort.NEWEST: Order(
        lambda one: (one.created_at, one.id),
        (instant, UUID),
        descending=True,
        mark=("-created_at",),
    ),
    TestimonialSort.OLDEST: Order(
        lambda one: (one.created_at, one.id), (instant, UUID), mark=("created_at",)
    ),
    TestimonialSort.BEST: Order(
        lambda one: (one.stars, one.created_at, one.id),
        (int, instant, UUID),
        descending=True,
        mark=("-stars",),
    ),
}


class MemoryTestimonials:
    def __init__(self, store: MemoryStore) -> None:
        self._records: Records[Testimonial] = Records(store, "testimonial")

    def add(self, testimonial: Testimonial) -> Testimonial:
        same = (testimonial.traveler_id, testimonial.launch_id)
        if any((one.traveler_id, one.launch_id) == same for one in self._records.all()):
            raise TestimonialGivenBefore
        return self._records.add(testimonial)

    def get(self, testimonial_id: TestimonialId) -> Testimonial:
        return self._records.get(testimonial_id)

    def lock(self, testimonial_id: TestimonialId) -> Testimonial:
        return self._records.lock(testimonial_id)

    def save(self, testimonial: Testimonial) -> Testimonial:
        return self._records.save(testimonial)

    def list(
        self, filter_: TestimonialFilter, sort: TestimonialSort, page: PageRequest
    ) -> Page[Testimonial]:
        return _ORDERS[sort].page(filter(_wanted(filter_), self._records.all()), page)


def _wanted(filter_: TestimonialFilter) -> Callable[[Testimonial], bool]:
    def wanted(one: Testimonial) -> bool:
        return (
            filter_.status in {None, one.status}
            and filter_.traveler_id in {None, one.traveler_id}
            and filter_.launch_id in {None, one.launch_id}
            and filter_.agency_id in {None, one.agency_id}
            and filter_.destination in {None, one.flight.destination}
        )

    return wanted
