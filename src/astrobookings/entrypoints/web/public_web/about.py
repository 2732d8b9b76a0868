"""PublicWeb: who we are, and what we go by (story 2.9)."""

from litestar import Response, get

from astrobookings.application.ports.flight_figures import Flown
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.entrypoints.web.public_web.addresses import full_address
from astrobookings.entrypoints.web.rendering import page
from astrobookings.entrypoints.web.requests import WebRequest

__all__ = ["about"]


@get("/about", sync_to_thread=True)
def about(request: WebRequest) -> Response[str]:
    """What we do, what was flown so far, the rules of a booking, and whom to ask."""
    parts = request.system.parts
    return page(
        request,
        "public/about.html",
        flown=_flown(request),
        policies=request.system.policies,
        fees=parts.finance.fees,
        reliability=parts.reliability,
        contact=request.http.settings.contact,
        canonical=full_address(request, "/about"),
    )


def _flown(request: WebRequest) -> Flown | None:
    """None while nobody can count."""
    try:
        return request.system.read_about(request.caller)
    except Unavailable:
        return None
