"""TravelerWeb: booking, and everything about what is booked."""

from astrobookings.domain.identity.roles import Standing
from astrobookings.entrypoints.web.messages import messages_controller
from astrobookings.entrypoints.web.traveler_web.booking import BookingController
from astrobookings.entrypoints.web.traveler_web.booking_requests import BookingRequestsController
from astrobookings.entrypoints.web.traveler_web.cancelling import CancellingController
from astrobookings.entrypoints.web.traveler_web.changes import ChangesController
from astrobookings.entrypoints.web.traveler_web.details import DetailsController
from astrobookings.entrypoints.web.traveler_web.history import HistoryController
from astrobookings.entrypoints.web.traveler_web.journeys import JourneysController
from astrobookings.entrypoints.web.traveler_web.papers import PapersController
from astrobookings.entrypoints.web.traveler_web.passengers import PassengersController
from astrobookings.entrypoints.web.traveler_web.paying import PayingController
from astrobookings.entrypoints.web.traveler_web.testimonials import TestimonialsController
from astrobookings.entrypoints.web.traveler_web.wishes import WishesController

__all__ = ["PAGES"]

PAGES = (
    JourneysController,
    BookingController,
    PassengersController,
    PayingController,
    HistoryController,
    DetailsController,
    PapersController,
    ChangesController,
    CancellingController,
    WishesController,
    TestimonialsController,
    BookingRequestsController,
    messages_controller("/traveler/notifications", Standing.TRAVELER),
)
