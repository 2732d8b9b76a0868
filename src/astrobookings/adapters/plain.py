"""Values as plain JSON values, and back."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from cattrs import BaseValidationError, Converter

from astrobookings.domain.agencies import events as agencies
from astrobookings.domain.booking import events as booking
from astrobookings.domain.booking import testimonial_events, wish_events
from astrobookings.domain.finance import events as finance
from astrobookings.domain.identity import events as identity
from astrobookings.domain.kernel.events import Event, UnreadableEvent
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.monitoring import events as monitoring
from astrobookings.domain.policies import events as policies
from astrobookings.domain.sync import events as sync
from astrobookings.domain.sync import request_events

__all__ = ["EVENTS", "event_of", "plain", "plain_event", "structured"]


def _converter() -> Converter:
    made = Converter()
    for kind in (UUID, Decimal):
        made.register_unstructure_hook(kind, str)
        made.register_structure_hook(kind, lambda text, to: text if type(text) is to else to(text))
    for moment in (datetime, date):
        made.register_unstructure_hook(moment, moment.isoformat)
        made.register_structure_hook(moment, lambda text, to: to.fromisoformat(text))
    made.register_unstructure_hook(timedelta, timedelta.total_seconds)
    made.register_structure_hook(timedelta, lambda seconds, _: timedelta(seconds=seconds))
    made.register_unstructure_hook(Money, lambda money: str(money.amount))
    made.register_structure_hook(Money, lambda text, _: Money.of(text))
    return made


_CONVERTER = _converter()

EVENTS: Mapping[str, type[Event]] = {
    kind.name: kind
    for context in (
        identity,
        agencies,
        booking,
        testimonial_events,
        wish_events,
        finance,
        monitoring,
        policies,
        sync,
        request_events,
    )
    for kind in (getattr(context, name) for name in context.__all__)
}
"""Every kind of event by the name it is stored under."""


def plain(value: object) -> Any:
    """*value* as text, numbers, lists, mappings and None."""
    if value is None or type(value) in {str, int, bool, float}:
        return value
    if isinstance(value, Enum):
        return value.value
    return _CONVERTER.unstructure(value)


def structured(value: Any, kind: Any) -> Any:
    """The value of *kind* that `plain` made *value* of."""
    return _CONVERTER.structure(value, kind)


def plain_event(event: Event) -> Any:
    """The figures of *event*; its name is kept beside them."""
    return _CONVERTER.unstructure(event)


def event_of(name: str, payload: Any) -> Event:
    """The event stored under *name*; what cannot be read must hold up nothing else."""
    try:
        found: Event = _CONVERTER.structure(payload, EVENTS[name])
    except (
        ArithmeticError,
        AttributeError,
        BaseValidationError,
        LookupError,
        TypeError,
        ValueError,
    ):
        return UnreadableEvent(name)
    return found
