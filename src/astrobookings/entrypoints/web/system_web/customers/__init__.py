"""Customer service: bookings of others, travelers, testimonials."""

from litestar.types import ControllerRouterHandler

from astrobookings.entrypoints.web.system_web.customers.acting import ActingController
from astrobookings.entrypoints.web.system_web.customers.bookings import BookingsController
from astrobookings.entrypoints.web.system_web.customers.cancelling import CancellingController
from astrobookings.entrypoints.web.system_web.customers.seats import SeatsController
from astrobookings.entrypoints.web.system_web.customers.testimonials import TestimonialsController
from astrobookings.entrypoints.web.system_web.customers.travelers import TravelersController

__all__ = ["PAGES"]

PAGES: tuple[ControllerRouterHandler, ...] = (
    BookingsController,
    ActingController,
    SeatsController,
    CancellingController,
    TravelersController,
    TestimonialsController,
)
