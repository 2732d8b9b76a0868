"""The life of an account (stories 0.1, 0.6)."""

from itertools import product

import pytest
from attrs import evolve
from hypothesis import given

from astrobookings.domain.identity.accounts import (
    ACCOUNT_MOVES,
    Account,
    AccountStatus,
    NoSuchAccountMove,
    change_status,
    confirmed,
    register,
)
from astrobookings.domain.identity.roles import Position, Role, Standing, standing_of
from astrobookings.domain.kernel.ids import UserId
from astrobookings.testing.strategies import accounts
from tests.domain.examples import NOW, an_account, number

A = AccountStatus
LISTED = {
    (A.UNCONFIRMED, A.ACTIVE),
    (A.UNCONFIRMED, A.SUSPENDED),
    (A.UNCONFIRMED, A.CLOSED),
    (A.ACTIVE, A.SUSPENDED),
    (A.ACTIVE, A.CLOSED),
    (A.SUSPENDED, A.ACTIVE),
    (A.SUSPENDED, A.UNCONFIRMED),
    (A.SUSPENDED, A.CLOSED),
}


@pytest.mark.parametrize(("now", "wanted"), list(product(A, A)))
def test_an_account_moves_as_listed_and_in_no_other_way(now: A, wanted: A) -> None:
    account = an_account(status=now)

    if (now, wanted) in LISTED:
        assert change_status(account, wanted) == evolve(account, status=wanted)
    else:
        with pytest.raises(NoSuchAccountMove) as refusal:
            change_status(account, wanted)
        assert (refusal.value.now, refusal.value.wanted) == (now, wanted)


def test_the_table_lists_every_status() -> None:
    assert ACCOUNT_MOVES.keys() == set(A)


@pytest.mark.story("0.1")
def test_a_new_account_waits_for_its_confirmation() -> None:
    account = register(
        UserId(number(1)),
        email="ana@mail.example",
        password_hash="hash",
        role=Role.TRAVELER,
        first_name="Ana",
        last_name="Prieto",
        now=NOW,
    )

    assert account.status is A.UNCONFIRMED
    assert (account.version, account.created_at) == (0, NOW)
    assert confirmed(account).status is A.ACTIVE


@pytest.mark.story("0.6")
def test_a_changed_address_is_in_force_once_confirmed() -> None:
    account = an_account(email="old@mail.example", pending_email="new@mail.example")

    after = confirmed(account)

    assert (after.email, after.pending_email) == ("new@mail.example", None)


@given(accounts())
def test_confirming_gives_back_no_suspended_or_closed_account(account: Account) -> None:
    after = confirmed(account)

    if account.status in {A.SUSPENDED, A.CLOSED}:
        assert after.status is account.status
    else:
        assert after.status is A.ACTIVE
    assert confirmed(after) == after


@given(accounts())
def test_an_employee_asks_as_the_position_and_others_as_their_role(account: Account) -> None:
    expected = account.position or account.role

    assert account.standing.value == expected.value


@pytest.mark.parametrize("position", Position)
def test_every_position_is_a_standing_of_its_own(position: Position) -> None:
    assert standing_of(Role.EMPLOYEE, position) is Standing(position.value)
