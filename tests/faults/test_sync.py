"""Synchronization is killed half way, and meets edits on both sides (stories 5.1, 5.2, 5.6)."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve
from pymongo import MongoClient
from sqlalchemy import update

from astrobookings.adapters.mongo import migrate_mongo
from astrobookings.adapters.plain import plain
from astrobookings.adapters.sql import migrate
from astrobookings.adapters.sql.tables.operations import travelers
from astrobookings.domain.identity.accounts import AccountStatus
from astrobookings.domain.kernel.ids import AgencyId, BookingId, LaunchId, UserId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.sync.conflicts import ConflictStatus, SyncConflict
from astrobookings.domain.sync.runs import SyncRun, SyncSet, SyncStatus
from astrobookings.entrypoints.system import System
from astrobookings.testing.builders import (
    a_launch,
    a_passenger,
    a_profile,
    a_rocket,
    a_seat_order,
    a_spaceport,
    an_account,
    an_agency,
)
from tests.faults.sync_world import OPERATOR, POLICY, opened
from tests.servers import MongoServer, PostgresServer

pytestmark = pytest.mark.story("5.1", "5.2", "5.6")

MANY = 1000
EDITED = 40
"""How many copies of each set somebody changes elsewhere."""
BOTH = (SyncSet.PROFILES, SyncSet.BOOKINGS)


@pytest.fixture
def urls(postgres_server: PostgresServer, mongo_server: MongoServer) -> Iterator[tuple[str, str]]:
    """Two migrated, empty databases."""
    operations, system = postgres_server.new_database(), mongo_server.new_database()
    migrate(operations, "operations")
    migrate_mongo(system)
    yield operations, system
    mongo_server.drop_database(system)
    postgres_server.drop_database(operations)


@pytest.fixture
def system(urls: tuple[str, str]) -> Iterator[System]:
    with opened(*urls) as found:
        yield found


def in_batches(
    system: System, store: str, items: Sequence[Any], change: Callable[[Any], object], action: str
) -> None:
    """Do *change* to all of *items*, a hundred in each transaction of *store*."""
    transaction = getattr(system.parts, store)
    for begin in range(0, len(items), 100):
        with transaction(OPERATOR.origin(action, system.clock.now())):
            for item in items[begin : begin + 100]:
                change(item)


def given_travelers(system: System) -> list[UserId]:
    keys = [UserId(system.parts.ids.new()) for _ in range(MANY)]

    def add(key: UserId) -> None:
        address = f"{key}@example.test"
        account = an_account(id=key, email=address, status=AccountStatus.ACTIVE)
        system.parts.users.add(account)
        system.parts.profiles.add(a_profile(user_id=key))

    in_batches(system, "system", keys, add, "register")
    return keys


def given_bookings(system: System) -> list[BookingId]:
    parts, now = system.parts, system.clock.now()
    launch = a_launch(seats_total=MANY, launch_at=now + timedelta(days=400))
    with parts.operations(OPERATOR.origin("fly", now)):
        agency = AgencyId(parts.agencies.add(an_agency()).id)
        rocket = parts.rockets.add(a_rocket(agency_id=agency, capacity=MANY)).id
        port = parts.spaceports.add(a_spaceport()).id
        parts.launches.add(evolve(launch, agency_id=agency, rocket_id=rocket, spaceport_id=port))
    return [_booked(system, launch.id, agency) for _ in range(MANY)]


def _booked(system: System, launch_id: LaunchId, agency_id: AgencyId) -> BookingId:
    now = system.clock.now()
    order = a_seat_order(
        booking_id=system.parts.ids.new(),
        launch_id=launch_id,
        agency_id=agency_id,
        traveler_id=system.parts.ids.new(),
        expires_at=now + timedelta(minutes=15),
    )
    booking = system.parts.seat_ledger.take(order, OPERATOR.origin("book-seats", now))
    assert booking is not None
    return booking.id


def change_everything(
    system: System, profiles: Sequence[UserId], bookings: Sequence[BookingId]
) -> None:
    """Each source gets a new version; *EDITED* copies of each set are changed beside it."""
    parts = system.parts

    def move(key: UserId) -> None:
        parts.profiles.save(evolve(parts.profiles.get(key), address=f"Rue Haute {key}"))

    def name(key: BookingId) -> None:
        booking = parts.bookings.lock(key)
        parts.bookings.save(evolve(booking, passengers=(a_passenger(),)))

    in_batches(system, "system", profiles, move, "update-me")
    in_batches(system, "operations", bookings, name, "name-passengers")
    store: Any = parts.travelers
    for key in profiles[:EDITED]:
        edited = update(travelers).where(travelers.c.id == key).values(address=f"Calle {key}")
        store.store.write_alone(edited)
    copies: Any = parts.booking_copies
    rows = copies.store.collection("booking_copies")
    for booking_id in bookings[:EDITED]:
        seen = parts.booking_copies.get(booking_id)
        other = evolve(seen, booking=evolve(seen.booking, cancel_reason="By hand"))
        rows.update_one({"_id": booking_id}, {"$set": {"body": plain(other)}})


def synchronized(system: System, *, full: bool = False) -> list[SyncRun]:
    return [system.run_sync(OPERATOR, which, full=full) for which in BOTH]


def differing(system: System, which: SyncSet) -> set[UUID]:
    """The records whose copies do not say what their source says, each field compared."""
    routes = system.run_sync.routes(which)
    keys = [one.key for one in routes.source.versions(None, 10 * MANY)]
    found = set()
    for copy in routes.source.read(keys):
        if which is SyncSet.BOOKINGS:
            stands: Any = system.parts.booking_copies.get(BookingId(copy.id))
        else:
            standing = system.parts.travelers.find(UserId(copy.id))
            assert standing is not None
            marks = ("version", "created_at", "updated_at")
            stands = evolve(standing, **{name: getattr(copy, name) for name in marks})
        if stands != copy:
            found.add(copy.id)
    return found


def open_conflicts(system: System, which: SyncSet) -> list[SyncConflict]:
    page = PageRequest(200)
    listed = system.parts.sync_conflicts.list(page, which=which, status=ConflictStatus.OPEN)
    return sorted(listed.items, key=lambda one: one.key)


def _let_go_of_its_transactions(system_url: str) -> None:
    """What MongoDB does a minute after a client has died, and well within a real lease."""
    client: MongoClient[Any] = MongoClient(system_url)
    with client:
        client.admin.command("killAllSessions", [])


def killed_half_way(system: System, urls: tuple[str, str]) -> SyncRun:
    """Let another process synchronize, and kill it in the middle of the bookings."""
    command = [sys.executable, "-m", "tests.faults.sync_world", *urls]
    process = subprocess.Popen(command)
    try:
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            assert process.poll() is None, "it was quicker than we are"
            run = system.parts.sync_runs.open(SyncSet.BOOKINGS)
            if run is not None and run.seen >= MANY // 2:
                break
            time.sleep(0.01)
    finally:
        process.kill()
        process.wait()
    _let_go_of_its_transactions(urls[1])
    left = system.parts.sync_runs.open(SyncSet.BOOKINGS)
    assert left is not None
    return left


def test_a_run_killed_half_way_is_gone_on_with_and_nothing_edited_is_lost(
    system: System, urls: tuple[str, str]
) -> None:
    profiles, bookings = given_travelers(system), given_bookings(system)
    assert all(run.written == MANY for run in synchronized(system))
    change_everything(system, profiles, bookings)

    left = killed_half_way(system, urls)
    assert left.status is SyncStatus.RUNNING
    assert MANY // 2 <= left.seen < MANY
    time.sleep(POLICY.lease.total_seconds())
    again = system.run_sync(OPERATOR, SyncSet.BOOKINGS)

    assert (again.id, again.status) == (left.id, SyncStatus.PARTIAL)
    assert (again.seen, again.conflicts) == (MANY, EDITED)
    kept = {which: open_conflicts(system, which) for which in BOTH}
    edits = {
        SyncSet.PROFILES: set(profiles[:EDITED]),
        SyncSet.BOOKINGS: set(bookings[:EDITED]),
    }
    for which in BOTH:
        assert {one.key for one in kept[which]} == edits[which] == differing(system, which)

    assert all(run.conflicts == EDITED for run in synchronized(system, full=True))
    assert {which: open_conflicts(system, which) for which in BOTH} == kept
    for which in BOTH:
        assert differing(system, which) == edits[which]
    for key in profiles[EDITED : EDITED + 3]:
        theirs = system.parts.system_changes.of(key)[-1].origin
        ours = system.parts.operations_changes.of(key)[-1].origin
        assert (theirs.service, theirs.action) == ("test", "update-me")
        assert (ours.service, ours.action) == ("sync", "sync-profiles")


def test_what_commits_late_is_not_passed_by(system: System) -> None:
    """A booking with a smaller id than those copied already becomes visible after the run."""
    parts, now = system.parts, system.clock.now()
    early, late = UserId(parts.ids.new()), UserId(parts.ids.new())

    def add(key: UserId) -> None:
        parts.users.add(an_account(id=key, email=f"{key}@example.test"))
        parts.profiles.add(a_profile(user_id=key))

    with parts.system(OPERATOR.origin("register", now)):
        add(early)
        in_other_context(lambda: in_batches(system, "system", [late], add, "register"))
        in_other_context(lambda: system.run_sync(OPERATOR, SyncSet.PROFILES))
    assert parts.travelers.find(late) is not None
    assert parts.travelers.find(early) is None

    system.run_sync(OPERATOR, SyncSet.PROFILES)

    assert parts.travelers.find(early) is not None


def in_other_context(call: Callable[[], object]) -> None:
    """As another thread does, which has a transaction of its own."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(call).result(60)


def test_two_processes_never_run_a_set_at_once(system: System, urls: tuple[str, str]) -> None:
    given_travelers(system)
    command = [sys.executable, "-m", "tests.faults.sync_world", *urls]

    processes = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(2)]
    ends = [(process.communicate(timeout=120)[1], process.returncode) for process in processes]

    runs = system.parts.sync_runs.list(PageRequest(9), which=SyncSet.PROFILES).items
    assert sum(run.written for run in runs) == MANY
    assert [run.status for run in runs] == [SyncStatus.SUCCESS] * len(runs)
    refused = [told for told, code in ends if code != 0]
    assert all(b"being synchronized already" in told for told in refused)
    assert len(runs) + len(refused) == 2
