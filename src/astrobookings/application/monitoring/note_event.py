"""What happened in any context stands in the entry log too (story 6.1)."""

from datetime import date
from enum import Enum

from attrs import fields, frozen

from astrobookings.application.ports.entry_log import EntryLog
from astrobookings.domain.booking.events import PaymentDeclinedEvent, RefundFailed
from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.kernel.ids import EntryId, UserId
from astrobookings.domain.monitoring.entries import Entry, Level
from astrobookings.domain.monitoring.events import AlertRaised
from astrobookings.domain.monitoring.redaction import Fact

__all__ = ["NoteEvent"]

_TROUBLES = (PaymentDeclinedEvent, RefundFailed, AlertRaised)


@frozen
class NoteEvent:
    """Hears of everything; the entry of an event has its id, so that it is noted once."""

    entry_log: EntryLog

    def __call__(self, envelope: Envelope) -> None:
        event, origin = envelope.event, envelope.origin
        entry = Entry(
            id=EntryId(envelope.id),
            at=envelope.at,
            level=Level.WARNING if isinstance(event, _TROUBLES) else Level.INFO,
            component=origin.service,
            event=event.name,
            message=f"{event.name.replace('-', ' ').capitalize()} by {origin.action}.",
            actor=None if origin.actor is None else UserId(origin.actor),
            request_id=origin.request_id,
            facts={one.name: _fact(getattr(event, one.name)) for one in fields(type(event))},
        )
        self.entry_log.append([entry])


def _fact(value: object) -> Fact:
    match value:
        case None | bool() | int() | float():
            return value
        case Enum():
            return str(value.value)
        case date():
            return value.isoformat()
        case tuple() | list() | frozenset():
            return ", ".join(str(_fact(one)) for one in value)
        case _:
            return str(value)
