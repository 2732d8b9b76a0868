"""Everything that happened around a booking is told in one place."""

from datetime import timedelta
from itertools import pairwise

import pytest
from attrs import evolve

from astrobookings.application.booking.timeline import Timeline, TimelineKind
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.errors import NotAllowed, NotFound, NotSignedIn, Unavailable
from astrobookings.domain.kernel.ids import BookingId
from astrobookings.testing.builders import fresh_id
from astrobookings.testing.faults import failing
from astrobookings.testing.world import World

K = TimelineKind


def asked(by: Principal, request_id: str) -> Principal:
    """*by* in a request of its own."""
    return evolve(by, request_id=request_id)


def titles(timeline: Timeline, *kinds: TimelineKind) -> list[str]:
    return [one.title for one in timeline.items if one.kind in kinds]


def figures(timeline: Timeline, kind: TimelineKind, name: str) -> list[str | None]:
    """What *name* became, item by item."""
    items = (one for one in timeline.items if one.kind is kind)
    return [told.new for one in items for told in one.fields if told.name == name]


@pytest.fixture
def story(world: World) -> Timeline:
    """Give the timeline of a booking that was paid, then cancelled and refunded."""
    by, launch = world.traveler(), world.launch()
    view = world.book(asked(by, "req-book"), launch.id, 2)
    world.settle()
    world.pass_time(timedelta(hours=1))
    world.cancel(asked(by, "req-cancel"), view)
    world.settle()
    return world.system.view_timeline(world.employee(Position.CUSTOMER_SERVICE), view.booking.id)


def test_requests_changes_charges_refunds_events_and_mails_are_told(story: Timeline) -> None:
    assert story.complete
    assert [one for one in titles(story, K.REQUEST) if "book" in one] == [
        "book-seats",
        "cancel-booking",
    ]
    assert figures(story, K.CHANGE, "status")[:1] == ["held"]
    assert {"confirmed", "cancelled"} <= set(figures(story, K.CHANGE, "status"))
    assert figures(story, K.CHARGE, "status")[-1] == "succeeded"
    assert figures(story, K.REFUND, "status")[-1] == "succeeded"
    assert {"seats-held", "booking-confirmed", "booking-cancelled", "refund-executed"} <= set(
        titles(story, K.EVENT)
    )
    assert {
        "booking_confirmed",
        "agency_booking_confirmed",
        "booking_cancelled",
        "refund_executed",
    } <= set(titles(story, K.MAIL))


def test_items_come_by_time_and_none_twice(story: Timeline) -> None:
    assert all(one.at <= other.at for one, other in pairwise(story.items))
    seen = [(one.kind, one.subject_id, one.at, one.action, one.fields) for one in story.items]
    assert len(set(seen)) == len(seen)


def test_one_request_id_binds_a_request_to_what_followed(story: Timeline) -> None:
    of_booking = [one for one in story.items if one.request_id == "req-book"]
    kinds = {one.kind for one in of_booking}

    assert of_booking[0].kind is K.REQUEST
    assert {K.CHANGE, K.CHARGE, K.EVENT, K.MAIL} <= kinds
    assert len({one.actor for one in of_booking}) == 1


def test_no_means_of_payment_passenger_or_letter_is_told(story: Timeline) -> None:
    told = [one for item in story.items for one in item.fields]

    assert {"method", "next_action"} & {one.name for one in told} == set()
    assert all(one.new is None for one in told if one.name in {"passengers", "traveler"})
    assert not any("pm_ok" in str(one) or "Dear" in str(one) for one in told)


def test_bookings_of_others_are_kept_apart(world: World) -> None:
    launch = world.launch()
    first, second = (world.book(world.traveler(), launch.id).booking for _ in range(2))
    world.settle()

    timeline = world.system.view_timeline(world.employee(Position.IT), first.id)

    everything = repr(timeline)
    assert str(second.id) not in everything
    assert str(second.traveler_id) not in everything


def test_without_system_db_the_changes_are_told_alone(world: World) -> None:
    service = world.employee(Position.CUSTOMER_SERVICE)
    booking = world.book(world.traveler(), world.launch().id).booking
    world.settle()
    away = failing(world.parts.entry_log, down=lambda: True, error=Unavailable)
    world.restart(evolve(world.parts, entry_log=away))

    timeline = world.system.view_timeline(service, booking.id)

    assert not timeline.complete
    assert {one.kind for one in timeline.items} == {K.REQUEST, K.CHANGE, K.CHARGE}


def test_timelines_are_for_customer_service_and_it(world: World) -> None:
    by = world.traveler()
    booking = world.book(by, world.launch().id).booking

    for refused in (by, world.employee(Position.FINANCE), world.employee(Position.OPERATIONS)):
        with pytest.raises(NotAllowed):
            world.system.view_timeline(refused, booking.id)
    with pytest.raises(NotSignedIn):
        world.system.view_timeline(world.visitor(), booking.id)
    with pytest.raises(NotFound):
        world.system.view_timeline(world.employee(Position.IT), BookingId(fresh_id()))
