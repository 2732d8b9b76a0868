"""What every adapter of `Notices` must do."""

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.notifications.notices import Notice, read
from astrobookings.testing.builders import NOW, a_notice, fresh_id
from astrobookings.testing.contracts.harness import SystemHarness
from astrobookings.testing.contracts.paging import (
    few_examples,
    first,
    limits,
    refuses_foreign_cursors,
    walk,
)
from astrobookings.testing.contracts.records import ChangesContract, LocksContract, SavesContract

__all__ = ["NoticesContract"]


class NoticesContract(
    SavesContract[SystemHarness, Notice],
    ChangesContract[SystemHarness, Notice],
    LocksContract[SystemHarness, Notice],
):
    """The conventions, one per notification, and everybody's own list."""

    kind = "notice"

    def make(self, store: SystemHarness, /, **fields: Any) -> Notice:
        notice = a_notice(**fields)
        with store.writing():
            assert store.notices.add(notice)
            return store.notices.lock(notice.id)

    def changed(self, notice: Notice, /) -> Notice:
        return read(notice, NOW)

    def save(self, store: SystemHarness, notice: Notice, /) -> Notice:
        return store.notices.save(notice)

    def read(self, store: SystemHarness, key: Any, /) -> Notice:
        try:
            return store.notices.lock(key)
        except RuntimeError:
            with store.writing():
                return store.notices.lock(key)

    def lock(self, store: SystemHarness, key: Any, /) -> Notice:
        return store.notices.lock(key)

    def test_a_notification_has_one_copy(self, store: SystemHarness) -> None:
        kept = self.make(store)

        with store.writing():
            assert not store.notices.add(evolve(kept, version=0, text="Something else."))

        assert self.read(store, kept.id) == kept

    def test_nothing_is_kept_outside_of_a_transaction(self, store: SystemHarness) -> None:
        notice = a_notice()

        with pytest.raises(RuntimeError):
            store.notices.add(notice)

        assert store.notices.unread(notice.recipient) == 0

    def test_everybody_reads_their_own(self, store: SystemHarness) -> None:
        mine = self.make(store)
        self.make(store)

        found = first(lambda page: store.notices.list(mine.recipient, page))

        assert found == [mine]

    def test_what_was_read_is_not_unread(self, store: SystemHarness) -> None:
        someone = UserId(fresh_id())
        old, new = (self.make(store, recipient=someone) for _ in range(2))
        with store.writing():
            seen = store.notices.save(read(store.notices.lock(old.id), NOW))

        def unread(page: PageRequest) -> Any:
            return store.notices.list(someone, page, unread=True)

        assert first(unread) == [new]
        assert store.notices.unread(someone) == 1
        assert first(lambda page: store.notices.list(someone, page)) == [new, seen]

    @few_examples
    @given(ages=st.lists(st.integers(0, 3), max_size=9), wanted=limits())
    def test_pages_go_from_the_newest_to_the_oldest(
        self, store: SystemHarness, ages: list[int], wanted: list[int]
    ) -> None:
        someone = UserId(fresh_id())
        made = [
            self.make(store, recipient=someone, created_at=NOW - timedelta(minutes=age))
            for age in ages
        ]

        found = walk(lambda page: store.notices.list(someone, page), wanted)

        assert found == sorted(made, key=lambda one: (one.created_at, one.id), reverse=True)

    def test_cursors_of_other_lists_are_refused(self, store: SystemHarness) -> None:
        refuses_foreign_cursors(lambda page: store.notices.list(UserId(fresh_id()), page))
