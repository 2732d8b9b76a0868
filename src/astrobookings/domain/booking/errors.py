"""Refusals of booking, paying and cancelling.

Refused (409): NotOnSale, EarlySaleOnly, SoldOut, SeatsTaken, TooManyHolds, PriceChanged,
    TravelerNotReady, NoSuchBookingMove, HoldExpired, PaymentInProgress, QuoteExpired,
    NoOpenDelay, KeyInUse, RefundRefused, CancelInstead
Invalid-like (422): SeatLimitExceeded, KeyReused
Declined (402): PaymentDeclined
Not well-formed (400): SignatureInvalid
"""

from typing import ClassVar

from attrs import frozen

from astrobookings.domain.kernel.errors import AstroBookingsError, Declined, Refused, Unavailable
from astrobookings.domain.kernel.money import Money

__all__ = [
    "CancelInstead",
    "ChargesPending",
    "Contended",
    "EarlySaleOnly",
    "GatewaySilent",
    "HoldExpired",
    "KeyInUse",
    "KeyReused",
    "NoOpenDelay",
    "NotOnSale",
    "PaymentDeclined",
    "PaymentInProgress",
    "PriceChanged",
    "QuoteExpired",
    "ReferenceTaken",
    "RefundPartlyMade",
    "RefundRefused",
    "SeatLimitExceeded",
    "SeatsTaken",
    "SignatureInvalid",
    "SoldOut",
    "TooManyHolds",
    "TravelerNotReady",
]


@frozen
class NotOnSale(Refused):
    """The launch sells no seats: gone, final, or its agency is suspended."""

    code: ClassVar[str] = "not-on-sale"

    def __str__(self) -> str:
        return "This launch is not on sale."


@frozen
class EarlySaleOnly(Refused):
    """Before the general sale only VIP travelers book (story 2.10)."""

    code: ClassVar[str] = "early-sale-only"
    opens_at: str

    def __str__(self) -> str:
        return f"Until {self.opens_at} only VIP travelers can book this launch."


@frozen
class SoldOut(Refused):
    """Fewer seats are free than wanted."""

    code: ClassVar[str] = "sold-out"
    wanted: int
    left: int

    def __str__(self) -> str:
        return f"You asked for {self.wanted} seats; {self.left} are left."


@frozen
class SeatsTaken(Refused):
    """Some of the chosen seats are somebody else's."""

    code: ClassVar[str] = "seats-taken"
    seats: tuple[int, ...]

    def __str__(self) -> str:
        return f"Already taken: seat {', '.join(map(str, self.seats))}."


@frozen
class SeatLimitExceeded(AstroBookingsError):
    """More seats than the traveler may hold on one launch (story 2.3)."""

    code: ClassVar[str] = "seat-limit-exceeded"
    wanted: int
    held: int
    limit: int

    def __str__(self) -> str:
        return (
            f"You may hold {self.limit} seats on one launch; "
            f"you hold {self.held} and asked for {self.wanted} more."
        )


@frozen
class TooManyHolds(Refused):
    """The traveler has as many unpaid bookings of this launch as allowed."""

    code: ClassVar[str] = "too-many-holds"
    limit: int

    def __str__(self) -> str:
        return f"You have {self.limit} unpaid bookings of this launch; pay or cancel one first."


@frozen
class PriceChanged(Refused):
    """The total is not what the traveler expected."""

    code: ClassVar[str] = "price-changed"
    expected: str
    actual: str

    def __str__(self) -> str:
        return f"The total is now {self.actual}, not {self.expected}."


@frozen
class TravelerNotReady(Refused):
    """The traveler's billing data have not arrived yet, or the account may not book."""

    code: ClassVar[str] = "traveler-not-ready"

    def __str__(self) -> str:
        return "Your traveler profile is not ready for booking yet; try again in a moment."


@frozen
class HoldExpired(Refused):
    """The hold lapsed before the payment began."""

    code: ClassVar[str] = "hold-expired"

    def __str__(self) -> str:
        return "The seats were held until the time given and are on sale again; book anew."


@frozen
class PaymentInProgress(Refused):
    """A payment is under way; it blocks cancelling and a second payment."""

    code: ClassVar[str] = "payment-in-progress"

    def __str__(self) -> str:
        return "A payment for this booking is under way; wait for its outcome."


@frozen
class PaymentDeclined(Declined):
    """The gateway declined; the seats stay held until the hold ends."""

    code: ClassVar[str] = "payment-declined"
    reason: str

    def __str__(self) -> str:
        return f"The payment was declined ({self.reason}); you can try another one."


@frozen
class QuoteExpired(Refused):
    """The quote is past its time, or the booking or launch changed since."""

    code: ClassVar[str] = "quote-expired"

    def __str__(self) -> str:
        return "This quote is no longer valid; ask for a new one."


@frozen
class CancelInstead(Refused):
    """Without its last seat a booking is no booking (story 2.8)."""

    code: ClassVar[str] = "cancel-instead"

    def __str__(self) -> str:
        return "These are all seats of the booking; to give them all up, cancel it instead."


@frozen
class NoOpenDelay(Refused):
    """The delay was answered, is past its deadline, or does not concern the booking."""

    code: ClassVar[str] = "no-open-delay"

    def __str__(self) -> str:
        return "There is no delay of this launch left for you to answer."


@frozen
class ChargesPending(Refused):
    """Payments of the launch are still under way, so success cannot be reported yet."""

    code: ClassVar[str] = "charges-pending"

    def __str__(self) -> str:
        return "Payments for this launch are still under way; try again in a few minutes."


@frozen
class SignatureInvalid(AstroBookingsError):
    """What claims to come from the payment gateway is not signed by it, or was long ago."""

    code: ClassVar[str] = "signature-invalid"

    def __str__(self) -> str:
        return "The signature does not fit this body, or is too old."


@frozen
class KeyReused(AstroBookingsError):
    """The idempotency key came before with another request."""

    code: ClassVar[str] = "idempotency-key-reused"

    def __str__(self) -> str:
        return "This idempotency key was used for a different request."


@frozen
class KeyInUse(Refused):
    """The first request with this idempotency key is still running."""

    code: ClassVar[str] = "request-in-progress"

    def __str__(self) -> str:
        return "The same request is still being worked on; try again shortly."


@frozen
class ReferenceTaken(AstroBookingsError):
    """Two bookings drew the same reference: draw again."""

    code: ClassVar[str] = "reference-taken"


@frozen
class RefundRefused(Refused):
    """The charge cannot give back that much."""

    code: ClassVar[str] = "refund-refused"
    wanted: Money
    left: Money

    def __str__(self) -> str:
        return f"{self.wanted} cannot be refunded; {self.left} of the charge are left."


@frozen
class Contended(Unavailable):
    """So many want seats of this launch at once that none could be settled for the asker."""

    code: ClassVar[str] = "contended"

    def __str__(self) -> str:
        return "Many travelers are booking this launch right now; try again in a second."


@frozen
class GatewaySilent(Unavailable):
    """The payment gateway gave no answer; what it did is unknown until asked again."""

    code: ClassVar[str] = "payment-gateway-silent"

    def __str__(self) -> str:
        return "The payment gateway does not answer; the outcome will be settled shortly."


@frozen
class RefundPartlyMade(Refused):
    """The gateway gave some of the refund back already; paying it by hand would pay twice."""

    code: ClassVar[str] = "refund-partly-made"

    def __str__(self) -> str:
        return "The gateway made a part of this refund already; retry it instead."
