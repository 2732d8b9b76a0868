"""How full launches are, and whether that is enough."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.agencies.occupancy import Occupancy, minimum_seats
from astrobookings.testing.strategies import occupancies


@given(
    total=st.integers(1, 1000),
    share=st.decimals(0, 1, places=4, allow_nan=False, allow_infinity=False),
)
def test_the_minimum_is_the_least_number_that_makes_the_share(total: int, share: Decimal) -> None:
    minimum = minimum_seats(total, share)

    assert Decimal(minimum) >= share * total
    assert minimum == 0 or Decimal(minimum - 1) < share * total


@given(occupancies())
def test_a_launch_is_viable_once_nothing_is_missing(occupancy: Occupancy) -> None:
    assert occupancy.viable == (occupancy.missing == 0)
    assert 0 <= occupancy.rate <= 1
    assert occupancy.sold + occupancy.held + occupancy.left == occupancy.seats_total


def test_rates_have_four_places() -> None:
    occupancy = Occupancy(seats_total=3, sold=2, minimum=2)

    assert occupancy.rate == Decimal("0.6667")
    assert (occupancy.viable, occupancy.missing) == (True, 0)
