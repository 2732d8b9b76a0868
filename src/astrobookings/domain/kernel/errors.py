"""The errors every context builds on.

AstroBookingsError
├── Invalid               the input is wrong in itself
├── NotSignedIn           nobody, or nobody we trust, is asking
├── NotAllowed            the one who asks may not do this
├── NotFound              no such thing, or none that the asker may see
├── Refused               the present state does not allow it
│   └── Stale             somebody changed the record in between
├── Declined              the payment was declined
├── TooMany               too often; try again later
└── Unavailable           a system we need does not answer
"""

from collections.abc import Iterable
from typing import ClassVar

from attrs import frozen

__all__ = [
    "AstroBookingsError",
    "Declined",
    "Fault",
    "Invalid",
    "NotAllowed",
    "NotFound",
    "NotSignedIn",
    "Refused",
    "Stale",
    "TooMany",
    "Unavailable",
    "refuse_faults",
]


class AstroBookingsError(Exception):
    """Base of all errors a caller may meet; `code` is stable, `str()` is for people."""

    code: ClassVar[str] = "error"


@frozen
class Fault:
    """One thing wrong with an input."""

    pointer: str
    """JSON pointer to the field, such as `/passengers/0/birth_date`."""
    detail: str
    code: str = "invalid"


@frozen
class Invalid(AstroBookingsError):
    """The input is wrong in itself, whatever the state; carries every fault found."""

    code: ClassVar[str] = "invalid-input"
    faults: tuple[Fault, ...]

    def __str__(self) -> str:
        return "; ".join(f"{fault.pointer or '/'}: {fault.detail}" for fault in self.faults)


def refuse_faults(faults: Iterable[Fault | None]) -> None:
    """Raise `Invalid` if any of *faults* is one; None stands for a field in order."""
    found = tuple(fault for fault in faults if fault is not None)
    if found:
        raise Invalid(found)


@frozen
class NotSignedIn(AstroBookingsError):
    """The request needs a signed-in user."""

    code: ClassVar[str] = "not-signed-in"

    def __str__(self) -> str:
        return "Sign in first."


@frozen
class NotAllowed(AstroBookingsError):
    """The one who asks may not do this."""

    code: ClassVar[str] = "not-allowed"
    action: str

    def __str__(self) -> str:
        return f"Your account may not {self.action.replace('_', ' ')}."


@frozen
class NotFound(AstroBookingsError):
    """There is no such thing, or none the asker may know of."""

    code: ClassVar[str] = "not-found"
    kind: str
    key: str

    def __str__(self) -> str:
        return f"No {self.kind} {self.key!r} was found."


class Refused(AstroBookingsError):
    """The present state does not allow what was asked."""

    code: ClassVar[str] = "refused"


@frozen
class Stale(Refused):
    """The record was changed by somebody else in between."""

    code: ClassVar[str] = "stale-version"
    kind: str

    def __str__(self) -> str:
        return f"This {self.kind} was changed in between; load it again."


class Declined(AstroBookingsError):
    """The payment was declined."""

    code: ClassVar[str] = "payment-declined"


class TooMany(AstroBookingsError):
    """Too many attempts; `retry_after` says how many seconds to wait."""

    code: ClassVar[str] = "too-many-requests"
    retry_after: int


class Unavailable(AstroBookingsError):
    """A system this needs does not answer now."""

    code: ClassVar[str] = "unavailable"
