"""Somebody chooses which mails to get (story 4.8)."""

from collections.abc import Mapping

from attrs import frozen

from astrobookings.application.notifications.read_preferences import ChosenMails, chosen_mails
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.preferences import Preferences
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.identity.permissions import Action, authorize, signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.entities import check_version
from astrobookings.domain.kernel.errors import Fault, refuse_faults
from astrobookings.domain.notifications.kinds import Topic
from astrobookings.domain.notifications.preferences import (
    MailPreferences,
    choosing,
    topics_of,
)

__all__ = ["ChoosePreferences"]


@frozen
class ChoosePreferences:
    """Turn mails of a topic on or off; the in-app copies come anyhow."""

    preferences: Preferences
    system: Transactions
    clock: Clock

    def __call__(
        self,
        by: Principal,
        choices: Mapping[Topic, bool | None],
        *,
        version: int | None = None,
    ) -> ChosenMails:
        """All choices after these; None forgets one. *version* is that which the caller saw.

        Raises:
            NotSignedIn: nobody is signed in.
            Invalid: a topic is none of those the caller can choose about.
            Stale: the choices were changed in between.
        """
        authorize(by, Action.READ_OWN_NOTIFICATIONS)
        refuse_faults(_fault(topic, by) for topic in choices)
        user_id, now = signed_in(by), self.clock.now()
        with self.system(by.origin("choose-preferences", now)):
            kept = self.preferences.find(user_id) or MailPreferences(
                user_id=user_id, created_at=now, updated_at=now
            )
            check_version(kept, version, kind="preferences")
            return chosen_mails(by, self.preferences.put(choosing(kept, choices)))


def _fault(topic: Topic, by: Principal) -> Fault | None:
    if topic in topics_of(by.standing):
        return None
    return Fault(f"/{topic.value}", "is nothing you are mailed about", "not-yours")
