"""Employees decide what is shown of what travelers wrote (story 2.9)."""

from datetime import timedelta

import pytest

from astrobookings.application.booking import give_testimonial
from astrobookings.domain.booking import testimonials
from astrobookings.domain.identity.roles import Position
from tests.entrypoints.web.guest import Guest, Site

pytestmark = pytest.mark.story("2.9")

HERE = "/system/testimonials"


def told(site: Site, text: str = "The Earth rose, and nobody spoke.") -> testimonials.Testimonial:
    """What a traveler of a successful launch wrote."""
    world = site.world
    traveler, agency = world.traveler(), world.agency()
    launch = world.launch(agency, days=10)
    world.book(traveler, launch.id, 1)
    world.pass_time(timedelta(days=11))
    world.system.mark_launch_successful(agency, launch.id)
    world.settle()
    draft = give_testimonial.TestimonialDraft(launch_id=launch.id, stars=5, text=text)
    return world.system.give_testimonial(traveler, draft)


@pytest.fixture(params=[Position.CUSTOMER_SERVICE, Position.OPERATIONS])
def guest(site: Site, request: pytest.FixtureRequest) -> Guest:
    """The browser of somebody who moderates."""
    return site.enter(site.world.employee(request.param))


def test_what_waits_is_approved_and_then_read_by_everybody(site: Site) -> None:
    one = told(site)
    guest = site.enter(site.world.employee(Position.CUSTOMER_SERVICE))

    done = guest.open(HERE).send("Approve")

    assert "is shown to everybody now" in done.told
    assert "Nothing waits" in done.text
    assert _status(site, one) is testimonials.TestimonialStatus.APPROVED
    assert one.text in site.guest().open("/testimonials").text


def test_a_rejection_says_why(site: Site) -> None:
    one = told(site)
    guest = site.enter(site.world.employee(Position.OPERATIONS))
    page = guest.open(f"{HERE}/{one.id}/rejection")
    assert one.text in page.text

    refused = page.send("Reject it")
    assert refused.fault("reason")
    done = refused.send("Reject it", reason="Names another passenger.")

    assert "is not shown" in done.told
    assert _status(site, one) is testimonials.TestimonialStatus.REJECTED
    rejected = guest.open(HERE).send("Show", status="rejected")
    assert "Names another passenger." in rejected.text
    assert "by Mae Ito" in rejected.text


def test_a_decision_is_turned_round(site: Site) -> None:
    one = told(site)
    guest = site.enter(site.world.employee(Position.CUSTOMER_SERVICE))
    guest.open(HERE).send("Approve")

    shown = guest.open(f"{HERE}?status=approved")
    page = guest.open(next(path for path in shown.links() if path.endswith("/rejection")))
    assert "taken off the pages" in page.text
    page.send("Reject it", reason="The traveler asked for it.")

    assert _status(site, one) is testimonials.TestimonialStatus.REJECTED


def test_what_was_decided_in_between_is_not_decided_again(site: Site) -> None:
    one = told(site)
    guest = site.enter(site.world.employee(Position.CUSTOMER_SERVICE))
    old = guest.open(HERE)
    guest.open(f"{HERE}/{one.id}/rejection").send("Reject it", reason="Rude.")

    assert old.send("Approve").status in {409, 412}
    assert _status(site, one) is testimonials.TestimonialStatus.REJECTED


def test_without_testimonials_the_queue_says_so(guest: Guest) -> None:
    empty = guest.open(HERE)
    assert "Nothing waits" in empty.text
    assert "None of these" in empty.follow("All testimonials").text
    assert "None of these" in guest.open(f"{HERE}?status=rejected").text


def test_a_long_queue_goes_on(site: Site) -> None:
    world = site.world
    agency = world.agency()
    launch = world.launch(agency, days=10, seats=30)
    travelers = [world.traveler() for _ in range(26)]
    for traveler in travelers:
        world.book(traveler, launch.id, 1)
    world.pass_time(timedelta(days=11))
    world.system.mark_launch_successful(agency, launch.id)
    world.settle()
    for traveler in travelers:
        draft = give_testimonial.TestimonialDraft(
            launch_id=launch.id, stars=4, text="Quiet up there."
        )
        world.system.give_testimonial(traveler, draft)
    guest = site.enter(world.employee(Position.CUSTOMER_SERVICE))

    first = guest.open(HERE)

    assert len(first.soup.select("article")) == 25
    assert len(first.follow("More testimonials").soup.select("article")) == 1


def test_others_do_not_moderate(site: Site) -> None:
    one = told(site)
    for by in (site.world.employee(Position.FINANCE), site.world.traveler()):
        guest = site.enter(by)
        assert guest.open(HERE).status == 403
        assert guest.open(f"{HERE}/{one.id}/rejection").status == 403
    moderator = site.enter(site.world.employee(Position.OPERATIONS))
    assert moderator.open(f"{HERE}/{one.traveler_id}/rejection").status == 404


def _status(site: Site, one: testimonials.Testimonial) -> testimonials.TestimonialStatus:
    return site.world.parts.testimonials.get(one.id).status
