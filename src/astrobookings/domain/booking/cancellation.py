"""What a cancellation gives back, and quotes of it (stories 2.4, 2.5)."""

from datetime import datetime
from decimal import Decimal

from attrs import evolve, field, frozen

from astrobookings.domain.agencies.launch import Delay, Launch, LaunchStatus
from astrobookings.domain.booking.booking import Booking, BookingStatus
from astrobookings.domain.booking.errors import NoOpenDelay, QuoteExpired
from astrobookings.domain.booking.policies import DelayAnswerPolicy, QuotePolicy
from astrobookings.domain.booking.refund_policy import FULL, RefundPolicy, explain
from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.ids import BookingId, DelayId, QuoteId, RefundId
from astrobookings.domain.kernel.instants import aware
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.kernel.origins import LATER

__all__ = [
    "Due",
    "Quote",
    "accept_delay",
    "due",
    "open_delays",
    "quote",
    "require_open_delay",
    "use",
]


_LOST = frozenset({LaunchStatus.ABORTED, LaunchStatus.FAILED})


@frozen
class Due:
    """What cancelling now gives back, and why."""

    refund: Money
    share: Decimal
    explanation: str


@frozen(kw_only=True)
class Quote(Entity):
    """An offer to cancel a booking for a refund, good for a short while and for one use."""

    id: QuoteId
    booking_id: BookingId
    booking_version: int
    delays: int
    """Delays of the launch when it was made; a further one voids it."""
    refund: Money
    share: Decimal
    explanation: str
    expires_at: datetime = field(validator=aware)
    used_at: datetime | None = None
    refund_id: RefundId | None = None
    """The refund that its use led to."""
    seats: tuple[int, ...] = field(default=(), metadata=LATER)
    """The seats to drop; none of them named: the whole booking is to be cancelled."""


def open_delays(
    booking: Booking, launch: Launch, now: datetime, policy: DelayAnswerPolicy
) -> tuple[Delay, ...]:
    """The delays that *booking* may still refuse at *now*; silence accepts."""
    return tuple(
        delay
        for delay in launch.delays
        if booking.created_at < delay.at
        and delay.id not in booking.accepted_delays
        and now < min(delay.at + policy.window, delay.launch_at)
    )


def require_open_delay(
    booking: Booking, launch: Launch, delay_id: DelayId, now: datetime, policy: DelayAnswerPolicy
) -> Delay:
    """Raises: NoOpenDelay: the delay is not the booking's to answer (any more)."""
    for delay in open_delays(booking, launch, now, policy):
        if delay.id == delay_id:
            return delay
    raise NoOpenDelay


def accept_delay(booking: Booking, delay_id: DelayId) -> Booking:
    """*booking* whose traveler flies at the later date; closes that delay only."""
    return evolve(booking, accepted_delays=(*booking.accepted_delays, delay_id))


def due(
    booking: Booking,
    launch: Launch,
    *,
    paid: Money,
    now: datetime,
    answers: DelayAnswerPolicy,
) -> Due:
    """What cancelling *booking* at *now* gives back of what was *paid*, for all of it or a part.

    Full on a launch aborted or failed and while a delay can be answered; otherwise by the
    booking's own tiers and the notice before lift-off.
    """
    if booking.status is not BookingStatus.CONFIRMED:
        return Due(Money.of(0), Decimal(0), "Nothing was paid for this booking yet.")
    if launch.status in _LOST:
        return Due(paid, FULL, f"The launch was {launch.status}: everything comes back.")
    if open_delays(booking, launch, now, answers):
        return Due(paid, FULL, "The launch was delayed: everything comes back.")
    notice = launch.launch_at - now
    share = RefundPolicy(booking.refund_tiers).share(notice)
    return Due(paid.share(share), share, explain(notice, share, booking.refund_tiers))


def quote(
    quote_id: QuoteId,
    booking: Booking,
    launch: Launch,
    what: Due,
    *,
    now: datetime,
    policy: QuotePolicy,
    seats: tuple[int, ...] = (),
) -> Quote:
    """A quote of *what* cancelling gives back, or dropping *seats* alone."""
    return Quote(
        id=quote_id,
        booking_id=booking.id,
        booking_version=booking.version,
        delays=len(launch.delays),
        refund=what.refund,
        share=what.share,
        explanation=what.explanation,
        expires_at=now + policy.lasts,
        seats=seats,
        created_at=now,
        updated_at=now,
    )


def use(
    the_quote: Quote,
    booking: Booking,
    launch: Launch,
    *,
    refund_id: RefundId | None,
    now: datetime,
    seats: tuple[int, ...] = (),
) -> Quote:
    """*the_quote* used for cancelling, or for dropping *seats* alone.

    Raises:
        QuoteExpired: past its time, used, of other seats, or the booking or launch changed since:
            it was delayed, or it was lost and everything is due by now.
    """
    same = the_quote.booking_id == booking.id and the_quote.booking_version == booking.version
    fresh = the_quote.used_at is None and now < the_quote.expires_at
    paid_and_lost = booking.status is BookingStatus.CONFIRMED and launch.status in _LOST
    enough = not paid_and_lost or the_quote.share == FULL
    whole = the_quote.seats == seats
    if not (same and fresh and enough and whole and the_quote.delays == len(launch.delays)):
        raise QuoteExpired
    return evolve(the_quote, used_at=now, refund_id=refund_id)
