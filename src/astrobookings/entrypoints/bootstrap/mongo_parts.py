"""What lives in SystemDB on MongoDB; imported only where MongoDB was chosen."""

from typing import Any

from astrobookings.adapters.mongo import (
    MongoAlerts,
    MongoBookingCopies,
    MongoBookingRequests,
    MongoChanges,
    MongoDeadLetters,
    MongoDeliveries,
    MongoEntryLog,
    MongoEventMails,
    MongoExports,
    MongoHandled,
    MongoHeartbeats,
    MongoLaunchCopies,
    MongoLinks,
    MongoMetrics,
    MongoNotices,
    MongoNotifications,
    MongoOutbox,
    MongoPersonRecords,
    MongoPolicyChanges,
    MongoPreferences,
    MongoProfiles,
    MongoProfileSource,
    MongoSecondFactors,
    MongoSessions,
    MongoStore,
    MongoSyncConflicts,
    MongoSyncRuns,
    MongoTurns,
    MongoUsers,
)

__all__ = ["MongoStore", "mongo_parts"]


def mongo_parts(store: MongoStore) -> dict[str, Any]:
    """The parts of `Parts` that live in SystemDB; the same as `system_parts` has."""
    return {
        "system": store.transaction,
        "system_outbox": MongoOutbox(store),
        "system_deliveries": MongoDeliveries(store),
        "system_dead_letters": MongoDeadLetters(store),
        "system_changes": MongoChanges(store),
        "system_person_records": MongoPersonRecords(store),
        "system_handled": MongoHandled(store),
        "users": MongoUsers(store),
        "profiles": MongoProfiles(store),
        "sessions": MongoSessions(store),
        "links": MongoLinks(store),
        "second_factors": MongoSecondFactors(store),
        "profile_source": MongoProfileSource(store),
        "launch_copies": MongoLaunchCopies(store),
        "booking_copies": MongoBookingCopies(store),
        "sync_runs": MongoSyncRuns(store),
        "sync_conflicts": MongoSyncConflicts(store),
        "notifications": MongoNotifications(store),
        "event_mails": MongoEventMails(store),
        "booking_requests": MongoBookingRequests(store),
        "notices": MongoNotices(store),
        "preferences": MongoPreferences(store),
        "entry_log": MongoEntryLog(store),
        "metrics": MongoMetrics(store),
        "alerts": MongoAlerts(store),
        "turns": MongoTurns(store),
        "heartbeats": MongoHeartbeats(store),
        "exports": MongoExports(store),
        "policy_changes": MongoPolicyChanges(store),
    }
