"""Every kind of message has its manner, and people choose only about what is not urgent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.identity.roles import Standing
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.notifications.kinds import (
    MANNERS,
    NotificationKind,
    Subject,
    Topic,
    kinds_about,
)
from astrobookings.domain.notifications.preferences import (
    MailPreferences,
    choosing,
    topics_of,
    wants,
)
from tests.domain.examples import NOW, number

choices = st.none() | st.booleans()


def preferences(**chosen: bool | None) -> MailPreferences:
    return choosing(
        MailPreferences(user_id=UserId(number(1)), created_at=NOW, updated_at=NOW),
        {Topic(topic): choice for topic, choice in chosen.items()},
    )


def test_every_kind_has_a_manner_and_a_documented_place() -> None:
    from astrobookings.domain.notifications import kinds

    assert MANNERS.keys() == set(NotificationKind)
    assert set().union(*map(kinds_about, Subject)) == set(NotificationKind)
    for kind, manner in MANNERS.items():
        row = next(line for line in (kinds.__doc__ or "").splitlines() if kind.value in line)
        assert all(f"`{detail}`" in row for detail in manner.details)
        assert 1 <= manner.priority <= 5


@pytest.mark.story("4.8")
def test_what_can_be_turned_off_is_never_urgent() -> None:
    assert all(manner.priority >= 4 for manner in MANNERS.values() if manner.topic is not None)
    assert {manner.topic for manner in MANNERS.values()} - {None} == set(Topic)


@pytest.mark.story("4.8")
@given(st.sampled_from(NotificationKind), choices, choices)
def test_only_a_no_to_its_own_topic_stops_a_mail(
    kind: NotificationKind, new_launches: bool | None, launch_bookings: bool | None
) -> None:
    chosen = preferences(new_launches=new_launches, launch_bookings=launch_bookings)
    said = {Topic.NEW_LAUNCHES: new_launches, Topic.LAUNCH_BOOKINGS: launch_bookings}
    topic = MANNERS[kind].topic

    assert wants(chosen, kind) == (topic is None or said[topic] is not False)
    assert wants(None, kind)


@pytest.mark.story("4.8")
@given(choices, choices)
def test_choosing_about_one_topic_leaves_the_other(first: bool | None, second: bool | None) -> None:
    both = choosing(preferences(new_launches=first), {Topic.LAUNCH_BOOKINGS: second})

    assert (both.choice(Topic.NEW_LAUNCHES), both.choice(Topic.LAUNCH_BOOKINGS)) == (first, second)


def test_everybody_chooses_about_what_they_are_told() -> None:
    assert topics_of(Standing.TRAVELER) == (Topic.NEW_LAUNCHES,)
    assert topics_of(Standing.AGENCY) == (Topic.LAUNCH_BOOKINGS,)
    assert topics_of(Standing.IT) == ()
