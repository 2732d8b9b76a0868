"""What the pages of employees share: who may enter, filters of lists, and asking for a reason."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from litestar import Response

from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.identity.permissions import PERMISSIONS, Action
from astrobookings.domain.identity.roles import Position, Principal, Standing
from astrobookings.entrypoints.http.shapes import moment
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import page
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.words import destination_name, spoken

__all__ = [
    "DESTINATIONS",
    "ask_why",
    "chosen",
    "day_of",
    "employee",
    "options",
]

E = TypeVar("E", bound=StrEnum)
Options = tuple[tuple[str, str], ...]

DESTINATIONS: Options = (
    ("", "Any"),
    *((one.value, destination_name(one)) for one in Destination),
)


def employee(request: WebRequest, action: Action) -> Principal:
    """The employee who asks, if the position has a right to *action* on everybody's records.

    Raises:
        NotSignedIn, NotAllowed: as `WebRequest.member`.
    """
    standings = PERMISSIONS[action].everyones - {Standing.SYSTEM}
    return request.member(*sorted(standings))


def options(kind: type[E], any_: str = "Any") -> Options:
    """The values of *kind* to choose from, after *any_*, which leaves the choice open."""
    return (("", any_), *((one.value, _said(one)) for one in kind))


def _said(one: StrEnum) -> str:
    return "IT" if one is Position.IT else str(spoken(one))


def chosen(form: Form, name: str, kind: type[E]) -> E | None:
    """The value of *kind* that was chosen; None for the open choice, and for what is none."""
    try:
        return kind(form.value(name))
    except ValueError:
        return None


def day_of(form: Form, name: str, *, last: bool = False) -> datetime | None:
    """The first instant of the day in the field, or its *last*; UTC. None if it is empty.

    Raises:
        Invalid: it is no day.
    """
    return moment(form.value(name) or None, f"/{name}", end_of_day=last)


def ask_why(
    request: WebRequest,
    form: Form,
    *,
    title: str,
    says: Iterable[str],
    button: str,
    back: str,
    hint: str = "",
    danger: bool = True,
    hidden: Mapping[str, str] | None = None,
) -> Response[str]:
    """As `ask`, with a field for the reason; it is sent to the page's own address."""
    return page(
        request,
        "system/ask_why.html",
        form=form,
        title=title,
        says=tuple(says),
        button=button,
        back=back,
        hint=hint,
        action=request.scope["path"],
        hidden=hidden or {},
        danger=danger,
    )
