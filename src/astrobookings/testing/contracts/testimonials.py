"""What every adapter of `Testimonials` must do."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.application.ports.testimonials import TestimonialFilter as Filter
from astrobookings.application.ports.testimonials import TestimonialSort as Sort
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.booking.testimonials import Testimonial, TestimonialGivenBefore, moderate
from astrobookings.domain.booking.testimonials import TestimonialStatus as Status
from astrobookings.domain.kernel.errors import AstroBookingsError
from astrobookings.domain.kernel.ids import AgencyId, LaunchId, UserId
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.testing.builders import NOW, a_testimonial, fresh_id, numbered
from astrobookings.testing.contracts.harness import OperationsHarness
from astrobookings.testing.contracts.paging import (
    few_examples,
    first,
    limits,
    refuses_foreign_cursors,
    walk,
)
from astrobookings.testing.contracts.records import (
    ChangesContract,
    LocksContract,
    SavesContract,
    TellsAbsenceContract,
)
from astrobookings.testing.contracts.threads import at_once

__all__ = ["TestimonialsContract"]

_KEYS = {
    Sort.NEWEST: lambda one: (one.created_at, one.id),
    Sort.OLDEST: lambda one: (one.created_at, one.id),
    Sort.BEST: lambda one: (one.stars, one.created_at, one.id),
}


class TestimonialsContract(
    SavesContract[OperationsHarness, Testimonial],
    ChangesContract[OperationsHarness, Testimonial],
    LocksContract[OperationsHarness, Testimonial],
    TellsAbsenceContract[OperationsHarness],
):
    """The conventions, one of each traveler for a launch, and lists."""

    __test__ = False
    kind = "testimonial"

    def make(self, store: OperationsHarness, /, **fields: Any) -> Testimonial:
        if "launch_id" not in fields:
            launch = store.given_launch()
            fields = {"launch_id": launch.id, "agency_id": launch.agency_id, **fields}
        with store.writing():
            return store.testimonials.add(a_testimonial(**fields))

    def changed(self, entity: Testimonial, /) -> Testimonial:
        by = UserId(numbered(9))
        return moderate(entity, Status.REJECTED, by=by, reason="An advertisement.", now=NOW)

    def save(self, store: OperationsHarness, entity: Testimonial, /) -> Testimonial:
        return store.testimonials.save(entity)

    def read(self, store: OperationsHarness, key: Any, /) -> Testimonial:
        return store.testimonials.get(key)

    def lock(self, store: OperationsHarness, key: Any, /) -> Testimonial:
        return store.testimonials.lock(key)

    def test_a_traveler_tells_of_a_launch_once(self, store: OperationsHarness) -> None:
        told = self.make(store)
        same = {
            "traveler_id": told.traveler_id,
            "launch_id": told.launch_id,
            "agency_id": told.agency_id,
        }

        with pytest.raises(TestimonialGivenBefore):
            self.make(store, **same, stars=1)

        assert self.found(store, traveler_id=told.traveler_id) == [told]

    def test_of_many_at_once_one_is_kept(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        whose = {"traveler_id": fresh_id(), "launch_id": launch.id, "agency_id": launch.agency_id}

        def attempt() -> Testimonial | None:
            try:
                return self.make(store, **whose)
            except AstroBookingsError:
                return None

        kept = [one for one in at_once([partial(attempt) for _ in range(4)]) if one is not None]

        assert self.found(store, launch_id=launch.id) == kept
        assert len(kept) == 1

    @pytest.mark.parametrize("sort", Sort)
    def test_a_list_is_walked_in_its_order(self, store: OperationsHarness, sort: Sort) -> None:
        @few_examples
        @given(
            st.lists(st.tuples(st.integers(1, 5), st.integers(0, 3)), max_size=5),
            limits(),
        )
        def check(told: list[tuple[int, int]], wanted: list[int]) -> None:
            launch = store.given_launch()
            made = [
                self.make(
                    store,
                    launch_id=launch.id,
                    agency_id=launch.agency_id,
                    stars=stars,
                    created_at=NOW + timedelta(days=days),
                )
                for stars, days in told
            ]

            def read(page: PageRequest) -> Page[Testimonial]:
                return store.testimonials.list(Filter(launch_id=launch.id), sort, page)

            in_order = sorted(made, key=_KEYS[sort], reverse=sort.startswith("-"))
            assert walk(read, wanted) == in_order

        check()

    def test_a_foreign_cursor_is_refused(self, store: OperationsHarness) -> None:
        for sort in Sort:
            refuses_foreign_cursors(partial(store.testimonials.list, Filter(), sort))

    def found(self, store: OperationsHarness, **wanted: Any) -> list[Testimonial]:
        filter_ = Filter(**wanted)
        return first(lambda page: store.testimonials.list(filter_, Sort.OLDEST, page))

    def test_filters_choose(self, store: OperationsHarness) -> None:
        waiting = self.make(store)
        rejected = self.make(store, created_at=NOW + timedelta(days=1))
        with store.writing():
            rejected = store.testimonials.save(self.changed(rejected))

        assert self.found(store) == [waiting, rejected]
        assert self.found(store, status=Status.PENDING) == [waiting]
        assert self.found(store, status=Status.REJECTED) == [rejected]
        assert self.found(store, traveler_id=waiting.traveler_id) == [waiting]
        assert self.found(store, launch_id=rejected.launch_id) == [rejected]
        assert self.found(store, launch_id=LaunchId(fresh_id())) == []
        assert self.found(store, agency_id=waiting.agency_id) == [waiting]
        assert self.found(store, agency_id=AgencyId(fresh_id())) == []
        assert self.found(store, destination=Destination.MOON) == [waiting, rejected]
        assert self.found(store, destination=Destination.MARS) == []
