"""What is chosen from a list, or found by its name."""

from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from astrobookings.application.ports.agencies import AgencySort
from astrobookings.domain.agencies.agency import Agency
from astrobookings.domain.kernel.errors import Fault, Invalid, NotFound
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.entrypoints.system import System
from astrobookings.entrypoints.web.forms import Form

__all__ = ["agency_named", "chosen", "id_in", "must_choose", "named_agency", "options"]

E = TypeVar("E", bound=StrEnum)

_LOOKED_AT = 50
"""Agencies with a name in common; whoever means one of more types more of it."""


def options(kind: type[E], anything: str = "") -> list[tuple[str, str]]:
    """Each of *kind* as a choice; before them *anything*, which chooses none."""
    each = [(one.value, one.value.replace("_", " ").capitalize()) for one in kind]
    return [("", anything), *each] if anything else each


def chosen(form: Form, name: str, kind: type[E]) -> E | None:
    """What was chosen of *kind*; None for nothing.

    Raises:
        Invalid: what no list offers.
    """
    said = form.value(name)
    if not said:
        return None
    if said not in {one.value for one in kind}:
        raise Invalid((Fault(f"/{name}", "choose one of the list"),))
    return kind(said)


def must_choose(form: Form, name: str, kind: type[E]) -> E:
    """As `chosen`, but something is.

    Raises:
        Invalid: nothing, or what no list offers.
    """
    found = chosen(form, name, kind)
    if found is None:
        raise Invalid((Fault(f"/{name}", "choose one of the list"),))
    return found


def id_in(form: Form, name: str) -> UUID | None:
    """The id that an address names, None if it names none.

    Raises:
        NotFound: it is no id.
    """
    try:
        return UUID(form.value(name)) if form.value(name) else None
    except ValueError:
        raise NotFound(name.removesuffix("_id"), form.value(name)[:100]) from None


def agency_named(system: System, form: Form, name: str = "agency") -> AgencyId | None:
    """The one agency whose name was typed, whole or as much of it as tells it apart; None for
    nothing.

    Raises:
        Invalid: no agency is called so, or several are.
    """
    said = form.value(name)
    if not said:
        return None
    wanted = PageRequest(_LOOKED_AT)
    found = system.parts.agencies.list(wanted, sort=AgencySort.NAME, text=said[:200]).items
    exact = [one for one in found if one.company_name.casefold() == said.casefold()]
    if len(exact or found) == 1:
        return (exact or found)[0].id
    raise Invalid((Fault(f"/{name}", _unclear(found)),))


def _unclear(found: tuple[Agency, ...]) -> str:
    if not found:
        return "no agency is called so"
    several = ", ".join(one.company_name for one in found[:3])
    return f"several agencies are called so, such as {several}; type more of the name"


def named_agency(system: System, agency_id: AgencyId | None) -> str:
    """The name of an agency; nothing for none, or for one that is gone."""
    found = None if agency_id is None else system.parts.agencies.find(agency_id)
    return "" if found is None else found.company_name
