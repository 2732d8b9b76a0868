"""What travelers tell of flights that went well."""

from collections.abc import Sequence
from random import Random

from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.entrypoints.demo_data.values import DemoBooking, DemoLaunch, DemoTestimonial

__all__ = ["testimonials"]

_TEXTS = {
    Destination.LOW_EARTH_ORBIT: (
        "Two sunrises before breakfast. I had not expected to be so quiet for so long.",
        "My mother held my hand during the ascent; on the way down I held hers.",
        "Everything on time, and the crew explained every noise before we could worry.",
        "I would book the seat at the lower window again, and only that one.",
    ),
    Destination.ISS: (
        "A week was too short. Bring warm socks and somebody who snores quietly.",
        "The docking takes an hour and feels like a minute.",
        "We cooked together, badly, and laughed all evening at sixteen sunsets.",
    ),
    Destination.MOON: (
        "The far side is darker than any night I knew. Nobody spoke, nobody had to.",
        "Earthrise, with my children beside me. The rest does not fit into words.",
        "Eight days, one delay announced early and honestly, and a landing like a feather.",
    ),
    Destination.MARS: (
        "You read a great deal on the way, and on arrival you forget all of it.",
        "The garden kept me sane; the view made up for everything else.",
    ),
}


def testimonials(
    launches: Sequence[DemoLaunch], bookings: Sequence[DemoBooking], random: Random
) -> tuple[DemoTestimonial, ...]:
    """Each text once, from somebody who was on a successful flight to that destination."""
    flown = {
        one.key: one.plan.destination
        for one in launches
        if one.end is not None and one.end.status is LaunchStatus.SUCCESSFUL
    }
    aboard = [one for one in bookings if one.launch in flown and not _given_up(one)]
    random.shuffle(aboard)
    told: list[DemoTestimonial] = []
    for destination, texts in _TEXTS.items():
        guests = [one for one in aboard if flown[one.launch] is destination]
        told += (
            DemoTestimonial(traveler=guest.traveler, launch=guest.launch, text=text)
            for guest, text in zip(guests, texts, strict=False)
        )
    return tuple(told)


def _given_up(booking: DemoBooking) -> bool:
    answer = booking.delay_answer
    return booking.cancelled_at is not None or (answer is not None and not answer.accept)
