"""A traveler tells of a flight that went well (story 2.9)."""

from attrs import frozen

from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.launch_board import LaunchBoard, LaunchCard
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.testimonials import Testimonials
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.travelers import Travelers
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.booking.errors import TravelerNotReady
from astrobookings.domain.booking.testimonial_events import TestimonialGiven
from astrobookings.domain.booking.testimonials import (
    Flight,
    ShownName,
    Testimonial,
    require_flown,
    require_telling,
    shown_name,
)
from astrobookings.domain.identity.permissions import Action, authorize, signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import LaunchId, TestimonialId, UserId
from astrobookings.domain.kernel.pages import PageRequest

__all__ = ["GiveTestimonial", "TestimonialDraft"]


@frozen(kw_only=True)
class TestimonialDraft:
    """What a traveler tells, and under which name."""

    launch_id: LaunchId
    stars: int
    text: str
    name: ShownName = ShownName.FIRST_NAME_AND_INITIAL


@frozen
class GiveTestimonial:
    """Keep what a traveler tells of a flight, for an employee to read before everybody does."""

    board: LaunchBoard
    bookings: Bookings
    travelers: Travelers
    testimonials: Testimonials
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock
    ids: Ids

    def __call__(self, by: Principal, draft: TestimonialDraft) -> Testimonial:
        """The testimonial, pending.

        Raises:
            NotSignedIn, NotAllowed: only travelers tell.
            Invalid: stars or text wrong in themselves.
            NotFound: no such launch.
            NotFlown: not a successful launch, or not with a completed booking.
            TestimonialGivenBefore: one for each launch.
            TravelerNotReady: the traveler's name has not arrived yet.
        """
        authorize(by, Action.GIVE_TESTIMONIALS)
        traveler_id = signed_in(by)
        require_telling(draft.stars, draft.text)
        now = self.clock.now()
        card = self.board.get(draft.launch_id, now=now)
        require_flown(card.launch, aboard=self._aboard(traveler_id, draft.launch_id))
        copy = self.travelers.find(traveler_id)
        if copy is None:
            raise TravelerNotReady
        testimonial = Testimonial(
            id=TestimonialId(self.ids.new()),
            traveler_id=traveler_id,
            launch_id=card.launch.id,
            agency_id=card.launch.agency_id,
            flight=_flight(card),
            stars=draft.stars,
            text=draft.text,
            shown_name=shown_name(copy, draft.name),
            created_at=now,
            updated_at=now,
        )
        with self.operations(by.origin("give-testimonial", now)):
            added = self.testimonials.add(testimonial)
            self.operations_outbox.add(TestimonialGiven(added.id, added.launch_id, traveler_id))
        return added

    def _aboard(self, traveler_id: UserId, launch_id: LaunchId) -> bool:
        flown = self.bookings.list(
            PageRequest(limit=1),
            traveler_id=traveler_id,
            launch_id=launch_id,
            statuses=frozenset({BookingStatus.COMPLETED}),
            now=self.clock.now(),
        )
        return bool(flown.items)


def _flight(card: LaunchCard) -> Flight:
    return Flight(
        slug=card.launch.slug,
        destination=card.launch.destination,
        launch_at=card.launch.launch_at,
        agency_name=card.agency_name,
        rocket_name=card.rocket_name,
    )
