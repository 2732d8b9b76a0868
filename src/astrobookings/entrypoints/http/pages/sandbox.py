"""The stand-in for a bank's page, where a payer approves or refuses (embedded mode)."""

from typing import Literal, Protocol, runtime_checkable

import msgspec
from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, URLEncodedBody

from astrobookings.domain.identity.roles import Principal
from astrobookings.entrypoints.http.pages.rendering import page
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["Decision", "action_decided", "action_page"]

SANDBOX = "/sandbox/actions/{provider_id:str}"


@runtime_checkable
class PayerActions(Protocol):
    """A gateway whose payers decide here."""

    def complete_action(self, provider_id: str, *, approve: bool) -> object: ...


class Decision(msgspec.Struct):
    """What the payer chose."""

    decision: Literal["approve", "refuse"]


@get(SANDBOX, include_in_schema=False)
async def action_page(request: ApiRequest, provider_id: FromPath[str]) -> Response[str]:
    """Asks the payer."""
    find = request.http.system.parts.charges.find_by_provider_id
    charge = await sync_to_thread(find, provider_id)
    return page("action.html", provider_id=provider_id, charge=charge)


@post(SANDBOX, include_in_schema=False, status_code=200, sync_to_thread=True)
def action_decided(
    request: ApiRequest,
    provider_id: FromPath[str],
    data: URLEncodedBody[Decision],
) -> Response[str]:
    """Tells the gateway, and lets the booking follow at once.

    Raises:
        NotFoundException: this gateway has no such pages.
    """
    system = request.http.system
    if not isinstance(system.gateway, PayerActions):
        raise NotFoundException
    approved = data.decision == "approve"
    system.gateway.complete_action(provider_id, approve=approved)
    by = Principal.system(service="booking", request_id=request.request_id)
    system.settle_payments(by, provider_id=provider_id)
    charge = system.parts.charges.find_by_provider_id(provider_id)
    back = "/traveler" if charge is None else f"/traveler/bookings/{charge.booking_id}"
    return page("action_done.html", approved=approved, back=back, booking=charge is not None)
