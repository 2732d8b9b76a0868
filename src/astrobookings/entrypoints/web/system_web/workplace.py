"""Where employees land: what needs a hand, and the parts of the platform in their hands."""

from litestar import Controller, Response, get

from astrobookings.domain.identity.roles import Standing
from astrobookings.entrypoints.web.rendering import page
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.to_do import things_to_do

__all__ = ["EMPLOYEES", "WorkplaceController"]

EMPLOYEES = (Standing.CUSTOMER_SERVICE, Standing.FINANCE, Standing.OPERATIONS, Standing.IT)


class WorkplaceController(Controller):
    """The parts of SystemWeb that a position may enter."""

    path = "/system"

    @get(sync_to_thread=True)
    def workplace(self, request: WebRequest) -> Response[str]:
        """What waits for somebody of this position now."""
        by = request.member(*EMPLOYEES)
        return page(request, "system/workplace.html", things=things_to_do(request.system, by))
