"""Alerts (story 6.5)."""

from litestar import Controller, Response, get

from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.monitoring.alerts import AlertStatus
from astrobookings.entrypoints.web.rendering import pages
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.desk import chosen, employee, options
from astrobookings.entrypoints.web.system_web.it.shown import shown

__all__ = ["AlertsController"]


class AlertsController(Controller):
    """Raised and resolved by the platform itself."""

    path = "/system/alerts"

    @get(sync_to_thread=True)
    def alerts(self, request: WebRequest) -> Response[str]:
        """What needs a person now, what did, and what is watched."""
        by, form = employee(request, Action.VIEW_MONITORING), request.asked
        status = chosen(form, "status", AlertStatus)
        found = request.system.list_alerts(by, request.listed(), status)
        return shown(
            request,
            "alerts",
            form=form,
            found=found,
            pages=pages(request, found),
            statuses=options(AlertStatus, "Open and resolved"),
            policy=request.system.parts.alert_policy,
        )
