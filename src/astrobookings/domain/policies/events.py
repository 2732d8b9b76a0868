"""What other contexts hear of policies."""

from typing import ClassVar

from attrs import frozen

from astrobookings.domain.kernel.events import Event
from astrobookings.domain.kernel.ids import PolicyChangeId

__all__ = ["PolicyChangeAnnounced", "PolicyChangeWithdrawn"]


@frozen
class PolicyChangeAnnounced(Event):
    """From a date on some figures will be others."""

    name: ClassVar[str] = "policy-change-announced"
    change_id: PolicyChangeId


@frozen
class PolicyChangeWithdrawn(Event):
    """A change will not come."""

    name: ClassVar[str] = "policy-change-withdrawn"
    change_id: PolicyChangeId
    """The change that was withdrawn."""
