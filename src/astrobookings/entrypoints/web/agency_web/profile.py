"""What people and invoices read about the agency (story 1.1)."""

from collections.abc import Mapping
from typing import Any

from litestar import Controller, Response, get, post

from astrobookings.application.agencies.update_agency_profile import AgencyUpdate
from astrobookings.domain.agencies.agency import Agency
from astrobookings.domain.identity.roles import Standing
from astrobookings.domain.kernel.errors import AstroBookingsError, Stale
from astrobookings.entrypoints.web.agency_web.revisions import (
    Difference,
    differences,
    overtaken,
    version_of,
)
from astrobookings.entrypoints.web.countries import COUNTRIES
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import go, page
from astrobookings.entrypoints.web.requests import WebRequest

__all__ = ["ProfileController"]

_LABELS: Mapping[str, str] = {
    "company_name": "Company name",
    "description": "Description",
    "contact_person": "Contact person",
    "contact_email": "E-mail",
    "contact_phone": "Phone",
    "country": "Country",
    "tax_id": "Tax id",
    "legal_address": "Legal address",
}
_COUNTRY_NAMES = dict(COUNTRIES)


class ProfileController(Controller):
    """Company data; invoices that were issued before keep what they say."""

    path = "/agency/profile"

    @get(sync_to_thread=True)
    def profile(self, request: WebRequest) -> Response[str]:
        """What is on record."""
        agency = request.system.read_agency_profile(request.member(Standing.AGENCY))
        reliability = request.system.parts.reliability
        return page(
            request,
            "agency/profile.html",
            agency=agency,
            country=_COUNTRY_NAMES.get(agency.country, agency.country),
            reliable_after=reliability.successes,
            reliability=reliability.rate(agency.successful_launches),
            fees=request.system.parts.finance.fees,
        )

    @get("/edit", sync_to_thread=True)
    def editing(self, request: WebRequest) -> Response[str]:
        """The data in a form."""
        agency = request.system.read_agency_profile(request.member(Standing.AGENCY))
        return _form(request, Form(_values(agency)))

    @post("/edit", status_code=200, sync_to_thread=True)
    def edit(self, request: WebRequest) -> Response[Any]:
        """Keep what was typed, unless somebody changed the profile in between."""
        by, form = request.member(Standing.AGENCY), request.sent
        update = AgencyUpdate(**{name: form.value(name) for name in _LABELS})
        try:
            request.system.update_agency_profile(by, update, if_version=version_of(form))
        except Stale as error:
            on_record = _values(request.system.read_agency_profile(by))
            changed = differences(form, on_record, _LABELS)
            fresh = overtaken(form, error, on_record["version"])
            return _form(request, fresh, changed)
        except AstroBookingsError as error:
            return _form(request, form.refused(error))
        return go(request, "/agency/profile", "Your profile is saved.")


def _values(agency: Agency) -> dict[str, str]:
    texts = {name: str(getattr(agency, name)) for name in _LABELS}
    return {**texts, "version": str(agency.version)}


def _form(request: WebRequest, form: Form, changed: tuple[Difference, ...] = ()) -> Response[str]:
    return page(
        request, "agency/profile_form.html", form=form, changed=changed, countries=COUNTRIES
    )
