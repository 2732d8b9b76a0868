"""Sessions: refreshed, ended, recognised (stories 0.3 to 0.5, 0.7)."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.application.identity.sign_in import SignedIn
from astrobookings.domain.identity.accounts import AccountStatus
from astrobookings.domain.identity.errors import AccountSuspended, BadToken, SessionEnded
from astrobookings.domain.identity.sessions import EndReason
from astrobookings.domain.kernel.errors import NotSignedIn
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import World
from tests.application.identity.people import events, member, principal, set_status, sign_in


def refresh(world: World, signed_in: SignedIn) -> SignedIn:
    return world.system.refresh_session(world.visitor(), signed_in.refresh_token)


def end_reason(world: World, signed_in: SignedIn) -> EndReason | None:
    session = world.parts.sessions.find(signed_in.session.id)
    assert session is not None
    return session.end_reason


@pytest.mark.story("0.7")
def test_a_refresh_gives_another_pair_for_the_same_session(world: World) -> None:
    member(world)
    first = sign_in(world)
    world.pass_time(timedelta(minutes=14))

    second = refresh(world, first)

    assert second.refresh_token != first.refresh_token
    assert principal(world, second) == principal(world, first)
    assert second.session.generation == 1


@pytest.mark.story("0.7")
def test_two_tabs_that_refresh_together_get_the_same_successor(world: World) -> None:
    member(world)
    first = sign_in(world)

    second = refresh(world, first)
    world.pass_time(timedelta(seconds=10))
    again = refresh(world, first)

    assert again.refresh_token == second.refresh_token
    assert refresh(world, second).session.generation == 2


@pytest.mark.story("0.7")
def test_an_old_refresh_token_ends_the_family_for_good(world: World) -> None:
    member(world)
    first = sign_in(world)
    second = refresh(world, first)
    world.settle()
    world.pass_time(timedelta(seconds=11))

    with pytest.raises(SessionEnded):
        refresh(world, first)

    assert end_reason(world, first) is EndReason.REFRESH_REUSED
    assert events(world) == ["sessions-ended"]
    with pytest.raises(SessionEnded):
        refresh(world, second)
    with pytest.raises(SessionEnded):
        world.system.authenticate(second.access_token, service="test", request_id="test")


@pytest.mark.story("0.7")
@given(rounds=st.integers(2, 6), stolen=st.integers(0, 5), pause=st.integers(0, 3600))
def test_any_token_but_the_last_two_gives_a_thief_away(
    rounds: int, stolen: int, pause: int
) -> None:
    world = in_memory_world()
    member(world)
    pairs = [sign_in(world)]
    for _ in range(rounds):
        pairs.append(refresh(world, pairs[-1]))
    world.pass_time(timedelta(seconds=pause))

    with pytest.raises(SessionEnded):
        refresh(world, pairs[min(stolen, rounds - 2)])
    with pytest.raises(SessionEnded):
        refresh(world, pairs[-1])


@pytest.mark.story("0.7")
@pytest.mark.parametrize(
    ("steps", "alive"), [((6, 6, 6, 6), True), ((7,), False), ((6,) * 5, False)]
)
def test_a_session_lives_thirty_days_and_idles_less_than_seven(
    world: World, steps: tuple[int, ...], alive: bool
) -> None:
    member(world)
    pair = sign_in(world)
    for days in steps[:-1]:
        world.pass_time(timedelta(days=days))
        pair = refresh(world, pair)
    world.pass_time(timedelta(days=steps[-1]))

    if alive:
        refresh(world, pair)
    else:
        with pytest.raises(SessionEnded):
            refresh(world, pair)


@pytest.mark.story("0.7")
def test_no_access_token_outlives_its_session(world: World) -> None:
    member(world)
    pair = sign_in(world)
    for days in (6, 6, 6, 6, 5):
        world.pass_time(timedelta(days=days))
        pair = refresh(world, pair)
    world.pass_time(timedelta(hours=23, minutes=55))

    last = refresh(world, pair)

    assert last.expires_in == 5 * 60
    world.pass_time(timedelta(minutes=5))
    with pytest.raises(BadToken):
        world.system.authenticate(last.access_token, service="test", request_id="test")


@pytest.mark.story("0.7")
def test_a_suspended_account_is_not_refreshed(world: World) -> None:
    account = member(world)
    pair = sign_in(world)
    set_status(world, account, AccountStatus.SUSPENDED)

    with pytest.raises(AccountSuspended):
        refresh(world, pair)


@pytest.mark.story("0.7")
@given(token=st.text())
def test_what_is_no_refresh_token_is_a_bad_token(token: str) -> None:
    world = in_memory_world()

    with pytest.raises(BadToken):
        world.system.refresh_session(world.visitor(), token)


@pytest.mark.story("0.5")
def test_tokens_do_each_their_own_work(world: World) -> None:
    member(world)
    pair = sign_in(world)

    with pytest.raises(BadToken):
        world.system.refresh_session(world.visitor(), pair.access_token)
    with pytest.raises(BadToken):
        world.system.authenticate(pair.refresh_token, service="test", request_id="test")


@pytest.mark.story("0.3")
def test_signing_out_refuses_the_tokens_of_this_session_at_once(world: World) -> None:
    member(world)
    here, there = sign_in(world), sign_in(world)
    world.settle()

    world.system.sign_out(principal(world, here))

    for fresh in (False, True):
        with pytest.raises(SessionEnded):
            world.system.authenticate(
                here.access_token, service="test", request_id="test", fresh=fresh
            )
    with pytest.raises(SessionEnded):
        refresh(world, here)
    principal(world, there)
    assert end_reason(world, here) is EndReason.SIGNED_OUT
    assert events(world) == ["sessions-ended"]


@pytest.mark.story("0.3")
def test_signing_out_twice_changes_nothing(world: World) -> None:
    member(world)
    by = principal(world, sign_in(world))
    world.settle()

    world.system.sign_out(by)
    world.system.sign_out(by)

    assert events(world) == ["sessions-ended"]


@pytest.mark.story("0.3")
def test_signing_out_everywhere_ends_every_session_of_the_user_alone(world: World) -> None:
    member(world)
    member(world, email="bea@example.test")
    mine = [sign_in(world) for _ in range(3)]
    hers = sign_in(world, "bea@example.test")

    world.system.sign_out_everywhere(principal(world, mine[0]))

    for pair in mine:
        assert end_reason(world, pair) is EndReason.SIGNED_OUT_EVERYWHERE
        with pytest.raises(SessionEnded):
            world.system.authenticate(pair.access_token, service="test", request_id="test")
    principal(world, hers)


@pytest.mark.story("0.5")
@pytest.mark.parametrize(("age", "good"), [(899, True), (900, False)])
def test_an_access_token_lives_fifteen_minutes(world: World, age: int, good: bool) -> None:
    member(world)
    pair = sign_in(world)
    world.pass_time(timedelta(seconds=age))

    if good:
        principal(world, pair)
    else:
        with pytest.raises(BadToken):
            principal(world, pair)


@pytest.mark.story("0.5")
@given(place=st.integers(min_value=0), letter=st.sampled_from("Aa0_-.="))
def test_a_tampered_token_is_a_bad_token(place: int, letter: str) -> None:
    world = in_memory_world()
    member(world)
    token = sign_in(world).access_token
    at = place % len(token)
    tampered = token[:at] + letter * 2 + token[at + 1 :]

    with pytest.raises(BadToken):
        world.system.authenticate(tampered, service="test", request_id="test")


@pytest.mark.story("0.3")
def test_an_end_that_was_never_announced_is_announced_by_its_event(world: World) -> None:
    member(world)
    pair = sign_in(world)
    with world.parts.system(world.operator.origin("end", world.clock.now())):
        world.system.sign_out.session_endings.all_of(
            pair.account.id, EndReason.SUSPENDED, world.clock.now()
        )

    principal(world, pair)
    world.settle()

    with pytest.raises(SessionEnded):
        principal(world, pair)


@pytest.mark.story("0.3")
def test_only_somebody_signed_in_signs_out(world: World) -> None:
    with pytest.raises(NotSignedIn):
        world.system.sign_out(world.visitor())
    with pytest.raises(NotSignedIn):
        world.system.sign_out_everywhere(world.visitor())
