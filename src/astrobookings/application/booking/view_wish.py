"""A traveler looks at one wish (story 2.4)."""

from attrs import frozen

from astrobookings.application.ports.wishes import Wishes
from astrobookings.domain.booking.wishes import Wish
from astrobookings.domain.identity.permissions import Action, authorize, signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.pages import PageRequest

__all__ = ["ViewWish"]


@frozen
class ViewWish:
    """What became of a traveler's latest wish for a launch."""

    wishes: Wishes

    def __call__(self, by: Principal, launch_id: LaunchId) -> Wish:
        """Raises: NotSignedIn, NotAllowed: only travelers wait; NotFound: there is none."""
        authorize(by, Action.KEEP_WISHES)
        whose = signed_in(by)
        found = self.wishes.list(PageRequest(limit=1), traveler_id=whose, launch_id=launch_id)
        if not found.items:
            raise NotFound("wish", str(launch_id))
        return found.items[0]
