"""Sessions, their refresh tokens and their end (stories 0.3, 0.4, 0.7)."""

from datetime import datetime, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.identity.errors import SessionEnded
from astrobookings.domain.identity.sessions import (
    EndReason,
    RefreshReused,
    Session,
    SessionPolicy,
    end,
    open_session,
    refresh,
)
from astrobookings.domain.kernel.ids import SessionId, UserId
from astrobookings.testing.strategies import sessions
from tests.domain.examples import INSTANT, NOW, SECOND, number

POLICY = SessionPolicy()
GRACE = timedelta(seconds=10)
IDLE = timedelta(days=7)
LIFE = timedelta(days=30)


def opened(now: datetime = NOW, user_agent: str = "Firefox") -> Session:
    return open_session(
        SessionId(number(1)),
        UserId(number(2)),
        origin="192.0.2.1",
        user_agent=user_agent,
        now=now,
        policy=POLICY,
    )


@pytest.mark.story("0.4")
def test_an_access_token_lives_a_quarter_of_an_hour() -> None:
    assert POLICY.access == timedelta(minutes=15)


@pytest.mark.story("0.7")
def test_each_refresh_makes_the_next_generation() -> None:
    session = opened()

    first = refresh(session, 0, NOW + SECOND, POLICY)
    second = refresh(first, 1, NOW + 2 * SECOND, POLICY)

    assert [session.generation, first.generation, second.generation] == [0, 1, 2]
    assert second.refreshed_at == NOW + 2 * SECOND
    assert second.expires_at == session.expires_at == NOW + LIFE


@pytest.mark.story("0.7")
@pytest.mark.parametrize("later", [timedelta(0), SECOND, GRACE])
def test_the_previous_token_within_ten_seconds_gives_the_same_successor(later: timedelta) -> None:
    session = refresh(opened(), 0, NOW, POLICY)

    assert refresh(session, 0, NOW + later, POLICY) == session


@pytest.mark.story("0.7")
def test_the_previous_token_after_ten_seconds_is_reuse() -> None:
    session = refresh(opened(), 0, NOW, POLICY)

    with pytest.raises(RefreshReused):
        refresh(session, 0, NOW + GRACE + INSTANT, POLICY)


@pytest.mark.story("0.7")
@given(sessions(ended=st.just(False), refreshes=st.integers(2, 4)), st.integers(-1, 6))
def test_any_other_generation_is_reuse_even_at_once(session: Session, generation: int) -> None:
    now = session.refreshed_at

    if generation == session.generation:
        assert refresh(session, generation, now, POLICY).generation == generation + 1
    elif generation == session.generation - 1:
        assert refresh(session, generation, now, POLICY) == session
    else:
        with pytest.raises(RefreshReused):
            refresh(session, generation, now, POLICY)


@pytest.mark.story("0.7")
def test_a_session_ends_after_seven_idle_days() -> None:
    session = opened()

    assert refresh(session, 0, NOW + IDLE - INSTANT, POLICY).generation == 1
    with pytest.raises(SessionEnded):
        refresh(session, 0, NOW + IDLE, POLICY)


@pytest.mark.story("0.7")
def test_a_session_ends_after_thirty_days_however_busy() -> None:
    busy = evolve(opened(), refreshed_at=NOW + LIFE - SECOND)

    assert refresh(busy, 0, NOW + LIFE - INSTANT, POLICY).generation == 1
    with pytest.raises(SessionEnded):
        refresh(busy, 0, NOW + LIFE, POLICY)


@pytest.mark.story("0.3")
@pytest.mark.parametrize("reason", EndReason)
def test_an_ended_session_is_not_refreshed(reason: EndReason) -> None:
    session = end(opened(), reason, NOW)

    assert not session.alive(NOW, POLICY)
    assert (session.ended_at, session.end_reason) == (NOW, reason)
    with pytest.raises(SessionEnded):
        refresh(session, session.generation, NOW, POLICY)


@given(sessions(ended=st.just(True)), st.sampled_from(EndReason))
def test_a_session_ends_only_once(session: Session, reason: EndReason) -> None:
    assert end(session, reason, NOW) == session


@given(sessions())
def test_a_session_is_alive_exactly_while_it_can_be_refreshed(session: Session) -> None:
    for now in (session.refreshed_at, session.refreshed_at + IDLE, session.expires_at):
        try:
            refresh(session, session.generation, now, POLICY)
        except SessionEnded:
            assert not session.alive(now, POLICY)
        else:
            assert session.alive(now, POLICY)


def test_a_boundless_user_agent_is_cut() -> None:
    assert len(opened(user_agent="x" * 5000).user_agent) == 200
