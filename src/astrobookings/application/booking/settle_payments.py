"""Settling payments that nobody works on any more (design §4, reconcile)."""

import logging
from collections.abc import Sequence

from attrs import frozen

from astrobookings.application.booking.payments import Payments
from astrobookings.application.ports.charges import Charges
from astrobookings.application.ports.clock import Clock
from astrobookings.domain.booking.errors import GatewaySilent
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import AttemptId

__all__ = ["SettlePayments"]

_log = logging.getLogger(__name__)


@frozen
class SettlePayments:
    """Ask the gateway what became of abandoned attempts, and bring them to an end."""

    charges: Charges
    payments: Payments
    clock: Clock

    def __call__(self, by: Principal, limit: int = 100, *, provider_id: str | None = None) -> int:
        """Go on with up to *limit* attempts; how many the gateway spoke of.

        With *provider_id*, only with the attempt of which the gateway says that its payer acted.

        Raises:
            NotAllowed: only the platform itself settles.
        """
        authorize(by, Action.RUN_JOBS)
        attempts = self._attempts(limit, provider_id)
        return sum(self._settle(by, attempt_id) for attempt_id in attempts)

    def _attempts(self, limit: int, provider_id: str | None) -> Sequence[AttemptId]:
        if provider_id is None:
            return self.charges.abandoned(self.clock.now(), limit)
        charge = self.charges.find_by_provider_id(provider_id)
        return () if charge is None else (charge.attempt_id,)

    def _settle(self, by: Principal, attempt_id: AttemptId) -> bool:
        try:
            self.payments.resume(by, attempt_id)
        except GatewaySilent:
            _log.warning("the gateway is silent about payment %s", attempt_id)
            return False
        return True
