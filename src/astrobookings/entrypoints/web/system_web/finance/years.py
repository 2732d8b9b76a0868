"""The year of a report, as its address names it."""

from collections.abc import Sequence

from attrs import frozen

from astrobookings.domain.finance.reports import Period
from astrobookings.domain.kernel.errors import Invalid
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.finance.choices import chosen, options

__all__ = ["MONTHS", "PERIODS", "Asked", "asked", "period_name", "read", "unread"]

MONTHS: Sequence[str] = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
PERIODS = options(Period)


@frozen
class Asked:
    """What a report is asked for; `form` says the same as its fields show it."""

    form: Form
    year: int
    by: Period = Period.MONTH


def asked(request: WebRequest) -> Asked:
    """The year and the periods of the address; the present year, and months, if it names none.

    Raises:
        Invalid: they are none.
    """
    form = read(request)
    return Asked(form, form.whole("year"), chosen(form, "by", Period) or Period.MONTH)


def read(request: WebRequest) -> Form:
    """What the address says, and the usual where it says nothing."""
    said = request.asked
    year = said.value("year") or str(request.system.clock.now().year)
    return Form({"year": year, "by": said.value("by") or Period.MONTH.value})


def unread(request: WebRequest, error: Invalid) -> Asked:
    """The usual report in place of one that there is none of; the form says why."""
    return Asked(read(request).refused(error), request.system.clock.now().year)


def period_name(period: Period, number: int, year: int) -> str:
    """`March`, `Quarter 1`, `2027`; the page names the year."""
    match period:
        case Period.MONTH:
            return MONTHS[number - 1]
        case Period.QUARTER:
            return f"Quarter {number}"
        case Period.YEAR:
            return str(year)
