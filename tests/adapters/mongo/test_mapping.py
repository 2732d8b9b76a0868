"""What is read back is what was written, to the microsecond, and sorts as it did."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.adapters.mongo.mapping import Shape, instant, micros, shape_of
from astrobookings.domain.booking.refunds import Refund
from astrobookings.domain.identity.accounts import Account
from astrobookings.domain.identity.links import Link
from astrobookings.domain.identity.profiles import TravelerProfile
from astrobookings.domain.identity.sessions import Session
from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.notifications.notification import Notification
from astrobookings.testing.builders import NOW, a_profile, a_refund
from astrobookings.testing.strategies.identity import accounts, links, sessions, traveler_profiles
from astrobookings.testing.strategies.kernel import instants
from astrobookings.testing.strategies.notifications import notifications

SHAPES: dict[type[Entity], Shape[Any]] = {
    Account: shape_of("account", Account, "users"),
    Session: shape_of("session", Session, "sessions"),
    Link: shape_of("link", Link, "links"),
    Notification: shape_of("notification", Notification, "notifications"),
    TravelerProfile: shape_of("profile", TravelerProfile, "profiles", key="user_id"),
}


@given(
    st.one_of(accounts(), sessions(), links(), notifications(), traveler_profiles()),
)
def test_an_entity_comes_back_as_it_was(entity: Entity) -> None:
    shape = SHAPES[type(entity)]

    assert shape.read(shape.document(entity)) == entity


@given(st.datetimes(timezones=st.just(UTC)))
def test_instants_keep_their_microseconds(moment: datetime) -> None:
    assert instant(micros(moment)) == moment


@given(instants(), instants())
def test_instants_sort_by_time(one: datetime, other: datetime) -> None:
    assert (micros(one) < micros(other)) is (one < other)


def test_instants_are_kept_in_utc() -> None:
    in_madrid = NOW.astimezone(timezone(timedelta(hours=2)))

    assert instant(micros(in_madrid)).utcoffset() == timedelta(0)
    assert micros(in_madrid) == micros(NOW)


def test_a_naive_moment_is_no_instant() -> None:
    with pytest.raises(ValueError, match="time zone"):
        micros(datetime(2027, 1, 15))  # noqa: DTZ001


def test_documents_have_plain_values_under_telling_names() -> None:
    profile = a_profile(birth_date=date(1964, 2, 29))

    document = SHAPES[TravelerProfile].document(profile)

    assert document["_id"] == profile.user_id
    assert document["birth_date"] == "1964-02-29"
    assert document["created_at"] == micros(profile.created_at)


def test_money_is_whole_cents() -> None:
    shape = shape_of("refund", Refund, "refunds")
    refund = a_refund(amount=Money.of("1250000.01"))

    document = shape.document(refund)

    assert document["amount_cents"] == 125_000_001
    assert shape.read(document) == refund
