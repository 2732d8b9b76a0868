"""Launches that flew, and what was told of them."""

from datetime import timedelta

from astrobookings.application.booking.give_testimonial import TestimonialDraft
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.booking.testimonials import Testimonial, TestimonialStatus
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.testing.world import World

__all__ = ["flown", "told_of"]


def flown(world: World, by: Principal, *, destination: Destination = Destination.MOON) -> Launch:
    """A launch that *by* was on, and that went well."""
    launch = world.launch(days=2, destination=destination)
    world.book(by, launch.id)
    world.pass_time(timedelta(days=2))
    world.system.mark_launch_successful(world.owner_of(launch), launch.id)
    world.settle()
    return launch


def told_of(
    world: World,
    *,
    stars: int = 5,
    text: str = "Sixteen sunsets, and not one of them the same.",
    destination: Destination = Destination.MOON,
    approved: bool = True,
) -> Testimonial:
    """What a traveler tells of a launch; everybody reads it if it is *approved*."""
    by = world.traveler()
    launch = flown(world, by, destination=destination)
    draft = TestimonialDraft(launch_id=launch.id, stars=stars, text=text)
    given = world.system.give_testimonial(by, draft)
    if not approved:
        return given
    decided, reader = TestimonialStatus.APPROVED, world.employee(Position.CUSTOMER_SERVICE)
    return world.system.moderate_testimonial(reader, given.id, decided, "")
