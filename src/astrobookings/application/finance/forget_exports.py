"""Exports that expired are forgotten."""

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.exports import Exports
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal

__all__ = ["ForgetExports"]


@frozen
class ForgetExports:
    """The records they were made of stay."""

    exports: Exports
    clock: Clock

    def __call__(self, by: Principal) -> int:
        """How many are gone.

        Raises:
            NotAllowed: only the platform itself tidies up.
        """
        authorize(by, Action.RUN_JOBS)
        return self.exports.forget_before(self.clock.now())
