"""Signing in, and what keeps guessers out (stories 0.2, 0.4)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from attrs import define, evolve, field
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.application.ports.passwords import Passwords
from astrobookings.domain.identity.accounts import AccountStatus
from astrobookings.domain.identity.errors import (
    AccountSuspended,
    AccountUnconfirmed,
    TooManyAttempts,
    WrongCredentials,
)
from astrobookings.domain.identity.roles import Position, Standing
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import PASSWORD, World
from tests.application.identity.people import (
    ADA,
    HOME,
    OTHER_PASSWORD,
    account_of,
    events,
    member,
    newest_token,
    principal,
    register,
    set_status,
    sign_in,
)


def guess(world: World, *, email: str = ADA.email, origin: str = HOME) -> None:
    """Try a wrong password."""
    with pytest.raises(WrongCredentials):
        sign_in(world, email, "wrong-horse-battery", origin)


@define
class WatchedPasswords:
    """Notes which slow work is done, and lets a test act while it lasts."""

    inner: Passwords
    slow: list[str] = field(factory=list)
    meanwhile: Callable[[], object] = lambda: None

    def hash(self, password: str) -> str:
        return self.inner.hash(password)

    def verify(self, password_hash: str, password: str) -> bool:
        self.slow.append("one check")
        right = self.inner.verify(password_hash, password)
        act, self.meanwhile = self.meanwhile, lambda: None
        act()
        return right

    def waste_time(self, password: str) -> None:
        self.slow.append("one check")
        self.inner.waste_time(password)

    def strength(self, password: str, personal: tuple[str, ...]) -> int:
        return self.inner.strength(password, personal)


def watch(world: World) -> WatchedPasswords:
    watched = WatchedPasswords(world.parts.passwords)
    world.restart(evolve(world.parts, passwords=watched))
    return watched


@pytest.mark.story("0.2")
@pytest.mark.story("0.4")
def test_the_right_password_opens_a_session_with_both_tokens(world: World) -> None:
    account = member(world)
    world.settle()

    signed_in = sign_in(world, "ADA@Example.test")

    by = principal(world, signed_in)
    assert (by.user_id, by.session_id) == (account.id, signed_in.session.id)
    assert by.standing is Standing.TRAVELER
    assert signed_in.expires_in == 900
    assert signed_in.session.origin == HOME
    assert events(world) == ["session-opened"]


@pytest.mark.story("0.4")
def test_an_employees_token_names_the_position(world: World) -> None:
    finance = world.employee(Position.FINANCE)
    assert finance.user_id is not None
    email = world.parts.users.get(finance.user_id).email

    assert principal(world, sign_in(world, email)).standing is Standing.FINANCE


@pytest.mark.story("0.2")
def test_unknown_addresses_and_wrong_passwords_look_and_last_the_same(world: World) -> None:
    member(world)
    passwords = watch(world)
    answers = []

    for email in (ADA.email, "stranger@example.test", "no address"):
        with pytest.raises(WrongCredentials) as refusal:
            sign_in(world, email, OTHER_PASSWORD)
        answers.append((str(refusal.value), tuple(passwords.slow)))
        passwords.slow.clear()

    assert len(set(answers)) == 1
    assert answers[0][1] == ("one check",)


@pytest.mark.story("0.2")
@pytest.mark.parametrize("email", [ADA.email, "stranger@example.test", "no address"])
def test_after_five_failures_an_account_waits_longer_and_longer(world: World, email: str) -> None:
    member(world)
    for _ in range(5):
        guess(world, email=email)

    waits = []
    for _ in range(3):
        with pytest.raises(TooManyAttempts) as refusal:
            sign_in(world, email, PASSWORD)
        waits.append(refusal.value.retry_after)
        world.pass_time(timedelta(seconds=refusal.value.retry_after))
        guess(world, email=email)

    assert waits == [30, 60, 120]


@pytest.mark.story("0.2")
def test_a_refused_attempt_does_no_slow_work_and_does_not_count(world: World) -> None:
    member(world)
    for _ in range(5):
        guess(world)
    passwords = watch(world)

    for _ in range(10):
        with pytest.raises(TooManyAttempts) as refusal:
            sign_in(world)

    assert passwords.slow == []
    assert refusal.value.retry_after == 30
    world.pass_time(timedelta(seconds=30))
    sign_in(world)


@pytest.mark.story("0.2")
def test_the_failures_of_one_account_do_not_keep_out_another(world: World) -> None:
    member(world)
    member(world, email="bea@example.test")
    for _ in range(5):
        guess(world)

    sign_in(world, "bea@example.test")


@pytest.mark.story("0.2")
def test_success_forgets_the_failures_of_the_account(world: World) -> None:
    member(world)

    for _ in range(3):
        for _ in range(4):
            guess(world)
        sign_in(world)


@pytest.mark.story("0.2")
def test_thirty_failures_from_one_origin_shut_it_out_of_every_account(world: World) -> None:
    member(world)
    for number in range(30):
        guess(world, email=f"a{number}@example.test")

    with pytest.raises(TooManyAttempts):
        sign_in(world)
    sign_in(world, origin="198.51.100.1")
    with pytest.raises(TooManyAttempts):
        sign_in(world)


@pytest.mark.story("0.2")
@given(pauses=st.lists(st.integers(0, 1200), min_size=1, max_size=25))
def test_no_history_of_failures_locks_an_account_for_good(pauses: list[int]) -> None:
    world = in_memory_world()
    member(world)
    for pause in pauses:
        world.pass_time(timedelta(seconds=pause))
        with pytest.raises((WrongCredentials, TooManyAttempts)):
            sign_in(world, password=OTHER_PASSWORD)

    world.pass_time(timedelta(minutes=15))

    sign_in(world)


@pytest.mark.story("0.2")
def test_failures_at_the_same_time_all_count(world: World) -> None:
    member(world)

    def attempt(_: int) -> str:
        try:
            sign_in(world, password=OTHER_PASSWORD)
        except WrongCredentials:
            return "wrong"
        except TooManyAttempts:
            return "wait"
        return "in"

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(attempt, range(40)))

    assert answers.count("wrong") <= 5
    assert answers.count("in") == 0
    with pytest.raises(TooManyAttempts):
        sign_in(world)


@pytest.mark.story("0.2")
def test_a_right_guess_among_many_in_flight_is_not_told_so(world: World) -> None:
    member(world)
    passwords = watch(world)

    def others_fail() -> None:
        for _ in range(5):
            guess(world)

    passwords.meanwhile = others_fail
    with pytest.raises(TooManyAttempts):
        sign_in(world)


@pytest.mark.story("0.2")
def test_an_unconfirmed_account_hears_so_only_after_the_right_password(world: World) -> None:
    register(world)

    guess(world)
    with pytest.raises(AccountUnconfirmed):
        sign_in(world)


@pytest.mark.story("0.2")
@pytest.mark.parametrize("status", [AccountStatus.SUSPENDED, AccountStatus.CLOSED])
def test_a_barred_account_hears_so_only_after_the_right_password(
    world: World, status: AccountStatus
) -> None:
    set_status(world, member(world), status)

    guess(world)
    with pytest.raises(AccountSuspended):
        sign_in(world)


@pytest.mark.story("0.2")
def test_an_account_suspended_while_its_password_is_checked_stays_out(world: World) -> None:
    account = member(world)
    passwords = watch(world)
    passwords.meanwhile = lambda: set_status(world, account, AccountStatus.SUSPENDED)

    with pytest.raises(AccountSuspended):
        sign_in(world)

    assert world.parts.sessions.open_of(account.id) == ()


@pytest.mark.story("0.8")
def test_a_password_replaced_while_it_is_checked_opens_no_session(world: World) -> None:
    account = member(world)
    world.system.request_password_reset(world.visitor(), ADA.email, HOME)
    token = newest_token(world)
    passwords = watch(world)
    passwords.meanwhile = lambda: world.system.reset_password(
        world.visitor(), token, OTHER_PASSWORD
    )

    with pytest.raises(WrongCredentials):
        sign_in(world)

    assert list(world.parts.sessions.open_of(account.id)) == []


@pytest.mark.story("0.2")
def test_failures_are_logged_without_saying_whose(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    member(world)

    guess(world)

    assert HOME in caplog.text
    assert account_of(world).email not in caplog.text
    assert "wrong-horse-battery" not in caplog.text


@pytest.mark.story("0.8")
def test_a_reset_lets_a_guessed_at_account_in_again(world: World) -> None:
    member(world)
    for _ in range(5):
        guess(world)
    world.system.request_password_reset(world.visitor(), ADA.email, HOME)

    world.system.reset_password(world.visitor(), newest_token(world), OTHER_PASSWORD)

    sign_in(world, password=OTHER_PASSWORD)
