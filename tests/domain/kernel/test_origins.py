"""What changed is recorded without secrets (story 5.1)."""

import pytest
from attrs import evolve, fields
from hypothesis import given

from astrobookings.domain.identity.accounts import Account
from astrobookings.domain.identity.links import Link
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.money import ZERO, Money
from astrobookings.domain.kernel.origins import FieldChange, differences
from astrobookings.testing.builders import a_booking
from astrobookings.testing.strategies import accounts, links, principals
from tests.domain.examples import NOW, an_account

BOOKKEEPING = {"version", "created_at", "updated_at"}


@pytest.mark.story("5.1")
def test_only_the_fields_that_changed_are_told_with_both_values() -> None:
    before = an_account(first_name="Ana")
    after = evolve(before, first_name="Anna", version=2)

    assert differences(before, after) == {"first_name": FieldChange("Ana", "Anna")}


def test_a_secret_only_says_that_it_changed() -> None:
    before = an_account(password_hash="old-secret")
    after = evolve(before, password_hash="new-secret")

    told = differences(before, after)

    assert told == {"password_hash": FieldChange("***", "***")}


@given(accounts())
def test_no_secret_of_an_account_is_ever_told(account: Account) -> None:
    secret = account.password_hash

    for told in (differences(None, account), differences(account, None)):
        assert told["password_hash"] == FieldChange("***", "***")
        assert secret not in repr(told)
    assert secret not in repr(account)


@given(links().filter(lambda link: link.secret_hash is not None))
def test_no_secret_of_a_link_is_ever_told(link: Link) -> None:
    told = differences(None, link)

    assert told["secret_hash"] == FieldChange("***", "***")
    assert "secret_hash" not in repr(link)


@given(accounts())
def test_a_new_record_tells_every_field_that_has_a_value(account: Account) -> None:
    valued = {one.name for one in fields(Account) if getattr(account, one.name) is not None}

    told = differences(None, account)

    assert told.keys() == valued - BOOKKEEPING
    assert all(change.old in {None, "***"} for change in told.values())


@given(accounts(), accounts())
def test_changes_told_backwards_are_the_same_turned_round(one: Account, other: Account) -> None:
    forth, back = differences(one, other), differences(other, one)

    assert back == {name: FieldChange(told.new, told.old) for name, told in forth.items()}


@given(accounts())
def test_a_record_saved_as_it_was_changed_nothing(account: Account) -> None:
    assert differences(account, evolve(account, version=9)) == {}
    assert differences(None, None) == {}


@given(principals())
def test_an_origin_names_who_did_what_through_which_request(by: Principal) -> None:
    origin = by.origin("book-seats", NOW)

    assert (origin.actor, origin.service, origin.request_id) == (
        by.user_id,
        by.service,
        by.request_id,
    )
    assert (origin.action, origin.at) == ("book-seats", NOW)


def test_a_later_field_of_a_new_record_is_told_once_it_is_set() -> None:
    booking = a_booking()
    left = evolve(booking, retained=Money.of("1"))

    assert "retained" not in differences(None, booking)
    assert "retained" not in differences(booking, None)
    assert differences(booking, left)["retained"] == FieldChange(ZERO, Money.of("1"))
    assert differences(left, booking)["retained"] == FieldChange(Money.of("1"), ZERO)
