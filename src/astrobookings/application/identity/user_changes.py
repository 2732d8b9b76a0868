"""What an operations manager changes of an account (story 0.9)."""

from typing import Any

from attrs import evolve, fields, frozen

from astrobookings.application.contacts import LONGEST_NAME, NO_COUNTRY, ContactCheck
from astrobookings.domain.identity.accounts import Account, AccountStatus, reinstate, suspend
from astrobookings.domain.identity.roles import Position, Role
from astrobookings.domain.kernel.errors import Fault, refuse_faults
from astrobookings.domain.kernel.texts import text_fault

__all__ = ["LONGEST_REASON", "UserChange", "changed", "checked_reason", "read_phone"]

LONGEST_REASON = 500
_BOTH = "says suspended or active"


@frozen(kw_only=True)
class UserChange:
    """What changes; None leaves a field as it is. The country only reads the phone number."""

    first_name: str | None = None
    last_name: str | None = None
    position: Position | None = None
    department: str | None = None
    phone: str | None = None
    country: str | None = None
    status: AccountStatus | None = None
    """`suspended`, or `active` for one that is suspended."""
    reason: str = ""
    """Why the status changes."""


def changed(account: Account, change: UserChange, check: ContactCheck) -> Account:
    """*account* after *change*, whose faults *check* collects.

    Raises:
        NoSuchAccountMove: its status does not allow the new one.
    """
    if account.role is not Role.EMPLOYEE:
        _refuse_details(change, check)
        return _moved(account, change, check)
    detailed = evolve(account, **_details(change, check))
    return _moved(detailed, change, check)


def _refuse_details(change: UserChange, check: ContactCheck) -> None:
    own = {"status", "reason"}
    for name in (one.name for one in fields(UserChange) if one.name not in own):
        if getattr(change, name) is not None:
            check.note(Fault(f"/{name}", "is changed of employees only", "not-applicable"))


def _details(change: UserChange, check: ContactCheck) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in ("first_name", "last_name", "department"):
        value = getattr(change, name)
        if value is not None:
            needed = name != "department"
            found[name] = check.text(f"/{name}", value, longest=LONGEST_NAME, required=needed)
    if change.position is not None:
        found["position"] = change.position
    if change.phone is not None:
        found["phone"] = read_phone(check, change.phone, change.country or "")
    return found


def read_phone(check: ContactCheck, phone: str, country: str) -> str:
    """An employee's *phone*, which may be blank; without a *country* it begins with +."""
    known = country.strip()
    code = check.country("/country", known) if known else NO_COUNTRY
    return check.phone("/phone", phone, code) if phone.strip() else ""


def _moved(account: Account, change: UserChange, check: ContactCheck) -> Account:
    if change.status is None:
        return account
    if change.status not in {AccountStatus.SUSPENDED, AccountStatus.ACTIVE}:
        check.note(Fault("/status", _BOTH, "not-applicable"))
        return account
    check.note(text_fault("/reason", change.reason, longest=LONGEST_REASON, one_line=False))
    if change.status is AccountStatus.SUSPENDED:
        return suspend(account, change.reason.strip())
    return reinstate(account)


def checked_reason(reason: str) -> str:
    """Raises: Invalid: *reason* is empty or too long."""
    refuse_faults((text_fault("/reason", reason, longest=LONGEST_REASON, one_line=False),))
    return reason.strip()
