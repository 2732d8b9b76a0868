"""Users see where they are signed in, and end what they do not know (story 0.6)."""

from datetime import timedelta

import pytest

from astrobookings.domain.identity.errors import SessionEnded
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import SessionId
from astrobookings.testing.builders import fresh_id
from astrobookings.testing.world import World
from tests.application.identity.people import ADA, HOME, events, member, principal, sign_in


@pytest.mark.story("0.6")
def test_sessions_are_listed_the_newest_first_and_tell_the_present_one(world: World) -> None:
    member(world)
    first = sign_in(world)
    world.pass_time(timedelta(minutes=10))
    second = sign_in(world)

    seen = world.system.list_sessions(principal(world, first))

    assert [(one.session.id, one.current) for one in seen] == [
        (second.session.id, False),
        (first.session.id, True),
    ]
    assert (seen[0].session.origin, seen[0].session.user_agent) == (HOME, "pytest")


@pytest.mark.story("0.6")
def test_sessions_that_are_over_are_not_listed(world: World) -> None:
    member(world)
    sign_in(world)
    world.pass_time(timedelta(days=8))
    ended = sign_in(world)
    world.system.sign_out(principal(world, ended))
    present = sign_in(world)

    seen = world.system.list_sessions(principal(world, present))

    assert [one.session.id for one in seen] == [present.session.id]


@pytest.mark.story("0.6")
def test_one_session_ends_and_the_others_go_on(world: World) -> None:
    member(world)
    lost, present = sign_in(world), sign_in(world)
    by = principal(world, present)

    world.system.end_session(by, lost.session.id)

    with pytest.raises(SessionEnded):
        principal(world, lost)
    with pytest.raises(SessionEnded):
        world.system.refresh_session(world.visitor(), lost.refresh_token)
    assert principal(world, present) == by


@pytest.mark.story("0.6")
def test_ending_a_session_again_changes_nothing(world: World) -> None:
    member(world)
    lost, present = sign_in(world), sign_in(world)
    by = principal(world, present)
    world.system.end_session(by, lost.session.id)
    world.settle()

    world.system.end_session(by, lost.session.id)

    assert events(world) == []


@pytest.mark.story("0.6")
def test_the_present_session_may_end_itself(world: World) -> None:
    member(world)
    present = sign_in(world)

    world.system.end_session(principal(world, present), present.session.id)

    with pytest.raises(SessionEnded):
        principal(world, present)


@pytest.mark.story("0.6")
def test_sessions_of_others_look_like_none(world: World) -> None:
    member(world)
    member(world, email="eve@example.test")
    hers = sign_in(world)
    eve = principal(world, sign_in(world, "eve@example.test"))

    for session_id in (hers.session.id, SessionId(fresh_id())):
        with pytest.raises(NotFound):
            world.system.end_session(eve, session_id)
    assert principal(world, hers).user_id == hers.account.id


@pytest.mark.story("0.6")
def test_all_other_sessions_end_at_once(world: World) -> None:
    member(world)
    others, present = [sign_in(world) for _ in range(3)], sign_in(world)
    by = principal(world, present)

    world.system.end_other_sessions(by)

    for other in others:
        with pytest.raises(SessionEnded):
            principal(world, other)
    assert [one.current for one in world.system.list_sessions(by)] == [True]
    assert sign_in(world, ADA.email).account.id == by.user_id
