"""Somebody looks at which mails they get (story 4.8)."""

from collections.abc import Mapping

from attrs import frozen

from astrobookings.application.ports.preferences import Preferences
from astrobookings.domain.identity.permissions import Action, authorize, signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.notifications.kinds import Topic
from astrobookings.domain.notifications.preferences import MailPreferences, topics_of

__all__ = ["ChosenMails", "ReadPreferences", "chosen_mails"]


@frozen
class ChosenMails:
    """What one chose for each topic that concerns one; None where nothing was chosen."""

    choices: Mapping[Topic, bool | None]
    version: int
    """0 before the first choice."""


def chosen_mails(by: Principal, kept: MailPreferences | None) -> ChosenMails:
    topics = topics_of(by.standing)
    choices = {topic: None if kept is None else kept.choice(topic) for topic in topics}
    return ChosenMails(choices, 0 if kept is None else kept.version)


@frozen
class ReadPreferences:
    """Show one's own choices."""

    preferences: Preferences

    def __call__(self, by: Principal) -> ChosenMails:
        """Raises: NotSignedIn: nobody is signed in."""
        authorize(by, Action.READ_OWN_NOTIFICATIONS)
        return chosen_mails(by, self.preferences.find(signed_in(by)))
