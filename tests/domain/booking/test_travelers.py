"""Travelers are found by what their names or address begin with (story 2.7)."""

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.booking.travelers import BillingCopy, folded, search_names
from astrobookings.testing.builders import a_billing_copy
from astrobookings.testing.strategies import billing_copies


@pytest.mark.story("2.7")
@pytest.mark.parametrize(
    "text", ["ada", "ADA  love", "lovelace", "Lovelace ada", "ada@example.org", "ada@EX", ""]
)
def test_a_traveler_is_found_by_the_beginning_of_name_or_address(text: str) -> None:
    copy = evolve(a_billing_copy(), first_name="Ada", last_name="Lovelace", email="Ada@example.org")

    assert search_names(copy).begin_with(folded(text))
    assert not search_names(copy).begin_with(folded("love lace"))


@given(billing_copies(), st.integers(0, 9))
def test_every_beginning_finds_the_traveler(copy: BillingCopy, length: int) -> None:
    names = search_names(copy)

    for one in (names.by_last_name, names.by_first_name, names.by_email):
        assert names.begin_with(one[:length])
        assert folded(one) == one
