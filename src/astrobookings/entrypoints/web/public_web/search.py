"""What a visitor looks for on the launch board, as the address says it (story 2.1)."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from attrs import frozen

from astrobookings.application.ports.launch_board import BoardFilter, BoardSort
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.booking.offer import MOST_SEATS
from astrobookings.domain.kernel.errors import Fault, Invalid, NotFound
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.domain.kernel.money import Money
from astrobookings.entrypoints.http.shapes import moment
from astrobookings.entrypoints.web.forms import Form, Reading
from astrobookings.entrypoints.web.words import destination_name

__all__ = ["DESTINATIONS", "FIELDS", "Chip", "Choice", "chips", "choices", "filter_of", "sort_of"]

DESTINATIONS = [("", "Anywhere"), *((each.value, destination_name(each)) for each in Destination)]
FIELDS = ("destination", "from_date", "to_date", "seats", "min_price", "max_price", "text")
"""What the form of the filters asks for."""

_KEPT = (*FIELDS, "agency_id", "sort", "view")
"""What an address of the board may say."""
_LONGEST_TEXT = 200
_ORDERS = {
    BoardSort.DATE: "Soonest",
    BoardSort.PRICE: "Cheapest",
    BoardSort.DATE_DESCENDING: "Latest",
    BoardSort.PRICE_DESCENDING: "Dearest",
}
_VIEWS = {"": "Cards", "table": "Table"}


@frozen
class Chip:
    """A filter in words, and the address without it."""

    says: str
    without: str


@frozen
class Choice:
    """One way to look at the list, and the address that does."""

    says: str
    path: str
    chosen: bool


def filter_of(form: Form) -> BoardFilter:
    """What *form* wants to see.

    Raises:
        Invalid: with the field of each fault.
        NotFound: the address names an agency that cannot be.
    """
    read = Reading()
    destination = read(lambda name: _destination(form, name), "destination")
    from_date = read(lambda name: _day(form, name), "from_date")
    to_date = read(lambda name: _day(form, name, end=True), "to_date")
    seats = read(lambda name: _seats(form, name), "seats")
    least = read(lambda name: _money(form, name), "min_price")
    most = read(lambda name: _money(form, name), "max_price")
    read.done()
    if from_date and to_date and to_date < from_date:
        raise Invalid((Fault("/to_date", "is before the first day", "empty-range"),))
    if least and most and most < least:
        raise Invalid((Fault("/max_price", "is below the lowest price", "empty-range"),))
    return BoardFilter(
        destination=destination,
        from_date=from_date,
        to_date=to_date,
        min_price=least,
        max_price=most,
        seats=seats,
        agency_id=_agency(form),
        text=form.value("text")[:_LONGEST_TEXT],
    )


def sort_of(form: Form) -> BoardSort:
    """The order that the address names; the soonest first for any other word."""
    said = form.value("sort")
    return BoardSort(said) if said in set(BoardSort) else BoardSort.DATE


def _destination(form: Form, name: str) -> Destination | None:
    said = form.value(name)
    if said and said not in set(Destination):
        raise Invalid((Fault(f"/{name}", "choose one of the list", "unknown"),))
    return Destination(said) if said else None


def _day(form: Form, name: str, *, end: bool = False) -> datetime | None:
    if not form.value(name):
        return None
    return moment(form.day(name).isoformat(), f"/{name}", end_of_day=end)


def _seats(form: Form, name: str) -> int | None:
    if not form.value(name):
        return None
    said = form.whole(name)
    if not 1 <= said <= MOST_SEATS:
        fault = Fault(f"/{name}", f"is a number from 1 to {MOST_SEATS:,}", "out-of-range")
        raise Invalid((fault,))
    return said


def _money(form: Form, name: str) -> Money | None:
    return form.money(name) if form.value(name) else None


def _agency(form: Form) -> AgencyId | None:
    said = form.value("agency_id")
    try:
        return AgencyId(UUID(said)) if said else None
    except ValueError:
        raise NotFound("agency", said[:100]) from None


def chips(form: Form, agency_name: str) -> tuple[Chip, ...]:
    """The filters that are in force, each to be taken away."""
    return tuple(
        Chip(says, _address(form, **{name: ""})) for name, says in _said(form, agency_name)
    )


def _said(form: Form, agency_name: str) -> Iterator[tuple[str, str]]:
    words: Mapping[str, str] = {
        "destination": dict(DESTINATIONS).get(form.value("destination"), ""),
        "from_date": f"from {_spoken_day(form, 'from_date')}",
        "to_date": f"until {_spoken_day(form, 'to_date')}",
        "seats": f"{form.value('seats')} or more seats together",
        "min_price": f"at least {_spoken_price(form, 'min_price')} a seat",
        "max_price": f"at most {_spoken_price(form, 'max_price')} a seat",
        "text": f"“{form.value('text')}”",
        "agency_id": f"of {agency_name}",
    }
    yield from ((name, says) for name, says in words.items() if form.value(name))


def _spoken_day(form: Form, name: str) -> str:
    return form.day(name).strftime("%-d %B %Y") if form.value(name) else ""


def _spoken_price(form: Form, name: str) -> str:
    return str(form.money(name)) if form.value(name) else ""


def choices(form: Form) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """The orders of the list, and the ways to show it."""
    sort, view = sort_of(form), form.value("view")
    return (
        tuple(
            Choice(says, _address(form, sort="" if one is BoardSort.DATE else one), one is sort)
            for one, says in _ORDERS.items()
        ),
        tuple(
            Choice(says, _address(form, view=one), one == (view if view in _VIEWS else ""))
            for one, says in _VIEWS.items()
        ),
    )


def _address(form: Form, **instead: str) -> str:
    """The board as *form* asks for it, but for *instead*."""
    said = {name: form.value(name) for name in _KEPT} | instead
    query = urlencode({name: value for name, value in said.items() if value})
    return f"/?{query}" if query else "/"
