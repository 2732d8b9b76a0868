"""An employee decides what everybody reads (story 2.9)."""

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.testimonials import Testimonials
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.booking.testimonial_events import TestimonialModerated
from astrobookings.domain.booking.testimonials import Testimonial, TestimonialStatus, moderate
from astrobookings.domain.identity.permissions import Action, authorize, signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.entities import check_version
from astrobookings.domain.kernel.ids import TestimonialId

__all__ = ["ModerateTestimonial"]


@frozen
class ModerateTestimonial:
    """Approve or reject a testimonial; a decision may be turned round."""

    testimonials: Testimonials
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock

    def __call__(
        self,
        by: Principal,
        testimonial_id: TestimonialId,
        status: TestimonialStatus,
        reason: str,
        if_version: int | None = None,
    ) -> Testimonial:
        """The testimonial as decided.

        Raises:
            NotSignedIn, NotAllowed: customer service and operations moderate.
            NotFound: no such testimonial.
            Invalid: rejected without a reason.
            NoSuchTestimonialMove: it is so already.
            Stale: it is not at *if_version*.
        """
        authorize(by, Action.MODERATE_TESTIMONIALS)
        employee = signed_in(by)
        now = self.clock.now()
        with self.operations(by.origin("moderate-testimonial", now)):
            found = self.testimonials.lock(testimonial_id)
            check_version(found, if_version, kind="testimonial")
            decided = moderate(found, status, by=employee, reason=reason, now=now)
            saved = self.testimonials.save(decided)
            whose = (saved.id, saved.launch_id, saved.traveler_id)
            self.operations_outbox.add(TestimonialModerated(*whose, status.value))
        return saved
