"""The page of step one: the seat map, and what else there is (stories 2.3, 2.10)."""

from contextlib import suppress

from attrs import frozen
from litestar import Response

from astrobookings.application.ports.launch_board import LaunchCard
from astrobookings.application.ports.seat_ledger import SeatMap
from astrobookings.domain.booking.errors import SeatsTaken, SoldOut
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import AstroBookingsError, Unavailable
from astrobookings.entrypoints.http.launch_shapes import launch_shape
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import page
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.traveler_web.methods import with_method
from astrobookings.entrypoints.web.traveler_web.seating import Allowance, allowance_of, free_near
from astrobookings.entrypoints.web.traveler_web.trips import lasting, there

__all__ = ["choose_seats"]


@frozen(kw_only=True)
class _Lost:
    """Seats that somebody else has by now, and what to take for them."""

    numbers: tuple[int, ...] = ()
    instead: tuple[int, ...] = ()


def choose_seats(
    request: WebRequest,
    by: Principal,
    card: LaunchCard,
    form: Form,
    chosen: tuple[int, ...] = (),
    *,
    error: AstroBookingsError | None = None,
    away: bool = False,
) -> Response[str]:
    """The seats of *card* with those *chosen* ticked, as far as *error* leaves them; while bookings
    are *away*, what a request for seats takes.
    """
    away = away or card.as_of is not None
    allowance = _allowance(request, by, card)
    sale = _sale(request, card, allowance, away=away)
    seats = None if away else request.system.view_seat_map(by, card.launch.id)
    taken = error.seats if isinstance(error, SeatsTaken) else ()
    elsewhere = sale != "open" or isinstance(error, SeatsTaken | SoldOut)
    form, methods = with_method(request, form)
    return page(
        request,
        "traveler/choose.html",
        form=form,
        card=card,
        seats=seats,
        sale=sale,
        allowance=allowance,
        chosen=tuple(number for number in chosen if number not in taken),
        lost=_lost(taken, seats, chosen),
        neighbours=_neighbours(request, by, card) if elsewhere else (),
        methods=methods,
        there=there(card.launch.destination),
        held_for=lasting(request.system.policies.holds.lasts),
        request_lasts=lasting(request.system.parts.request_policy.lasts),
        vip_launches=request.system.policies.seats.vip_launches,
    )


def _allowance(request: WebRequest, by: Principal, card: LaunchCard) -> Allowance:
    """What the traveler may have; the usual limit while nobody can look at the bookings."""
    with suppress(Unavailable):
        return allowance_of(request.system, by, card.launch.id)
    policy = request.system.policies.seats
    return Allowance(0, policy.limit(vip=False), vip=False, reason=policy.explain(vip=False))


def _sale(request: WebRequest, card: LaunchCard, allowance: Allowance, *, away: bool) -> str:
    """`open`, `away` while bookings are interrupted, or why nothing can be booked: `closed`,
    `sold_out`, `vips_only`, `enough`.
    """
    actions = launch_shape(card, request.system.clock.now()).available_actions
    if not actions:
        return "closed"
    if "wish" in actions:
        return "sold_out"
    if "book_early" in actions and not allowance.vip:
        return "vips_only"
    if not allowance.left:
        return "enough"
    return "away" if away else "open"


def _lost(numbers: tuple[int, ...], seats: SeatMap | None, chosen: tuple[int, ...]) -> _Lost:
    """What to take for the seats that are gone, together with those that are still free."""
    if not numbers or seats is None:
        return _Lost()
    kept = tuple(number for number in chosen if number not in numbers)
    found = free_near(numbers, seats, kept)
    return _Lost(numbers=numbers, instead=tuple(sorted((*kept, *found))) if found else ())


def _neighbours(request: WebRequest, by: Principal, card: LaunchCard) -> tuple[LaunchCard, ...]:
    with suppress(Unavailable):
        return request.system.view_neighbours(by, card.launch.id)
    return ()
