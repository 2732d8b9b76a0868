"""The collections of SystemDB; `migrate_mongo` makes them."""

from astrobookings.adapters.mongo.collections.copies import (
    BOOKING_COPIES,
    COMPLETED_COPIES,
    LAUNCH_COPIES,
    SYNC_CONFLICTS,
    SYNC_RUNS,
)
from astrobookings.adapters.mongo.collections.definition import Definition
from astrobookings.adapters.mongo.collections.exports import EXPORT_PIECES, EXPORTS
from astrobookings.adapters.mongo.collections.identity import (
    LINKS,
    PROFILES,
    SECOND_FACTORS,
    SESSIONS,
    USERS,
)
from astrobookings.adapters.mongo.collections.monitoring import (
    ALERTS,
    ENTRIES,
    ENTRY_RETENTION,
    SAMPLES,
    TRAFFIC_REPORTS,
)
from astrobookings.adapters.mongo.collections.notifications import (
    NOTICES,
    NOTIFICATIONS,
    PREFERENCES,
)
from astrobookings.adapters.mongo.collections.policies import POLICY_CHANGES
from astrobookings.adapters.mongo.collections.requests import BOOKING_REQUESTS
from astrobookings.adapters.mongo.collections.shared import CHANGES, HANDLED, OUTBOX
from astrobookings.adapters.mongo.collections.workers import HEARTBEATS, TURNS

__all__ = ["COLLECTIONS"]

COLLECTIONS: tuple[Definition, ...] = (
    OUTBOX,
    CHANGES,
    HANDLED,
    USERS,
    PROFILES,
    SESSIONS,
    LINKS,
    SECOND_FACTORS,
    NOTIFICATIONS,
    NOTICES,
    PREFERENCES,
    BOOKING_REQUESTS,
    LAUNCH_COPIES,
    BOOKING_COPIES,
    COMPLETED_COPIES,
    SYNC_RUNS,
    SYNC_CONFLICTS,
    TURNS,
    HEARTBEATS,
    EXPORTS,
    EXPORT_PIECES,
    ENTRIES,
    ENTRY_RETENTION,
    SAMPLES,
    TRAFFIC_REPORTS,
    ALERTS,
    POLICY_CHANGES,
)
