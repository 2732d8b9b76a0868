"""Where employees land: what needs a hand, by position."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

import pytest
from attrs import evolve

from astrobookings.application.booking.give_testimonial import TestimonialDraft as Draft
from astrobookings.domain.booking.errors import GatewaySilent
from astrobookings.domain.identity.roles import Position
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.testing.world import World
from tests.entrypoints.web.guest import Sheet, Site
from tests.entrypoints.web.it_records import (
    a_conflict,
    a_dead_letter,
    a_failed_mail,
    a_failed_run,
    an_open_alert,
)


def _workplace(site: Site, position: Position) -> Sheet:
    return site.enter(site.world.employee(position)).open("/system")


@pytest.mark.parametrize("position", Position)
def test_everybody_is_told_when_nothing_waits(site: Site, position: Position) -> None:
    sheet = _workplace(site, position)

    assert sheet.heading == "Hello, Mae"
    assert "Nothing waits for you" in sheet.text
    assert "/system/notifications" in sheet.links()


def _flown(world: World) -> None:
    """A launch that flew well, of which a traveler tells."""
    by, launch = world.traveler(), world.launch(days=10)
    world.book(by, launch.id, 2)
    world.pass_time(timedelta(days=11))
    world.system.mark_launch_successful(world.owner_of(launch), launch.id)
    world.settle()
    world.system.give_testimonial(by, Draft(launch_id=launch.id, stars=5, text="Two sunrises."))


def _held(world: World) -> None:
    world.book(world.traveler(), world.launch().id, 1, method=None)


def _overdue(world: World) -> None:
    _flown(world)
    world.system.issue_due_invoices(world.operator)
    world.pass_time(timedelta(days=60))


def _stuck_refund(world: World) -> None:
    by, launch = world.traveler(), world.launch()
    world.cancel(by, world.book(by, launch.id, 1))

    class Silent:
        def __getattr__(self, name: str) -> Callable[..., None]:
            def silent(*_: object) -> None:
                raise GatewaySilent

            return silent

    world.restart(evolve(world.parts, gateway=cast("Any", Silent())))
    for _ in range(12):
        world.system.execute_refunds(world.operator)
        world.pass_time(timedelta(hours=1, minutes=1))


def _new_agency(world: World) -> None:
    world.agency(approved=False)


def _unreported(world: World) -> None:
    world.launch(days=10)
    world.pass_time(timedelta(days=12))


@pytest.mark.parametrize(
    ("position", "prepare", "says", "path"),
    [
        (Position.CUSTOMER_SERVICE, _flown, "1 testimonial waiting", "/system/testimonials?"),
        (Position.OPERATIONS, _flown, "1 testimonial waiting", "/system/testimonials?"),
        (Position.CUSTOMER_SERVICE, _held, "1 booking held", "/system/bookings?"),
        (Position.FINANCE, _overdue, "1 invoice overdue", "/system/invoices?state=overdue"),
        (Position.FINANCE, _stuck_refund, "1 refund stuck", "/system/refunds?status=failed"),
        (Position.OPERATIONS, _new_agency, "1 agency waiting", "/system/agencies?status=pending"),
        (Position.OPERATIONS, _unreported, "1 scheduled launch past the date", "/system/launches?"),
        (Position.IT, an_open_alert, "1 alert open", "/system/alerts?status=open"),
        (Position.IT, a_failed_mail, "2 mails given up", "/system/queue?status=failed"),
        (Position.IT, a_dead_letter, "1 dead letter waiting", "/system/dead-letters"),
        (Position.IT, a_failed_run, "1 data set not synchronized", "/system/sync?status=failed"),
        (Position.IT, a_conflict, "1 conflict waiting", "/system/sync/conflicts?status=open"),
    ],
)
def test_what_waits_is_counted_and_leads_there(
    site: Site, position: Position, prepare: Callable[[World], object], says: str, path: str
) -> None:
    prepare(site.world)

    sheet = _workplace(site, position)

    assert says in sheet.text
    assert "Nothing waits for you" not in sheet.text
    found = next(link for link in sheet.links() if link.startswith(path))
    assert sheet.guest.open(found).status == 200


def test_what_cannot_be_counted_now_says_so(site: Site) -> None:
    class Away:
        def list(self, *_: object, **__: object) -> None:
            raise Unavailable

    world = site.world
    employee = world.employee(Position.FINANCE)
    object.__setattr__(world.system.list_refunds, "refunds", Away())

    sheet = site.enter(employee).open("/system")

    assert "Nobody can tell now how many refunds are stuck" in sheet.text


def test_unread_messages_are_counted_and_read(site: Site) -> None:
    employee = site.world.employee(Position.IT)
    a_failed_run(site.world)

    sheet = site.enter(employee).open("/system")
    messages = sheet.follow("Read your messages")

    assert "1 message not read yet" in sheet.text
    assert messages.path == "/system/notifications"
    assert "Alert raised" in messages.text


def test_others_have_no_workplace(site: Site) -> None:
    assert site.enter(site.world.traveler()).open("/system").status == 403
    assert site.guest().open("/system").heading == "Sign in"
