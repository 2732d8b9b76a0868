"""IT looks at alerts (story 6.5)."""

from attrs import frozen

from astrobookings.application.ports.alerts import Alerts
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.monitoring.alerts import Alert, AlertStatus

__all__ = ["ListAlerts"]


@frozen
class ListAlerts:
    """What needs a person now, and what did."""

    alerts: Alerts

    def __call__(
        self, by: Principal, page: PageRequest, status: AlertStatus | None = None
    ) -> Page[Alert]:
        """The newest first.

        Raises:
            NotSignedIn, NotAllowed: only IT sees alerts.
        """
        authorize(by, Action.VIEW_MONITORING)
        return self.alerts.list(page, status=status)
