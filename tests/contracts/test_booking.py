"""The stores of the context of booking keep their contracts."""

from astrobookings.testing.contracts.audiences import AudiencesContract
from astrobookings.testing.contracts.bookings import BookingsContract
from astrobookings.testing.contracts.charges import ChargesContract
from astrobookings.testing.contracts.flight_figures import FlightFiguresContract
from astrobookings.testing.contracts.idempotency_keys import IdempotencyKeysContract
from astrobookings.testing.contracts.launch_board import LaunchBoardContract
from astrobookings.testing.contracts.ledger import LedgerContract
from astrobookings.testing.contracts.quotes import QuotesContract
from astrobookings.testing.contracts.receipts import ReceiptsContract
from astrobookings.testing.contracts.refunds import RefundsContract
from astrobookings.testing.contracts.seat_ledger import SeatLedgerContract
from astrobookings.testing.contracts.seats_within import SeatsWithinContract
from astrobookings.testing.contracts.testimonials import TestimonialsContract
from astrobookings.testing.contracts.wishes import WishesContract
from tests.contracts.stores import OnOperations


class TestLaunchBoard(OnOperations, LaunchBoardContract):
    pass


class TestSeatLedger(OnOperations, SeatLedgerContract):
    pass


class TestBookings(OnOperations, BookingsContract):
    pass


class TestCharges(OnOperations, ChargesContract):
    pass


class TestRefunds(OnOperations, RefundsContract):
    pass


class TestQuotes(OnOperations, QuotesContract):
    pass


class TestLedger(OnOperations, LedgerContract):
    pass


class TestReceipts(OnOperations, ReceiptsContract):
    pass


class TestIdempotencyKeys(OnOperations, IdempotencyKeysContract):
    pass


class TestAudiences(OnOperations, AudiencesContract):
    pass


class TestTestimonials(OnOperations, TestimonialsContract):
    __test__ = True


class TestWishes(OnOperations, WishesContract):
    pass


class TestFlightFigures(OnOperations, FlightFiguresContract):
    pass


class TestSeatsWithin(OnOperations, SeatsWithinContract):
    pass
