"""What was typed into a form, and what is wrong with it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from http import HTTPStatus
from typing import TypeVar, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from attrs import define, evolve, field, frozen

from astrobookings.domain.identity.errors import BadToken, SessionEnded
from astrobookings.domain.kernel.errors import AstroBookingsError, Fault, Invalid, NotSignedIn
from astrobookings.domain.kernel.money import Money, NotMoney
from astrobookings.entrypoints.http.errors import status_of

__all__ = ["Form", "Reading"]

T = TypeVar("T")

_LONGEST = 10_000
_DIGITS = 9
_SIGN_IN_AGAIN = {NotSignedIn.code, BadToken.code, SessionEnded.code}
_SECRETS = {"password", "current_password", "new_password", "code"}
"""Fields in which spaces count, and which no page shows again."""


@frozen
class Form:
    """Values by the names of the fields, with the faults beside them."""

    values: Mapping[str, str] = field(factory=dict)
    faults: Mapping[str, str] = field(factory=dict)
    refusal: str = ""
    """Why nothing came of it, if that is no field's fault."""
    code: str = ""
    """The stable code of that refusal, such as `seats-taken`."""
    status: int = 200
    """What a page that shows the form is answered with."""

    @classmethod
    def of(cls, sent: Iterable[tuple[str, object]]) -> "Form":
        """The texts that a browser *sent*; of several by one name the last.

        Lines end in a line feed, whatever the browser ends them with.
        """
        texts = {
            name: value[:_LONGEST] if name in _SECRETS else _plain(value[:_LONGEST])
            for name, value in sent
            if isinstance(value, str) and "\0" not in value
        }
        return cls(texts)

    def value(self, name: str) -> str:
        return self.values.get(name, "")

    def fault(self, name: str) -> str:
        return self.faults.get(name, "")

    @property
    def filled(self) -> bool:
        """Whether anything was said."""
        return any(self.values.values())

    @property
    def good(self) -> bool:
        return not self.faults and not self.refusal

    def with_values(self, **values: str) -> "Form":
        return evolve(self, values={**self.values, **values})

    def refused(self, error: AstroBookingsError, fields: Mapping[str, str] | None = None) -> "Form":
        """The form with what *error* says, beside the fields that its pointers name.

        A pointer `/price/amount` means the field `price-amount` unless *fields* says another name.

        Raises:
            AstroBookingsError: *error* itself, when no form can help: nobody is signed in, or
                something went wrong on our side.
        """
        status = status_of(error)
        if error.code in _SIGN_IN_AGAIN or status == HTTPStatus.INTERNAL_SERVER_ERROR:
            raise error
        if not isinstance(error, Invalid):
            shown = 422 if isinstance(error, NotSignedIn) else status
            return evolve(self, refusal=str(error), code=error.code, status=shown)
        names = fields or {}
        faults = {
            names.get(fault.pointer, fault.pointer.strip("/").replace("/", "-")): _sentence(
                fault.detail
            )
            for fault in reversed(error.faults)
        }
        return evolve(self, faults=dict(reversed(faults.items())), status=status)

    # Values of their kind. Each raises Invalid, with a pointer to the field, for anything else.

    def day(self, name: str) -> date:
        """A day such as 2027-04-12."""
        try:
            return date.fromisoformat(self.value(name))
        except ValueError:
            raise _fault(name, "is a day such as 1990-04-12") from None

    def moment(self, name: str, zone: str = "UTC") -> datetime:
        """A day and time such as 2027-04-12T09:30, of the clocks of *zone*; in UTC."""
        try:
            there = datetime.fromisoformat(self.value(name))
            aware = there if there.tzinfo else there.replace(tzinfo=ZoneInfo(zone))
            return aware.astimezone(UTC)
        except (ValueError, OverflowError):
            raise _fault(name, "is a day and time such as 2027-04-12T09:30") from None

    def whole(self, name: str) -> int:
        """A whole number, at most nine digits."""
        said = self.value(name)
        if not (said.isascii() and said.isdecimal() and len(said) <= _DIGITS):
            raise _fault(name, "is a whole number such as 4")
        return int(said)

    def money(self, name: str) -> Money:
        """An amount in US dollars, with two decimals at most; thousands may have commas."""
        try:
            return Money.of(self.value(name).replace(",", "").removeprefix("$"))
        except NotMoney:
            raise _fault(name, "is an amount in US dollars such as 1250000.00") from None

    def uuid(self, name: str) -> UUID:
        """The id of a record."""
        try:
            return UUID(self.value(name))
        except ValueError:
            raise _fault(name, "choose one of the list") from None


@define
class Reading:
    """Reads several fields and tells the faults of all of them at once."""

    _faults: list[Fault] = field(factory=list)

    def __call__(self, read: Callable[[str], T], name: str) -> T:
        """What *read* makes of the field; only good for something once `done` let it pass."""
        try:
            return read(name)
        except Invalid as error:
            self._faults.extend(error.faults)
            return cast("T", None)

    def done(self) -> None:
        """Raises: Invalid: with every fault found so far."""
        if self._faults:
            raise Invalid(tuple(self._faults))


def _fault(name: str, detail: str) -> Invalid:
    return Invalid((Fault("/" + name.replace("-", "/"), detail),))


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _sentence(detail: str) -> str:
    return detail[:1].upper() + detail[1:] + ("" if detail.endswith((".", "?", "!")) else ".")
