"""IT: queue, synchronization, logs, metrics, alerts."""

from litestar.types import ControllerRouterHandler

from astrobookings.entrypoints.web.system_web.it.alerts import AlertsController
from astrobookings.entrypoints.web.system_web.it.dead_letters import DeadLettersController
from astrobookings.entrypoints.web.system_web.it.logs import LogsController
from astrobookings.entrypoints.web.system_web.it.metrics import MetricsController
from astrobookings.entrypoints.web.system_web.it.queue import QueueController
from astrobookings.entrypoints.web.system_web.it.status import StatusController
from astrobookings.entrypoints.web.system_web.it.sync_changes import SyncChangesController
from astrobookings.entrypoints.web.system_web.it.sync_conflicts import SyncConflictsController
from astrobookings.entrypoints.web.system_web.it.sync_runs import SyncRunsController

__all__ = ["PAGES"]

PAGES: tuple[ControllerRouterHandler, ...] = (
    StatusController,
    QueueController,
    DeadLettersController,
    SyncRunsController,
    SyncConflictsController,
    SyncChangesController,
    LogsController,
    MetricsController,
    AlertsController,
)
