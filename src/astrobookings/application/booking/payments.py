"""Bringing a payment to its end: opened, authorized, booking confirmed, captured (design §4).

Every step leaves a state from which `resume` goes on, so that any of them may be the last before
the process dies. Money is taken only after the booking is confirmed in our store.
"""

from contextlib import suppress
from datetime import datetime

from attrs import evolve, frozen

from astrobookings.application.booking.events import ids_of, seats_added
from astrobookings.application.booking.refunding import Refunding
from astrobookings.application.booking.wish_granting import WishGranting
from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.charges import Charges
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.gateway import Gateway, GatewayCharge, GatewayState
from astrobookings.application.ports.idempotency_keys import IdempotencyKeys
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.launches import Launches
from astrobookings.application.ports.ledger import Ledger
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.seat_ledger import SeatLedger
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.receipting import Receipting
from astrobookings.domain.agencies.launch import OPEN
from astrobookings.domain.booking import ledger as entries
from astrobookings.domain.booking.booking import (
    Booking,
    BookingStatus,
    begin_payment,
    confirm,
    payment_ended,
)
from astrobookings.domain.booking.changes import finish_adding, give_up_adding
from astrobookings.domain.booking.charges import (
    UNSETTLED,
    Charge,
    ChargeStatus,
    change_status,
    split,
)
from astrobookings.domain.booking.errors import GatewaySilent, NotOnSale
from astrobookings.domain.booking.events import BookingConfirmed, PaymentDeclinedEvent
from astrobookings.domain.booking.idempotency import KeyedRequest
from astrobookings.domain.booking.offer import Wanted
from astrobookings.domain.booking.policies import BookingPolicies
from astrobookings.domain.booking.receipts import ReceiptKind
from astrobookings.domain.booking.refunds import RefundReason
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import AttemptId, BookingId, ChargeId
from astrobookings.domain.kernel.money import Money, total

__all__ = ["Payments"]

_AS_CHARGED = {
    GatewayState.OPENED: ChargeStatus.PENDING,
    GatewayState.REQUIRES_ACTION: ChargeStatus.REQUIRES_ACTION,
    GatewayState.AUTHORIZED: ChargeStatus.AUTHORIZED,
    GatewayState.CAPTURED: ChargeStatus.SUCCEEDED,
    GatewayState.DECLINED: ChargeStatus.DECLINED,
    GatewayState.RELEASED: ChargeStatus.RELEASED,
}
_SETTLED = frozenset({GatewayState.CAPTURED, GatewayState.DECLINED, GatewayState.RELEASED})


@frozen
class Payments:
    """Payment attempts; shared by booking, paying and the settling of abandoned ones."""

    launches: Launches
    bookings: Bookings
    charges: Charges
    seat_ledger: SeatLedger
    wish_granting: WishGranting
    ledger: Ledger
    keys: IdempotencyKeys
    gateway: Gateway
    refunding: Refunding
    receipting: Receipting
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock
    ids: Ids
    policies: BookingPolicies

    def pay(
        self, by: Principal, booking_id: BookingId, method: str, key: KeyedRequest | None
    ) -> Booking:
        """The booking after one try to pay by *method*; a silent gateway leaves it pending.

        Raises:
            As `begin`.
        """
        attempt_id = self.begin(by, booking_id, method, key)
        with suppress(GatewaySilent):
            self.drive(by, attempt_id)
        return self.bookings.get(booking_id)

    def go_on(self, by: Principal, booking_id: BookingId, method: str) -> Booking:
        """The booking after its interrupted payment was resumed; begun anew if that one was given
        up before anybody was asked for money. One that was declined stays declined.

        Raises:
            As `begin`.
        """
        booking = self.bookings.get(booking_id)
        if booking.paying is not None:
            with suppress(GatewaySilent):
                self.resume(by, booking.paying)
            booking = self.bookings.get(booking_id)
        idle = booking.status is BookingStatus.HELD and booking.paying is None
        if idle and not self._last_declined(booking_id):
            return self.pay(by, booking_id, method, None)
        return booking

    def _last_declined(self, booking_id: BookingId) -> bool:
        charges = self.charges.of_booking(booking_id)
        return bool(charges) and any(
            one.decline_reason for one in charges if one.attempt_id == charges[-1].attempt_id
        )

    def begin(
        self, by: Principal, booking_id: BookingId, method: str, key: KeyedRequest | None
    ) -> AttemptId:
        """Write the charges of a new attempt; nothing is asked of the gateway yet.

        Raises:
            PaymentInProgress, HoldExpired, NoSuchBookingMove: as `begin_payment`.
            NotOnSale: the launch was aborted, failed or suspended, or has flown.
            KeyInUse: *key* was used.
        """
        now = self.clock.now()
        attempt_id = AttemptId(self.ids.new())
        with self.operations(by.origin("pay-booking", now)):
            if key is not None:
                self.keys.begin(key, booking_id, now)
            booking = self.bookings.lock(booking_id)
            paying = begin_payment(booking, attempt_id, now=now, policy=self.policies.holds)
            launch = self.launches.get(booking.launch_id)
            if launch.status not in OPEN or launch.suspended or now >= launch.launch_at:
                raise NotOnSale
            self.bookings.save(paying)
            self.write_charges(paying, attempt_id, booking.total_price, method, now)
        return attempt_id

    def write_charges(
        self, booking: Booking, attempt_id: AttemptId, price: Money, method: str, now: datetime
    ) -> None:
        """In a transaction: the charges of an attempt to pay *price* by *method*."""
        for amount in split(price, self.policies.charges.maximum):
            self.charges.add(
                Charge(
                    id=ChargeId(self.ids.new()),
                    booking_id=booking.id,
                    attempt_id=attempt_id,
                    amount=amount,
                    method=method,
                    lease_until=now + self.policies.charges.lease,
                    created_at=now,
                    updated_at=now,
                )
            )

    def drive(self, by: Principal, attempt_id: AttemptId) -> None:
        """Open and confirm each charge, then finish.

        Raises:
            GatewaySilent: the outcome is settled later.
        """
        for charge in self.charges.of_attempt(attempt_id):
            opened = self.gateway.open(charge.id, charge.amount, charge.method)
            self._note(by, charge, opened)
            if opened.state is GatewayState.OPENED:
                seen = self.gateway.confirm(opened.provider_id)
                self._note(by, charge, seen)
                if seen.state is GatewayState.DECLINED:
                    break
        self._finish(by, attempt_id)

    def resume(self, by: Principal, attempt_id: AttemptId) -> None:
        """Go on with an abandoned attempt from what the gateway says of it.

        A charge that was never authorized is given up, one whose payer is still asked to act waits
        as long as the hold is kept.

        Raises:
            GatewaySilent: try again later.
        """
        if not self._claim(by, attempt_id):
            return
        for charge in self.charges.of_attempt(attempt_id):
            if charge.status not in UNSETTLED:
                continue
            if charge.provider_id is None:
                self._note(by, charge, None)
                continue
            seen = self.gateway.retrieve(charge.provider_id)
            if seen.state is GatewayState.OPENED or self._overdue(charge, seen):
                seen = self.gateway.release(charge.provider_id)
            self._note(by, charge, seen)
        self._finish(by, attempt_id)

    def _claim(self, by: Principal, attempt_id: AttemptId) -> bool:
        """Take the attempt's lease if nobody holds it."""
        now = self.clock.now()
        with self.operations(by.origin("settle-payment", now)):
            self.bookings.lock(self.charges.of_attempt(attempt_id)[0].booking_id)
            waiting = self._unsettled(attempt_id)
            if any(_in_hand(charge, now) for charge in waiting):
                return False
            for charge in waiting:
                lease = now + self.policies.charges.lease
                self.charges.save(evolve(charge, lease_until=lease))
        return True

    def _unsettled(self, attempt_id: AttemptId) -> list[Charge]:
        return [one for one in self.charges.of_attempt(attempt_id) if one.status in UNSETTLED]

    def _overdue(self, charge: Charge, seen: GatewayCharge) -> bool:
        waiting = seen.state is GatewayState.REQUIRES_ACTION
        return waiting and self.clock.now() >= self.bookings.get(charge.booking_id).held_until

    def _note(self, by: Principal, charge: Charge, seen: GatewayCharge | None) -> None:
        """Write down what the gateway said of *charge*; None for one it never opened.

        A capture goes to the ledger, and the last charge to be settled ends the attempt, in the
        same transaction.
        """
        now = self.clock.now()
        with self.operations(by.origin("settle-payment", now)):
            if seen is None or seen.state in _SETTLED:
                self._lock_launch_of(charge.booking_id)
            booking = self.bookings.lock(charge.booking_id)
            current = self.charges.get(charge.id)
            noted = _as_seen(current, seen)
            if noted != current:
                noted = self.charges.save(noted)
            if noted.status is ChargeStatus.SUCCEEDED:
                entry = entries.captured(self.ids.new(), noted, booking, now)
                self.ledger.post(entry)
            last = noted.status not in UNSETTLED and not self._unsettled(charge.attempt_id)
            if last and booking.paying == charge.attempt_id:
                self._conclude(booking, charge.attempt_id, now)

    def _lock_launch_of(self, booking_id: BookingId) -> None:
        """Before the booking, for seats that may have to be given back."""
        booking = self.bookings.get(booking_id)
        if booking.adding:
            self.launches.lock(booking.launch_id)

    def _conclude(self, booking: Booking, attempt_id: AttemptId, now: datetime) -> None:
        """End the attempt: paid with a receipt, or given up with everything taken owed back."""
        charges = self.charges.of_attempt(attempt_id)
        taken = total(one.amount for one in charges if one.status is ChargeStatus.SUCCEEDED)
        ended = self._ended(booking, attempt_id)
        if taken:
            self.receipting.issue(ReceiptKind.PAYMENT, attempt_id, ended, taken, now)
        if booking.status is BookingStatus.CONFIRMED and not booking.adding:
            return
        left = total(one.refundable for one in charges)
        self.refunding.owe(ended, left, RefundReason.LATE_PAYMENT, now)
        reasons = [one.decline_reason for one in charges if one.decline_reason]
        event = PaymentDeclinedEvent(*ids_of(ended), reasons[0] if reasons else "released")
        self.operations_outbox.add(event)

    def _ended(self, booking: Booking, attempt_id: AttemptId) -> Booking:
        """*booking* without the payment, and without what that was to add."""
        ended = payment_ended(booking, attempt_id)
        if not booking.adding:
            return self.bookings.save(ended)
        self.seat_ledger.drop(booking, [seat.number for seat in booking.adding])
        saved = self.bookings.reseat(give_up_adding(ended))
        self.wish_granting(booking.launch_id, self.clock.now())
        return saved

    def _finish(self, by: Principal, attempt_id: AttemptId) -> None:
        charges = self.charges.of_attempt(attempt_id)
        statuses = {charge.status for charge in charges}
        if statuses & {ChargeStatus.DECLINED, ChargeStatus.RELEASED}:
            self._give_up(by, attempt_id)
        elif statuses & {ChargeStatus.PENDING, ChargeStatus.REQUIRES_ACTION}:
            return
        elif self._secure(by, charges[0].booking_id, attempt_id):
            self._capture(by, attempt_id)
        else:
            self._give_up(by, attempt_id)

    def _secure(self, by: Principal, booking_id: BookingId, attempt_id: AttemptId) -> bool:
        """Confirm the booking, or give it the seats that are added, before money is taken; False
        when the seats are lost.
        """
        now = self.clock.now()
        with self.operations(by.origin("confirm-booking", now)):
            launch = self.launches.lock(self.bookings.get(booking_id).launch_id)
            booking = self.bookings.lock(booking_id)
            if booking.paying != attempt_id or launch.status not in OPEN:
                return False
            if booking.status is BookingStatus.CONFIRMED:
                self._add(booking)
                return True
            if booking.status is BookingStatus.HELD:
                self.seat_ledger.paid(booking)
            elif not self._retaken(booking):
                return False
            self.bookings.save(confirm(booking, now))
            self.operations_outbox.add(BookingConfirmed(*ids_of(booking)))
        return True

    def _add(self, booking: Booking) -> None:
        """Give *booking* the seats that its payment adds, if it adds any."""
        if booking.adding:
            self.bookings.reseat(finish_adding(booking))
            paid = total(seat.price for seat in booking.adding)
            self.operations_outbox.add(seats_added(booking, booking.adding, paid))

    def _retaken(self, booking: Booking) -> bool:
        if booking.status is not BookingStatus.EXPIRED:
            return False
        wanted = Wanted.seats(booking.seat_numbers)
        survey = self.seat_ledger.survey(
            booking.launch_id, booking.traveler_id, wanted, now=self.clock.now()
        )
        vip = self.policies.seats.is_vip(survey.launches_booked)
        return self.seat_ledger.take_again(booking, limit=self.policies.seats.limit(vip=vip))

    def _capture(self, by: Principal, attempt_id: AttemptId) -> None:
        for charge in self._unsettled(attempt_id):
            if charge.provider_id is not None:
                self._note(by, charge, self.gateway.capture(charge.provider_id))

    def _give_up(self, by: Principal, attempt_id: AttemptId) -> None:
        """Release what is not captured; captured ones are owed back when the last is settled."""
        for charge in self._unsettled(attempt_id):
            seen = None if charge.provider_id is None else self.gateway.release(charge.provider_id)
            self._note(by, charge, seen)


def _in_hand(charge: Charge, now: datetime) -> bool:
    """Whether somebody works on *charge*; one that waits for its payer is in nobody's hands."""
    return now < charge.lease_until and charge.status is not ChargeStatus.REQUIRES_ACTION


def _as_seen(charge: Charge, seen: GatewayCharge | None) -> Charge:
    """*charge* as the gateway says it stands; one it never opened is released."""
    if seen is None:
        unopened = charge.provider_id is None and charge.status in UNSETTLED
        return change_status(charge, ChargeStatus.RELEASED) if unopened else charge
    return evolve(
        change_status(charge, _AS_CHARGED[seen.state]),
        provider_id=seen.provider_id,
        decline_reason=seen.decline_reason,
        next_action=seen.next_action,
    )
