"""What lives in SystemDB: SQLite or PostgreSQL here, MongoDB in `mongo_parts`."""

from contextlib import ExitStack
from typing import Any

from astrobookings.adapters.sql import (
    SqlAlerts,
    SqlBookingCopies,
    SqlBookingRequests,
    SqlChanges,
    SqlDeadLetters,
    SqlDeliveries,
    SqlEntryLog,
    SqlEventMails,
    SqlExports,
    SqlHandled,
    SqlHeartbeats,
    SqlLaunchCopies,
    SqlLinks,
    SqlMetrics,
    SqlNotices,
    SqlNotifications,
    SqlOutbox,
    SqlPersonRecords,
    SqlPolicyChanges,
    SqlPreferences,
    SqlProfiles,
    SqlProfileSource,
    SqlSecondFactors,
    SqlSessions,
    SqlStore,
    SqlSyncConflicts,
    SqlSyncRuns,
    SqlTurns,
    SqlUsers,
)
from astrobookings.application.ports.ids import Ids
from astrobookings.domain.privacy.records import SYSTEM_RECORDS
from astrobookings.entrypoints.bootstrap.closing import closing
from astrobookings.entrypoints.settings import Settings

__all__ = ["open_system_store", "system_parts"]


def open_system_store(
    settings: Settings, ids: Ids, opened: ExitStack, *, durable: bool
) -> dict[str, Any]:
    """The parts of SystemDB at the URL of *settings*; the store is closed with *opened*."""
    if settings.system_on_mongo:
        from astrobookings.entrypoints.bootstrap.mongo_parts import MongoStore, mongo_parts

        return mongo_parts(closing(opened, MongoStore(settings.system_url, ids)))
    return system_parts(closing(opened, SqlStore(settings.system_url, ids, durable=durable)))


def system_parts(store: SqlStore) -> dict[str, Any]:
    """The parts of `Parts` that live in SystemDB."""
    return {
        "system": store.transaction,
        "system_outbox": SqlOutbox(store),
        "system_deliveries": SqlDeliveries(store),
        "system_dead_letters": SqlDeadLetters(store),
        "system_changes": SqlChanges(store),
        "system_person_records": SqlPersonRecords(store, SYSTEM_RECORDS),
        "system_handled": SqlHandled(store),
        "users": SqlUsers(store),
        "profiles": SqlProfiles(store),
        "sessions": SqlSessions(store),
        "links": SqlLinks(store),
        "second_factors": SqlSecondFactors(store),
        "profile_source": SqlProfileSource(store),
        "launch_copies": SqlLaunchCopies(store),
        "booking_copies": SqlBookingCopies(store),
        "sync_runs": SqlSyncRuns(store),
        "sync_conflicts": SqlSyncConflicts(store),
        "notifications": SqlNotifications(store),
        "event_mails": SqlEventMails(store),
        "booking_requests": SqlBookingRequests(store),
        "notices": SqlNotices(store),
        "preferences": SqlPreferences(store),
        "entry_log": SqlEntryLog(store),
        "metrics": SqlMetrics(store),
        "alerts": SqlAlerts(store),
        "turns": SqlTurns(store),
        "heartbeats": SqlHeartbeats(store),
        "exports": SqlExports(store),
        "policy_changes": SqlPolicyChanges(store),
    }
