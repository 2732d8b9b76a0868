"""What other contexts hear of agencies and launches."""

from typing import ClassVar

from attrs import frozen

from astrobookings.domain.kernel.events import Event
from astrobookings.domain.kernel.ids import AgencyId, DelayId, LaunchId, RocketId, SpaceportId

__all__ = [
    "AgencyProfileChanged",
    "AgencyStatusChanged",
    "LaunchAborted",
    "LaunchChanged",
    "LaunchDelayed",
    "LaunchFailed",
    "LaunchScheduled",
    "LaunchSucceeded",
    "LaunchUnreported",
    "RocketChanged",
    "SpaceportChanged",
]


@frozen
class AgencyProfileChanged(Event):
    name: ClassVar[str] = "agency-profile-changed"
    agency_id: AgencyId


@frozen
class AgencyStatusChanged(Event):
    name: ClassVar[str] = "agency-status-changed"
    agency_id: AgencyId
    status: str


@frozen
class RocketChanged(Event):
    """Added, edited or deleted."""

    name: ClassVar[str] = "rocket-changed"
    rocket_id: RocketId


@frozen
class SpaceportChanged(Event):
    """Added, edited or deleted."""

    name: ClassVar[str] = "spaceport-changed"
    spaceport_id: SpaceportId


@frozen
class LaunchScheduled(Event):
    name: ClassVar[str] = "launch-scheduled"
    launch_id: LaunchId
    agency_id: AgencyId


@frozen
class LaunchChanged(Event):
    """Price, minimum or sale changed; not its status."""

    name: ClassVar[str] = "launch-changed"
    launch_id: LaunchId
    agency_id: AgencyId


@frozen
class LaunchDelayed(Event):
    name: ClassVar[str] = "launch-delayed"
    launch_id: LaunchId
    agency_id: AgencyId
    delay_id: DelayId


@frozen
class LaunchAborted(Event):
    name: ClassVar[str] = "launch-aborted"
    launch_id: LaunchId
    agency_id: AgencyId


@frozen
class LaunchFailed(Event):
    name: ClassVar[str] = "launch-failed"
    launch_id: LaunchId
    agency_id: AgencyId


@frozen
class LaunchSucceeded(Event):
    name: ClassVar[str] = "launch-succeeded"
    launch_id: LaunchId
    agency_id: AgencyId


@frozen
class LaunchUnreported(Event):
    """Its date is over for long, and nobody said what became of it."""

    name: ClassVar[str] = "launch-unreported"
    launch_id: LaunchId
    agency_id: AgencyId
