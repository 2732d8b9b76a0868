"""The collections of monitoring."""

from collections.abc import Mapping

from attrs import field, frozen

from astrobookings.adapters.mongo.collections.definition import (
    ENTITY,
    INSTANT,
    Definition,
    Index,
    Rules,
    choice,
    required,
)
from astrobookings.adapters.mongo.store.client import Document
from astrobookings.domain.monitoring.alerts import AlertStatus
from astrobookings.domain.monitoring.entries import Level

__all__ = ["ALERTS", "ENTRIES", "ENTRY_RETENTION", "OPEN", "SAMPLES", "TRAFFIC_REPORTS", "TROUBLES"]

_SECOND: Rules = {"bsonType": ["long", "int"]}
"""Whole seconds since 1970."""


@frozen
class Sealed(Definition):
    """A collection whose documents are never changed: all they say stands in their `_id`, which
    MongoDB lets nobody change. Fields beside it are *copies* of what is in it, and nothing else.
    """

    sealed: Mapping[str, Rules] = field(factory=dict)
    copies: tuple[str, ...] = ()

    @property
    def validator(self) -> Document:
        """Refuses an update of a copy too, since it would differ from the `_id`."""
        seal = {
            "bsonType": "object",
            "required": sorted(self.sealed),
            "properties": {name: dict(rule) for name, rule in sorted(self.sealed.items())},
            "additionalProperties": False,
        }
        copies = {name: dict(self.sealed[name]) for name in sorted(self.copies)}
        schema = {
            "bsonType": "object",
            "required": ["_id", *copies],
            "properties": {"_id": seal, **copies},
            "additionalProperties": False,
        }
        same = [{"$eq": [f"${name}", f"$_id.{name}"]} for name in sorted(self.copies)]
        return {"$jsonSchema": schema, "$expr": {"$and": same}}


TROUBLES: Document = {"_id.level": {"$in": sorted(one.value for one in Level.WARNING.and_above)}}
"""The entry is more than information."""

ENTRIES = Sealed(
    "entries",
    sealed={
        **required("entry_id", of="binData"),
        "at": INSTANT,
        "level": choice(Level),
        "actor": {"bsonType": ["binData", "null"]},
        **required("component", "event", "message", "request_id", "facts", "trace"),
        "words": {"bsonType": "array", "items": {"bsonType": "string"}},
    },
    copies=("at", "entry_id"),
    indexes=(
        Index("uq_entries_entry_id", ("entry_id",), unique=True),
        Index("ix_entries_at", ("at", "entry_id")),
        Index("ix_entries_words", ("_id.words", "at", "entry_id")),
        Index("ix_entries_event", ("_id.event", "at", "entry_id")),
        Index("ix_entries_request", ("_id.request_id", "at", "entry_id")),
        Index("ix_entries_actor", ("_id.actor", "at", "entry_id")),
        Index("ix_entries_troubles", ("at", "entry_id"), where=TROUBLES),
    ),
)
ENTRY_RETENTION = Definition("entry_retention", {"_id": INSTANT})
"""Entries older than the greatest `_id` were given up."""

SAMPLES = Definition(
    "samples",
    {**required("metric"), "second": _SECOND, **required("value", of="double")},
    (
        Index("uq_samples_metric_second", ("metric", "second"), unique=True),
        Index("ix_samples_second", ("second",)),
    ),
)
TRAFFIC_REPORTS = Definition(
    "traffic_reports",
    {
        **required("source"),
        "second": _SECOND,
        **required("durations", of="array"),
        **required("refused", "failed", of="int"),
    },
    (
        Index("uq_traffic_reports_source_second", ("source", "second"), unique=True),
        Index("ix_traffic_reports_second", ("second",)),
    ),
)

OPEN: Document = {"status": AlertStatus.OPEN.value}
"""The alert is not resolved."""

ALERTS = Definition(
    "alerts",
    {
        **required("_id", of="binData"),
        **required("rule", "subject", "title", "figure", "threshold"),
        "level": choice(Level),
        "status": choice(AlertStatus),
        "raised_at": INSTANT,
        **ENTITY,
    },
    (
        Index("uq_alerts_open", ("rule", "subject", "status"), unique=True, where=OPEN),
        Index("ix_alerts_raised", ("raised_at", "_id")),
        Index("ix_alerts_status", ("status", "raised_at", "_id")),
    ),
)
