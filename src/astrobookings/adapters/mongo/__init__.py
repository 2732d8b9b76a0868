"""SystemDB in MongoDB: `MongoStore` is a database, the rest are ports on it."""

from astrobookings.adapters.mongo.alerts import MongoAlerts
from astrobookings.adapters.mongo.booking_copies import MongoBookingCopies
from astrobookings.adapters.mongo.booking_requests import MongoBookingRequests
from astrobookings.adapters.mongo.changes import MongoChanges
from astrobookings.adapters.mongo.copy_sources import MongoProfileSource
from astrobookings.adapters.mongo.dead_letters import MongoDeadLetters
from astrobookings.adapters.mongo.deliveries import MongoDeliveries
from astrobookings.adapters.mongo.entry_log import MongoEntryLog
from astrobookings.adapters.mongo.event_mails import MongoEventMails
from astrobookings.adapters.mongo.exports import MongoExports
from astrobookings.adapters.mongo.handled import MongoHandled
from astrobookings.adapters.mongo.heartbeats import MongoHeartbeats
from astrobookings.adapters.mongo.launch_copies import MongoLaunchCopies
from astrobookings.adapters.mongo.links import MongoLinks
from astrobookings.adapters.mongo.metrics import MongoMetrics
from astrobookings.adapters.mongo.migrations import (
    Newer,
    Standalone,
    migrate_mongo,
    mongo_behind,
    mongo_standalone,
)
from astrobookings.adapters.mongo.notices import MongoNotices
from astrobookings.adapters.mongo.notifications import MongoNotifications
from astrobookings.adapters.mongo.outbox import MongoOutbox
from astrobookings.adapters.mongo.person_records import MongoPersonRecords
from astrobookings.adapters.mongo.policy_changes import MongoPolicyChanges
from astrobookings.adapters.mongo.preferences import MongoPreferences
from astrobookings.adapters.mongo.profiles import MongoProfiles
from astrobookings.adapters.mongo.second_factors import MongoSecondFactors
from astrobookings.adapters.mongo.sessions import MongoSessions
from astrobookings.adapters.mongo.store.database import MongoStore
from astrobookings.adapters.mongo.sync_conflicts import MongoSyncConflicts
from astrobookings.adapters.mongo.sync_runs import MongoSyncRuns
from astrobookings.adapters.mongo.transactions import MongoTransactions
from astrobookings.adapters.mongo.turns import MongoTurns
from astrobookings.adapters.mongo.users import MongoUsers

__all__ = [
    "MongoAlerts",
    "MongoBookingCopies",
    "MongoBookingRequests",
    "MongoChanges",
    "MongoDeadLetters",
    "MongoDeliveries",
    "MongoEntryLog",
    "MongoExports",
    "MongoEventMails",
    "MongoHandled",
    "MongoHeartbeats",
    "MongoLaunchCopies",
    "MongoLinks",
    "MongoMetrics",
    "MongoNotices",
    "MongoNotifications",
    "MongoOutbox",
    "MongoPersonRecords",
    "MongoPolicyChanges",
    "MongoPreferences",
    "MongoProfileSource",
    "MongoProfiles",
    "MongoSecondFactors",
    "MongoSessions",
    "MongoStore",
    "MongoSyncConflicts",
    "MongoSyncRuns",
    "MongoTransactions",
    "MongoTurns",
    "MongoUsers",
    "Newer",
    "Standalone",
    "migrate_mongo",
    "mongo_behind",
    "mongo_standalone",
]
