"""Which mails people want (story 4.8)."""

from collections.abc import Mapping

from attrs import evolve, frozen

from astrobookings.domain.identity.roles import Standing
from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.notifications.kinds import MANNERS, NotificationKind, Topic

__all__ = ["MailPreferences", "choosing", "topics_of", "wants"]

_TOPICS = {
    Standing.TRAVELER: (Topic.NEW_LAUNCHES,),
    Standing.AGENCY: (Topic.LAUNCH_BOOKINGS,),
}


@frozen(kw_only=True)
class MailPreferences(Entity):
    """What somebody chose for each topic; None where nothing was chosen."""

    user_id: UserId
    new_launches: bool | None = None
    """Until they choose, VIP travelers are mailed about new launches and others are not."""
    launch_bookings: bool | None = None
    """Until they choose, agencies are mailed about each booking."""

    @property
    def id(self) -> UserId:
        return self.user_id

    def choice(self, topic: Topic) -> bool | None:
        chosen: bool | None = getattr(self, topic.value)
        return chosen


def topics_of(standing: Standing) -> tuple[Topic, ...]:
    """What somebody can choose about; to employees everything they are told is urgent."""
    return _TOPICS.get(standing, ())


def choosing(preferences: MailPreferences, choices: Mapping[Topic, bool | None]) -> MailPreferences:
    """*preferences* with these *choices*; None takes one back."""
    return evolve(
        preferences,
        new_launches=choices.get(Topic.NEW_LAUNCHES, preferences.new_launches),
        launch_bookings=choices.get(Topic.LAUNCH_BOOKINGS, preferences.launch_bookings),
    )


def wants(preferences: MailPreferences | None, kind: NotificationKind) -> bool:
    """Whether somebody to be told something of *kind* wants a mail of it.

    Security, money and one's own bookings are always mailed.
    """
    topic = MANNERS[kind].topic
    return topic is None or preferences is None or preferences.choice(topic) is not False
