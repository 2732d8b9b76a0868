"""Events become notifications, one for each event, recipient and kind (stories 4.1 to 4.3, 4.7)."""

from collections import Counter
from contextlib import suppress
from datetime import timedelta

import pytest
from attrs import evolve
from hypothesis import given

from astrobookings.application.notifications.queueing import Queueing
from astrobookings.domain.agencies.events import AgencyStatusChanged, LaunchScheduled
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.booking.events import BookingConfirmed
from astrobookings.domain.identity.events import LinkRequested
from astrobookings.domain.identity.permissions import signed_in
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.kernel.ids import AgencyId, AlertId, EventId, UserId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.monitoring.events import AlertRaised, AlertResolved
from astrobookings.domain.notifications.kinds import Lane, Topic
from astrobookings.domain.notifications.kinds import NotificationKind as Kind
from astrobookings.domain.notifications.notification import Notification, NotificationStatus
from astrobookings.entrypoints.worker.handlers import handlers
from astrobookings.testing.faults import Fuse, ProcessDied, mortal
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.strategies.events import envelopes
from astrobookings.testing.world import PASSWORD, World
from tests.application.identity.people import OTHER_PASSWORD, register
from tests.application.notifications.queue import (
    email_of,
    mail_about,
    mails,
    mails_to,
    notices_of,
    of_kind,
    queued,
    relay,
    told,
)


def envelope_of(world: World, kind: type) -> Envelope:
    """The last event of *kind* that waits in either outbox."""
    both = world.parts.system_outbox, world.parts.operations_outbox
    waiting = [one for outbox in both for one in outbox.unpublished(100)]
    return [one for one in waiting if isinstance(one.event, kind)][-1]


def vip(world: World) -> Principal:
    """A traveler who has booked two launches."""
    traveler = world.traveler()
    for _ in range(2):
        world.book(traveler, world.launch().id, 1)
    world.settle()
    return traveler


_PERHAPS_OF_NO_INTEREST = (AgencyStatusChanged, AlertRaised, AlertResolved)
"""Of some standings nobody is told; and there may be no IT employee."""


def everything_of(world: World, kind: Kind) -> list[Notification]:
    """What was queued of *kind* about the last thing it was queued about."""
    newest = world.parts.notifications.list(PageRequest(200), kind=kind).items
    return [one for one in newest if one.subject_id == newest[0].subject_id]


def launch_scheduled(world: World, launch: Launch) -> Envelope:
    """The event of *launch*, once more and under another id."""
    now = world.clock.now()
    return Envelope(
        id=EventId(world.parts.ids.new()),
        event=LaunchScheduled(launch.id, launch.agency_id),
        origin=world.operator.origin("schedule-launch", now),
        at=now,
    )


def since(world: World, by: Principal, before: list[Kind]) -> list[Kind]:
    """What was queued for somebody since they had been told *before*."""
    return told(world, by)[len(before) :]


@pytest.mark.story("0.1")
def test_a_requested_link_is_queued_with_the_highest_priority(world: World) -> None:
    account = register(world)
    envelope = envelope_of(world, LinkRequested)

    world.system.queue_link_mail(envelope)

    (notification,) = queued(world)
    assert notification.kind is Kind.CONFIRM_EMAIL
    assert (notification.recipient, notification.priority) == (account.id, 1)
    assert (notification.event_id, notification.due_at) == (envelope.id, world.clock.now())


@pytest.mark.story("0.6")
def test_who_asks_for_another_address_is_warned_at_the_present_one(world: World) -> None:
    by, new = world.traveler(), "lovelace@example.test"
    world.system.change_email(by, PASSWORD, new)
    world.settle()

    warning, link = mails(world)[-2:]
    assert (warning.to, warning.subject) == (email_of(world, by), "Email change requested")
    assert (link.to, link.subject) == (new, "Change email")


@pytest.mark.story("0.6")
def test_a_warning_goes_to_the_old_address_even_when_the_new_one_is_in_force(
    world: World,
) -> None:
    by, new = world.traveler(), "lovelace@example.test"
    old = email_of(world, by)
    world.system.change_email(by, PASSWORD, new)
    relay(world)
    account = world.parts.users.get(signed_in(by))
    with world.parts.system(world.operator.origin("confirm", world.clock.now())):
        world.parts.users.save(evolve(account, email=new))

    world.settle()

    (warning,) = (mail for mail in mails(world) if mail.subject == "Email change requested")
    assert warning.to == old


@pytest.mark.story("4.1")
@pytest.mark.story("4.2")
def test_a_booking_is_told_its_traveler_and_its_agency(world: World) -> None:
    traveler, agency = world.traveler(), world.agency()
    launch = world.launch(agency, price="250000.00")
    before = told(world, agency)

    booked = world.book(traveler, launch.id, 2)
    world.settle()
    world.cancel(traveler, booked)
    world.settle()

    assert told(world, traveler)[-3:] == [
        *(Kind.BOOKING_CONFIRMED, Kind.BOOKING_CANCELLED, Kind.REFUND_EXECUTED),
    ]
    assert since(world, agency, before) == [
        *(Kind.AGENCY_BOOKING_CONFIRMED, Kind.AGENCY_BOOKING_CANCELLED),
    ]
    cancelled = of_kind(world, Kind.BOOKING_CANCELLED)
    assert cancelled.details == {"refund": "450000.00", "cancelled_by": "traveler"}
    assert cancelled.subject_id == booked.booking.id
    for mail in (
        mail_about(world, agency, "Agency booking confirmed"),
        mail_about(world, agency, "Agency booking cancelled"),
    ):
        assert booked.booking.reference in mail.text
        assert f"/agency/launches/{launch.id}" in mail.text


@pytest.mark.story("4.2")
def test_a_declined_payment_and_an_expired_hold_are_told(world: World) -> None:
    traveler, launch = world.traveler(), world.launch()
    world.book(traveler, launch.id, 1, method="pm_insufficient_funds")
    world.settle()
    world.pass_time(timedelta(hours=1))
    world.settle()

    assert told(world, traveler)[-2:] == [Kind.PAYMENT_DECLINED, Kind.HOLD_EXPIRED]
    assert "insufficient-funds" in mail_about(world, traveler, "Payment declined").text
    assert f"/launches/{launch.slug}" in mail_about(world, traveler, "Hold expired").text


@pytest.mark.story("4.1")
@pytest.mark.story("4.2")
def test_a_delay_is_told_the_agency_and_every_traveler_of_the_launch(world: World) -> None:
    travelers = [world.traveler() for _ in range(3)]
    agency, uninvolved = world.agency(), world.traveler()
    launch = world.launch(agency, seats=8)
    for traveler in (*travelers, travelers[0]):
        world.book(traveler, launch.id, 1)
    world.settle()
    world.pass_time(timedelta(minutes=1))
    later = launch.launch_at + timedelta(days=30)

    world.system.delay_launch(agency, launch.id, later, "strong winds")
    world.settle()

    for traveler in travelers:
        assert told(world, traveler).count(Kind.LAUNCH_DELAYED) == 1
        assert "strong winds" in mail_about(world, traveler, "Launch delayed").text
    assert Kind.LAUNCH_DELAYED not in told(world, uninvolved)
    assert told(world, agency)[-1] is Kind.AGENCY_LAUNCH_STATUS
    two = mail_about(world, travelers[0], "Launch delayed").text
    assert two.count("AB-") == 2
    assert "url: http://127.0.0.1:8000/traveler\n" in two


@pytest.mark.story("4.2")
def test_a_delay_overtaken_by_another_is_not_told_any_more(world: World) -> None:
    traveler, agency = world.traveler(), world.agency()
    launch = world.launch(agency)
    world.book(traveler, launch.id, 1)
    world.settle()
    world.pass_time(timedelta(minutes=1))
    for days in (30, 60):
        later = launch.launch_at + timedelta(days=days)
        world.system.delay_launch(agency, launch.id, later, f"{days} days of wind")

    world.settle()

    assert "60 days of wind" in mail_about(world, traveler, "Launch delayed").text
    assert told(world, traveler).count(Kind.LAUNCH_DELAYED) == 2
    assert world.parts.notifications.counts()[NotificationStatus.DELETED] == 1


@pytest.mark.story("1.5")
@pytest.mark.story("4.1")
def test_the_end_of_a_launch_is_told_its_agency_once_and_travelers_with_their_booking(
    world: World,
) -> None:
    agency, travelers = world.agency(), [world.traveler() for _ in range(3)]
    launch = world.launch(agency)
    for traveler in travelers:
        world.book(traveler, launch.id, 1)
    world.settle()
    before = told(world, agency)

    world.system.abort_launch(agency, launch.id, "funding fell through")
    world.settle()

    assert since(world, agency, before) == [Kind.AGENCY_LAUNCH_STATUS]
    assert "funding fell through" in mails_to(world, email_of(world, agency))[-1].text
    for traveler in travelers:
        assert told(world, traveler)[-2:] == [Kind.BOOKING_CANCELLED, Kind.REFUND_EXECUTED]


@pytest.mark.story("4.2")
def test_travelers_of_a_successful_launch_are_welcomed_back(world: World) -> None:
    agency, traveler = world.agency(), world.traveler()
    launch = world.launch(agency, days=1)
    world.book(traveler, launch.id, 1)
    world.settle()
    world.pass_time(timedelta(days=2))

    world.system.mark_launch_successful(agency, launch.id)
    world.settle()

    assert told(world, traveler)[-1] is Kind.BOOKING_COMPLETED
    assert told(world, agency)[-1] is Kind.AGENCY_LAUNCH_STATUS


@pytest.mark.story("1.8")
@pytest.mark.story("4.1")
def test_an_agency_hears_of_its_approval_suspension_and_reinstatement(world: World) -> None:
    agency = world.agency()
    agency_id = AgencyId(signed_in(agency))

    world.system.suspend_agency(world.operator, agency_id, "licence expired")
    world.settle()
    world.system.reinstate_agency(world.operator, agency_id)
    world.settle()

    assert [kind for kind in told(world, agency) if kind.startswith("agency")] == [
        *(Kind.AGENCY_APPROVED, Kind.AGENCY_SUSPENDED, Kind.AGENCY_REINSTATED),
    ]
    assert "licence expired" in mail_about(world, agency, "Agency suspended").text
    assert [notice.path for notice in notices_of(world, agency)] == [
        *("/agency/launches", "/agency/profile", "/agency/launches"),
    ]


@pytest.mark.story("0.8")
def test_a_changed_password_is_told_its_owner(world: World) -> None:
    by = world.traveler()

    world.system.change_password(by, PASSWORD, OTHER_PASSWORD)
    world.settle()

    assert told(world, by)[-1] is Kind.PASSWORD_CHANGED


@pytest.mark.story("4.3")
@pytest.mark.story("2.10")
def test_vip_travelers_hear_first_of_a_new_launch_in_a_lane_of_their_own(world: World) -> None:
    often, curious, usual = vip(world), world.traveler(), world.traveler()
    world.system.choose_preferences(curious, {Topic.NEW_LAUNCHES: True})

    launch = world.launch(vip_days=3)

    assert told(world, often)[-1] is Kind.NEW_LAUNCH
    assert f"/launches/{launch.slug}" in mail_about(world, often, "New launch").text
    assert Kind.NEW_LAUNCH not in told(world, usual)
    ours = {one.lane: one for one in everything_of(world, Kind.NEW_LAUNCH)}
    assert (ours[Lane.VIP].recipient, ours[Lane.VIP].priority) == (often.user_id, 3)
    waits = ours[Lane.NORMAL]
    assert (waits.recipient, waits.priority) == (curious.user_id, 5)
    assert waits.due_at == launch.general_sale_at
    world.pass_time(timedelta(days=3))
    world.settle()
    assert mail_about(world, curious, "New launch").text.count("early_until: None") == 1


@pytest.mark.story("4.3")
def test_without_an_early_sale_others_hear_a_day_later(world: World) -> None:
    curious = world.traveler()
    world.system.choose_preferences(curious, {Topic.NEW_LAUNCHES: True})

    began = world.clock.now()
    world.launch()

    (waits,) = everything_of(world, Kind.NEW_LAUNCH)
    assert waits.due_at == began + timedelta(hours=24)


@pytest.mark.story("4.3")
def test_a_launch_that_is_off_sale_meanwhile_is_no_news(world: World) -> None:
    curious, agency = world.traveler(), world.agency()
    world.system.choose_preferences(curious, {Topic.NEW_LAUNCHES: True})
    launch = world.launch(agency)
    world.system.abort_launch(agency, launch.id, "no fuel")

    world.pass_time(timedelta(days=1))
    world.settle()

    (withheld,) = everything_of(world, Kind.NEW_LAUNCH)
    assert withheld.status is NotificationStatus.DELETED
    assert "not on sale" in withheld.failure


@pytest.mark.story("4.3")
def test_vip_mails_go_ahead_of_everything_that_is_not_urgent(world: World) -> None:
    vip(world)
    launch = world.launch()
    world.book(world.traveler(), launch.id, 1)
    relay(world)
    world.system.queue_new_launch(launch_scheduled(world, launch))
    before = len(mails(world))

    world.system.send_notifications()

    assert [mail.subject for mail in mails(world)[before:]] == [
        *("Booking confirmed", "New launch", "Agency booking confirmed"),
    ]


@pytest.mark.story("6.5")
def test_every_it_employee_hears_of_an_alert_once(world: World) -> None:
    it, finance = world.employee(Position.IT), world.employee(Position.FINANCE)
    told_of = {
        "alert_id": AlertId(world.parts.ids.new()),
        "rule": "outbox_lag_seconds",
        "subject": "",
        "title": "Events are not carried on",
        "figure": "outbox_lag_seconds is 300",
        "threshold": "at most 120",
    }
    for kind in (AlertRaised, AlertResolved):
        with world.parts.system(world.operator.origin("alert", world.clock.now())):
            world.parts.system_outbox.add(kind(**told_of))  # type: ignore[arg-type]
        world.settle()

    assert told(world, it)[-2:] == [Kind.ALERT_RAISED, Kind.ALERT_RESOLVED]
    assert not {Kind.ALERT_RAISED, Kind.ALERT_RESOLVED} & set(told(world, finance))
    assert "Events are not carried on" in mail_about(world, it, "Alert raised").text
    assert notices_of(world, it)[0].path == "/system/alerts"


@pytest.mark.story("4.7")
@given(envelope=envelopes())
def test_an_event_heard_twice_is_queued_once(envelope: Envelope) -> None:
    world = in_memory_world()
    if isinstance(envelope.event, LinkRequested):
        envelope = evolve(envelope, event=evolve(envelope.event, kind="reset_password"))
    ours = [
        handler
        for handler in handlers(world.system).get(type(envelope.event), ())
        if type(handler).__module__.startswith("astrobookings.application.notifications")
        and "NewLaunch" not in type(handler).__name__
    ]

    for handler in ours:
        handler(envelope)
    once = queued(world)
    for handler in ours * 2:
        handler(envelope)

    assert queued(world) == once
    assert once or not ours or isinstance(envelope.event, _PERHAPS_OF_NO_INTEREST)
    what = Counter((one.event_id, one.recipient, one.kind) for one in once)
    assert set(what.values()) <= {1}


@pytest.mark.story("4.7")
@pytest.mark.parametrize("after", [False, True])
def test_a_fan_out_cut_short_anywhere_goes_on_and_tells_everybody_once(
    monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    monkeypatch.setattr("astrobookings.application.notifications.fan_out._BATCH", 2)
    world = in_memory_world()
    agency = world.agency()
    launch = world.launch(agency, seats=9)
    travelers = [world.traveler() for _ in range(5)]
    for traveler in travelers:
        world.book(traveler, launch.id, 1)
    world.settle()
    world.pass_time(timedelta(minutes=1))
    whole = world.parts
    world.system.delay_launch(
        agency, launch.id, launch.launch_at + timedelta(days=9), "strong winds"
    )

    for calls in range(1, 40):
        world.restart(mortal(whole, Fuse(calls, after=after)))
        with suppress(ProcessDied):
            relay(world)
        world.pass_time(timedelta(minutes=2))
    world.restart(whole)
    relay(world)

    delays = [told(world, traveler).count(Kind.LAUNCH_DELAYED) for traveler in travelers]
    assert delays == [1] * 5


@pytest.mark.story("4.7")
def test_a_queued_mail_keeps_the_request_it_comes_from(world: World) -> None:
    register(world)
    envelope = envelope_of(world, LinkRequested)

    world.system.queue_link_mail(envelope)

    (notification,) = queued(world)
    origin = world.parts.system_changes.of(notification.id)[0].origin
    assert (origin.service, origin.action) == ("notify", "queue-mail")
    assert (origin.request_id, origin.actor) == (
        envelope.origin.request_id,
        envelope.origin.actor,
    )


def test_a_message_without_the_details_it_needs_is_refused_at_once(world: World) -> None:
    traveler, launch = world.traveler(), world.launch()
    world.book(traveler, launch.id, 1)
    envelope = envelope_of(world, BookingConfirmed)
    parts = world.parts
    queueing = Queueing(parts.notifications, parts.system, parts.clock, parts.ids)

    with pytest.raises(ValueError, match="needs cancelled_by, refund"):
        queueing(envelope, UserId(parts.ids.new()), Kind.BOOKING_CANCELLED, parts.ids.new())
