"""The stores of requests taken while OperationsDB is away keep their contract."""

from astrobookings.testing.contracts.booking_requests import BookingRequestsContract
from tests.contracts.stores import OnSystem


class TestBookingRequests(OnSystem, BookingRequestsContract):
    pass
