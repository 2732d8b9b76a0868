"""The second factor: codes are good once and in order (stories 0.2, 0.6)."""

from contextlib import suppress

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.identity.errors import NoSecondFactor, SecondFactorExists, WrongCode
from astrobookings.domain.identity.roles import Position, Role
from astrobookings.domain.identity.second_factor import (
    SecondFactor,
    SecondFactorPolicy,
    begin,
    confirm,
    plain_code,
    renew,
    use_recovery_code,
    use_step,
)
from astrobookings.domain.kernel.ids import UserId
from astrobookings.testing.strategies import second_factors
from tests.domain.examples import NOW, an_account, number

USER = UserId(number(1))
FIRST = 60_000_000


def begun() -> SecondFactor:
    return begin(None, USER, "SECRET", NOW)


def in_force() -> SecondFactor:
    return confirm(begun(), FIRST, ("one", "two"), NOW)


@pytest.mark.story("0.6")
def test_a_begun_one_counts_once_its_first_code_came() -> None:
    assert not begun().in_force
    assert in_force().in_force
    assert in_force().last_step == FIRST


@pytest.mark.story("0.6")
def test_beginning_again_forgets_the_secret_before() -> None:
    again = begin(begun(), USER, "ANOTHER", NOW)

    assert again == evolve(begun(), secret="ANOTHER")


@pytest.mark.story("0.6")
def test_one_in_force_is_neither_begun_nor_confirmed_again() -> None:
    with pytest.raises(SecondFactorExists):
        begin(in_force(), USER, "ANOTHER", NOW)
    with pytest.raises(SecondFactorExists):
        confirm(in_force(), FIRST + 1, (), NOW)


@pytest.mark.story("0.6")
def test_a_wrong_first_code_confirms_nothing() -> None:
    with pytest.raises(WrongCode):
        confirm(begun(), None, (), NOW)


@pytest.mark.story("0.2")
def test_what_was_only_begun_proves_nothing() -> None:
    with pytest.raises(NoSecondFactor):
        use_step(begun(), FIRST)
    with pytest.raises(NoSecondFactor):
        use_recovery_code(begun(), "one")
    with pytest.raises(NoSecondFactor):
        renew(begun(), ("three",))


@pytest.mark.story("0.2")
@given(steps=st.lists(st.none() | st.integers(FIRST - 3, FIRST + 6), max_size=20))
def test_the_steps_of_codes_that_were_good_only_grow(steps: list[int | None]) -> None:
    factor, good = in_force(), [FIRST]
    for step in steps:
        with suppress(WrongCode):
            factor = use_step(factor, step)
            assert step is not None
            good.append(step)

    assert good == sorted(set(good))
    assert factor.last_step == good[-1]


@pytest.mark.story("0.2")
@given(tried=st.lists(st.sampled_from(["one", "two", "three"]), max_size=12))
def test_a_recovery_code_is_good_once(tried: list[str]) -> None:
    factor, good = in_force(), []
    for code in tried:
        with suppress(WrongCode):
            factor = use_recovery_code(factor, code)
            good.append(code)

    assert sorted(good) == sorted({"one", "two"} & set(tried))
    assert set(factor.recovery_hashes) == {"one", "two"} - set(good)


@pytest.mark.story("0.6")
def test_renewed_recovery_codes_replace_the_old() -> None:
    assert renew(in_force(), ["three"]).recovery_hashes == ("three",)


@pytest.mark.parametrize(
    "written", ["JBSW-Y3DP-EHPK-3PXP", "jbswy3dpehpk3pxp", " jbsw y3dp ehpk 3pxp "]
)
def test_codes_are_read_however_they_are_written(written: str) -> None:
    assert plain_code(written) == "JBSWY3DPEHPK3PXP"


@pytest.mark.parametrize("written", ["operations, it", "it operations", " operations,it "])
def test_a_policy_names_the_positions_that_need_one(written: str) -> None:
    policy = SecondFactorPolicy(required_for=written)

    needing = {
        position
        for position in Position
        if policy.requires(an_account(role=Role.EMPLOYEE, position=position))
    }

    assert needing == {Position.OPERATIONS, Position.IT}
    assert not policy.requires(an_account(role=Role.TRAVELER))
    assert not SecondFactorPolicy().requires(an_account(role=Role.EMPLOYEE, position=Position.IT))


def test_a_policy_that_makes_no_sense_is_none() -> None:
    with pytest.raises(ValueError, match="captain"):
        SecondFactorPolicy(required_for="it captain")
    with pytest.raises(ValueError, match="recovery_codes"):
        SecondFactorPolicy(recovery_codes=0)


@given(second_factors())
def test_nobody_reads_the_secrets_of_one(factor: SecondFactor) -> None:
    shown = repr(factor)

    assert factor.secret not in shown
    assert "recovery_hashes" not in shown
    assert factor.in_force == (factor.last_step is not None)
