"""What travelers tell and wish for, and the figures of the platform."""

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from astrobookings.domain.booking.testimonials import (
    MOST_STARS,
    Flight,
    Testimonial,
    TestimonialStatus,
    moderate,
)
from astrobookings.domain.booking.wishes import Wish, WishStatus, close, grant, withdraw
from astrobookings.domain.kernel.ids import (
    AgencyId,
    BookingId,
    LaunchId,
    TestimonialId,
    UserId,
    WishId,
)
from astrobookings.testing.strategies.agencies import destinations
from astrobookings.testing.strategies.kernel import entities, ids, instants, lines, spans

__all__ = ["flights", "moderations", "told_testimonials", "wish_statuses", "wishes"]


def moderations() -> SearchStrategy[TestimonialStatus]:
    """Where testimonials stand."""
    return st.sampled_from(TestimonialStatus)


def wish_statuses() -> SearchStrategy[WishStatus]:
    """Where wishes stand."""
    return st.sampled_from(WishStatus)


def flights() -> SearchStrategy[Flight]:
    """Launches as testimonials name them."""
    return st.builds(
        Flight,
        slug=st.just("heron-cape-moon-2027-02-01"),
        destination=destinations(),
        launch_at=instants(),
        agency_name=lines(),
        rocket_name=lines(),
    )


@st.composite
def told_testimonials(
    draw: DrawFn, *, status: SearchStrategy[TestimonialStatus] = moderations()
) -> Testimonial:
    """What travelers told, moderated or not."""
    given = draw(
        entities(
            Testimonial,
            id=ids(TestimonialId),
            traveler_id=ids(UserId),
            launch_id=ids(LaunchId),
            agency_id=ids(AgencyId),
            flight=flights(),
            stars=st.integers(1, MOST_STARS),
            text=lines(),
            shown_name=lines(),
        )
    )
    wanted = draw(status)
    if wanted is TestimonialStatus.PENDING:
        return given
    at = given.updated_at + draw(spans())
    by, reason = draw(ids(UserId)), draw(lines())
    return evolve(moderate(given, wanted, by=by, reason=reason, now=at), updated_at=at)


@st.composite
def wishes(draw: DrawFn, *, status: SearchStrategy[WishStatus] = wish_statuses()) -> Wish:
    """Wishes, waiting or decided."""
    waiting = draw(
        entities(
            Wish,
            id=ids(WishId),
            traveler_id=ids(UserId),
            launch_id=ids(LaunchId),
            agency_id=ids(AgencyId),
            seats=st.integers(1, 6),
        )
    )
    at = waiting.updated_at + draw(spans())
    decided = {
        WishStatus.WAITING: waiting,
        WishStatus.GRANTED: grant(waiting, draw(ids(BookingId)), at),
        WishStatus.WITHDRAWN: withdraw(waiting, at),
        WishStatus.CLOSED: close(waiting, at),
    }[draw(status)]
    return decided if decided is waiting else evolve(decided, updated_at=at)
