"""Signing in with a second factor (stories 0.2, 0.6, 0.9)."""

import json
import logging
from datetime import timedelta

import pytest
from attrs import evolve

from astrobookings.application.identity.change_user import UserChange
from astrobookings.application.identity.credentials_proof import Credentials
from astrobookings.application.identity.second_factor_setup import RecoveryCodes
from astrobookings.application.identity.sign_in import SignedIn, SignInRequest
from astrobookings.application.identity.view_second_factor import FactorState
from astrobookings.domain.identity.accounts import Account, AccountStatus
from astrobookings.domain.identity.errors import (
    AccountSuspended,
    NoSecondFactor,
    OwnAccount,
    SecondFactorCompulsory,
    SecondFactorExists,
    SecondFactorMissing,
    SecondFactorRequired,
    TooManyAttempts,
    WrongCode,
    WrongCredentials,
)
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.identity.second_factor import SecondFactorPolicy
from astrobookings.domain.kernel.errors import Invalid
from astrobookings.testing.contracts.threads import at_once
from astrobookings.testing.world import PASSWORD, World, principal_of
from tests.application.identity.codes import code_at
from tests.application.identity.people import HOME, newest_mail, principal

STEP = timedelta(seconds=30)


@pytest.fixture
def mae(world: World) -> Account:
    """Give an employee without a second factor."""
    return world.parts.users.get(world.employee(Position.FINANCE).user_id)  # type: ignore[arg-type]


def enter(
    world: World, who: Account, code: str | None = None, *, password: str = PASSWORD
) -> SignedIn:
    request = SignInRequest(
        email=who.email, password=password, code=code, origin_address=HOME, user_agent="pytest"
    )
    return world.system.sign_in(world.visitor(), request)


def enrolled(world: World, who: Account) -> tuple[str, RecoveryCodes]:
    """The secret of *who*'s device and the recovery codes; the first code is used."""
    by = principal_of(who)
    secret = world.system.begin_second_factor(by, PASSWORD).secret
    codes = world.system.confirm_second_factor(by, code_at(secret, world.clock.now()))
    world.pass_time(STEP)
    return secret, codes


def code_of(world: World, secret: str) -> str:
    return code_at(secret, world.clock.now())


@pytest.mark.story("0.6")
def test_a_second_factor_comes_into_force_by_its_first_code(world: World, mae: Account) -> None:
    by = principal_of(mae)

    given = world.system.begin_second_factor(by, PASSWORD)
    begun = world.system.view_second_factor(by)
    codes = world.system.confirm_second_factor(by, code_of(world, given.secret))
    on = world.system.view_second_factor(by)

    assert given.uri.startswith("otpauth://totp/AstroBookings")
    assert given.secret in given.uri
    assert len(set(codes)) == 10
    assert (begun.state, on.state) == (FactorState.BEGUN, FactorState.ON)
    assert (on.since, on.recovery_codes_left) == (world.clock.now(), 10)


@pytest.mark.story("0.2")
def test_what_was_only_begun_is_not_asked_for(world: World, mae: Account) -> None:
    world.system.begin_second_factor(principal_of(mae), PASSWORD)

    assert enter(world, mae).account.id == mae.id


@pytest.mark.story("0.2")
def test_a_code_is_asked_for_only_after_the_right_password(world: World, mae: Account) -> None:
    secret, _ = enrolled(world, mae)

    with pytest.raises(WrongCredentials):
        enter(world, mae, code_of(world, secret), password="wrong")
    with pytest.raises(SecondFactorRequired):
        enter(world, mae)
    assert enter(world, mae, code_of(world, secret)).account.id == mae.id


@pytest.mark.story("0.2")
def test_a_code_is_good_once(world: World, mae: Account) -> None:
    secret, _ = enrolled(world, mae)
    code = code_of(world, secret)
    enter(world, mae, code)

    with pytest.raises(WrongCode):
        enter(world, mae, code)
    world.pass_time(STEP)
    with pytest.raises(WrongCode):
        enter(world, mae, code)
    assert enter(world, mae, code_of(world, secret)).account.id == mae.id


@pytest.mark.story("0.2")
def test_the_first_code_does_not_sign_in_too(world: World, mae: Account) -> None:
    by = principal_of(mae)
    secret = world.system.begin_second_factor(by, PASSWORD).secret
    code = code_of(world, secret)
    world.system.confirm_second_factor(by, code)

    with pytest.raises(WrongCode):
        enter(world, mae, code)


@pytest.mark.story("0.2")
def test_of_many_who_use_one_code_one_comes_in(world: World, mae: Account) -> None:
    secret, _ = enrolled(world, mae)
    code = code_of(world, secret)

    def try_it() -> str:
        try:
            enter(world, mae, code)
        except (WrongCode, TooManyAttempts) as refusal:
            return refusal.code
        return "in"

    assert at_once([try_it] * 4).count("in") == 1


@pytest.mark.story("0.2")
def test_a_recovery_code_stands_in_for_a_lost_device_once(world: World, mae: Account) -> None:
    _, codes = enrolled(world, mae)

    assert enter(world, mae, codes[3].lower().replace("-", " ")).account.id == mae.id

    with pytest.raises(WrongCode):
        enter(world, mae, codes[3])
    assert enter(world, mae, codes[4]).account.id == mae.id
    assert world.system.view_second_factor(principal_of(mae)).recovery_codes_left == 8


@pytest.mark.story("0.2")
def test_guessing_codes_is_throttled_whatever_the_password(world: World, mae: Account) -> None:
    secret, _ = enrolled(world, mae)
    for _ in range(5):
        with pytest.raises(WrongCode):
            enter(world, mae, "000000")

    with pytest.raises(TooManyAttempts) as refusal:
        enter(world, mae, code_of(world, secret))

    world.pass_time(timedelta(seconds=refusal.value.retry_after))
    assert enter(world, mae, code_of(world, secret)).account.id == mae.id


@pytest.mark.story("0.2")
def test_a_suspended_user_hears_so_before_any_code(world: World, mae: Account) -> None:
    enrolled(world, mae)
    suspension = UserChange(status=AccountStatus.SUSPENDED, reason="Left.")
    world.system.change_user(world.operator, mae.id, suspension)

    with pytest.raises(AccountSuspended):
        enter(world, mae)


@pytest.mark.story("0.6")
def test_beginning_takes_the_password(world: World, mae: Account) -> None:
    with pytest.raises(WrongCredentials):
        world.system.begin_second_factor(principal_of(mae), "wrong")
    assert world.system.view_second_factor(principal_of(mae)).state is FactorState.OFF


@pytest.mark.story("0.6")
def test_beginning_again_gives_another_secret(world: World, mae: Account) -> None:
    by = principal_of(mae)
    first = world.system.begin_second_factor(by, PASSWORD).secret
    second = world.system.begin_second_factor(by, PASSWORD).secret

    with pytest.raises(WrongCode):
        world.system.confirm_second_factor(by, code_of(world, first))
    assert world.system.confirm_second_factor(by, code_of(world, second))


@pytest.mark.story("0.6")
def test_one_in_force_is_neither_begun_nor_confirmed_again(world: World, mae: Account) -> None:
    secret, _ = enrolled(world, mae)
    by = principal_of(mae)

    with pytest.raises(SecondFactorExists):
        world.system.begin_second_factor(by, PASSWORD)
    with pytest.raises(SecondFactorExists):
        world.system.confirm_second_factor(by, code_of(world, secret))


@pytest.mark.story("0.6")
def test_there_is_nothing_to_confirm_renew_or_end_before(world: World, mae: Account) -> None:
    by = principal_of(mae)

    with pytest.raises(NoSecondFactor):
        world.system.confirm_second_factor(by, "287082")
    with pytest.raises(NoSecondFactor):
        world.system.renew_recovery_codes(by, PASSWORD, "287082")
    with pytest.raises(NoSecondFactor):
        world.system.end_second_factor(by, PASSWORD, "287082")


@pytest.mark.story("0.6")
def test_recovery_codes_are_renewed(world: World, mae: Account) -> None:
    secret, old = enrolled(world, mae)

    new = world.system.renew_recovery_codes(principal_of(mae), PASSWORD, code_of(world, secret))

    assert set(new).isdisjoint(old)
    with pytest.raises(WrongCode):
        enter(world, mae, old[0])
    assert enter(world, mae, new[0]).account.id == mae.id


@pytest.mark.story("0.6")
def test_switching_it_off_takes_password_and_code(world: World, mae: Account) -> None:
    secret, codes = enrolled(world, mae)
    by = principal_of(mae)

    with pytest.raises(WrongCredentials):
        world.system.end_second_factor(by, "wrong", code_of(world, secret))
    with pytest.raises(WrongCode):
        world.system.end_second_factor(by, PASSWORD, "000000")
    world.system.end_second_factor(by, PASSWORD, codes[0])

    assert world.system.view_second_factor(by).state is FactorState.OFF
    assert enter(world, mae).account.id == mae.id


@pytest.mark.story("0.6")
def test_the_owner_is_mailed_about_every_change(world: World, mae: Account) -> None:
    secret, _ = enrolled(world, mae)
    told = [newest_mail(world)]
    by = principal_of(mae)
    world.system.renew_recovery_codes(by, PASSWORD, code_of(world, secret))
    told.append(newest_mail(world))
    world.pass_time(STEP)
    world.system.end_second_factor(by, PASSWORD, code_of(world, secret))
    told.append(newest_mail(world))

    assert {mail.to for mail in told} == {mae.email}
    assert len({mail.text for mail in told}) == 3


@pytest.mark.story("0.6")
def test_the_secret_stands_in_no_log_event_or_change(
    world: World, mae: Account, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret, codes = enrolled(world, mae)
    with pytest.raises(WrongCode):
        enter(world, mae, "000000")
    enter(world, mae, codes[0])

    changes = world.parts.system_changes.of(mae.id)
    told = json.dumps([[str(f.old), str(f.new)] for one in changes for f in one.fields.values()])
    told += repr(world.parts.system_outbox.unpublished(100)) + caplog.text
    told += repr(world.parts.second_factors.find(mae.id))

    assert any(change.kind == "second_factor" for change in changes)
    assert secret not in told
    assert not any(code in told or code.replace("-", "") in told for code in codes)


@pytest.mark.story("0.9")
def test_an_operations_manager_takes_a_lost_one_off(world: World, mae: Account) -> None:
    enrolled(world, mae)
    ops = world.employee(Position.OPERATIONS)
    on = world.system.view_user(ops, mae.id)

    world.system.reset_second_factor(ops, mae.id, "The phone was stolen.")

    assert (on.second_factor, world.system.view_user(ops, mae.id).second_factor) == (
        FactorState.ON,
        FactorState.OFF,
    )
    (event,) = (
        one.event
        for one in world.parts.system_outbox.unpublished(100)
        if getattr(one.event, "change", "") == "reset"
    )
    assert event.reason == "The phone was stolen."  # type: ignore[attr-defined]
    assert newest_mail(world).to == mae.email
    assert enter(world, mae).account.id == mae.id


@pytest.mark.story("0.9")
def test_a_reset_needs_a_reason_another_account_and_something_to_reset(
    world: World, mae: Account
) -> None:
    ops = world.employee(Position.OPERATIONS)

    with pytest.raises(Invalid):
        world.system.reset_second_factor(ops, mae.id, " ")
    with pytest.raises(OwnAccount):
        world.system.reset_second_factor(ops, ops.user_id, "I lost it.")  # type: ignore[arg-type]
    with pytest.raises(NoSecondFactor):
        world.system.reset_second_factor(ops, mae.id, "She lost it.")


@pytest.fixture
def strict(world: World) -> World:
    """Give a world in which finance needs a second factor."""
    policy = SecondFactorPolicy(required_for="finance")
    world.restart(evolve(world.parts, second_factor_policy=policy))
    return world


def credentials(who: Account, password: str = PASSWORD) -> Credentials:
    return Credentials(email=who.email, password=password, origin_address=HOME)


@pytest.mark.story("0.2")
def test_a_position_that_needs_one_sets_it_up_before_signing_in(
    strict: World, mae: Account
) -> None:
    visitor, who = strict.visitor(), credentials(mae)
    with pytest.raises(SecondFactorMissing):
        enter(strict, mae)

    secret = strict.system.set_up_second_factor(visitor, who).secret
    codes = strict.system.prove_second_factor(visitor, who, code_of(strict, secret))

    assert len(codes) == 10
    strict.pass_time(STEP)
    by = principal(strict, enter(strict, mae, code_of(strict, secret)))
    assert strict.system.view_second_factor(by).required


@pytest.mark.story("0.2")
def test_setting_up_takes_the_password_and_no_one_in_force(strict: World, mae: Account) -> None:
    visitor = strict.visitor()
    with pytest.raises(WrongCredentials):
        strict.system.set_up_second_factor(visitor, credentials(mae, "wrong"))
    enrolled(strict, mae)

    with pytest.raises(SecondFactorExists):
        strict.system.set_up_second_factor(visitor, credentials(mae))
    with pytest.raises(SecondFactorExists):
        strict.system.prove_second_factor(visitor, credentials(mae), "287082")


@pytest.mark.story("0.6")
def test_a_position_that_needs_one_does_not_switch_it_off(strict: World, mae: Account) -> None:
    secret, _ = enrolled(strict, mae)

    with pytest.raises(SecondFactorCompulsory):
        strict.system.end_second_factor(principal_of(mae), PASSWORD, code_of(strict, secret))


@pytest.mark.story("0.2")
def test_other_positions_sign_in_as_ever(strict: World) -> None:
    other: Principal = strict.employee(Position.IT)
    account = strict.parts.users.get(other.user_id)  # type: ignore[arg-type]

    assert enter(strict, account).account == account
