"""Transactions that meet each other lose nothing, double nothing and wait for nobody forever."""

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from threading import Barrier
from uuid import UUID

import pytest
from attrs import evolve
from pymongo.client_session import ClientSession
from pymongo.errors import AutoReconnect

from astrobookings.adapters.memory.ids import MemoryIds
from astrobookings.adapters.mongo import MongoStore
from astrobookings.adapters.mongo.store import running
from astrobookings.domain.identity.accounts import Account
from astrobookings.domain.identity.errors import EmailTaken
from astrobookings.domain.identity.events import PasswordChanged
from astrobookings.domain.kernel.errors import AstroBookingsError, Stale, Unavailable
from astrobookings.domain.kernel.ids import EventId, NotificationId, UserId
from astrobookings.testing.builders import a_notification, an_account, fresh_id
from astrobookings.testing.contracts.harness import SystemHarness
from astrobookings.testing.contracts.threads import at_once, held_up
from tests.contracts.stores import mongo_system

THREADS = 6


def raised(account: Account) -> Account:
    """*account* with a phone number one higher."""
    return evolve(account, phone=str(int(account.phone or 0) + 1))


def phone(system: SystemHarness, account: Account) -> str:
    return system.users.get(account.id).phone


def interrupt(store: MongoStore) -> None:
    """End every transaction under way on the server, as a failover does."""
    store.client.admin.command("killAllSessions", [])


@pytest.fixture
def other(store: MongoStore, system: SystemHarness) -> Iterator[SystemHarness]:
    """Give the ports of another process on the same store."""
    with closing(MongoStore(store.url, MemoryIds())) as second:
        yield mongo_system(second, system.clock)


def test_locked_records_lose_no_update(system: SystemHarness, other: SystemHarness) -> None:
    account = system.given_account(phone="0")
    times = 5

    def raise_often(by: SystemHarness) -> None:
        for _ in range(times):
            with by.writing():
                by.users.save(raised(by.users.lock(account.id)))

    at_once([partial(raise_often, by) for by in (system, other) * (THREADS // 2)])

    assert phone(system, account) == str(THREADS * times)
    assert system.users.get(account.id).version == 1 + THREADS * times
    assert len(system.changes.of(account.id)) == 1 + THREADS * times


def test_of_many_savers_of_one_version_one_is_in_time(
    system: SystemHarness, other: SystemHarness
) -> None:
    account = system.given_account(phone="0")
    ready = Barrier(THREADS)

    def save(by: SystemHarness) -> str:
        with suppress(Stale), by.writing():
            ready.wait()
            by.users.save(raised(account))
            return "saved"
        return "stale"

    outcomes = at_once([partial(save, by) for by in (system, other) * (THREADS // 2)])

    assert sorted(outcomes) == ["saved", *["stale"] * (THREADS - 1)]
    assert phone(system, account) == "1"


def test_locks_taken_in_opposite_orders_end(system: SystemHarness, other: SystemHarness) -> None:
    pair = [system.given_account(phone="0") for _ in range(2)]
    both_have_one = Barrier(2)

    def raise_both(by: SystemHarness, order: list[Account]) -> bool:
        with suppress(Unavailable), by.writing():
            first = by.users.save(raised(by.users.lock(order[0].id)))
            both_have_one.wait()
            by.users.save(raised(by.users.lock(order[1].id)))
            return first.version > 1
        return False

    done = at_once([partial(raise_both, system, pair), partial(raise_both, other, pair[::-1])])

    assert any(done)
    assert {phone(system, account) for account in pair} == {str(sum(done))}


def test_a_conflict_in_the_middle_keeps_what_was_written_before(system: SystemHarness) -> None:
    mine, hot = system.given_account(phone="0"), system.given_account(phone="0")
    event_id, event = EventId(fresh_id()), PasswordChanged(mine.id)

    def change_both() -> None:
        with system.writing():
            system.users.save(raised(mine))
            system.outbox.add(event)
            assert system.handled.first_time(event_id, "handler")
            system.users.save(raised(system.users.lock(hot.id)))

    held_up(
        system.writing, lambda: system.users.save(raised(system.users.lock(hot.id))), change_both
    )

    assert (phone(system, mine), phone(system, hot)) == ("1", "2")
    assert len(system.changes.of(mine.id)) == 2
    assert [one.event for one in system.outbox.unpublished(9)] == [event]
    with system.writing():
        assert not system.handled.first_time(event_id, "handler")


def test_an_interrupted_transaction_goes_on(store: MongoStore, system: SystemHarness) -> None:
    account = system.given_account(phone="0")

    with system.writing():
        saved = system.users.save(raised(account))
        interrupt(store)
        seen = system.users.get(account.id)
        interrupt(store)
        system.outbox.add(PasswordChanged(account.id))
        interrupt(store)

    assert seen == saved == system.users.get(account.id)
    assert len(system.changes.of(account.id)) == 2
    assert system.outbox.waiting() == 1


def test_one_overtaken_while_interrupted_keeps_nothing(
    store: MongoStore, system: SystemHarness, other: SystemHarness
) -> None:
    account = system.given_account(phone="0")

    def change() -> UUID:
        with system.writing():
            key = system.add_example()
            system.users.save(raised(account))
            interrupt(store)
            with other.writing():
                other.users.save(evolve(account, phone="7"))
            system.outbox.add(PasswordChanged(account.id))
            return key

    with pytest.raises(Unavailable, match="Others are changing"):
        change()

    assert phone(system, account) == "7"
    assert system.outbox.waiting() == 0
    assert store.count("users", {}) == 1


def test_one_overtaken_cannot_commit_whatever_it_swallows(
    store: MongoStore, system: SystemHarness, other: SystemHarness
) -> None:
    account = system.given_account(phone="0")

    def change() -> None:
        with system.writing():
            system.users.save(raised(account))
            interrupt(store)
            with other.writing():
                other.users.save(evolve(account, phone="7"))
            with suppress(AstroBookingsError):
                system.outbox.add(PasswordChanged(account.id))

    with pytest.raises(Unavailable):
        change()

    assert phone(system, account) == "7"
    assert system.outbox.waiting() == 0


def test_an_address_taken_while_interrupted_keeps_nothing(
    store: MongoStore, system: SystemHarness, other: SystemHarness
) -> None:
    def register() -> None:
        with system.writing():
            system.users.add(an_account(email="one@example.test"))
            interrupt(store)
            other.given_account(email="one@example.test")
            system.outbox.add(PasswordChanged(UserId(fresh_id())))

    with pytest.raises(Unavailable):
        register()

    assert store.count("users", {}) == 1
    assert system.outbox.waiting() == 0


def test_a_transaction_goes_on_after_a_refused_duplicate(system: SystemHarness) -> None:
    taken = system.given_account(email="one@example.test")

    with system.writing():
        before = system.add_example()
        with pytest.raises(EmailTaken):
            system.users.add(an_account(email=taken.email))
        seen = system.has_example(before)
        after = system.add_example()

    assert seen
    assert system.has_example(before)
    assert system.has_example(after)
    assert len(system.changes.of(before)) == 1


def test_a_refused_duplicate_at_the_end_loses_nothing(system: SystemHarness) -> None:
    taken = system.given_account(email="one@example.test")

    with system.writing():
        key = system.add_example()
        with pytest.raises(EmailTaken):
            system.users.add(an_account(email=taken.email))

    assert system.has_example(key)


def test_a_notification_is_queued_once_by_many(system: SystemHarness, other: SystemHarness) -> None:
    notification = a_notification(recipient=system.given_account().id)
    ready = Barrier(THREADS)

    def queue(by: SystemHarness) -> bool:
        with by.writing():
            by.add_example()
            ready.wait()
            return by.notifications.add(evolve(notification, id=NotificationId(fresh_id())))

    queued = at_once([partial(queue, by) for by in (system, other) * (THREADS // 2)])

    assert sum(queued) == 1
    assert len(system.notifications.due(notification.due_at, 9)) == 1


def test_waiting_for_a_lock_has_an_end(
    system: SystemHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "WAIT_FOR_OTHERS", 0.3)
    account = system.given_account()

    def lock() -> str:
        try:
            with system.writing():
                system.users.lock(account.id)
        except Unavailable as error:
            return str(error)
        return "locked"

    with system.writing():
        system.users.lock(account.id)
        (told,) = at_once([lock])

    assert told.startswith("Others are changing the same records")


@contextmanager
def answers_lost(monkeypatch: pytest.MonkeyPatch, times: int) -> Iterator[list[str]]:
    """The first *times* commits take effect, but their answers do not arrive."""
    commit, lost = ClientSession.commit_transaction, list[str]()

    def commit_unheard(session: ClientSession) -> None:
        commit(session)
        if len(lost) < times:
            lost.append("answer")
            error = AutoReconnect("connection closed")
            error._add_error_label("UnknownTransactionCommitResult")
            raise error

    with monkeypatch.context() as patch:
        patch.setattr(ClientSession, "commit_transaction", commit_unheard)
        yield lost


def test_a_commit_whose_answer_is_lost_is_asked_for_again(
    system: SystemHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = system.given_account(phone="0")

    with answers_lost(monkeypatch, 2) as lost, system.writing():
        system.users.save(raised(account))

    assert lost == ["answer"] * 2
    assert (phone(system, account), len(system.changes.of(account.id))) == ("1", 2)
