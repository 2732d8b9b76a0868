"""What forms of AgencyWeb are read for beside the plain kinds."""

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from astrobookings.domain.kernel.errors import Fault, Invalid
from astrobookings.domain.kernel.pages import MAX_LIMIT, Page, PageRequest
from astrobookings.entrypoints.web.forms import Form

__all__ = ["as_typed", "every", "one_of", "percent", "share", "truth"]

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

_HUNDRED = Decimal(100)
_TYPED = "%Y-%m-%dT%H:%M"


def one_of(form: Form, name: str, kind: type[E]) -> E | None:
    """What was chosen of *kind*; None for nothing.

    Raises:
        Invalid: none of the list.
    """
    said = form.value(name)
    try:
        return kind(said) if said else None
    except ValueError:
        raise _fault(name, "choose one of the list") from None


def truth(form: Form, name: str) -> bool | None:
    """`yes` or `no`; None for nothing.

    Raises:
        Invalid: anything else.
    """
    said = form.value(name)
    if said not in {"", "yes", "no"}:
        raise _fault(name, "choose one of the list")
    return said == "yes" if said else None


def share(form: Form, name: str) -> Decimal:
    """A percentage such as 62.5, as a share from 0 to 1.

    Raises:
        Invalid: none, or with more than two decimals.
    """
    try:
        said = Decimal(form.value(name).removesuffix("%").strip())
        exact = said.is_finite() and said == round(said, 2) and 0 <= said <= _HUNDRED
    except InvalidOperation:
        exact = False
    if not exact:
        raise _fault(name, "is a percentage from 0 to 100 such as 62.5")
    return said / _HUNDRED


def percent(part: Decimal) -> str:
    """A share from 0 to 1 as forms show it: `62.5`."""
    return f"{(part * _HUNDRED).normalize():f}"


def as_typed(moment: datetime, zone: str) -> str:
    """*moment* as a field for day and time holds it, by the clocks of *zone*."""
    return moment.astimezone(ZoneInfo(zone)).strftime(_TYPED)


def every(read: Callable[[PageRequest], Page[T]]) -> Iterator[T]:
    """All that a list holds, page after page."""
    wanted = PageRequest(MAX_LIMIT)
    while True:
        shown = read(wanted)
        yield from shown.items
        if shown.next is None:
            return
        wanted = PageRequest(MAX_LIMIT, shown.next)


def _fault(name: str, detail: str) -> Invalid:
    return Invalid((Fault(f"/{name}", detail),))
