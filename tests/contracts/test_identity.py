"""The stores of identity and notifications keep their contracts."""

from astrobookings.testing.contracts.event_mails import EventMailsContract
from astrobookings.testing.contracts.links import LinksContract
from astrobookings.testing.contracts.notices import NoticesContract
from astrobookings.testing.contracts.notifications import NotificationsContract
from astrobookings.testing.contracts.preferences import PreferencesContract
from astrobookings.testing.contracts.profiles import ProfilesContract
from astrobookings.testing.contracts.second_factors import SecondFactorsContract
from astrobookings.testing.contracts.sessions import SessionsContract
from astrobookings.testing.contracts.users import UsersContract
from tests.contracts.stores import OnSystem


class TestUsers(OnSystem, UsersContract):
    pass


class TestProfiles(OnSystem, ProfilesContract):
    pass


class TestSessions(OnSystem, SessionsContract):
    pass


class TestLinks(OnSystem, LinksContract):
    pass


class TestSecondFactors(OnSystem, SecondFactorsContract):
    pass


class TestNotifications(OnSystem, NotificationsContract):
    pass


class TestNotices(OnSystem, NoticesContract):
    pass


class TestPreferences(OnSystem, PreferencesContract):
    pass


class TestEventMails(OnSystem, EventMailsContract):
    pass
