"""Memory, SQLite and MongoDB agree on whatever happens in a system store.

Several acts share a transaction, which may end in a failure; refusals in its middle do not end it.
Every act must answer the same on each store, and everything that can be read must be the same.
"""

import shutil
from collections.abc import Callable, Mapping
from contextlib import ExitStack, closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, TypeAlias

from attrs import evolve
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from hypothesis.strategies import DataObject

from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.adapters.memory.ids import MemoryIds
from astrobookings.adapters.mongo import MongoStore, migrate_mongo
from astrobookings.adapters.mongo.collections import COLLECTIONS
from astrobookings.adapters.sql import SqlStore, migrate
from astrobookings.domain.identity.accounts import Account, AccountStatus
from astrobookings.domain.identity.links import Link, LinkKind
from astrobookings.domain.identity.profiles import TravelerProfile
from astrobookings.domain.identity.roles import Role
from astrobookings.domain.identity.sessions import EndReason, Session
from astrobookings.domain.kernel.deliveries import Delivery
from astrobookings.domain.kernel.errors import NotFound, Refused
from astrobookings.domain.kernel.ids import EventId, NotificationId, UserId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.monitoring.alerts import AlertStatus
from astrobookings.domain.notifications import notices
from astrobookings.domain.notifications.notification import (
    Notification,
    NotificationKind,
    NotificationStatus,
)
from astrobookings.domain.sync.booking_request import RequestStatus
from astrobookings.domain.sync.runs import OPEN, SyncSet, SyncStatus
from astrobookings.testing.builders import (
    NOW,
    a_booking_request,
    a_link,
    a_notice,
    a_notification,
    a_profile,
    a_session,
    a_sync_run,
    an_account,
    an_alert,
    numbered,
)
from astrobookings.testing.contracts.harness import SystemHarness
from astrobookings.testing.contracts.paging import limits, names, walk
from astrobookings.testing.strategies.events import events
from tests.contracts.stores import memory_system, mongo_system, sql_system
from tests.servers import MongoServer

Act: TypeAlias = Callable[[SystemHarness], object]

ADDRESSES = [f"{name}@example.test" for name in ("ada", "bo", "cy")]
MOMENTS = st.integers(0, 3).map(lambda seconds: NOW + timedelta(seconds=seconds, microseconds=7))
RULES = st.sampled_from(["outbox_lag_seconds", "error_rate"])
EVENTS = st.integers(1, 3).map(lambda number: EventId(numbered(number)))


class _Failure(Exception):
    """Ends a transaction."""


def answer(act: Act, system: SystemHarness) -> object:
    """What *act* answers, or how it is refused."""
    try:
        return act(system)
    except (Refused, NotFound) as refusal:
        return type(refusal), str(refusal)


class SystemStoreMachine(RuleBasedStateMachine):
    """Does the same on three stores."""

    sqlite: ClassVar[Path]
    """A migrated file, to be copied."""
    mongo_url: ClassVar[str]
    """A migrated database, to be emptied."""
    folder: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        self._opened = ExitStack()
        self._seen: dict[type[Any], list[Any]] = {
            kind: [] for kind in (Account, TravelerProfile, Session, Link, Notification)
        }

    @initialize()
    def begin(self) -> None:
        self.clock = MemoryClock(NOW)
        self.reference = memory_system(self.clock)
        self.stores = {
            "memory": self.reference,
            "sqlite": sql_system(self._sqlite_store(), self.clock),
            "mongo": mongo_system(self._mongo_store(), self.clock),
        }

    def _sqlite_store(self) -> SqlStore:
        copied = shutil.copy(self.sqlite, self.folder / "system.db")
        for left in ("-wal", "-shm"):
            (self.folder / f"system.db{left}").unlink(missing_ok=True)
        store = SqlStore(f"sqlite:///{copied}", MemoryIds(self.clock), durable=False)
        return self._opened.enter_context(closing(store))

    def _mongo_store(self) -> MongoStore:
        store = MongoStore(self.mongo_url, MemoryIds(self.clock))
        for definition in COLLECTIONS:
            store.collection(definition.name).delete_many({})
        return self._opened.enter_context(closing(store))

    @rule(seconds=st.integers(1, 90))
    def time_passes(self, seconds: int) -> None:
        self.clock.move(timedelta(seconds=seconds, microseconds=1))

    @rule(data=st.data(), acts=st.integers(1, 5), fails=st.integers(0, 4).map(lambda odd: odd == 0))
    def transact(self, data: DataObject, acts: int, fails: bool) -> None:
        origin = self.reference.origin()
        try:
            with ExitStack() as transactions:
                for store in self.stores.values():
                    transactions.enter_context(store.transaction(origin))
                for _ in range(acts):
                    self._agree(data.draw(self._acts())(self, data))
                if fails:
                    raise _Failure
        except _Failure:
            pass

    @rule(data=st.data())
    def publish(self, data: DataObject) -> None:
        chosen = data.draw(st.sets(st.integers(0, 9)))
        for store in self.stores.values():
            waiting = store.outbox.unpublished(10)
            ids = [one.id for place, one in enumerate(waiting) if place in chosen]
            store.outbox.mark_published(ids)

    @rule(limit=st.integers(0, 4), lease=st.integers(1, 60))
    def hand_out(self, limit: int, lease: int) -> None:
        """Those claimed at once come in any order."""
        now = self.clock.now()
        until = now + timedelta(seconds=lease)

        def claim(store: SystemHarness) -> object:
            claimed = store.deliveries.claim(limit, now, until)
            return sorted((_told_of_delivery(one) for one in claimed), key=repr)

        self._agree(claim)

    @rule()
    def look_closely(self) -> None:
        for account in _accounts(self.reference):
            self._agree(partial(_told_of, account.id))

    @invariant()
    def what_is_read_is_the_same(self) -> None:
        if not hasattr(self, "stores"):
            return
        for read in _READS:
            self._agree(read)

    @rule(wanted=limits(), text=names(), status=st.none() | st.sampled_from(AccountStatus))
    def list_accounts(self, wanted: list[int], text: str, status: AccountStatus | None) -> None:
        self._agree(
            lambda store: walk(
                lambda page: store.users.list(page, status=status, text=text), wanted
            )
        )

    def _agree(self, act: Act) -> None:
        """Do *act* on every store, and require the same answer."""
        answers = {name: answer(act, store) for name, store in self.stores.items()}
        expected = answers["memory"]
        for name, given in answers.items():
            assert given == expected, f"{name} answers {given!r}, memory {expected!r}"
        if type(expected) in self._seen:
            self._seen[type(expected)].append(expected)

    @staticmethod
    def _acts() -> st.SearchStrategy[Callable[["SystemStoreMachine", DataObject], Act]]:
        machine = SystemStoreMachine
        return st.sampled_from(
            [
                machine._register,
                machine._register,
                machine._edit_account,
                machine._edit_account_locked,
                machine._add_profile,
                machine._edit_profile,
                machine._open_session,
                machine._end_session,
                machine._issue_link,
                machine._use_link,
                machine._queue,
                machine._mark,
                machine._send_event,
                machine._handle,
                machine._put_notice,
                machine._read_notice,
                machine._raise_alert,
                machine._resolve_alert,
                machine._begin_run,
                machine._end_run,
                machine._ask_for_booking,
                machine._decide_request,
            ]
        )

    def _somebody(self, data: DataObject) -> UserId | None:
        known = [account.id for account in _accounts(self.reference)]
        return data.draw(st.sampled_from(known)) if known else None

    def _some(self, data: DataObject, kind: type[Any]) -> Any:
        """An entity as it was at some time, perhaps never kept; None if there was none."""
        seen = self._seen[kind]
        return data.draw(st.sampled_from(seen)) if seen else None

    def _register(self, data: DataObject) -> Act:
        account = an_account(
            email=data.draw(st.sampled_from(ADDRESSES)),
            first_name=data.draw(names()),
            last_name=data.draw(names()),
            role=data.draw(st.sampled_from(Role)),
            created_at=data.draw(MOMENTS),
        )
        return lambda store: store.users.add(account)

    def _edit_account(self, data: DataObject) -> Act:
        account = self._some(data, Account)
        changed = {
            "email": data.draw(st.sampled_from(ADDRESSES)),
            "last_name": data.draw(names()),
            "status": data.draw(st.sampled_from(AccountStatus)),
            "pending_email": data.draw(st.none() | st.sampled_from(ADDRESSES)),
        }
        return _saving(account, changed, lambda store: store.users.save)

    def _edit_account_locked(self, data: DataObject) -> Act:
        account = self._some(data, Account)
        phone = data.draw(st.sampled_from(["", "+34600123456"]))
        if account is None:
            return _nothing
        return lambda store: store.users.save(
            evolve(store.users.lock(account.id), phone=phone, last_name=account.last_name)
        )

    def _add_profile(self, data: DataObject) -> Act:
        user_id = self._somebody(data)
        if user_id is None or _has_profile(self.reference, user_id):
            return _nothing
        profile = a_profile(user_id=user_id)
        return lambda store: store.profiles.add(profile)

    def _edit_profile(self, data: DataObject) -> Act:
        changed = {"address": data.draw(names())}
        profile = self._some(data, TravelerProfile)
        return _saving(profile, changed, lambda store: store.profiles.save)

    def _open_session(self, data: DataObject) -> Act:
        user_id, at = self._somebody(data), data.draw(MOMENTS)
        if user_id is None:
            return _nothing
        session = a_session(user_id=user_id, created_at=at, refreshed_at=at)
        return lambda store: store.sessions.add(session)

    def _end_session(self, data: DataObject) -> Act:
        reason = data.draw(st.none() | st.sampled_from(EndReason))
        changed = {
            "generation": data.draw(st.integers(0, 3)),
            "ended_at": None if reason is None else self.clock.now(),
            "end_reason": reason,
        }
        session = self._some(data, Session)
        return _saving(session, changed, lambda store: store.sessions.save)

    def _issue_link(self, data: DataObject) -> Act:
        user_id = self._somebody(data)
        kind, at = data.draw(st.sampled_from(LinkKind)), data.draw(MOMENTS)
        if user_id is None:
            return _nothing
        link = a_link(user_id=user_id, kind=kind, created_at=at)
        return lambda store: store.links.add(link)

    def _use_link(self, data: DataObject) -> Act:
        changed = {"secret_hash": data.draw(names()), "used_at": self.clock.now()}
        return _saving(self._some(data, Link), changed, lambda store: store.links.save)

    def _queue(self, data: DataObject) -> Act:
        notification = a_notification(
            event_id=data.draw(EVENTS),
            recipient=self._somebody(data) or UserId(numbered(9)),
            kind=data.draw(st.sampled_from(NotificationKind)),
            priority=data.draw(st.integers(1, 5)),
            due_at=self.clock.now() + timedelta(seconds=data.draw(st.integers(-5, 60))),
        )

        def queue(store: SystemHarness) -> object:
            if not store.notifications.add(notification):
                return "queued before"
            return store.notifications.lock(notification.id)

        return queue

    def _mark(self, data: DataObject) -> Act:
        status = data.draw(st.sampled_from(NotificationStatus))
        processing = status is NotificationStatus.PROCESSING
        changed = {
            "status": status,
            "attempts": data.draw(st.integers(0, 8)),
            "lease_until": self.clock.now() + timedelta(seconds=30) if processing else None,
            "failure": data.draw(names()),
        }
        notification = self._some(data, Notification)
        return _saving(notification, changed, lambda store: store.notifications.save)

    def _send_event(self, data: DataObject) -> Act:
        event = data.draw(events())
        return lambda store: store.outbox.add(event)

    def _handle(self, data: DataObject) -> Act:
        event_id, handler = data.draw(EVENTS), data.draw(st.sampled_from(["one", "other"]))
        return lambda store: store.handled.first_time(event_id, handler)

    def _put_notice(self, data: DataObject) -> Act:
        recipient, at = self._somebody(data), data.draw(MOMENTS)
        if recipient is None:
            return _nothing
        key = NotificationId(numbered(data.draw(st.integers(20, 22))))
        notice = a_notice(id=key, recipient=recipient, created_at=at)
        return lambda store: store.notices.add(notice)

    def _read_notice(self, data: DataObject) -> Act:
        key, now = NotificationId(numbered(data.draw(st.integers(20, 23)))), self.clock.now()
        return lambda store: store.notices.save(notices.read(store.notices.lock(key), now))

    def _raise_alert(self, data: DataObject) -> Act:
        alert = an_alert(rule=data.draw(RULES), raised_at=self.clock.now())
        return lambda store: store.alerts.add(alert)

    def _resolve_alert(self, data: DataObject) -> Act:
        rule, now = data.draw(RULES), self.clock.now()

        def resolve(store: SystemHarness) -> object:
            found = store.alerts.lock_open(rule, "")
            if found is None:
                return None
            resolved = evolve(found, status=AlertStatus.RESOLVED, resolved_at=now)
            return store.alerts.save(resolved)

        return resolve

    def _begin_run(self, data: DataObject) -> Act:
        run = a_sync_run(
            which=data.draw(st.sampled_from(SyncSet)),
            full=data.draw(st.booleans()),
            created_at=data.draw(MOMENTS),
        )
        return lambda store: store.sync_runs.add(run)

    def _end_run(self, data: DataObject) -> Act:
        which = data.draw(st.sampled_from(SyncSet))
        status, now = data.draw(st.sampled_from(SyncStatus)), self.clock.now()

        def end(store: SystemHarness) -> object:
            found = store.sync_runs.open(which)
            if found is None:
                return None
            locked = store.sync_runs.lock(found.id)
            ended_at = None if status in OPEN else now
            return store.sync_runs.save(evolve(locked, status=status, ended_at=ended_at))

        return end

    def _ask_for_booking(self, data: DataObject) -> Act:
        user_id = self._somebody(data)
        if user_id is None:
            return _nothing
        key, at = data.draw(st.sampled_from(["one", "other"])), data.draw(MOMENTS)
        request = a_booking_request(user_id=user_id, key=key, created_at=at)
        return lambda store: store.booking_requests.add(request)

    def _decide_request(self, data: DataObject) -> Act:
        status = data.draw(st.sampled_from(RequestStatus))

        def decide(store: SystemHarness) -> object:
            waiting = store.booking_requests.waiting(1)
            if not waiting:
                return None
            locked = store.booking_requests.lock(waiting[0].id)
            return store.booking_requests.save(evolve(locked, status=status))

        return decide

    def teardown(self) -> None:
        with self._opened:
            if hasattr(self, "stores"):
                self.look_closely()


def _nothing(_: SystemHarness) -> object:
    return None


def _saving(
    entity: Any,
    changed: Mapping[str, object],
    save: Callable[[SystemHarness], Callable[[Any], Any]],
) -> Act:
    """Save *entity* in the version it has, *changed*."""
    if entity is None:
        return _nothing
    new = evolve(entity, **changed)
    return lambda store: save(store)(new)


def _accounts(store: SystemHarness) -> tuple[Account, ...]:
    return store.users.list(PageRequest(200)).items


def _has_profile(store: SystemHarness, user_id: UserId) -> bool:
    try:
        store.profiles.get(user_id)
    except NotFound:
        return False
    return True


def _told_of(user_id: UserId, store: SystemHarness) -> object:
    """What can be read about a user."""
    sessions = store.sessions.open_of(user_id)
    links = [store.links.latest_of(user_id, kind) for kind in LinkKind]
    keys = [user_id, *(one.id for one in (*sessions, *links) if one is not None)]
    return (
        store.users.get(user_id),
        answer(lambda ports: ports.profiles.get(user_id), store),
        tuple(sessions),
        links,
        store.notices.list(user_id, PageRequest(200)),
        store.notices.list(user_id, PageRequest(200), unread=True),
        store.notices.unread(user_id),
        [_changes(store, key) for key in keys],
    )


def _changes(store: SystemHarness, key: Any) -> list[tuple[Any, ...]]:
    """The changes of a record but for their ids; account and profile share one."""
    found = [(one.kind, one.version, one.origin, dict(one.fields)) for one in store.changes.of(key)]
    return sorted(found, key=lambda one: (one[0], one[1]))


def _told_of_delivery(delivery: Delivery) -> object:
    """A delivery but for the id of its event, which each store makes for itself."""
    envelope = delivery.envelope
    return envelope.event, envelope.origin, delivery.status, delivery.due_at, delivery.round


def _waiting(store: SystemHarness) -> object:
    return [(one.event, one.origin, one.at) for one in store.outbox.unpublished(1000)]


_READS: tuple[Act, ...] = (
    _accounts,
    lambda store: [store.users.find_by_email(email) for email in ADDRESSES],
    lambda store: tuple(store.notifications.due(store.clock.now(), 1000)),
    lambda store: tuple(store.notifications.due(store.clock.now(), 2)),
    lambda store: store.outbox.waiting(),
    lambda store: store.outbox.oldest_waiting(),
    lambda store: store.alerts.list(PageRequest(200)),
    lambda store: store.sync_runs.list(PageRequest(200)),
    lambda store: [store.sync_runs.open(which) for which in SyncSet],
    lambda store: [store.sync_runs.latest(which, full=True) for which in SyncSet],
    lambda store: tuple(store.booking_requests.waiting(1000)),
    _waiting,
)


def test_memory_sqlite_and_mongodb_agree(mongo_server: MongoServer, tmp_path: Path) -> None:
    machine = SystemStoreMachine
    machine.folder, machine.sqlite = tmp_path, tmp_path / "migrated.db"
    machine.mongo_url = mongo_server.new_database()
    migrate(f"sqlite:///{machine.sqlite}", "system")
    migrate_mongo(machine.mongo_url)

    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            deadline=None,
            phases=[Phase.reuse, Phase.generate],  # a history on three stores takes long to shrink
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )

    mongo_server.drop_database(machine.mongo_url)
