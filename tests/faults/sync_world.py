"""A world on PostgreSQL and MongoDB for synchronization; as a program, it synchronizes slowly.

python -m tests.faults.sync_world <operations url> <system url>
"""

import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta

from attrs import evolve

from astrobookings.adapters.mongo import MongoStore
from astrobookings.adapters.sql import SqlStore
from astrobookings.adapters.system.clock import SystemClock
from astrobookings.adapters.system.ids import SystemIds
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.sync.runs import SyncPolicy, SyncRun, SyncSet
from astrobookings.entrypoints.bootstrap.mongo_parts import mongo_parts
from astrobookings.entrypoints.bootstrap.operations_parts import operations_parts
from astrobookings.entrypoints.system import System, assemble
from astrobookings.testing.in_memory import in_memory_parts

__all__ = ["OPERATOR", "opened"]

OPERATOR = Principal.system(service="test", request_id="test")
POLICY = SyncPolicy(step=50, batch=25, lease=timedelta(seconds=1))


@contextmanager
def opened(operations_url: str, system_url: str) -> Iterator[System]:
    """The system on both migrated databases, by the real clock."""
    ids = SystemIds()
    rest = evolve(in_memory_parts(), clock=SystemClock(), ids=ids, sync_policy=POLICY)
    with (
        closing(SqlStore(operations_url, ids)) as operations,
        closing(MongoStore(system_url, ids)) as system,
    ):
        yield assemble(evolve(rest, **operations_parts(operations), **mongo_parts(system)))


def _slowly(_: SyncRun) -> None:
    time.sleep(0.05)


if __name__ == "__main__":
    with opened(*sys.argv[1:]) as found:
        for which in (SyncSet.PROFILES, SyncSet.BOOKINGS):
            found.run_sync(OPERATOR, which, watch=_slowly)
