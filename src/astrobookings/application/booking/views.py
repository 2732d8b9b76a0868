"""A booking as its traveler sees it now."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from attrs import evolve, frozen

from astrobookings.application.ports.booking_copies import BookingSnapshot
from astrobookings.application.ports.charges import Charges
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.launch_copies import LaunchCopies
from astrobookings.application.ports.launches import Launches
from astrobookings.application.ports.refunds import Refunds
from astrobookings.domain.agencies.launch import Delay, Launch
from astrobookings.domain.booking.booking import LIVE, Booking, BookingStatus, status_at
from astrobookings.domain.booking.cancellation import open_delays
from astrobookings.domain.booking.charges import UNSETTLED, Charge, ChargeStatus
from astrobookings.domain.booking.policies import BookingPolicies
from astrobookings.domain.booking.refunds import Refund
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.money import ZERO, total

__all__ = ["BookingView", "BookingViews", "PaymentState", "PaymentStatus", "payment_state"]


class PaymentStatus(StrEnum):
    """How the payment of a booking stands."""

    NONE = "none"
    PENDING = "pending"
    REQUIRES_ACTION = "requires_action"
    DECLINED = "declined"
    SUCCEEDED = "succeeded"
    PARTIALLY_REFUNDED = "partially_refunded"
    REFUNDED = "refunded"


@frozen
class PaymentState:
    status: PaymentStatus = PaymentStatus.NONE
    next_action: str | None = None
    """Where the payer completes what the bank asks for."""


@frozen(kw_only=True)
class BookingView:
    """A booking with what follows from its payment, its launch and the time."""

    booking: Booking
    status: BookingStatus
    """As seen now: a lapsed hold is expired."""
    payment: PaymentState
    charges: tuple[Charge, ...] = ()
    refunds: tuple[Refund, ...] = ()
    launch: Launch | None = None
    """Loaded for live bookings; a fresh hold comes without."""
    open_delays: tuple[Delay, ...] = ()
    available_actions: tuple[str, ...] = ()
    declined: str | None = None
    """Why the payment just tried was declined."""
    as_of: datetime | None = None
    """Set when a copy stands in for a store that is away: the moment that it shows."""


def payment_state(charges: Iterable[Charge]) -> PaymentState:
    """How *charges* of one booking, oldest first, stand together."""
    all_of_them = tuple(charges)
    waiting = [charge for charge in all_of_them if charge.status in UNSETTLED]
    for charge in waiting:
        if charge.status is ChargeStatus.REQUIRES_ACTION:
            return PaymentState(PaymentStatus.REQUIRES_ACTION, charge.next_action)
    if waiting:
        return PaymentState(PaymentStatus.PENDING)
    paid = [charge for charge in all_of_them if charge.status is ChargeStatus.SUCCEEDED]
    if paid:
        return PaymentState(_refund_status(paid))
    return PaymentState(PaymentStatus.DECLINED if all_of_them else PaymentStatus.NONE)


def _refund_status(paid: Iterable[Charge]) -> PaymentStatus:
    back = total(charge.refunded for charge in paid)
    if back == ZERO:
        return PaymentStatus.SUCCEEDED
    left = total(charge.refundable for charge in paid)
    return PaymentStatus.PARTIALLY_REFUNDED if left else PaymentStatus.REFUNDED


def _actions(booking: Booking, status: BookingStatus, delays: tuple[Delay, ...]) -> tuple[str, ...]:
    free = booking.paying is None
    offered = {
        "pay": status is BookingStatus.HELD and free,
        "cancel": status in LIVE and free,
        "name_passengers": status in LIVE,
        "answer_delay": bool(delays) and free,
    }
    return tuple(action for action, open_ in offered.items() if open_)


@frozen
class BookingViews:
    """Looks at bookings."""

    launches: Launches
    launch_copies: LaunchCopies
    charges: Charges
    refunds: Refunds
    clock: Clock
    policies: BookingPolicies

    def fresh(self, booking: Booking) -> BookingView:
        """A hold just taken, without another look at the store."""
        actions = _actions(booking, booking.status, ())
        return BookingView(
            booking=booking,
            status=booking.status,
            payment=PaymentState(),
            available_actions=actions,
        )

    def __call__(self, booking: Booking) -> BookingView:
        now = self.clock.now()
        live = status_at(booking, now) in LIVE
        charges = tuple(self.charges.of_booking(booking.id))
        launch = self.launches.get(booking.launch_id) if live else None
        refunds = tuple(self.refunds.of_booking(booking.id)) if charges else ()
        return self._seen(booking, launch, charges, refunds, now)

    def of_copy(self, copy: BookingSnapshot, as_of: datetime) -> BookingView:
        """The view that *copy* gives while bookings are away: cancelling is all one can ask for."""
        now = self.clock.now()
        live = status_at(copy.booking, now) in LIVE
        launch = self._copied_launch(copy.booking.launch_id, now) if live else None
        view = self._seen(copy.booking, launch, copy.charges, copy.refunds, now)
        left = tuple(action for action in view.available_actions if action == "cancel")
        return evolve(view, available_actions=left, as_of=as_of)

    def _seen(
        self,
        booking: Booking,
        launch: Launch | None,
        charges: tuple[Charge, ...],
        refunds: tuple[Refund, ...],
        now: datetime,
    ) -> BookingView:
        status = status_at(booking, now)
        delays = open_delays(booking, launch, now, self.policies.delays) if launch else ()
        return BookingView(
            booking=booking,
            status=status,
            payment=payment_state(charges),
            charges=charges,
            refunds=refunds,
            launch=launch,
            open_delays=delays,
            available_actions=_actions(booking, status, delays),
        )

    def _copied_launch(self, launch_id: LaunchId, now: datetime) -> Launch | None:
        try:
            return self.launch_copies.get(launch_id, now=now).launch
        except NotFound:
            return None

    def after_payment(self, booking: Booking) -> BookingView:
        """The view once a payment was tried; says so when it was declined."""
        view = self(booking)
        if view.payment.status is not PaymentStatus.DECLINED:
            return view
        reasons = [charge.decline_reason for charge in view.charges if charge.decline_reason]
        return evolve(view, declined=reasons[-1] if reasons else "released")
