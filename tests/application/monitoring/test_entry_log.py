"""What happens stands in the log, and only IT reads it."""

from datetime import timedelta

import pytest

from astrobookings.adapters.plain import EVENTS
from astrobookings.application.identity.sign_in import SignInRequest
from astrobookings.domain.booking.events import PaymentDeclinedEvent
from astrobookings.domain.identity.roles import Position
from astrobookings.domain.kernel.errors import NotAllowed, NotSignedIn
from astrobookings.domain.kernel.events import Envelope, Event
from astrobookings.domain.kernel.ids import AgencyId, BookingId, LaunchId, UserId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.monitoring.entries import Entry, EntryFilter, Level
from astrobookings.entrypoints.worker.every_event import EVERY_EVENT
from astrobookings.testing.builders import NOW, an_entry, an_origin, fresh_id
from astrobookings.testing.world import PASSWORD, World


def told(world: World, **wanted: object) -> list[Entry]:
    """What IT finds, the newest first."""
    it = world.employee(Position.IT)
    chosen = EntryFilter(**wanted)  # type: ignore[arg-type]
    return list(world.system.search_entries(it, PageRequest(200), chosen).items)


def test_the_log_hears_of_every_event_there_is() -> None:
    assert set(EVERY_EVENT) == set(EVENTS.values())


@pytest.mark.story("6.1")
def test_a_booking_leaves_its_traces(world: World) -> None:
    traveler, launch = world.traveler(), world.launch()

    booking = world.book(traveler, launch.id).booking
    world.settle()

    found = told(world, actor=traveler.user_id)
    assert {"seats-held", "booking-confirmed", "profile-changed"} <= {one.event for one in found}
    (confirmed,) = (one for one in found if one.event == "booking-confirmed")
    assert confirmed.facts["booking_id"] == str(booking.id)
    assert (confirmed.component, confirmed.request_id) == ("test", traveler.request_id)
    assert confirmed.message == "Booking confirmed by confirm-booking."
    assert "pm_" not in repr(found)


@pytest.mark.story("6.1")
def test_a_sign_in_is_noted_with_who_it_was(world: World) -> None:
    traveler = world.traveler()
    account = world.parts.users.get(traveler.user_id)  # type: ignore[arg-type]
    request = SignInRequest(
        email=account.email, password=PASSWORD, origin_address="10.0.0.1", user_agent="x"
    )

    world.system.sign_in(world.visitor(), request)
    world.settle()

    (entry,) = told(world, event="session-opened")
    assert entry.actor == traveler.user_id
    assert PASSWORD not in repr(told(world))


def test_an_event_heard_again_is_noted_once(world: World) -> None:
    envelope = _envelope(EVENTS["account-confirmed"](fresh_id()))  # type: ignore[call-arg]

    for _ in range(3):
        world.system.note_event(envelope)

    assert [one.id for one in told(world, event="account-confirmed", since=NOW)] == [envelope.id]


def test_troubles_are_warnings(world: World) -> None:
    declined = PaymentDeclinedEvent(
        booking_id=BookingId(fresh_id()),
        launch_id=LaunchId(fresh_id()),
        agency_id=AgencyId(fresh_id()),
        traveler_id=UserId(fresh_id()),
        reason="expired_card",
    )

    world.system.note_event(_envelope(declined))

    (entry,) = told(world, level=Level.WARNING)
    assert (entry.event, entry.facts["reason"]) == ("payment-declined", "expired_card")


def _envelope(event: Event) -> Envelope:
    return Envelope(id=fresh_id(), event=event, origin=an_origin(at=NOW), at=NOW)  # type: ignore[arg-type]


@pytest.mark.story("6.2")
def test_an_export_holds_every_entry_up_to_now(world: World) -> None:
    now = world.clock.now()
    entries = [an_entry(at=now - age * timedelta(seconds=1)) for age in range(1, 451)]
    world.system.record_entries(world.operator, entries)
    it = world.employee(Position.IT)

    batches = world.system.export_entries(it, EntryFilter(event="something-done"))
    world.system.record_entries(world.operator, [an_entry(at=now + timedelta(hours=1))])

    found = [list(batch) for batch in batches]
    assert [len(batch) for batch in found] == [200, 200, 50]
    assert [one for batch in found for one in batch] == entries


@pytest.mark.story("6.2")
def test_who_exports_is_noted(world: World) -> None:
    it = world.employee(Position.IT)

    world.system.export_entries(it, EntryFilter())

    (entry,) = told(world, event="entries-exported")
    assert entry.actor == it.user_id


@pytest.mark.story("6.2")
@pytest.mark.parametrize("position", [one for one in Position if one is not Position.IT])
def test_others_do_not_read_the_log(world: World, position: Position) -> None:
    by = world.employee(position)

    for ask in (
        lambda: world.system.search_entries(by, PageRequest(), EntryFilter()),
        lambda: world.system.export_entries(by, EntryFilter()),
        lambda: world.system.view_metrics(by),
        lambda: world.system.list_alerts(by, PageRequest()),
        lambda: world.system.view_status(by),
    ):
        with pytest.raises(NotAllowed):
            ask()


def test_nobody_writes_the_log_but_the_platform(world: World) -> None:
    for by, error in ((world.visitor(), NotSignedIn), (world.employee(Position.IT), NotAllowed)):
        with pytest.raises(error):
            world.system.record_entries(by, [an_entry()])
        with pytest.raises(error):
            world.system.forget_old_records(by)


def test_old_entries_are_forgotten_by_whole_days(world: World) -> None:
    period = world.parts.retention.entries
    today = world.clock.now().replace(hour=0)
    old, kept = (
        an_entry(at=today - period - timedelta(microseconds=1), event="old"),
        an_entry(at=today - period, event="old"),
    )
    world.system.record_entries(world.operator, [old, kept])

    assert world.system.forget_old_records(world.operator) == 1

    assert told(world, event="old") == [kept]
