"""Somebody asks to cancel while OperationsDB is away (story 5.5)."""

from attrs import frozen

from astrobookings.application.booking.cancel_booking import Override, allow_override
from astrobookings.application.booking.deferral import Deferral
from astrobookings.domain.booking.idempotency import KeyedRequest
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import BookingId, QuoteId
from astrobookings.domain.sync.booking_request import BookingRequest, WantedCancellation

__all__ = ["RequestCancellation"]


@frozen
class RequestCancellation:
    """Take a cancellation to be made later; the id of its quote is its key."""

    deferral: Deferral

    def __call__(
        self,
        by: Principal,
        booking_id: BookingId,
        quote_id: QuoteId,
        override: Override | None,
        key: KeyedRequest,
    ) -> BookingRequest:
        """The request, waiting or decided already; whose booking it is turns out when it is
        settled.

        Raises:
            NotAllowed, Invalid: as `CancelBooking`.
            KeyReused: the quote came with another override.
            TooManyRequestsWaiting: others of the user are to be decided first.
            Unavailable: SystemDB is away, too.
        """
        authorize(by, Action.CANCEL_BOOKINGS)
        if override is not None:
            allow_override(by, override)
        wanted = WantedCancellation(
            booking_id=booking_id,
            quote_id=quote_id,
            refund_share=None if override is None else override.refund_share,
            reason="" if override is None else override.reason,
        )
        return self.deferral(by, wanted, key)
