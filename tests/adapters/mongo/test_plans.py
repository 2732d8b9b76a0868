"""Whatever is asked often is read along an index, in its order."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from astrobookings.adapters.mongo import MongoStore
from astrobookings.application.ports.users import UserSort
from astrobookings.domain.identity.links import LinkKind
from astrobookings.domain.kernel.ids import EventId, LinkId, SessionId, UserId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.testing.builders import NOW, a_link, a_notification, a_session, fresh_id
from astrobookings.testing.contracts.harness import SystemHarness

MANY = 30


@pytest.fixture
def somebody(system: SystemHarness) -> UserId:
    """Give a user among many, all with sessions, links and notifications."""
    accounts = [system.given_account(last_name=f"Name {number}") for number in range(MANY)]
    with system.writing():
        for account in accounts:
            system.sessions.add(a_session(user_id=account.id))
            system.links.add(a_link(user_id=account.id))
            system.notifications.add(a_notification(recipient=account.id))
    return accounts[0].id


@contextmanager
def profiled(store: MongoStore) -> Iterator[list[dict[str, Any]]]:
    """What the server did for the commands sent inside, filled in at the end."""
    told: list[dict[str, Any]] = []
    store.database.drop_collection("system.profile")
    store.database.command("profile", 2)
    try:
        yield told
    finally:
        store.database.command("profile", 0)
        found = store.collection("system.profile").find(
            {"op": {"$in": ["query", "command", "update", "remove"]}}
        )
        told += [one for one in found if "planSummary" in one]


def by_name(system: SystemHarness) -> object:
    page = system.users.list(PageRequest(10))
    return system.users.list(PageRequest(10, page.next))


def locked(system: SystemHarness, somebody: UserId) -> object:
    with system.writing():
        return system.users.lock(somebody)


def handled(system: SystemHarness) -> object:
    with system.writing():
        return system.handled.first_time(EventId(fresh_id()), "handler")


def queued(system: SystemHarness) -> object:
    with system.writing():
        return system.notifications.add(a_notification())


READS: dict[str, Callable[[SystemHarness, UserId], object]] = {
    "an account": lambda system, who: system.users.get(who),
    "an account locked": locked,
    "an address": lambda system, _: system.users.find_by_email("nobody@example.test"),
    "accounts by name": lambda system, _: by_name(system),
    "accounts by age": lambda system, _: system.users.list(PageRequest(10), sort=UserSort.CREATED),
    "a second factor": lambda system, who: system.second_factors.find(who),
    "a session": lambda system, _: system.sessions.find(SessionId(fresh_id())),
    "open sessions": lambda system, who: system.sessions.open_of(who),
    "a link": lambda system, _: system.links.find(LinkId(fresh_id())),
    "the latest link": lambda system, who: system.links.latest_of(who, LinkKind.CONFIRM_EMAIL),
    "due notifications": lambda system, _: system.notifications.due(NOW, 10),
    "a notification queued": lambda system, _: queued(system),
    "waiting events": lambda system, _: system.outbox.unpublished(10),
    "the number of events": lambda system, _: system.outbox.waiting(),
    "changes": lambda system, who: system.changes.of(who),
    "an event handled": lambda system, _: handled(system),
}


@pytest.mark.parametrize("read", READS)
def test_an_index_serves(
    store: MongoStore, system: SystemHarness, somebody: UserId, read: str
) -> None:
    with profiled(store) as commands:
        READS[read](system, somebody)

    assert commands
    for command in commands:
        assert "COLLSCAN" not in command["planSummary"]
        assert not command.get("hasSortStage", False)
        assert command["docsExamined"] <= MANY
