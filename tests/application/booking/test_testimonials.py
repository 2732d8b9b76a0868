"""What travelers tell, and who reads it, on memory adapters (story 2.9)."""

from datetime import timedelta

import pytest

from astrobookings.application.booking.give_testimonial import TestimonialDraft as Draft
from astrobookings.application.ports.testimonials import TestimonialFilter as Filter
from astrobookings.application.ports.testimonials import TestimonialSort as Sort
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.booking import testimonials as told
from astrobookings.domain.booking.testimonials import NotFlown, ShownName
from astrobookings.domain.booking.testimonials import TestimonialStatus as Status
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.errors import Invalid, NotAllowed, NotFound, NotSignedIn, Stale
from astrobookings.domain.kernel.ids import LaunchId, TestimonialId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.testing.builders import fresh_id
from astrobookings.testing.world import World


def flown(world: World) -> tuple[Principal, Launch]:
    """A traveler who was on a successful launch."""
    by, launch = world.traveler(), world.launch(days=10)
    world.book(by, launch.id, 2)
    world.pass_time(timedelta(days=11))
    world.system.mark_launch_successful(world.owner_of(launch), launch.id)
    world.settle()
    return by, launch


def draft(launch: Launch, **fields: object) -> Draft:
    said = {"launch_id": launch.id, "stars": 5, "text": "Two sunrises.", **fields}
    return Draft(**said)  # type: ignore[arg-type]


def read(world: World, by: Principal, *, mine: bool = False, **wanted: object) -> list[object]:
    filter_ = Filter(**wanted)  # type: ignore[arg-type]
    page = world.system.list_testimonials(by, filter_, Sort.NEWEST, PageRequest(), mine=mine)
    return list(page.items)


@pytest.mark.story("2.9")
def test_everybody_reads_a_testimonial_once_it_is_approved(world: World) -> None:
    by, launch = flown(world)
    employee = world.employee(Position.CUSTOMER_SERVICE)
    given = world.system.give_testimonial(by, draft(launch))

    before = read(world, world.visitor())
    approved = world.system.moderate_testimonial(employee, given.id, Status.APPROVED, "")

    assert before == []
    assert given.status is Status.PENDING
    assert given.shown_name == "Ada M."
    assert (given.flight.slug, given.flight.destination) == (launch.slug, launch.destination)
    assert approved.moderated_by == employee.user_id
    assert read(world, world.visitor()) == [approved]
    assert read(world, world.agency(), status=Status.APPROVED) == [approved]


@pytest.mark.story("2.9")
def test_the_platform_shows_what_it_flew(world: World) -> None:
    by, launch = flown(world)
    given = world.system.give_testimonial(by, draft(launch, stars=4))
    world.system.moderate_testimonial(
        world.employee(Position.OPERATIONS), given.id, Status.APPROVED, ""
    )

    shown = world.system.read_about(world.visitor())

    assert (shown.launches, shown.seats, shown.agencies, shown.spaceports) == (1, 2, 1, 1)
    assert (shown.testimonials, f"{shown.stars}") == (1, "4.00")


def test_a_rejected_one_is_hidden_and_may_be_approved_later(world: World) -> None:
    by, launch = flown(world)
    employee = world.employee(Position.CUSTOMER_SERVICE)
    given = world.system.give_testimonial(by, draft(launch))
    rejected = world.system.moderate_testimonial(employee, given.id, Status.REJECTED, "An advert.")

    assert read(world, world.visitor()) == []
    assert read(world, by, mine=True) == [rejected]
    assert read(world, employee) == [rejected]
    with pytest.raises(told.NoSuchTestimonialMove):
        world.system.moderate_testimonial(employee, given.id, Status.REJECTED, "An advert.")
    approved = world.system.moderate_testimonial(employee, given.id, Status.APPROVED, "")
    assert read(world, world.visitor()) == [approved]


def test_who_was_not_there_cannot_tell(world: World) -> None:
    _, launch = flown(world)
    with pytest.raises(NotFlown):
        world.system.give_testimonial(world.traveler(), draft(launch))


def test_nothing_is_told_before_the_launch_nor_of_an_aborted_one(world: World) -> None:
    by, launch = world.traveler(), world.launch()
    world.book(by, launch.id, 1)
    with pytest.raises(NotFlown):
        world.system.give_testimonial(by, draft(launch))
    world.system.abort_launch(world.owner_of(launch), launch.id, "a cracked valve")
    world.settle()
    with pytest.raises(NotFlown):
        world.system.give_testimonial(by, draft(launch))


def test_a_cancelled_booking_was_no_flight(world: World) -> None:
    by, launch = world.traveler(), world.launch(days=10)
    world.cancel(by, world.book(by, launch.id, 1))
    world.pass_time(timedelta(days=11))
    world.system.mark_launch_successful(world.owner_of(launch), launch.id)
    world.settle()

    with pytest.raises(NotFlown):
        world.system.give_testimonial(by, draft(launch))


def test_a_traveler_tells_of_a_launch_once(world: World) -> None:
    by, launch = flown(world)
    world.system.give_testimonial(by, draft(launch))

    with pytest.raises(told.TestimonialGivenBefore):
        world.system.give_testimonial(by, draft(launch, stars=1))


def test_travelers_choose_how_they_are_named(world: World) -> None:
    by, launch = flown(world)

    given = world.system.give_testimonial(by, draft(launch, name=ShownName.FIRST_NAME))

    assert given.shown_name == "Ada"


@pytest.mark.parametrize(
    "fields", [{"stars": 0}, {"stars": 6}, {"text": " "}, {"text": "a" * 2001}]
)
def test_what_is_wrong_in_itself_is_refused(world: World, fields: dict[str, object]) -> None:
    by, launch = flown(world)
    with pytest.raises(Invalid):
        world.system.give_testimonial(by, draft(launch, **fields))


def test_a_rejection_says_why(world: World) -> None:
    by, launch = flown(world)
    given = world.system.give_testimonial(by, draft(launch))
    employee = world.employee(Position.CUSTOMER_SERVICE)

    with pytest.raises(Invalid):
        world.system.moderate_testimonial(employee, given.id, Status.REJECTED, " ")
    with pytest.raises(Stale):
        world.system.moderate_testimonial(employee, given.id, Status.APPROVED, "", if_version=9)
    unknown = TestimonialId(fresh_id())
    with pytest.raises(NotFound):
        world.system.moderate_testimonial(employee, unknown, Status.APPROVED, "")


def test_only_those_who_moderate_see_others_than_approved_ones(world: World) -> None:
    by, launch = flown(world)
    given = world.system.give_testimonial(by, draft(launch))

    assert read(world, world.employee(Position.OPERATIONS), status=Status.PENDING) == [given]
    assert read(world, by) == []
    for other in (by, world.agency(), world.employee(Position.FINANCE)):
        with pytest.raises(NotAllowed):
            read(world, other, status=Status.PENDING)
    with pytest.raises(NotSignedIn):
        read(world, world.visitor(), status=Status.PENDING)
    with pytest.raises(NotSignedIn):
        read(world, world.visitor(), mine=True)


def test_roles_are_kept_apart(world: World) -> None:
    by, launch = flown(world)
    given = world.system.give_testimonial(by, draft(launch))

    with pytest.raises(NotAllowed):
        world.system.moderate_testimonial(by, given.id, Status.APPROVED, "")
    with pytest.raises(NotAllowed):
        world.system.give_testimonial(world.agency(), draft(launch))
    with pytest.raises(NotFound):
        world.system.give_testimonial(by, Draft(launch_id=LaunchId(fresh_id()), stars=5, text="x"))
