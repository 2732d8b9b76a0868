"""What people asked for while OperationsDB was away (story 5.5).

A request is taken in SystemDB and settled once, by the use-case that was asked for, under the key
that it was asked with; so it does not matter if the same request comes through the front door too.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Self

from attrs import evolve, field, frozen

from astrobookings.domain.booking.errors import KeyReused
from astrobookings.domain.booking.idempotency import KeyedRequest
from astrobookings.domain.booking.passengers import Passenger
from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.errors import AstroBookingsError, Refused
from astrobookings.domain.kernel.ids import (
    BookingId,
    BookingRequestId,
    LaunchId,
    QuoteId,
    UserId,
)
from astrobookings.domain.kernel.instants import aware
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.kernel.origins import SECRET

__all__ = [
    "REQUEST_MOVES",
    "BookingRequest",
    "BookingRequestRefused",
    "NoSuchRequestMove",
    "Reason",
    "RequestKind",
    "RequestLapsed",
    "RequestPolicy",
    "RequestStatus",
    "TooManyRequestsWaiting",
    "WantedCancellation",
    "WantedSeats",
    "check_same",
    "lapsed",
    "refused",
    "settled",
]


class RequestKind(StrEnum):
    BOOKING = "booking"
    CANCELLATION = "cancellation"


class RequestStatus(StrEnum):
    WAITING = "waiting"
    SETTLED = "settled"
    """Done: `booking_id` says what came of it."""
    REFUSED = "refused"
    """Not done, and nothing was charged; `reason` says why."""


_R = RequestStatus
REQUEST_MOVES: Mapping[RequestStatus, frozenset[RequestStatus]] = {
    _R.WAITING: frozenset({_R.SETTLED, _R.REFUSED}),
    _R.SETTLED: frozenset(),
    _R.REFUSED: frozenset(),
}


@frozen
class RequestPolicy:
    """How long people wait to be served, and with how many requests at a time."""

    lasts: timedelta = timedelta(hours=6)
    most_waiting: int = 10
    """Of one user; those of others are not to wait behind more."""


@frozen
class Reason:
    """Why a request was refused."""

    code: str
    """Stable, as the codes of refusals are."""
    sentence: str

    @classmethod
    def of(cls, refusal: AstroBookingsError) -> Self:
        return cls(refusal.code, str(refusal))


@frozen(kw_only=True)
class WantedSeats:
    """Seats to be paid at once, and for no more than was expected.

    Once the request is decided, the payment method and the passengers are forgotten.
    """

    launch_id: LaunchId
    count: int
    chosen: tuple[int, ...] | None = None
    """Which seats, if not any; they are never swapped for others."""
    passengers: tuple[Passenger, ...] = ()
    payment_method: str = field(repr=False)
    """The gateway's token."""
    at_most: Money
    """The total that was expected; a larger one is refused."""

    @property
    def seats(self) -> int | tuple[int, ...]:
        """How many, or which."""
        return self.count if self.chosen is None else self.chosen


@frozen(kw_only=True)
class WantedCancellation:
    """A cancellation by quote; customer service may give back another share."""

    booking_id: BookingId
    quote_id: QuoteId
    refund_share: Decimal | None = None
    reason: str = ""


@frozen(kw_only=True)
class BookingRequest(Entity):
    """A request as it came, who asked, and what became of it; it wants seats or a cancellation."""

    id: BookingRequestId
    user_id: UserId
    service: str
    request_id: str
    """Of the request that brought it."""
    method: str
    path: str
    key: str
    digest: str
    wanted_seats: WantedSeats | None = field(default=None, metadata=SECRET)
    wanted_cancellation: WantedCancellation | None = None
    expires_at: datetime = field(validator=aware)
    """From then on it can only be refused."""
    status: RequestStatus = RequestStatus.WAITING
    booking_id: BookingId | None = None
    reason: Reason | None = None
    """Why it was refused."""
    decided_at: datetime | None = None

    def __attrs_post_init__(self) -> None:
        if (self.wanted_seats is None) is (self.wanted_cancellation is None):
            raise ValueError("a request wants either seats or a cancellation")

    @property
    def kind(self) -> RequestKind:
        return RequestKind.CANCELLATION if self.wanted_seats is None else RequestKind.BOOKING

    @property
    def keyed(self) -> KeyedRequest:
        """The request under its idempotency key."""
        return KeyedRequest(
            user_id=self.user_id,
            method=self.method,
            path=self.path,
            key=self.key,
            digest=self.digest,
        )


@frozen
class NoSuchRequestMove(Refused):
    """The request was decided before."""

    code: ClassVar[str] = "booking-request-status"
    now: RequestStatus
    wanted: RequestStatus

    def __str__(self) -> str:
        return f"A request that is {self.now} cannot become {self.wanted}."


@frozen
class RequestLapsed(Refused):
    """The request waited too long for OperationsDB."""

    code: ClassVar[str] = "booking-request-lapsed"

    def __str__(self) -> str:
        return "It could not be worked on in time."


@frozen
class TooManyRequestsWaiting(Refused):
    """The user has as many requests waiting as allowed."""

    code: ClassVar[str] = "too-many-requests-waiting"
    limit: int

    def __str__(self) -> str:
        return f"You have {self.limit} requests waiting; wait until some are decided."


@frozen
class BookingRequestRefused(Refused):
    """A request under this key was refused for good."""

    code: ClassVar[str] = "booking-request-refused"
    booking_request_id: str
    reason_code: str
    reason: str

    def __str__(self) -> str:
        return f"This request was refused before: {self.reason}"


def check_same(request: BookingRequest, key: KeyedRequest) -> None:
    """Let a retry of *request* have it.

    Raises:
        KeyReused: the body is another.
    """
    if request.digest != key.digest:
        raise KeyReused


def lapsed(request: BookingRequest, now: datetime) -> bool:
    """Whether *request* waited too long."""
    return request.status is RequestStatus.WAITING and now >= request.expires_at


def settled(request: BookingRequest, booking_id: BookingId, now: datetime) -> BookingRequest:
    """*request* done; its booking is *booking_id*.

    Raises:
        NoSuchRequestMove: it was decided before.
    """
    decided = _decided(request, RequestStatus.SETTLED, now)
    return evolve(decided, booking_id=booking_id)


def refused(
    request: BookingRequest,
    reason: Reason,
    now: datetime,
    booking_id: BookingId | None = None,
) -> BookingRequest:
    """*request* refused for *reason*; *booking_id* if a booking was begun that was not paid.

    Raises:
        NoSuchRequestMove: it was decided before.
    """
    decided = _decided(request, RequestStatus.REFUSED, now)
    return evolve(decided, booking_id=booking_id, reason=reason)


def _decided(request: BookingRequest, status: RequestStatus, now: datetime) -> BookingRequest:
    if status not in REQUEST_MOVES[request.status]:
        raise NoSuchRequestMove(request.status, status)
    seats = request.wanted_seats
    forgetful = None if seats is None else evolve(seats, payment_method="", passengers=())
    return evolve(request, status=status, decided_at=now, wanted_seats=forgetful)
