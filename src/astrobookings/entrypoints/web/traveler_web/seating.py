"""Seats as travelers choose them, and how many they may have (stories 2.3, 2.10)."""

from collections.abc import Collection, Iterable
from functools import partial

from attrs import frozen

from astrobookings.application.booking.list_bookings import BookingQuery
from astrobookings.application.ports.seat_ledger import SeatMap
from astrobookings.domain.booking.booking import LIVE, Booking, BookingStatus
from astrobookings.domain.booking.errors import PriceChanged, SeatsTaken, SoldOut
from astrobookings.domain.booking.offer import MOST_SEATS
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import AstroBookingsError, Fault, Invalid
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.entrypoints.system import System
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.traveler_web.trips import PAID
from astrobookings.entrypoints.web.words import seats_in_words

__all__ = ["Allowance", "allowance_of", "chosen_in", "free_near", "told", "wanted_in"]

_INSTEAD = "instead"
"""The button that takes other seats than the ticked ones."""


@frozen
class Allowance:
    """How many seats of one launch a traveler has and may have."""

    held: int
    limit: int
    vip: bool
    reason: str
    """The limit in words."""

    @property
    def left(self) -> int:
        return max(self.limit - self.held, 0)


def allowance_of(system: System, by: Principal, launch_id: LaunchId) -> Allowance:
    """What the seat limit leaves *by* on the launch."""
    policy = system.policies.seats
    live = [one for status in LIVE for one in _bookings(system, by, status, launch_id)]
    paid = [one for status in PAID for one in _bookings(system, by, status)]
    vip = policy.is_vip(len({one.launch_id for one in paid}))
    return Allowance(
        held=sum(len(booking.kept_numbers) for booking in live),
        limit=policy.limit(vip=vip),
        vip=vip,
        reason=policy.explain(vip=vip),
    )


def _bookings(
    system: System, by: Principal, status: BookingStatus, launch_id: LaunchId | None = None
) -> list[Booking]:
    """The newest ones of that status, more than the seat limit lets anybody have of a launch."""
    query = BookingQuery(status=status, launch_id=launch_id)
    return [view.booking for view in system.list_bookings(by, query, PageRequest()).items]


def chosen_in(request: WebRequest, name: str = "seat") -> tuple[int, ...]:
    """The seats that were ticked, or those of the button that offers others."""
    said = request.sent.value(_INSTEAD).split(",") if request.sent.value(_INSTEAD) else None
    sent = request.ticked(name) if said is None else said
    numbers = {int(one) for one in sent if one.isascii() and one.isdecimal() and len(one) < 5}
    return tuple(sorted(number for number in numbers if 1 <= number <= MOST_SEATS))


def wanted_in(form: Form, chosen: tuple[int, ...]) -> int | tuple[int, ...]:
    """The *chosen* seats, or else how many the form asks for.

    Raises:
        Invalid: neither.
    """
    if chosen:
        return chosen
    if not form.value("count"):
        raise Invalid((Fault("/count", "choose seats, or say how many", "required"),))
    count = form.whole("count")
    if not 1 <= count <= MOST_SEATS:
        raise Invalid((Fault("/count", "ask for at least one seat", "out-of-range"),))
    return count


def free_near(lost: Iterable[int], seats: SeatMap, kept: Collection[int] = ()) -> tuple[int, ...]:
    """For each of the *lost* seats the nearest free one, beside those *kept* if it can be; fewer
    where there are no more.
    """
    free = set(range(1, seats.seats_total + 1)) - seats.taken - set(kept)
    together, found = set(kept), []
    for number in lost:
        if free:
            nearest = min(free, key=partial(_distance, number, frozenset(together)))
            free.remove(nearest)
            together.add(nearest)
            found.append(nearest)
    return tuple(sorted(found))


def _distance(lost: int, together: frozenset[int], seat: int) -> tuple[int, int, int]:
    """How far *seat* is from the one that was *lost* and from the others of the party."""
    apart = min((abs(seat - other) for other in together), default=0)
    return abs(seat - lost) + apart, abs(seat - lost), seat


def told(error: AstroBookingsError) -> str:
    """Why the seats cannot be had, to the one who wanted them."""
    if isinstance(error, SeatsTaken):
        lost = seats_in_words(error.seats)
        verb = "was" if len(error.seats) == 1 else "were"
        return f"{lost.capitalize()} {verb} taken by somebody else a moment ago."
    if isinstance(error, SoldOut):
        left = {0: "none is", 1: "only one is"}.get(error.left, f"only {error.left} are")
        return f"You asked for {_counted(error.wanted)}, and {left} left."
    if isinstance(error, PriceChanged):
        return (
            f"The price changed while you chose: the total is now {error.actual}, it was "
            f"{error.expected}. Nothing was charged; go on if that suits you."
        )
    return str(error)


def _counted(seats: int) -> str:
    return "one seat" if seats == 1 else f"{seats} seats"
