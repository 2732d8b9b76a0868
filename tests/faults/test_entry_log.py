"""What was noted while SystemDB was away, or just before the end, stands in the log afterwards."""

import time
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from attrs import evolve

from astrobookings.adapters.memory.ids import MemoryIds
from astrobookings.adapters.mongo import MongoEntryLog, MongoMetrics, MongoStore, migrate_mongo
from astrobookings.adapters.sql import SqlEntryLog, SqlStore
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.monitoring.entries import Entry, EntryFilter
from astrobookings.entrypoints.observing.observer import Observer
from astrobookings.testing.in_memory import in_memory_world
from tests.entrypoints.served import serve
from tests.servers import MongoServer

ALL = PageRequest(200)


@pytest.mark.story("6.1")
def test_entries_of_an_outage_are_recorded_once_it_is_over(own_mongo: MongoServer) -> None:
    url = own_mongo.new_database()
    migrate_mongo(url)
    with closing(MongoStore(url, MemoryIds())) as store:
        world = in_memory_world()
        log = MongoEntryLog(store)
        world.restart(evolve(world.parts, entry_log=log, metrics=MongoMetrics(store)))
        observer = Observer.of(world.system)
        observer.journal.note("test", "noted", "before")
        observer.flush()

        own_mongo.process.kill()
        for _ in range(2):
            observer.journal.note("test", "noted", "meanwhile")
            with pytest.raises(Unavailable):
                observer.step()
        own_mongo.process.start()
        observer.journal.note("test", "noted", "after")
        _patiently(observer)

        found = log.search(ALL, EntryFilter(component="test")).items
    assert sorted(one.message for one in found) == ["after", "before", "meanwhile", "meanwhile"]


def _patiently(observer: Observer) -> None:
    """As the observer's own thread: again and again."""
    deadline = time.monotonic() + 30
    while True:
        try:
            observer.flush()
        except Unavailable:
            assert time.monotonic() < deadline
            time.sleep(0.2)
        else:
            return


@pytest.mark.story("6.1")
def test_a_server_that_is_stopped_leaves_a_whole_log(demo_data: Path) -> None:
    login = {"email": "it@demo.test", "password": "wrong-velvet-cinnamon-1"}
    with serve(demo_data) as server:
        answer = httpx.post(f"{server.base}/api/v1/system/auth/login", json=login)
        figures = httpx.get(f"{server.base}/metrics")
        server.stop()

    with closing(SqlStore(f"sqlite:///{demo_data / 'system.db'}", MemoryIds())) as store:
        entries = SqlEntryLog(store).search(ALL, EntryFilter()).items
    told = {one.event: one for one in entries}
    assert {"process-started", "sign-in-refused", "process-ended"} <= told.keys()
    refused: Entry = told["sign-in-refused"]
    assert refused.request_id == answer.headers["x-request-id"]
    assert "cinnamon" not in repr(entries)
    assert 'astrobookings_http_requests_total{method="POST"' in figures.text
