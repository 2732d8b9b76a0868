"""Which seats are offered for those that are gone, and what is said about it (story 2.3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.application.ports.seat_ledger import SeatMap
from astrobookings.domain.booking.errors import HoldExpired, PriceChanged, SeatsTaken, SoldOut
from astrobookings.domain.kernel.errors import AstroBookingsError
from astrobookings.entrypoints.web.traveler_web.seating import free_near, told

pytestmark = pytest.mark.story("2.3")


@pytest.mark.parametrize(
    ("lost", "taken", "kept", "offered"),
    [
        ((3,), {3}, (4,), (2,)),
        ((3, 4), {3, 4}, (), (2, 5)),
        ((1,), {1, 2, 3}, (), (4,)),
        ((8,), {7, 8}, (6,), (5,)),
        ((4,), {3, 4}, (5,), (6,)),
        ((1, 2), {1, 2, 3, 4, 5, 6, 7}, (), (8,)),
        ((1,), set(range(1, 9)), (), ()),
    ],
)
def test_the_nearest_free_seats_stand_in_for_the_lost_ones(
    lost: tuple[int, ...], taken: set[int], kept: tuple[int, ...], offered: tuple[int, ...]
) -> None:
    assert free_near(lost, SeatMap(8, frozenset(taken)), kept) == offered


@given(st.sets(st.integers(1, 20)), st.sets(st.integers(1, 20), max_size=4))
def test_what_is_offered_is_free_and_no_more_than_was_lost(taken: set[int], lost: set[int]) -> None:
    offered = free_near(lost, SeatMap(20, frozenset(taken)))
    assert not set(offered) & taken
    assert len(set(offered)) == len(offered) == min(len(lost), 20 - len(taken))


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (SeatsTaken((3,)), "Seat 3 was taken by somebody else a moment ago."),
        (SeatsTaken((3, 4)), "Seats 3 and 4 were taken by somebody else a moment ago."),
        (SoldOut(1, 0), "You asked for one seat, and none is left."),
        (SoldOut(3, 2), "You asked for 3 seats, and only 2 are left."),
        (HoldExpired(), str(HoldExpired())),
    ],
)
def test_a_refusal_is_said_to_the_one_who_wanted_the_seats(
    error: AstroBookingsError, words: str
) -> None:
    assert told(error) == words


def test_a_changed_price_names_both() -> None:
    words = told(PriceChanged("250,000.00 USD", "300,000.00 USD"))
    assert "now 300,000.00 USD, it was 250,000.00 USD. Nothing was charged" in words
