"""Figures for everybody, in memory."""

from astrobookings.adapters.memory.store import MemoryStore, Records
from astrobookings.application.ports.flight_figures import Flown
from astrobookings.domain.agencies.agency import Agency, AgencyStatus
from astrobookings.domain.agencies.spaceport import Spaceport
from astrobookings.domain.booking.booking import Booking, BookingStatus
from astrobookings.domain.booking.testimonials import (
    Testimonial,
    TestimonialStatus,
    average_stars,
)

__all__ = ["MemoryFlightFigures"]


class MemoryFlightFigures:
    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._bookings: Records[Booking] = Records(store, "booking")
        self._agencies: Records[Agency] = Records(store, "agency")
        self._spaceports: Records[Spaceport] = Records(store, "spaceport")
        self._testimonials: Records[Testimonial] = Records(store, "testimonial")

    def count(self) -> Flown:
        with self._store.lock:
            flown = (one for one in self._bookings.all() if one.status is BookingStatus.COMPLETED)
            agencies = self._agencies.all()
            told = [
                one.stars
                for one in self._testimonials.all()
                if one.status is TestimonialStatus.APPROVED
            ]
            return Flown(
                launches=sum(one.successful_launches for one in agencies),
                seats=sum(len(one.seats) for one in flown),
                agencies=sum(one.status is AgencyStatus.APPROVED for one in agencies),
                spaceports=len(self._spaceports.all()),
                testimonials=len(told),
                stars=average_stars(sum(told), len(told)),
            )
