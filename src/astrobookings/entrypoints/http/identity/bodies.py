"""What requests about accounts bring."""

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from astrobookings.application.identity.register_agency import AgencyRegistration
from astrobookings.application.identity.register_traveler import TravelerRegistration
from astrobookings.application.identity.update_me import ProfileUpdate
from astrobookings.entrypoints.http.shapes import Line, Text

__all__ = [
    "AgencySignUp",
    "Email",
    "EmailAddress",
    "LinkToken",
    "Login",
    "NewEmail",
    "NewPassword",
    "Password",
    "PasswordChange",
    "ProfileChange",
    "RefreshToken",
    "TravelerSignUp",
]

Email = Annotated[str, Meta(max_length=320, examples=["ada@example.org"])]
Password = Annotated[str, Meta(max_length=1000)]
Token = Annotated[str, Meta(max_length=2000)]


class TravelerSignUp(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A traveler registers; the country says how phone and tax id are read."""

    email: Email
    password: Password
    first_name: Line
    last_name: Line
    birth_date: date
    phone: Line
    address: Line
    country: Line
    tax_id: Line

    def registration(self) -> TravelerRegistration:
        return TravelerRegistration(**msgspec.structs.asdict(self))


class AgencySignUp(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Somebody registers an agency, and an account to manage it."""

    email: Email
    password: Password
    first_name: Line
    last_name: Line
    company_name: Line
    description: Text = ""
    contact_person: Line
    contact_email: Email
    contact_phone: Line
    tax_id: Line
    legal_address: Line
    country: Line

    def registration(self) -> AgencyRegistration:
        return AgencyRegistration(**msgspec.structs.asdict(self))


class LinkToken(msgspec.Struct, forbid_unknown_fields=True):
    """What the link of a mail carries."""

    token: Token


class EmailAddress(msgspec.Struct, forbid_unknown_fields=True):
    email: Email


class Login(msgspec.Struct, forbid_unknown_fields=True):
    """With `code` where there is a second factor: six digits of the device, or a recovery code."""

    email: Email
    password: Password
    code: Annotated[str, Meta(max_length=50)] | None = None


class RefreshToken(msgspec.Struct, forbid_unknown_fields=True):
    refresh_token: Token


class NewPassword(msgspec.Struct, forbid_unknown_fields=True):
    """A new password, by the link of a mail."""

    token: Token
    password: Password


class PasswordChange(msgspec.Struct, forbid_unknown_fields=True):
    current_password: Password
    new_password: Password


class NewEmail(msgspec.Struct, forbid_unknown_fields=True):
    """Another address; it counts once its own link was followed."""

    password: Password
    email: Email


class ProfileChange(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Fields that are left out stay as they are."""

    first_name: Line | None = None
    last_name: Line | None = None
    phone: Line | None = None
    address: Line | None = None
    country: Line | None = None
    tax_id: Line | None = None

    def update(self) -> ProfileUpdate:
        return ProfileUpdate(**msgspec.structs.asdict(self))
