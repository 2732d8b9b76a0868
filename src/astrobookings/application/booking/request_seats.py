"""A traveler asks for seats while OperationsDB is away (story 5.5)."""

from attrs import frozen

from astrobookings.application.booking.book_seats import SeatRequest
from astrobookings.application.booking.deferral import Deferral
from astrobookings.domain.booking.idempotency import KeyedRequest
from astrobookings.domain.booking.offer import Wanted
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.sync.booking_request import BookingRequest, WantedSeats

__all__ = ["RequestSeats"]

_INCOMPLETE = (
    "Bookings cannot be made just now. A request that names its payment method and the total "
    "expected can be taken and settled later."
)

_NOT_FOR_OTHERS = "Bookings for travelers cannot be made just now; try again when they are back."


@frozen
class RequestSeats:
    """Take a booking to be made later, when nobody can be asked: so it must leave nothing open."""

    deferral: Deferral

    def __call__(self, by: Principal, request: SeatRequest, key: KeyedRequest) -> BookingRequest:
        """The booking request, waiting or decided already.

        Raises:
            NotSignedIn, NotAllowed: only travelers book, and customer service on their behalf.
            Invalid: seats wrong in themselves.
            KeyReused: the key came with another body.
            TooManyRequestsWaiting: others of the user are to be decided first.
            Unavailable: no payment method or no expected total; it is asked for another; or
                SystemDB is away, too.
        """
        if request.on_behalf_of is not None:
            authorize(by, Action.BOOK_ON_BEHALF)
            raise Unavailable(_NOT_FOR_OTHERS)
        authorize(by, Action.BOOK_SEATS)
        if request.payment_method is None or request.expected_total is None:
            raise Unavailable(_INCOMPLETE)
        seats = Wanted.seats(request.seats)
        wanted = WantedSeats(
            launch_id=request.launch_id,
            count=seats.count,
            chosen=seats.chosen,
            passengers=request.passengers,
            payment_method=request.payment_method,
            at_most=request.expected_total,
        )
        return self.deferral(by, wanted, key)
