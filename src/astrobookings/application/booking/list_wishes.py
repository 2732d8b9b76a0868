"""Travelers look at what they wait for (story 2.4)."""

from attrs import frozen

from astrobookings.application.ports.wishes import Wishes
from astrobookings.domain.booking.wishes import Wish, WishStatus
from astrobookings.domain.identity.permissions import Action, authorize, signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["ListWishes"]


@frozen
class ListWishes:
    """A traveler's own wishes, newest first."""

    wishes: Wishes

    def __call__(
        self,
        by: Principal,
        page: PageRequest,
        *,
        status: WishStatus | None = None,
        launch_id: LaunchId | None = None,
    ) -> Page[Wish]:
        """Raises: NotSignedIn, NotAllowed: only travelers wait; Invalid: a foreign cursor."""
        authorize(by, Action.KEEP_WISHES)
        whose = signed_in(by)
        return self.wishes.list(page, traveler_id=whose, status=status, launch_id=launch_id)
