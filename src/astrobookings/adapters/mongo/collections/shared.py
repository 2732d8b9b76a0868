"""What each store has of its own: an outbox, a change log, handled events."""

from astrobookings.adapters.mongo.collections.definition import (
    INSTANT,
    Definition,
    Index,
    required,
)

__all__ = ["CHANGES", "HANDLED", "OUTBOX", "OUTBOX_IS_DEAD", "OUTBOX_WAITS", "UNPUBLISHED"]

_ORIGIN = {**required("service", "action", "request_id"), "at": INSTANT}

UNPUBLISHED = {"published_at": None}
"""Not everybody has heard the event."""
_EVER = {"at": {"$gt": 0}}
"""Has any instant; tells the server that an index by instant knows them all."""
OUTBOX_WAITS = {**UNPUBLISHED, "dead_at": None, **_EVER}
"""The event is to be handed out, now or later."""
OUTBOX_IS_DEAD = {**UNPUBLISHED, "dead_at": {"$gt": 0}, **_EVER}
"""The event could not be heard."""

OUTBOX = Definition(
    "outbox",
    {
        **required("_id", of="binData"),
        **required("name"),
        **required("round", of="int"),
        **required("hearings", of="object"),
        "due_at": INSTANT,
        **_ORIGIN,
    },
    (
        Index("ix_outbox_waiting", ("at", "_id"), where=OUTBOX_WAITS),
        Index("ix_outbox_due", ("due_at", "_id"), where=OUTBOX_WAITS),
        Index("ix_outbox_dead", ("at", "_id"), where=OUTBOX_IS_DEAD),
    ),
)
CHANGES = Definition(
    "changes",
    {
        **required("_id", "key", of="binData"),
        **required("kind"),
        **required("version", of="int"),
        **required("fields", of="object"),
        **_ORIGIN,
    },
    (Index("ix_changes_key", ("key", "version", "at", "_id")),),
)
HANDLED = Definition(
    "handled",
    {**required("event_id", of="binData"), **required("handler"), "at": INSTANT},
    (Index("uq_handled_event_id_handler", ("event_id", "handler"), unique=True),),
)
