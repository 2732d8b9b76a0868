"""Shapes that every part of the API shares."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import UNSET, Meta, UnsetType

from astrobookings.domain.kernel.errors import Fault, Invalid
from astrobookings.domain.kernel.instants import in_utc
from astrobookings.domain.kernel.money import Money, NotMoney

__all__ = [
    "Amount",
    "Instant",
    "Line",
    "MoneyShape",
    "Share",
    "Text",
    "instant",
    "moment",
    "money",
    "money_shape",
    "or_none",
    "price_bound",
]

T = TypeVar("T")
R = TypeVar("R")

Line = Annotated[str, Meta(max_length=500)]
Text = Annotated[str, Meta(max_length=8000)]
Instant = Annotated[datetime, Meta(tz=True, description="RFC 3339, with a zone")]
Share = Annotated[str, Meta(pattern=r"^(0(\.\d{1,4})?|1(\.0{1,4})?)$", examples=["0.5"])]
Amount = Annotated[
    str, Meta(pattern=r"^-?\d{1,13}(\.\d{1,2})?$", max_length=20, examples=["1250000.00"])
]

_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST = datetime(2999, 12, 31, tzinfo=UTC)


class MoneyShape(msgspec.Struct, forbid_unknown_fields=True):
    """An exact amount of US dollars."""

    amount: Amount
    currency: Literal["USD"] = "USD"


def money(shape: MoneyShape, pointer: str) -> Money:
    """Raises: Invalid: beyond the largest amount."""
    try:
        return Money.of(shape.amount)
    except NotMoney as error:
        raise Invalid((Fault(f"{pointer}/amount", str(error), "out-of-range"),)) from None


def money_shape(amount: Money) -> MoneyShape:
    return MoneyShape(f"{amount.amount:.2f}")


def instant(value: datetime, pointer: str) -> datetime:
    """*value* in UTC.

    Raises:
        Invalid: before 1970 or after 2999, where calendars no longer reckon safely.
    """
    try:
        moved = in_utc(value)
    except (OverflowError, ValueError):
        moved = None
    if moved is None or not _EARLIEST <= moved <= _LATEST:
        raise Invalid((Fault(pointer, "must be between 1970 and 2999", "out-of-range"),))
    return moved


def moment(text: str | None, pointer: str, *, end_of_day: bool = False) -> datetime | None:
    """An instant, or a day's first (or, at *end_of_day*, last) instant in UTC.

    Raises:
        Invalid: neither.
    """
    if text is None:
        return None
    try:
        if len(text) == len("2030-01-31"):
            day = datetime.combine(date.fromisoformat(text), time(), UTC)
            whole = timedelta(days=1) - timedelta(microseconds=1)
            return instant(day, pointer) + (whole if end_of_day else timedelta())
        return instant(msgspec.convert(text, Instant), pointer)
    except (ValueError, msgspec.ValidationError):
        detail = "must be a day such as 2030-01-31 or an RFC 3339 instant with a zone"
        raise Invalid((Fault(pointer, detail, "type"),)) from None


def price_bound(text: str | None, pointer: str) -> Money | None:
    """Raises: Invalid: not an amount of dollars and cents."""
    if text is None:
        return None
    try:
        return Money.of(msgspec.convert(text, Amount))
    except (NotMoney, msgspec.ValidationError):
        detail = "must be an amount such as 1250000.00"
        raise Invalid((Fault(pointer, detail, "type"),)) from None


def or_none(value: T | UnsetType | None, convert: Callable[[T], R]) -> R | None:
    """*value* converted; None when it is None or was not sent."""
    return None if value is None or value is UNSET else convert(value)
