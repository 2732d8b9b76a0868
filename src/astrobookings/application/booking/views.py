"""A booking as its traveler sees it now."""

from collections.abc import Iterable, Mapping
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
from astrobookings.domain.identity.permissions import PERMISSIONS, Action, may
from astrobookings.domain.identity.roles import Principal, Standing
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.money import ZERO, total

__all__ = ["BookingView", "BookingViews", "PaymentState", "BookingPaymentStatus", "payment_state"]


class BookingPaymentStatus(StrEnum):
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
    status: BookingPaymentStatus = BookingPaymentStatus.NONE
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
            return PaymentState(BookingPaymentStatus.REQUIRES_ACTION, charge.next_action)
    if waiting:
        return PaymentState(BookingPaymentStatus.PENDING)
    paid = [charge for charge in all_of_them if charge.status is ChargeStatus.SUCCEEDED]
    if paid:
        return PaymentState(_refund_status(paid))
    return PaymentState(BookingPaymentStatus.DECLINED if all_of_them else BookingPaymentStatus.NONE)


def _refund_status(paid: Iterable[Charge]) -> BookingPaymentStatus:
    back = total(charge.refunded for charge in paid)
    if back == ZERO:
        return BookingPaymentStatus.SUCCEEDED
    left = total(charge.refundable for charge in paid)
    return BookingPaymentStatus.PARTIALLY_REFUNDED if left else BookingPaymentStatus.REFUNDED


_ASKED_FOR: Mapping[str, Action] = {
    "pay": Action.BOOK_SEATS,
    "cancel": Action.CANCEL_BOOKINGS,
    "change_seats": Action.CHANGE_BOOKINGS,
    "name_passengers": Action.CHANGE_BOOKINGS,
    "answer_delay": Action.ANSWER_DELAYS,
    "extend_hold": Action.EXTEND_HOLDS,
    "record_transfer": Action.RECORD_TRANSFERS,
}


def _actions(
    booking: Booking, status: BookingStatus, delays: tuple[Delay, ...], by: Principal | None
) -> tuple[str, ...]:
    free = booking.paying is None
    offered = {
        "pay": status is BookingStatus.HELD and free,
        "cancel": status in LIVE and free,
        "change_seats": status in LIVE and free,
        "name_passengers": status in LIVE,
        "answer_delay": bool(delays) and free,
        "extend_hold": status is BookingStatus.HELD and free,
        "record_transfer": status is BookingStatus.HELD and free,
    }
    return tuple(name for name, open_ in offered.items() if open_ and _allowed(booking, name, by))


def _allowed(booking: Booking, name: str, by: Principal | None) -> bool:
    """Whether *by* may do that to *booking*; its traveler if nobody is named."""
    asked_for = _ASKED_FOR[name]
    if by is None:
        return Standing.TRAVELER in PERMISSIONS[asked_for].own
    return may(by, asked_for, booking.traveler_id)


@frozen
class BookingViews:
    """Looks at bookings, for those who ask; for the booking's traveler if nobody is named."""

    launches: Launches
    launch_copies: LaunchCopies
    charges: Charges
    refunds: Refunds
    clock: Clock
    policies: BookingPolicies

    def fresh(self, booking: Booking, by: Principal | None = None) -> BookingView:
        """A hold just taken, without another look at the store."""
        actions = _actions(booking, booking.status, (), by)
        return BookingView(
            booking=booking,
            status=booking.status,
            payment=PaymentState(),
            available_actions=actions,
        )

    def __call__(self, booking: Booking, by: Principal | None = None) -> BookingView:
        now = self.clock.now()
        live = status_at(booking, now) in LIVE
        charges = tuple(self.charges.of_booking(booking.id))
        launch = self.launches.get(booking.launch_id) if live else None
        refunds = tuple(self.refunds.of_booking(booking.id)) if charges else ()
        return self._seen(BookingSnapshot.of(booking, charges, refunds), launch, now, by)

    def of_copy(
        self, copy: BookingSnapshot, as_of: datetime, by: Principal | None = None
    ) -> BookingView:
        """The view that *copy* gives while bookings are away: cancelling is all one can ask for."""
        now = self.clock.now()
        live = status_at(copy.booking, now) in LIVE
        launch = self._copied_launch(copy.booking.launch_id, now) if live else None
        view = self._seen(copy, launch, now, by)
        left = tuple(action for action in view.available_actions if action == "cancel")
        return evolve(view, available_actions=left, as_of=as_of)

    def _seen(
        self, seen: BookingSnapshot, launch: Launch | None, now: datetime, by: Principal | None
    ) -> BookingView:
        booking = seen.booking
        status = status_at(booking, now)
        delays = open_delays(booking, launch, now, self.policies.delays) if launch else ()
        return BookingView(
            booking=booking,
            status=status,
            payment=payment_state(seen.charges),
            charges=seen.charges,
            refunds=seen.refunds,
            launch=launch,
            open_delays=delays,
            available_actions=_actions(booking, status, delays, by),
        )

    def _copied_launch(self, launch_id: LaunchId, now: datetime) -> Launch | None:
        try:
            return self.launch_copies.get(launch_id, now=now).launch
        except NotFound:
            return None

    def after_payment(self, booking: Booking, by: Principal | None = None) -> BookingView:
        """The view once a payment was tried; says so when it was declined."""
        view = self(booking, by)
        if view.payment.status is not BookingPaymentStatus.DECLINED:
            return view
        reasons = [charge.decline_reason for charge in view.charges if charge.decline_reason]
        return evolve(view, declined=reasons[-1] if reasons else "released")
