"""Wishes for seats of a launch that is sold out, granted in the order they were made.

Whoever gives seats back grants wishes in the same transaction: the oldest one that fits whole gets
a hold of its own, those that do not fit keep their place.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from attrs import evolve, frozen

from astrobookings.domain.agencies.launch import OPEN, Launch
from astrobookings.domain.booking.errors import NotOnSale, SeatLimitExceeded, TravelerNotReady
from astrobookings.domain.booking.offer import Survey, on_sale
from astrobookings.domain.booking.policies import BookingPolicies, WishPolicy
from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.errors import Fault, Refused, refuse_faults
from astrobookings.domain.kernel.ids import AgencyId, BookingId, LaunchId, UserId, WishId

__all__ = [
    "WISH_MOVES",
    "NoSuchWishMove",
    "SeatsLeft",
    "Wish",
    "WishStatus",
    "WishWaiting",
    "check_wish",
    "close",
    "grant",
    "hold_until",
    "sale_over",
    "same_wish",
    "withdraw",
]


class WishStatus(StrEnum):
    WAITING = "waiting"
    GRANTED = "granted"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
    """The sale ended before it could be granted."""


_W = WishStatus
WISH_MOVES: Mapping[WishStatus, frozenset[WishStatus]] = {
    _W.WAITING: frozenset({_W.GRANTED, _W.WITHDRAWN, _W.CLOSED}),
    _W.GRANTED: frozenset(),
    _W.WITHDRAWN: frozenset(),
    _W.CLOSED: frozenset(),
}


@frozen(kw_only=True)
class Wish(Entity):
    """So many seats of a launch, all or none, as soon as there are that many."""

    id: WishId
    traveler_id: UserId
    launch_id: LaunchId
    agency_id: AgencyId
    seats: int
    status: WishStatus = WishStatus.WAITING
    booking_id: BookingId | None = None
    """The hold it was granted."""
    ended_at: datetime | None = None


@frozen
class NoSuchWishMove(Refused):
    """The wish is decided already."""

    code: ClassVar[str] = "wish-status"
    now: WishStatus
    wanted: WishStatus

    def __str__(self) -> str:
        return f"A wish that is {self.now} cannot become {self.wanted}."


@frozen
class WishWaiting(Refused):
    """The traveler waits for another number of seats of this launch."""

    code: ClassVar[str] = "wish-waiting"
    seats: int

    def __str__(self) -> str:
        return f"You wait for {self.seats} seats of this launch; withdraw that wish first."


@frozen
class SeatsLeft(Refused):
    """There are enough seats: they can be booked."""

    code: ClassVar[str] = "seats-left"
    left: int

    def __str__(self) -> str:
        return f"This launch has {self.left} seats left; book them."


def check_wish(survey: Survey, seats: int, *, now: datetime, policies: BookingPolicies) -> None:
    """Let the traveler wait for so many *seats* of the launch that *survey* tells of.

    Raises:
        Invalid: no seats, or more than the launch has.
        NotOnSale, TravelerNotReady: nothing can be booked.
        SeatLimitExceeded: more than the traveler may hold with what is held already.
        SeatsLeft: there is nothing to wait for.
    """
    offer = survey.offer
    told = f"must be from 1 to {offer.seats_total}"
    in_range = 1 <= seats <= offer.seats_total
    refuse_faults((None if in_range else Fault("/seats", told, "out-of-range"),))
    if not on_sale(offer, now):
        raise NotOnSale
    if not survey.traveler_ready:
        raise TravelerNotReady
    limit = policies.seats.limit(vip=policies.seats.is_vip(survey.launches_booked))
    if survey.held + seats > limit:
        raise SeatLimitExceeded(seats, survey.held, limit)
    if seats <= survey.seats_left:
        raise SeatsLeft(survey.seats_left)


def same_wish(waiting: Wish, seats: int) -> Wish:
    """*waiting* once more.

    Raises:
        WishWaiting: it is for another number of seats.
    """
    if waiting.seats != seats:
        raise WishWaiting(waiting.seats)
    return waiting


def hold_until(launch_at: datetime, now: datetime, policy: WishPolicy) -> datetime:
    """When the hold of a wish granted at *now* ends: never after lift-off."""
    return min(now + policy.hold_lasts, launch_at)


def sale_over(launch: Launch, now: datetime) -> bool:
    """Whether nobody can get seats any more; a suspended agency may come back."""
    return launch.status not in OPEN or now >= launch.launch_at


def _moved(wish: Wish, status: WishStatus, now: datetime) -> Wish:
    if status not in WISH_MOVES[wish.status]:
        raise NoSuchWishMove(wish.status, status)
    return evolve(wish, status=status, ended_at=now)


def grant(wish: Wish, booking_id: BookingId, now: datetime) -> Wish:
    """*wish* with its hold. Raises: NoSuchWishMove."""
    return evolve(_moved(wish, WishStatus.GRANTED, now), booking_id=booking_id)


def withdraw(wish: Wish, now: datetime) -> Wish:
    """*wish* taken back by its traveler. Raises: NoSuchWishMove."""
    return _moved(wish, WishStatus.WITHDRAWN, now)


def close(wish: Wish, now: datetime) -> Wish:
    """*wish* once the sale is over. Raises: NoSuchWishMove."""
    return _moved(wish, WishStatus.CLOSED, now)
