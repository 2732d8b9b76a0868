"""A platform of the release before is brought to this one with all that it had.

`earlier/` has the stores as that release left them, in the middle of its work: events that nobody
heard yet, a mail that was refused once, bookings that are held. `facts.json` tells what was there.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.application.booking.list_bookings import BookingQuery
from astrobookings.application.identity.sign_in import SignInRequest
from astrobookings.domain.kernel.money import ZERO
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.notifications.notification import NotificationStatus
from astrobookings.entrypoints.backup import put_back, take
from astrobookings.entrypoints.bootstrap import migrate_stores, open_parts, stores_behind
from astrobookings.entrypoints.settings import Settings, embedded_settings
from astrobookings.testing.world import World, principal_of

EARLIER = Path(__file__).parent / "earlier"
FACTS: dict[str, Any] = json.loads((EARLIER / "facts.json").read_text())
MOMENT = datetime.fromisoformat(FACTS["moment"])
STORES = ("operations", "system")


class Silent:
    """Nobody looks at the progress."""

    def expect(self, name: str, records: int) -> None: ...

    def counted(self, name: str, records: Any) -> Any:
        return iter(records)


@pytest.fixture
def earlier(tmp_path: Path) -> Settings:
    """Give the data folder that the release before left."""
    folder = tmp_path / "var"
    folder.mkdir()
    for name in (*STORES, "gateway"):
        with closing(sqlite3.connect(folder / f"{name}.db")) as connection:
            connection.executescript((EARLIER / f"{name}.sql").read_text())
    return embedded_settings(folder, port=8000)


@pytest.fixture(params=["in place", "into PostgreSQL"])
def upgraded(request: pytest.FixtureRequest, earlier: Settings, tmp_path: Path) -> Settings:
    """Give these data in the present schema: migrated, or backed up and restored elsewhere."""
    if request.param == "in place":
        migrate_stores(earlier)
        return earlier
    server = request.getfixturevalue("postgres_server")
    settings = evolve(
        embedded_settings(tmp_path / "new", port=8000),
        operations_url=server.new_database(),
        system_url=server.new_database(),
    )
    take(earlier, tmp_path / "backup", MOMENT + timedelta(days=1), Silent())
    put_back(settings, tmp_path / "backup", Silent())
    return settings


@contextmanager
def living(settings: Settings) -> Iterator[World]:
    """The platform a minute later."""
    clock = MemoryClock(MOMENT + timedelta(minutes=1))
    parts = open_parts(settings, clock=clock)
    try:
        yield World(parts, clock)
    finally:
        parts.close()


def rows(settings: Settings, store: str) -> dict[str, list[dict[str, Any]]]:
    """What stands in every table."""
    url = settings.operations_url if store == "operations" else settings.system_url
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        connection.row_factory = sqlite3.Row
        return {
            table: [dict(row) for row in connection.execute(f'SELECT * FROM "{table}"')]
            for table in FACTS["rows"][store]
            if table != "alembic_version"
        }


def shared(found: list[dict[str, Any]], others: list[dict[str, Any]]) -> list[str]:
    """*found* without the columns that *others* do not have, in an order of its own."""
    names = set(others[0]) if others else set()
    return sorted(repr(sorted((k, v) for k, v in row.items() if k in names)) for row in found)


def test_the_earlier_release_is_behind_until_it_is_migrated(earlier: Settings) -> None:
    assert stores_behind(earlier) == STORES

    assert migrate_stores(earlier) == STORES

    assert stores_behind(earlier) == ()


@pytest.mark.parametrize("store", STORES)
def test_no_record_is_lost_or_changed(earlier: Settings, store: str) -> None:
    before = rows(earlier, store)

    migrate_stores(earlier)

    after = rows(earlier, store)
    assert {table: len(found) for table, found in before.items()} == {
        table: count for table, count in FACTS["rows"][store].items() if table != "alembic_version"
    }
    for table, found in before.items():
        assert shared(after[table], found) == shared(found, after[table])


def test_bookings_seats_and_money_are_as_they_were(upgraded: Settings) -> None:
    with living(upgraded) as world:
        bookings = world.parts.bookings.list(PageRequest(limit=200), now=MOMENT).items
        balances = world.parts.ledger.balances()

        assert {one.reference: one.status.value for one in bookings} == {
            reference: status for reference, (status, _) in FACTS["bookings"].items()
        }
        later = dict.fromkeys((account.value for account in balances), str(ZERO))
        told = {account.value: str(held) for account, held in balances.items()}
        assert told == later | FACTS["balances"]
        assert world.parts.seat_ledger.discrepancies() == 0
        assert world.parts.ledger.unbalanced() == 0


def test_people_sign_in_with_the_passwords_they_had(upgraded: Settings) -> None:
    with living(upgraded) as world:
        request = SignInRequest(
            email="traveler1@example.test",
            password=FACTS["password"],
            origin_address="10.9.9.9",
            user_agent="upgrade",
        )

        assert world.system.sign_in(world.visitor(), request).access_token


def test_what_waited_to_be_heard_is_heard_now(upgraded: Settings) -> None:
    with living(upgraded) as world:
        waiting = {
            "operations": world.parts.operations_outbox.waiting(),
            "system": world.parts.system_outbox.waiting(),
        }
        world.settle()
        world.pass_time(timedelta(hours=2))
        world.settle()

        assert waiting == FACTS["waiting"]
        assert world.parts.operations_outbox.waiting() == 0
        assert world.parts.system_outbox.waiting() == 0
        assert world.parts.operations_dead_letters.count() == 0
        assert world.parts.system_dead_letters.count() == 0


def test_the_mail_that_was_refused_before_arrives_after(upgraded: Settings) -> None:
    with living(upgraded) as world:
        world.settle()
        world.pass_time(timedelta(hours=2))
        world.settle()
        counts = world.parts.notifications.counts()
        assert world.parts.mailbox is not None
        subjects = [mail.subject for mail in world.parts.mailbox.newest(50)]

        assert counts[NotificationStatus.PENDING] == counts[NotificationStatus.FAILED] == 0
        assert any("confirmed" in subject.lower() for subject in subjects)
        assert any("cancelled" in subject.lower() for subject in subjects)


def test_business_goes_on(upgraded: Settings) -> None:
    with living(upgraded) as world:
        world.settle()
        account = world.parts.users.find_by_email("traveler1@example.test")
        assert account is not None
        by = principal_of(account)
        view = next(
            found
            for found in world.system.list_bookings(by, BookingQuery(), PageRequest()).items
            if found.booking.status.value == "confirmed"
        )

        cancelled = world.cancel(by, view)
        world.settle()

        assert cancelled.booking.status.value == "cancelled"
        assert world.parts.seat_ledger.discrepancies() == 0
        assert world.parts.ledger.unbalanced() == 0
