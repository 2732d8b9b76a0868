"""A profile is there before its event was heard, for whoever is quicker (story 5.5)."""

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.sync.copying import Copying
from astrobookings.domain.identity.permissions import Action, authorize, signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.sync.runs import SyncSet

__all__ = ["BringProfile"]


@frozen
class BringProfile:
    """Copies the profile of the one who asks to where bookings are."""

    copying: Copying
    clock: Clock

    def __call__(self, by: Principal) -> None:
        """What cannot be copied stays as it is; its event is heard later.

        Raises:
            NotSignedIn: nobody is signed in.
            Unavailable: one of the stores does not answer.
        """
        authorize(by, Action.MANAGE_OWN_ACCOUNT)
        origin = by.origin("bring-profile", self.clock.now())
        self.copying(SyncSet.PROFILES, [signed_in(by)], origin)
