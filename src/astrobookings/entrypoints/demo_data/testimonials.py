"""What travelers tell of flights that went well."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from attrs import evolve

from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.booking.testimonials import TestimonialStatus
from astrobookings.entrypoints.demo_data.values import (
    Decision,
    DemoBooking,
    DemoLaunch,
    DemoTestimonial,
)

__all__ = ["testimonials"]

_TEXTS = {
    Destination.LOW_EARTH_ORBIT: (
        "Two sunrises before breakfast. I had not expected to be so quiet for so long.",
        "My mother held my hand during the ascent; on the way down I held hers.",
        "Everything on time, and the crew explained every noise before we could worry.",
        "I would book the seat at the lower window again, and only that one.",
        "Nice, but my cousin sells the very same seats for half the price: ask me!",
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


_REJECTED = {"my cousin sells": "Advertises another seller."}
"""Why texts with these words are not shown."""
_STARS = (5, 5, 4)
"""In turns."""
_TOLD, _READ = timedelta(days=3), timedelta(days=4)
"""After the end of the flight, or sooner if that was just now."""


def testimonials(
    now: datetime, launches: Sequence[DemoLaunch], bookings: Sequence[DemoBooking], random: Random
) -> tuple[DemoTestimonial, ...]:
    """Each text once, oldest first, from somebody who was on a successful flight to there.

    Customer service has read all but the newest.
    """
    flown = {
        one.key: (one.plan.destination, one.end.at)
        for one in launches
        if one.end is not None and one.end.status is LaunchStatus.SUCCESSFUL
    }
    aboard = [one for one in bookings if one.launch in flown and not one.given_up]
    random.shuffle(aboard)
    told: list[DemoTestimonial] = []
    for destination, texts in _TEXTS.items():
        guests = [one for one in aboard if flown[one.launch][0] is destination]
        for guest, text in zip(guests, texts, strict=False):
            told.append(_told(guest, text, flown[guest.launch][1], now, _STARS[len(told) % 3]))
    *read, newest = sorted(told, key=lambda one: one.at)
    return (*read, evolve(newest, decision=None))


def _told(
    guest: DemoBooking, text: str, landed_at: datetime, now: datetime, stars: int
) -> DemoTestimonial:
    """What *guest* told after landing, and what was decided of it; all before *now*."""
    since = now - landed_at
    at, read_at = landed_at + min(_TOLD, since / 3), landed_at + min(_READ, since / 2)
    reason = next((why for words, why in _REJECTED.items() if words in text), "")
    status = TestimonialStatus.REJECTED if reason else TestimonialStatus.APPROVED
    return DemoTestimonial(
        at=at,
        traveler=guest.traveler,
        launch=guest.launch,
        stars=1 if reason else stars,
        text=text,
        decision=Decision(at=read_at, status=status, reason=reason),
    )
