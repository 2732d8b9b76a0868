"""All that may happen, for those who hear of everything."""

from astrobookings.domain.agencies import events as agencies
from astrobookings.domain.booking import events as booking
from astrobookings.domain.booking import testimonial_events, wish_events
from astrobookings.domain.finance import events as finance
from astrobookings.domain.identity import events as identity
from astrobookings.domain.kernel.events import Event
from astrobookings.domain.monitoring import events as monitoring
from astrobookings.domain.policies import events as policies
from astrobookings.domain.sync import events as sync
from astrobookings.domain.sync import request_events as requests

__all__ = ["EVERY_EVENT"]

EVERY_EVENT: tuple[type[Event], ...] = tuple(
    getattr(context, name)
    for context in (
        identity,
        agencies,
        booking,
        testimonial_events,
        wish_events,
        finance,
        sync,
        requests,
        monitoring,
        policies,
    )
    for name in context.__all__
)
"""The events of every context."""
