"""What is told of events that could not be heard."""

from datetime import datetime
from uuid import UUID

import msgspec

from astrobookings.application.relay.list_dead_letters import DeadLetter
from astrobookings.domain.kernel.deliveries import DeliveryStatus

__all__ = ["DeadLetterAnswer", "DeadLettersAnswer", "HearingAnswer", "dead_letter"]


class HearingAnswer(msgspec.Struct, kw_only=True):
    """How one part of the platform fares with the event."""

    context: str
    heard: bool
    dead: bool
    attempts: int
    failure: str
    failed_at: datetime | None


class DeadLetterAnswer(msgspec.Struct, kw_only=True):
    """An event that somebody could not hear, however often it was tried."""

    id: UUID
    store: str
    event: str
    status: DeliveryStatus
    happened_at: datetime
    request_id: str
    hearings: list[HearingAnswer]


class DeadLettersAnswer(msgspec.Struct):
    """Some dead letters, and the cursor of those that follow."""

    items: list[DeadLetterAnswer]
    next: str | None


def dead_letter(letter: DeadLetter) -> DeadLetterAnswer:
    delivery, envelope = letter.delivery, letter.delivery.envelope
    return DeadLetterAnswer(
        id=envelope.id,
        store=letter.store,
        event=envelope.event.name,
        status=delivery.status,
        happened_at=envelope.at,
        request_id=envelope.origin.request_id,
        hearings=[
            HearingAnswer(
                context=context,
                heard=hearing.heard,
                dead=hearing.dead,
                attempts=hearing.attempts,
                failure=hearing.failure,
                failed_at=hearing.failed_at,
            )
            for context, hearing in sorted(delivery.hearings.items())
        ],
    )
