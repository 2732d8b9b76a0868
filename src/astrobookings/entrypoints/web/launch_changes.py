"""Carrying out a change of a launch's status, as its form says (story 1.5)."""

from astrobookings.application.ports.launch_board import LaunchCard
from astrobookings.domain.agencies.launch import Launch, LaunchStatus
from astrobookings.domain.identity.roles import Principal
from astrobookings.entrypoints.system import System
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.turn_around import refuse_clash

__all__ = ["carry_out"]


def carry_out(
    system: System, by: Principal, card: LaunchCard, change: LaunchStatus, form: Form
) -> Launch:
    """The launch as it is then; a new date is typed as the clocks of the spaceport show it.

    Raises:
        Invalid: the new date runs into another flight of the rocket, which is named.
        AstroBookingsError: as the use-case of the change does.
        ValueError: no launch becomes `scheduled`.
    """
    launch_id, reason = card.launch.id, form.value("reason")
    match change:
        case LaunchStatus.DELAYED:
            to = form.moment("launch_at", card.time_zone)
            refuse_clash(system, card.launch.rocket_id, to, card.time_zone, but=launch_id)
            return system.delay_launch(by, launch_id, to, reason)
        case LaunchStatus.ABORTED:
            return system.abort_launch(by, launch_id, reason)
        case LaunchStatus.FAILED:
            return system.fail_launch(by, launch_id, reason)
        case LaunchStatus.SUCCESSFUL:
            return system.mark_launch_successful(by, launch_id)
        case _:
            raise ValueError(f"no launch becomes {change}")
