"""May this traveler have these seats? Decided from what a survey of the launch found."""

from datetime import datetime
from zoneinfo import ZoneInfo

from attrs import field, frozen

from astrobookings.domain.agencies.launch import OPEN, LaunchStatus
from astrobookings.domain.booking.errors import (
    EarlySaleOnly,
    NotOnSale,
    PriceChanged,
    SeatLimitExceeded,
    SeatsTaken,
    SoldOut,
    TooManyHolds,
    TravelerNotReady,
)
from astrobookings.domain.booking.policies import BookingPolicies
from astrobookings.domain.kernel.errors import Fault, Invalid
from astrobookings.domain.kernel.ids import AgencyId, LaunchId
from astrobookings.domain.kernel.instants import aware
from astrobookings.domain.kernel.money import Money

__all__ = [
    "MOST_SEATS",
    "Offer",
    "Survey",
    "Verdict",
    "Wanted",
    "decide",
    "on_sale",
    "refuse_dearer",
]

MOST_SEATS = 1000
"""No request names more seats than the largest rocket has."""


@frozen(kw_only=True)
class Offer:
    """What a launch sells."""

    launch_id: LaunchId
    agency_id: AgencyId
    status: LaunchStatus
    suspended: bool
    launch_at: datetime = field(validator=aware)
    general_sale_at: datetime | None = field(default=None, validator=aware)
    price: Money
    seats_total: int
    time_zone: str

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


@frozen(kw_only=True)
class Survey:
    """A launch and a traveler as the seat ledger saw them; overdue holds count as free."""

    offer: Offer
    seats_left: int
    chosen_taken: tuple[int, ...] = ()
    """Those of the chosen seats that are not free."""
    held: int = 0
    """Seats of this traveler's live bookings on the launch."""
    open_holds: int = 0
    launches_booked: int = 0
    """Launches on which the traveler has confirmed or completed bookings."""
    traveler_ready: bool = True


@frozen
class Wanted:
    """A number of seats, or seats chosen by number."""

    count: int
    chosen: tuple[int, ...] | None = None

    @classmethod
    def seats(cls, wanted: int | tuple[int, ...]) -> "Wanted":
        """A count from 1, or different seat numbers from 1.

        Raises:
            Invalid: none, too many, or a seat twice.
        """
        if isinstance(wanted, int):
            if not 1 <= wanted <= MOST_SEATS:
                raise Invalid((Fault("/seats", "ask for at least one seat", "out-of-range"),))
            return cls(wanted)
        fits = wanted and len(wanted) <= MOST_SEATS and len(set(wanted)) == len(wanted)
        if not fits or any(not 1 <= number <= MOST_SEATS for number in wanted):
            detail = "choose different seat numbers from 1"
            raise Invalid((Fault("/seats", detail, "out-of-range"),))
        return cls(len(wanted), tuple(sorted(wanted)))


@frozen
class Verdict:
    """A yes, with the figures that the store guards."""

    limit: int
    vip: bool
    price: Money
    total: Money


def on_sale(offer: Offer, now: datetime) -> bool:
    """Whether anybody may book at *now*: open, not suspended, before lift-off."""
    return offer.status in OPEN and not offer.suspended and now < offer.launch_at


def decide(
    survey: Survey,
    wanted: Wanted,
    *,
    expected_total: Money | None,
    now: datetime,
    policies: BookingPolicies,
) -> Verdict:
    """Let the traveler have the *wanted* seats (stories 2.3, 2.10).

    Raises:
        NotOnSale, EarlySaleOnly, TravelerNotReady: nothing can be booked.
        Invalid: a chosen seat that the launch does not have.
        SeatLimitExceeded, TooManyHolds: the traveler has enough.
        PriceChanged: *expected_total* is not the total.
        SoldOut, SeatsTaken: others were first.
    """
    offer = survey.offer
    vip = policies.seats.is_vip(survey.launches_booked)
    limit = policies.seats.limit(vip=vip)
    _require_sale(survey, vip=vip, now=now)
    if wanted.chosen and wanted.chosen[-1] > offer.seats_total:
        detail = f"this launch has seats 1 to {offer.seats_total}"
        raise Invalid((Fault("/seats", detail, "out-of-range"),))
    if survey.held + wanted.count > limit:
        raise SeatLimitExceeded(wanted.count, survey.held, limit)
    price = offer.price * wanted.count
    if expected_total is not None and expected_total != price:
        raise PriceChanged(str(expected_total), str(price))
    if survey.open_holds >= policies.holds.most_open:
        raise TooManyHolds(policies.holds.most_open)
    if survey.chosen_taken:
        raise SeatsTaken(survey.chosen_taken)
    if wanted.count > survey.seats_left:
        raise SoldOut(wanted.count, survey.seats_left)
    return Verdict(limit, vip, offer.price, price)


def refuse_dearer(verdict: Verdict, at_most: Money | None) -> None:
    """Let *verdict* stand if its total is *at_most* so much; None asks for no limit.

    Raises:
        PriceChanged: it is more.
    """
    if at_most is not None and verdict.total > at_most:
        raise PriceChanged(str(at_most), str(verdict.total))


def _require_sale(survey: Survey, *, vip: bool, now: datetime) -> None:
    offer = survey.offer
    if not on_sale(offer, now):
        raise NotOnSale
    if offer.general_sale_at is not None and now < offer.general_sale_at and not vip:
        raise EarlySaleOnly(f"{offer.general_sale_at:%Y-%m-%d %H:%M} UTC")
    if not survey.traveler_ready:
        raise TravelerNotReady
