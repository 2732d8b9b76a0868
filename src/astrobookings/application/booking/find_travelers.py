"""Customer service finds the traveler to act for (stories 2.7, 2.8)."""

from attrs import frozen

from astrobookings.application.ports.travelers import Travelers
from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["FindTravelers"]


@frozen
class FindTravelers:
    """Travelers that bookings know of, by last name."""

    travelers: Travelers

    def __call__(self, by: Principal, page: PageRequest, *, text: str = "") -> Page[BillingCopy]:
        """Those whose name, either way round, or e-mail address begins with *text*.

        Raises:
            NotSignedIn, NotAllowed: only customer service looks for travelers.
            Invalid: a cursor of another list.
        """
        authorize(by, Action.BOOK_ON_BEHALF)
        return self.travelers.search(page, text=text.strip())
