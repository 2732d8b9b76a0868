"""What operations managers send about users."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from astrobookings.application.identity.change_user import UserChange
from astrobookings.application.identity.create_employee import EmployeeDetails
from astrobookings.domain.identity.accounts import AccountStatus
from astrobookings.domain.identity.roles import Position
from astrobookings.entrypoints.http.identity.bodies import Email
from astrobookings.entrypoints.http.shapes import Line, Text

__all__ = ["NewEmployee", "ResetReason", "UserUpdate"]

Country = Annotated[str, Meta(max_length=500, examples=["ES"])]


class NewEmployee(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A colleague, who is mailed an invitation; the country reads the phone number."""

    email: Email
    first_name: Line
    last_name: Line
    position: Position
    department: Line = ""
    phone: Line = ""
    country: Country = ""

    def details(self) -> EmployeeDetails:
        return EmployeeDetails(**msgspec.structs.asdict(self))


class UserUpdate(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Fields that are left out stay as they are; another status needs a reason.

    Only employees have details to change. The country only reads the phone number.
    """

    first_name: Line | None = None
    last_name: Line | None = None
    position: Position | None = None
    department: Line | None = None
    phone: Line | None = None
    country: Country | None = None
    status: Literal["suspended", "active"] | None = None
    """`active` gives a suspended account back what it was."""
    reason: Text = ""

    def change(self) -> UserChange:
        said = msgspec.structs.asdict(self)
        status = None if self.status is None else AccountStatus(self.status)
        return UserChange(**(said | {"status": status}))


class ResetReason(msgspec.Struct, forbid_unknown_fields=True):
    """Why the second factor is taken off, such as a lost device."""

    reason: Text
