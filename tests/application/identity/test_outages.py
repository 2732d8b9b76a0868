"""Who is let in while CacheDB, SystemDB or both cannot be reached."""

from datetime import timedelta

import pytest
from attrs import define, evolve

from astrobookings.domain.identity.errors import SessionEnded
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.testing.faults import StoreDown, failing
from astrobookings.testing.in_memory import in_memory_parts
from astrobookings.testing.world import World
from tests.application.identity.people import member, sign_in

CACHE, STORE = "cache", "store"


@define
class Switches:
    """What cannot be reached now."""

    away: set[str]

    def __call__(self, name: str) -> bool:
        return name in self.away


@pytest.fixture
def away() -> Switches:
    """Give the switches of the world."""
    return Switches(set())


@pytest.fixture
def world(away: Switches) -> World:
    """Give a world whose caches and sessions can be switched off."""
    parts = in_memory_parts()

    def switched(name: str, part: str) -> object:
        return failing(getattr(parts, part), down=lambda: away(name), error=StoreDown)

    sessions = switched(STORE, "sessions")
    ended, users = switched(CACHE, "ended_sessions"), switched(STORE, "users")
    return World(
        evolve(parts, sessions=sessions, ended_sessions=ended, users=users),  # type: ignore[arg-type]
        parts.clock,  # type: ignore[arg-type]
    )


def ask(world: World, token: str, *, changing: bool) -> Principal:
    return world.system.authenticate(token, service="test", request_id="test", fresh=changing)


@pytest.mark.story("0.5")
@pytest.mark.parametrize("changing", [False, True])
@pytest.mark.parametrize("gone", [set(), {CACHE}, {STORE}])
def test_a_good_token_is_good_as_long_as_one_of_both_answers(
    world: World, away: Switches, gone: set[str], changing: bool
) -> None:
    member(world)
    token = sign_in(world).access_token
    away.away = gone

    assert ask(world, token, changing=changing).session_id


@pytest.mark.story("0.5")
def test_with_neither_reads_go_on_and_changes_wait(world: World, away: Switches) -> None:
    member(world)
    token = sign_in(world).access_token
    away.away = {CACHE, STORE}

    assert ask(world, token, changing=False).session_id
    with pytest.raises(Unavailable):
        ask(world, token, changing=True)


@pytest.mark.story("0.3")
@pytest.mark.parametrize("changing", [False, True])
@pytest.mark.parametrize("gone", [set(), {CACHE}, {STORE}])
def test_an_ended_session_is_refused_as_long_as_one_of_both_answers(
    world: World, away: Switches, gone: set[str], changing: bool
) -> None:
    member(world)
    token = sign_in(world).access_token
    world.system.sign_out(ask(world, token, changing=True))
    away.away = gone

    with pytest.raises(SessionEnded):
        ask(world, token, changing=changing)


@pytest.mark.story("0.3")
def test_signing_out_goes_on_without_the_cache_and_is_announced_later(
    world: World, away: Switches
) -> None:
    member(world)
    token = sign_in(world).access_token
    away.away = {CACHE}
    world.system.sign_out(ask(world, token, changing=True))
    world.jobs()

    away.away = {STORE}
    assert ask(world, token, changing=True).session_id  # the cache was not told yet
    away.away = set()
    world.pass_time(timedelta(minutes=2))
    world.settle()

    away.away = {STORE}
    with pytest.raises(SessionEnded):
        ask(world, token, changing=True)


@pytest.mark.story("0.2")
def test_nobody_signs_in_without_the_store(world: World, away: Switches) -> None:
    member(world)
    away.away = {STORE}

    with pytest.raises(Unavailable):
        sign_in(world)
