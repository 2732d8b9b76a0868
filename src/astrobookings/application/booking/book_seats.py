"""A traveler books seats, or customer service does for one (stories 2.3, 2.8, 2.10)."""

from attrs import frozen

from astrobookings.application.booking.acting import LONGEST_REASON
from astrobookings.application.booking.expiry import Expiry
from astrobookings.application.booking.keyed import Resumption
from astrobookings.application.booking.payments import Payments
from astrobookings.application.booking.views import BookingView, BookingViews
from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.seat_ledger import SeatLedger, SeatOrder
from astrobookings.application.ports.travelers import Travelers
from astrobookings.domain.booking.booking import Booking, OnBehalf
from astrobookings.domain.booking.errors import Contended, ReferenceTaken
from astrobookings.domain.booking.idempotency import KeyedRequest
from astrobookings.domain.booking.offer import Offer, Verdict, Wanted, decide, refuse_dearer
from astrobookings.domain.booking.passengers import Passenger, check_passengers
from astrobookings.domain.booking.policies import BookingPolicies
from astrobookings.domain.identity.permissions import Action, authorize, signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import AstroBookingsError, NotFound, refuse_faults
from astrobookings.domain.kernel.ids import BookingId, LaunchId, UserId, booking_reference
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.kernel.texts import text_fault

__all__ = ["BookSeats", "OnBehalfOf", "SeatRequest"]

_TRIES = 5
"""How often seats are tried for when others keep coming first."""


@frozen
class OnBehalfOf:
    """The traveler for whom customer service asks, and why."""

    traveler_id: UserId
    reason: str


@frozen(kw_only=True)
class SeatRequest:
    """What a traveler asks for; without a payment method the seats are only held."""

    launch_id: LaunchId
    seats: int | tuple[int, ...]
    """How many, or which."""
    passengers: tuple[Passenger, ...] = ()
    """In the order of the seats; missing ones are named later."""
    payment_method: str | None = None
    expected_total: Money | None = None
    """If given, another total is refused."""
    at_most: Money | None = None
    """If given, a larger total is refused."""
    on_behalf_of: OnBehalfOf | None = None
    """None: the traveler asks in person."""


@frozen
class BookSeats:
    """Take seats on a launch for a traveler, and pay for them if told how."""

    seat_ledger: SeatLedger
    bookings: Bookings
    travelers: Travelers
    resumption: Resumption
    payments: Payments
    expiry: Expiry
    views: BookingViews
    clock: Clock
    ids: Ids
    policies: BookingPolicies

    def __call__(self, by: Principal, request: SeatRequest, key: KeyedRequest) -> BookingView:
        """The booking, held or confirmed; the same request under the same *key* books once.

        Raises:
            NotSignedIn, NotAllowed: only travelers book, and customer service on their behalf.
            NotFound: no such launch, or no such traveler.
            Invalid: seats or passengers wrong in themselves; no reason to act for another.
            NotOnSale, EarlySaleOnly, TravelerNotReady, SoldOut, SeatsTaken, TooManyHolds,
            SeatLimitExceeded, PriceChanged: as `decide`; nothing was taken.
            KeyInUse, KeyReused: see `Resumption`.
            Contended: too many at once.
        """
        traveler_id = self._traveler(by, request.on_behalf_of)
        method = request.payment_method
        try:
            booking = self._take(by, traveler_id, request, key)
        except AstroBookingsError as cause:
            # An earlier attempt under this key may have the very seats that now stand in the way.
            booking_id = self.resumption(key, cause)
            if method is None:
                return self.views(self.bookings.get(booking_id), by)
            return self.views.after_payment(self.payments.go_on(by, booking_id, method), by)
        if method is None:
            return self.views.fresh(booking, by)
        return self.views.after_payment(self.payments.pay(by, booking.id, method, None), by)

    def _traveler(self, by: Principal, on_behalf_of: OnBehalfOf | None) -> UserId:
        """Whose booking it becomes: the seats count against that traveler's limits."""
        if on_behalf_of is None:
            authorize(by, Action.BOOK_SEATS)
            return signed_in(by)
        authorize(by, Action.BOOK_ON_BEHALF)
        fault = text_fault(
            "/on_behalf_of/reason", on_behalf_of.reason, longest=LONGEST_REASON, one_line=False
        )
        refuse_faults((fault,))
        if self.travelers.find(on_behalf_of.traveler_id) is None:
            raise NotFound("traveler", str(on_behalf_of.traveler_id))
        return on_behalf_of.traveler_id

    def _take(
        self, by: Principal, traveler_id: UserId, request: SeatRequest, key: KeyedRequest
    ) -> Booking:
        wanted = Wanted.seats(request.seats)
        for _ in range(_TRIES):
            now = self.clock.now()
            survey = self.seat_ledger.survey(request.launch_id, traveler_id, wanted, now=now)
            verdict = decide(
                survey,
                wanted,
                expected_total=request.expected_total,
                now=now,
                policies=self.policies,
            )
            refuse_dearer(verdict, request.at_most)
            self._check_passengers(request, wanted, survey.offer)
            order = self._order(by, traveler_id, request, wanted, survey.offer, verdict, key)
            try:
                booking = self.seat_ledger.take(order, by.origin("book-seats", now))
            except ReferenceTaken:
                continue
            if booking is not None:
                return booking
            self.expiry.of_launch(by, request.launch_id)
        raise Contended

    def _check_passengers(self, request: SeatRequest, wanted: Wanted, offer: Offer) -> None:
        check_passengers(
            request.passengers,
            seats=wanted.count,
            launch_at=offer.launch_at,
            zone=offer.zone,
            policy=self.policies.passengers,
        )

    def _order(
        self,
        by: Principal,
        traveler_id: UserId,
        request: SeatRequest,
        wanted: Wanted,
        offer: Offer,
        verdict: Verdict,
        key: KeyedRequest,
    ) -> SeatOrder:
        booking_id = BookingId(self.ids.new())
        return SeatOrder(
            booking_id=booking_id,
            reference=booking_reference(booking_id),
            traveler_id=traveler_id,
            launch_id=request.launch_id,
            agency_id=offer.agency_id,
            wanted=wanted,
            passengers=request.passengers,
            verdict=verdict,
            most_holds=self.policies.holds.most_open,
            expires_at=self.clock.now() + self.policies.holds.lasts,
            refund_tiers=self.policies.refunds.tiers,
            on_behalf=_acting(by, request.on_behalf_of),
            key=key,
        )


def _acting(by: Principal, on_behalf_of: OnBehalfOf | None) -> OnBehalf | None:
    if on_behalf_of is None:
        return None
    return OnBehalf(signed_in(by), on_behalf_of.reason.strip())
