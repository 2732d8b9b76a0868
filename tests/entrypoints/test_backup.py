"""Backups are whole, are put back as they were, and are refused when they are not right."""

import gzip
import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import TypeVar

import pytest
from attrs import evolve

from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.domain.booking.errors import SeatsTaken
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.entrypoints.backup import BadBackup, put_back, take, verified
from astrobookings.entrypoints.bootstrap import migrate_stores, open_parts, stores_behind
from astrobookings.entrypoints.bootstrap.backups import Refusal, kept_files, store_backups
from astrobookings.entrypoints.settings import BadSettings, Settings, embedded_settings
from astrobookings.testing.world import World

START = datetime(2027, 1, 15, 12, 0, tzinfo=UTC)
KINDS = ["sqlite", "postgres", "mongo"]
L = TypeVar("L")


class Counting:
    """Notes what was expected and what was done."""

    def __init__(self) -> None:
        self.expected: dict[str, int] = {}
        self.done: dict[str, int] = {}

    def expect(self, name: str, records: int) -> None:
        self.expected[name], self.done[name] = records, 0

    def counted(self, name: str, records: Iterable[L]) -> Iterator[L]:
        for record in records:
            self.done[name] += 1
            yield record


Places = Callable[[str], Settings]


@pytest.fixture
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Places:
    """Give settings of stores of a kind that nobody used, migrated to nothing yet."""
    numbers = count(1)

    def place(kind: str) -> Settings:
        settings = embedded_settings(tmp_path / f"{kind}{next(numbers)}", port=8000)
        if kind == "sqlite":
            return settings
        postgres = request.getfixturevalue("postgres_server")
        mongo = request.getfixturevalue("mongo_server")
        system = postgres if kind == "postgres" else mongo
        return evolve(
            settings, operations_url=postgres.new_database(), system_url=system.new_database()
        )

    return place


@contextmanager
def living(settings: Settings, start: datetime = START) -> Iterator[World]:
    """A world on the stores of *settings*."""
    clock = MemoryClock(start)
    parts = open_parts(settings, clock=clock)
    try:
        yield World(parts, clock)
    finally:
        parts.close()


def populated(settings: Settings) -> LaunchId:
    """Migrate, and let something of everything happen to a launch; some waits to be heard."""
    migrate_stores(settings)
    with living(settings) as world:
        launch = world.launch(seats=8)
        traveler = world.traveler()
        world.book(traveler, launch.id, 2)
        cancelled = world.book(traveler, launch.id, (7,))
        world.cancel(traveler, cancelled)
        world.settle()
        world.book(world.traveler(), launch.id, (8,), method=None)
        world.book(traveler, launch.id, (5,))
    return launch.id


def newcomer(world: World) -> Principal:
    """A traveler whom the world did not have when it was made."""
    world._numbers = count(100)
    return world.traveler()


def contents(settings: Settings) -> dict[str, list[str]]:
    """Every record of every store."""
    found = {}
    for backup in store_backups(settings):
        with backup.snapshot() as snapshot:
            for name in snapshot.tables():
                found[f"{backup.name}.{name}"] = sorted(snapshot.lines(name))
    return found


@pytest.mark.parametrize(
    ("source", "target"),
    [*((kind, kind) for kind in KINDS), ("sqlite", "postgres"), ("postgres", "sqlite")],
)
def test_what_was_backed_up_is_put_back_as_it_was(
    places: Places, tmp_path: Path, source: str, target: str
) -> None:
    first, second = places(source), places(target)
    populated(first)

    take(first, tmp_path / "backup", START - timedelta(days=1), Counting())
    with_early_events = put_back(second, tmp_path / "backup", Counting())

    told_again = {"operations.outbox"} if with_early_events.told_again else set()
    before, after = contents(first), contents(second)
    assert {name for name in before if before[name] != after[name]} == told_again
    assert before.keys() == after.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_the_platform_goes_on_where_the_backup_was_made(
    places: Places, tmp_path: Path, kind: str
) -> None:
    first, second = places(kind), places(kind)
    launch_id = populated(first)
    take(first, tmp_path / "backup", START, Counting())
    put_back(second, tmp_path / "backup", Counting())

    with living(second, START + timedelta(minutes=1)) as world:
        world.settle()
        traveler = newcomer(world)
        world.book(traveler, launch_id, 2)
        world.settle()

        assert world.parts.seat_ledger.discrepancies() == 0
        assert world.parts.ledger.unbalanced() == 0
        assert world.seats_left(launch_id) == 2
        with pytest.raises(SeatsTaken):
            world.book(traveler, launch_id, (5,))


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_backup_made_while_people_book_is_one_instant(
    places: Places, tmp_path: Path, kind: str
) -> None:
    first, second = places(kind), places(kind)
    migrate_stores(first)
    with living(first) as world:
        launch = world.launch(seats=300)
        people = [world.traveler() for _ in range(3)]
        ended = threading.Event()

        def keep_booking() -> None:
            while not ended.is_set():
                for person in people:
                    view = world.book(person, launch.id, 1)
                    world.cancel(person, view)

        booking = threading.Thread(target=keep_booking)
        booking.start()
        try:
            for number in range(3):
                take(first, tmp_path / f"backup{number}", START, Counting())
        finally:
            ended.set()
            booking.join()

    put_back(second, tmp_path / "backup2", Counting())

    with living(second) as restored:
        assert restored.parts.seat_ledger.discrepancies() == 0
        assert restored.parts.ledger.unbalanced() == 0


def test_events_exchanged_while_the_backup_was_made_are_told_once_more(
    places: Places, tmp_path: Path
) -> None:
    first, second = places("sqlite"), places("sqlite")
    migrate_stores(first)
    with living(first) as world:
        launch = world.launch()
        traveler = world.traveler()
        early = contents(first)
        world.book(traveler, launch.id, 1)
        world.settle()
    take(first, tmp_path / "backup", START, Counting())
    _forget(tmp_path / "backup", "system", early)

    done = put_back(second, tmp_path / "backup", Counting())

    assert done.told_again > 0
    with living(second) as world:
        world.settle()
        kinds = {mail.subject for mail in world.parts.mailbox.newest(50)}  # type: ignore[union-attr]
        assert any("confirmed" in subject for subject in kinds)


def _forget(folder: Path, store: str, early: dict[str, list[str]]) -> None:
    """Make the backup of *store* as it would be had it been read before the booking."""
    file = folder / "manifest.json"
    manifest = json.loads(file.read_text())
    for table in manifest["stores"][store]["tables"]:
        lines = early[f"{store}.{table['name']}"]
        with gzip.open(folder / table["file"], "wt") as stream:
            stream.writelines(f"{line}\n" for line in lines)
        table["rows"] = len(lines)
        table["sha256"] = sha256((folder / table["file"]).read_bytes()).hexdigest()
    file.write_text(json.dumps(manifest))


@pytest.mark.parametrize("kind", KINDS)
def test_records_that_are_there_are_not_overwritten(
    places: Places, tmp_path: Path, kind: str
) -> None:
    settings = places(kind)
    populated(settings)
    take(settings, tmp_path / "backup", START, Counting())
    with living(settings) as world:
        newcomer(world)
    now = contents(settings)
    for file in kept_files(settings).values():
        file.unlink()

    with pytest.raises(Refusal, match="of the system database"):
        put_back(settings, tmp_path / "backup", Counting())

    assert contents(settings) == now


@pytest.mark.parametrize("kind", KINDS)
def test_records_that_are_there_are_replaced_when_told(
    places: Places, tmp_path: Path, kind: str
) -> None:
    settings = places(kind)
    populated(settings)
    before = contents(settings)
    take(settings, tmp_path / "backup", START + timedelta(days=1), Counting())
    with living(settings) as world:
        newcomer(world)

    put_back(settings, tmp_path / "backup", Counting(), replace=True)

    assert contents(settings) == before


def test_what_is_told_of_progress_adds_up(places: Places, tmp_path: Path) -> None:
    settings, progress, again = places("sqlite"), Counting(), Counting()
    populated(settings)

    made = take(settings, tmp_path / "backup", START, progress)
    put_back(places("sqlite"), tmp_path / "backup", again)

    assert progress.expected == progress.done == again.expected == again.done
    assert sum(progress.done.values()) == made.rows


def test_only_its_owner_may_read_a_backup(places: Places, tmp_path: Path) -> None:
    settings = places("sqlite")
    populated(settings)

    take(settings, tmp_path / "backup", START, Counting())

    assert (tmp_path / "backup").stat().st_mode & 0o077 == 0


def test_a_backup_never_replaces_another(places: Places, tmp_path: Path) -> None:
    settings = places("sqlite")
    populated(settings)
    take(settings, tmp_path / "backup", START, Counting())

    with pytest.raises(BadBackup, match="is there already"):
        take(settings, tmp_path / "backup", START, Counting())

    assert verified(tmp_path / "backup").made_at == START


def test_an_interrupted_backup_leaves_none(places: Places, tmp_path: Path) -> None:
    settings = places("sqlite")
    populated(settings)

    class Interrupted(Counting):
        def counted(self, name: str, records: Iterable[L]) -> Iterator[L]:
            if name == "operations":
                raise KeyboardInterrupt
            return super().counted(name, records)

    with pytest.raises(KeyboardInterrupt):
        take(settings, tmp_path / "backup", START, Interrupted())

    assert not (tmp_path / "backup").exists()
    take(settings, tmp_path / "backup", START, Counting())
    assert verified(tmp_path / "backup").rows


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_an_interrupted_restore_leaves_the_store_as_it_was(
    places: Places, tmp_path: Path, kind: str
) -> None:
    first, second = places(kind), places(kind)
    populated(first)
    take(first, tmp_path / "backup", START, Counting())
    migrate_stores(second)
    before = contents(second)

    class Interrupted(Counting):
        def counted(self, name: str, records: Iterable[L]) -> Iterator[L]:
            for done, record in enumerate(super().counted(name, records)):
                if done == 2:
                    raise KeyboardInterrupt
                yield record

    with pytest.raises(KeyboardInterrupt):
        put_back(second, tmp_path / "backup", Interrupted())

    assert contents(second) == before


def test_nothing_runs_on_documents_that_were_put_back_by_half(
    places: Places, tmp_path: Path
) -> None:
    first, second = places("mongo"), places("mongo")
    populated(first)
    take(first, tmp_path / "backup", START, Counting())

    class Interrupted(Counting):
        def counted(self, name: str, records: Iterable[L]) -> Iterator[L]:
            if self.done[name] > 20:
                raise KeyboardInterrupt
            return super().counted(name, records)

    with pytest.raises(KeyboardInterrupt):
        put_back(second, tmp_path / "backup", Interrupted())

    assert "system" in stores_behind(second)
    put_back(second, tmp_path / "backup", Counting(), replace=True)
    assert not stores_behind(second)


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda file: file.write_bytes(file.read_bytes()[:-9]), "is damaged: its checksum"),
        (lambda file: file.unlink(), "is missing"),
    ],
)
def test_a_damaged_backup_touches_nothing(
    places: Places, tmp_path: Path, damage: Callable[[Path], object], told: str
) -> None:
    first, second = places("sqlite"), places("sqlite")
    populated(first)
    take(first, tmp_path / "backup", START, Counting())
    damage(tmp_path / "backup" / "operations" / "seats.jsonl.gz")
    migrate_stores(second)

    with pytest.raises(BadBackup, match=told):
        put_back(second, tmp_path / "backup", Counting())

    assert not contents(second)["system.users"]


def test_a_folder_that_is_no_backup_says_so(places: Places, tmp_path: Path) -> None:
    with pytest.raises(BadBackup, match=r"is no backup: there is no manifest\.json in it"):
        put_back(places("sqlite"), tmp_path, Counting())


def test_a_store_that_was_never_migrated_has_nothing_to_back_up(
    places: Places, tmp_path: Path
) -> None:
    with pytest.raises(BadBackup, match="run astrobookings migrate first"):
        take(places("sqlite"), tmp_path / "backup", START, Counting())

    assert not (tmp_path / "backup").exists()


def test_documents_do_not_fit_into_tables(places: Places, tmp_path: Path) -> None:
    settings = places("mongo")
    populated(settings)
    take(settings, tmp_path / "backup", START, Counting())

    with pytest.raises(BadBackup, match="set ASTRO_SYSTEM_URL to a database of that kind"):
        put_back(places("sqlite"), tmp_path / "backup", Counting())


@pytest.mark.parametrize("kind", ["sqlite", "mongo"])
def test_a_backup_of_a_newer_release_is_refused(places: Places, tmp_path: Path, kind: str) -> None:
    settings = places(kind)
    populated(settings)
    take(settings, tmp_path / "backup", START, Counting())
    file = tmp_path / "backup" / "manifest.json"
    manifest = json.loads(file.read_text())
    manifest["stores"]["system"]["schema"] = "9999"
    file.write_text(json.dumps(manifest))

    with pytest.raises(BadSettings, match="restore it with that release"):
        put_back(places(kind), tmp_path / "backup", Counting())


def test_charges_of_the_sandbox_are_put_back_too(places: Places, tmp_path: Path) -> None:
    first, second = places("sqlite"), places("sqlite")
    populated(first)
    take(first, tmp_path / "backup", START, Counting())

    put_back(second, tmp_path / "backup", Counting())

    assert _charges(second) == _charges(first) > 0


def _charges(settings: Settings) -> int:
    with closing(sqlite3.connect(settings.payments_url.partition("///")[2])) as connection:
        return int(connection.execute("SELECT count(*) FROM charges").fetchone()[0])


def test_a_store_that_does_not_answer_is_named(places: Places, tmp_path: Path) -> None:
    away = "postgresql+psycopg://nobody@127.0.0.1:1/none"
    settings = evolve(places("sqlite"), system_url=away)

    with pytest.raises(Unavailable):
        take(settings, tmp_path / "backup", START, Counting())

    assert not (tmp_path / "backup").exists()
