"""What every adapter of `FlightFigures` must do."""

from decimal import Decimal

from attrs import evolve

from astrobookings.application.ports.flight_figures import Flown
from astrobookings.domain.agencies.agency import AgencyStatus
from astrobookings.domain.booking.booking import complete
from astrobookings.domain.booking.testimonials import TestimonialStatus as Status
from astrobookings.domain.booking.testimonials import moderate
from astrobookings.domain.kernel.ids import UserId
from astrobookings.testing.builders import NOW, a_testimonial, an_agency, fresh_id
from astrobookings.testing.contracts.harness import OperationsHarness

__all__ = ["FlightFiguresContract"]


class FlightFiguresContract:
    """Counts over everything."""

    def test_an_empty_store_counts_nothing(self, store: OperationsHarness) -> None:
        assert store.flight_figures.count() == Flown(
            launches=0, seats=0, agencies=0, spaceports=0, testimonials=0, stars=None
        )

    def test_agencies_count_their_successes(self, store: OperationsHarness) -> None:
        with store.writing():
            store.agencies.add(an_agency(successful_launches=3))
            store.agencies.add(an_agency(status=AgencyStatus.SUSPENDED, successful_launches=2))
            store.agencies.add(an_agency(status=AgencyStatus.PENDING))

        counted = store.flight_figures.count()

        assert (counted.launches, counted.agencies) == (5, 1)

    def test_seats_of_completed_bookings_were_flown(self, store: OperationsHarness) -> None:
        launch = store.given_launch(seats_total=20)
        for seats in (2, 3):
            booked = store.confirm(store.given_hold(launch, seats=seats))
            with store.writing():
                store.bookings.save(complete(booked, store.clock.now()))
        store.confirm(store.given_hold(launch))

        counted = store.flight_figures.count()

        assert (counted.seats, counted.spaceports) == (5, 1)

    def test_approved_testimonials_make_the_average(self, store: OperationsHarness) -> None:
        for stars, status in [(5, Status.APPROVED), (5, Status.APPROVED), (4, Status.APPROVED)]:
            self.told(store, stars, status)
        self.told(store, 1, Status.REJECTED)
        self.told(store, 1, Status.PENDING)

        counted = store.flight_figures.count()

        assert (counted.testimonials, counted.stars) == (3, Decimal("4.67"))

    def told(self, store: OperationsHarness, stars: int, status: Status) -> None:
        launch = store.given_launch()
        given = a_testimonial(launch_id=launch.id, agency_id=launch.agency_id, stars=stars)
        with store.writing():
            added = store.testimonials.add(given)
            if status is not Status.PENDING:
                by = UserId(fresh_id())
                moderated = moderate(added, status, by=by, reason="Read.", now=NOW)
                store.testimonials.save(evolve(moderated))
