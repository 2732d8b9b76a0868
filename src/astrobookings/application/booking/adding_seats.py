"""Further seats for a booking, at today's price and within every limit (story 2.8)."""

from contextlib import suppress

from attrs import evolve, frozen

from astrobookings.application.booking.changing import TRIES, Asked, Changing, Locked
from astrobookings.application.booking.events import ids_of, seats_added
from astrobookings.application.booking.expiry import Expiry
from astrobookings.application.booking.payments import Payments
from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.seat_ledger import SeatLedger
from astrobookings.domain.booking.booking import Booking, BookingStatus, SeatFare
from astrobookings.domain.booking.changes import AddedSeats, add_seats, begin_adding
from astrobookings.domain.booking.errors import Contended, GatewaySilent
from astrobookings.domain.booking.events import SeatsHeld
from astrobookings.domain.booking.offer import Verdict, decide
from astrobookings.domain.booking.policies import BookingPolicies
from astrobookings.domain.kernel.errors import Fault, Invalid
from astrobookings.domain.kernel.ids import AttemptId

__all__ = ["AddingSeats"]


@frozen
class AddingSeats:
    """Takes the seats and begins their payment in one transaction, so that neither stands without
    the other; a payment that comes to nothing gives them back.
    """

    changing: Changing
    seat_ledger: SeatLedger
    bookings: Bookings
    payments: Payments
    expiry: Expiry
    operations_outbox: Outbox
    clock: Clock
    ids: Ids
    policies: BookingPolicies

    def __call__(self, asked: Asked, change: AddedSeats) -> AttemptId | None:
        """The attempt to pay for the seats; None for those of a held booking, paid with the rest.

        Raises:
            Invalid: a chosen seat that is not there; a method missing, or given for a held booking.
            NotOnSale, EarlySaleOnly, TravelerNotReady, SoldOut, SeatsTaken, SeatLimitExceeded,
            PriceChanged: as `decide`.
            NoSuchBookingMove, PaymentInProgress: as `require_changeable`.
            KeyInUse: the key was used.
            Contended: too many at once.
        """
        attempt_id = self._taken(asked, change).paying
        if attempt_id is not None:
            with suppress(GatewaySilent):
                self.payments.drive(asked.by, attempt_id)
        return attempt_id

    def _taken(self, asked: Asked, change: AddedSeats) -> Booking:
        for _ in range(TRIES):
            verdict = self._decide(asked.booking, change)
            with self.changing(asked) as locked:
                changed = self._take(asked, locked, change, verdict)
            if changed is not None:
                return changed
            self.expiry.of_launch(asked.by, asked.booking.launch_id)
        raise Contended

    def _decide(self, seen: Booking, change: AddedSeats) -> Verdict:
        now, wanted = self.clock.now(), change.wanted
        survey = self.seat_ledger.survey(seen.launch_id, seen.traveler_id, wanted, now=now)
        return decide(
            evolve(survey, open_holds=0),  # seats of a booking that there is are no further hold
            wanted,
            expected_total=change.expected_total,
            now=now,
            policies=self.policies,
        )

    def _take(
        self, asked: Asked, locked: Locked, change: AddedSeats, verdict: Verdict
    ) -> Booking | None:
        """The booking with the seats, or with their payment begun; None if they are gone."""
        booking, now = locked.booking, locked.now
        method = _method(booking, change)
        numbers = self.seat_ledger.take_more(booking, change.wanted, verdict, now=now)
        if numbers is None:
            return None
        self.changing.note(asked, locked)
        fares = tuple(SeatFare(number, verdict.price) for number in numbers)
        if method is None:
            self.operations_outbox.add(seats_added(booking, fares))
            return self.bookings.reseat(add_seats(booking, fares))
        attempt_id = AttemptId(self.ids.new())
        begun = begin_adding(booking, fares, attempt_id, now=now, policy=self.policies.holds)
        self.payments.write_charges(begun, attempt_id, verdict.total, method, now)
        self.operations_outbox.add(SeatsHeld(*ids_of(booking), len(fares)))
        return self.bookings.reseat(begun)


def _method(booking: Booking, change: AddedSeats) -> str | None:
    """How the seats are paid for now, if they are.

    Raises:
        Invalid: *booking* asks for the opposite.
    """
    held = booking.status is BookingStatus.HELD
    if held and change.payment_method is not None:
        detail = "the booking is held: it is paid as a whole"
        raise Invalid((Fault("/payment_method", detail, "unexpected"),))
    if not held and change.payment_method is None:
        detail = "the booking is paid: say how the added seats are"
        raise Invalid((Fault("/payment_method", detail, "required"),))
    return change.payment_method
