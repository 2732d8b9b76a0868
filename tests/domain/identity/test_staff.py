"""Somebody is always left to manage users (story 0.9)."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.identity.accounts import (
    Account,
    AccountStatus,
    NoSuchAccountMove,
    reinstate,
    suspend,
)
from astrobookings.domain.identity.errors import LastOperationsManager, OwnAccount
from astrobookings.domain.identity.roles import Position, Role
from astrobookings.domain.identity.staff import (
    manages_users,
    require_manager_left,
    require_other,
)
from astrobookings.domain.kernel.ids import UserId
from astrobookings.testing.strategies import accounts
from tests.domain.examples import an_account, number

ACTS: dict[str, Callable[[Account], Account]] = {
    "suspend": lambda one: suspend(one, "gone"),
    "reinstate": reinstate,
    "move": lambda one: evolve(one, position=Position.IT),
    "back": lambda one: evolve(one, position=Position.OPERATIONS),
}


def a_manager(which: int, **fields: object) -> Account:
    return an_account(
        id=UserId(number(which)), role=Role.EMPLOYEE, position=Position.OPERATIONS, **fields
    )


@pytest.mark.story("0.9")
def test_the_last_operations_manager_stays() -> None:
    last, retired = a_manager(1), a_manager(2, status=AccountStatus.SUSPENDED)

    for after in (suspend(last, "gone"), evolve(last, position=Position.IT)):
        with pytest.raises(LastOperationsManager):
            require_manager_left(last, after, [last, retired])


@pytest.mark.story("0.9")
def test_one_of_two_may_go_and_details_of_the_last_may_change() -> None:
    one, other = a_manager(1), a_manager(2)

    require_manager_left(one, suspend(one, "gone"), [one, other])
    require_manager_left(one, evolve(one, last_name="Ito"), [one])


@pytest.mark.story("0.9")
def test_nobody_acts_on_the_own_account() -> None:
    require_other(None, UserId(number(1)))
    require_other(UserId(number(2)), UserId(number(1)))
    with pytest.raises(OwnAccount):
        require_other(UserId(number(1)), UserId(number(1)))


@pytest.mark.story("0.9")
@given(
    acts=st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from(sorted(ACTS))),
        max_size=25,
    )
)
def test_whatever_is_tried_a_manager_is_left(acts: list[tuple[int, str]]) -> None:
    staff = [a_manager(which) for which in range(4)]
    for which, act in acts:
        before = staff[which]
        with suppress(LastOperationsManager, NoSuchAccountMove):
            after = ACTS[act](before)
            require_manager_left(before, after, staff)
            staff[which] = after

        assert any(manages_users(one) for one in staff)


@pytest.mark.story("0.9")
@given(account=accounts())
def test_reinstating_undoes_a_suspension(account: Account) -> None:
    if account.status in {AccountStatus.SUSPENDED, AccountStatus.CLOSED}:
        with pytest.raises(NoSuchAccountMove):
            suspend(account, "gone")
        return

    barred = suspend(account, "gone")

    assert (barred.status, barred.suspension_reason) == (AccountStatus.SUSPENDED, "gone")
    assert reinstate(barred) == account


@pytest.mark.story("0.9")
def test_only_a_suspended_account_is_reinstated() -> None:
    with pytest.raises(NoSuchAccountMove):
        reinstate(a_manager(1))
