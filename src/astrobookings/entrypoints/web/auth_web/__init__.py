"""AuthWeb: accounts, and the sessions of their owners."""

from astrobookings.entrypoints.web.auth_web.links import LinksController
from astrobookings.entrypoints.web.auth_web.preferences import PreferencesController
from astrobookings.entrypoints.web.auth_web.privacy import PrivacyController
from astrobookings.entrypoints.web.auth_web.profile import ProfileController
from astrobookings.entrypoints.web.auth_web.registering import RegisteringController
from astrobookings.entrypoints.web.auth_web.second_factor import SecondFactorController
from astrobookings.entrypoints.web.auth_web.second_step import SecondStepController
from astrobookings.entrypoints.web.auth_web.sessions import SessionsController
from astrobookings.entrypoints.web.auth_web.signing_in import SigningInController

__all__ = ["PAGES"]

PAGES = (
    SigningInController,
    SecondStepController,
    RegisteringController,
    LinksController,
    ProfileController,
    SessionsController,
    SecondFactorController,
    PrivacyController,
    PreferencesController,
)
