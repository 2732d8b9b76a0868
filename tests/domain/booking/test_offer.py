"""May this traveler have these seats? (stories 2.3, 2.10)

The oracle below names every reason against a request, in no order; `decide` must accept exactly
when there is none and otherwise refuse for one of them.
"""

from datetime import datetime, timedelta
from typing import Any

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from astrobookings.domain.agencies.launch import LaunchStatus
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
from astrobookings.domain.booking.offer import (
    MOST_SEATS,
    Offer,
    Survey,
    Verdict,
    Wanted,
    decide,
    on_sale,
    refuse_dearer,
)
from astrobookings.domain.booking.policies import BookingPolicies
from astrobookings.domain.kernel.errors import AstroBookingsError, Invalid
from astrobookings.domain.kernel.ids import AgencyId, LaunchId
from astrobookings.domain.kernel.money import Money
from astrobookings.testing.strategies import offers, surveys, wanted
from tests.domain.examples import INSTANT, LAUNCH_AT, NOW, SECOND, number, usd

POLICIES = BookingPolicies()
OFFER = Offer(
    launch_id=LaunchId(number(5)),
    agency_id=AgencyId(number(2)),
    status=LaunchStatus.SCHEDULED,
    suspended=False,
    launch_at=LAUNCH_AT,
    price=usd("1000.00"),
    seats_total=10,
    time_zone="Europe/Madrid",
)


def a_survey(**changes: Any) -> Survey:
    return evolve(Survey(offer=OFFER, seats_left=10), **changes)


def decided(
    survey: Survey,
    seats: int | tuple[int, ...] = 1,
    *,
    expected: Money | None = None,
    now: datetime = NOW,
) -> Verdict:
    return decide(survey, Wanted.seats(seats), expected_total=expected, now=now, policies=POLICIES)


@frozen
class Situation:
    """Somebody asks for seats at some moment."""

    survey: Survey
    wanted: Wanted
    expected: Money | None
    now: datetime


@st.composite
def situations(draw: DrawFn) -> Situation:
    """Requests of all sorts, most of them with a few obstacles at most."""
    asked = draw(wanted(most=7))
    free = offers(suspended=st.sampled_from([False, False, True]))
    seen = draw(
        surveys(
            offer=free,
            seats=st.just(asked),
            traveler_ready=st.sampled_from([True, True, False]),
        )
    )
    offer = seen.offer
    edges = [offer.launch_at - SECOND, offer.launch_at - INSTANT, offer.launch_at, NOW]
    if offer.general_sale_at is not None:
        edges += [offer.general_sale_at - INSTANT, offer.general_sale_at]
    price = offer.price * asked.count
    expectations = [None, None, price, price + usd("0.01")]
    return Situation(seen, asked, draw(st.sampled_from(expectations)), draw(st.sampled_from(edges)))


def reasons_against(one: Situation) -> set[type[AstroBookingsError]]:
    """The oracle, from the requirements."""
    survey, offer, count = one.survey, one.survey.offer, one.wanted.count
    vip = survey.launches_booked >= 2
    early = offer.general_sale_at is not None and one.now < offer.general_sale_at
    found: dict[type[AstroBookingsError], bool] = {
        NotOnSale: offer.suspended
        or offer.status not in {"scheduled", "delayed"}
        or one.now >= offer.launch_at,
        EarlySaleOnly: early and not vip,
        TravelerNotReady: not survey.traveler_ready,
        Invalid: any(number > offer.seats_total for number in one.wanted.chosen or ()),
        SeatLimitExceeded: survey.held + count > (6 if vip else 4),
        PriceChanged: one.expected is not None and one.expected.cents != offer.price.cents * count,
        TooManyHolds: survey.open_holds >= 2,
        SeatsTaken: bool(survey.chosen_taken),
        SoldOut: count > survey.seats_left,
    }
    return {reason for reason, applies in found.items() if applies}


def outcome(one: Situation) -> Verdict | AstroBookingsError:
    try:
        return decide(
            one.survey, one.wanted, expected_total=one.expected, now=one.now, policies=POLICIES
        )
    except AstroBookingsError as refusal:
        return refusal


@pytest.mark.story("2.3")
@given(situations())
def test_a_request_is_accepted_exactly_when_nothing_speaks_against_it(one: Situation) -> None:
    against = reasons_against(one)

    answer = outcome(one)

    if against:
        assert type(answer) in against
    else:
        assert isinstance(answer, Verdict)


@pytest.mark.story("2.3")
@given(st.data(), st.integers(0, 3), st.integers(0, 5))
def test_whoever_keeps_every_rule_gets_the_seats_at_todays_price(
    data: st.DataObject, booked: int, held: int
) -> None:
    limit = 6 if booked >= 2 else 4
    held = min(held, limit - 1)
    asked = data.draw(wanted(most=limit - held, seats_total=10))
    survey = a_survey(launches_booked=booked, held=held, seats_left=10 - held, open_holds=1)

    verdict = decide(
        survey, asked, expected_total=OFFER.price * asked.count, now=NOW, policies=POLICIES
    )

    assert verdict == Verdict(limit, booked >= 2, OFFER.price, OFFER.price * asked.count)


@pytest.mark.story("2.3")
@pytest.mark.parametrize(
    ("booked", "held", "asked", "limit"),
    [
        (0, 0, 5, 4),
        (0, 4, 1, 4),
        (0, 1, 4, 4),
        (1, 0, 5, 4),
        (2, 0, 7, 6),
        (2, 6, 1, 6),
        (9, 3, 4, 6),
    ],
)
def test_seats_beyond_the_limit_are_refused_with_the_figures(
    booked: int, held: int, asked: int, limit: int
) -> None:
    with pytest.raises(SeatLimitExceeded) as refusal:
        decided(a_survey(launches_booked=booked, held=held), asked)

    figures = (refusal.value.wanted, refusal.value.held, refusal.value.limit)
    assert figures == (asked, held, limit)


@pytest.mark.story("2.3")
@pytest.mark.parametrize(("booked", "asked"), [(0, 4), (1, 4), (2, 6), (3, 6)])
def test_a_traveler_may_hold_four_seats_and_a_vip_six(booked: int, asked: int) -> None:
    verdict = decided(a_survey(launches_booked=booked), asked)

    assert (verdict.limit, verdict.vip) == (asked, booked >= 2)
    assert verdict.total == usd(asked * 1000)


@pytest.mark.story("2.10")
@pytest.mark.parametrize("booked", [0, 1, 2])
def test_before_the_general_sale_only_vips_book(booked: int) -> None:
    opens = NOW + timedelta(days=10)
    survey = a_survey(offer=evolve(OFFER, general_sale_at=opens), launches_booked=booked)

    assert decided(survey, now=opens).total == OFFER.price
    if booked >= 2:
        assert decided(survey, now=opens - INSTANT).vip
    else:
        with pytest.raises(EarlySaleOnly):
            decided(survey, now=opens - INSTANT)


@pytest.mark.story("2.3")
@pytest.mark.parametrize("status", LaunchStatus)
def test_seats_are_sold_until_lift_off_while_the_launch_is_open(status: LaunchStatus) -> None:
    offer = evolve(OFFER, status=status)
    sold = status in {LaunchStatus.SCHEDULED, LaunchStatus.DELAYED}

    assert on_sale(offer, LAUNCH_AT - INSTANT) is sold
    assert not on_sale(offer, LAUNCH_AT)
    assert not on_sale(evolve(offer, suspended=True), NOW)


@pytest.mark.story("2.3")
def test_the_third_unpaid_booking_of_a_launch_is_refused() -> None:
    assert decided(a_survey(open_holds=1)).total == OFFER.price
    with pytest.raises(TooManyHolds) as refusal:
        decided(a_survey(open_holds=2))

    assert refusal.value.limit == 2


@pytest.mark.story("2.3")
def test_the_last_seats_are_sold_and_not_one_more() -> None:
    assert decided(a_survey(seats_left=3), 3).total == usd(3000)
    with pytest.raises(SoldOut) as refusal:
        decided(a_survey(seats_left=3), 4)

    assert (refusal.value.wanted, refusal.value.left) == (4, 3)


@pytest.mark.story("2.3")
def test_a_chosen_seat_is_free_and_of_this_launch() -> None:
    assert decided(a_survey(), (1, 10)).total == usd(2000)
    with pytest.raises(Invalid):
        decided(a_survey(), (1, 11))
    with pytest.raises(SeatsTaken) as refusal:
        decided(a_survey(chosen_taken=(3,)), (3, 4))

    assert refusal.value.seats == (3,)


@pytest.mark.story("2.3")
def test_another_total_than_expected_is_told_before_anything_is_sold() -> None:
    with pytest.raises(PriceChanged) as refusal:
        decided(a_survey(), 2, expected=usd("1999.99"))

    assert "2,000.00 USD" in str(refusal.value)
    assert decided(a_survey(), 2, expected=usd(2000)).total == usd(2000)


def test_what_costs_no_more_than_so_much_is_welcome() -> None:
    verdict = decided(a_survey(), 2)

    for enough in (usd(2000), usd("2000.01"), None):
        refuse_dearer(verdict, enough)
    with pytest.raises(PriceChanged) as refusal:
        refuse_dearer(verdict, usd("1999.99"))

    assert (refusal.value.expected, refusal.value.actual) == ("1,999.99 USD", "2,000.00 USD")


@pytest.mark.parametrize(
    "asked",
    [0, -1, MOST_SEATS + 1, (), (1, 1), (0,), (-3, 2), (MOST_SEATS + 1,), (*range(1, 1002),)],
)
def test_no_seats_or_impossible_ones_are_an_invalid_request(asked: int | tuple[int, ...]) -> None:
    with pytest.raises(Invalid) as refusal:
        Wanted.seats(asked)

    assert [fault.pointer for fault in refusal.value.faults] == ["/seats"]


@given(st.lists(st.integers(1, MOST_SEATS), min_size=1, max_size=6, unique=True))
def test_chosen_seats_are_counted_and_put_in_order(numbers: list[int]) -> None:
    asked = Wanted.seats(tuple(numbers))

    assert asked.count == len(numbers)
    assert asked.chosen == tuple(sorted(numbers))
