"""What every adapter of `EntryLog` must do."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.monitoring.entries import Entry, EntryFilter, Level
from astrobookings.domain.monitoring.words import sought
from astrobookings.testing.builders import NOW, an_entry, fresh_id
from astrobookings.testing.contracts.harness import SystemHarness
from astrobookings.testing.contracts.paging import (
    few_examples,
    first,
    limits,
    refuses_foreign_cursors,
    walk,
)
from astrobookings.testing.contracts.threads import at_once

__all__ = ["EntryLogContract"]

SECOND = timedelta(seconds=1)
INSTANT = timedelta(microseconds=1000)
ANY = EntryFilter()


class EntryLogContract:
    """Entries added once, found by what they say, forgotten as a whole."""

    def test_an_empty_log_has_no_entries(self, store: SystemHarness) -> None:
        assert store.entry_log.search(PageRequest(), ANY) == Page(())
        assert store.entry_log.append(()) == 0

    def test_entries_stay_as_they_were_added(self, store: SystemHarness) -> None:
        entry = an_entry(
            level=Level.ERROR,
            message="Ünï ✓ \"quoted\" 'n' $where {a: 1}",
            actor=UserId(fresh_id()),
            facts={"status": 500, "ms": 12.5, "ok": False, "code": None, "a.b$c": "x", "n": -7},
            trace='Traceback\n  File "x.py"\nZeroDivisionError',
        )

        assert store.entry_log.append([entry, an_entry()]) == 2

        assert entry in self.found(store)

    def test_an_entry_added_again_stays_as_it_was(self, store: SystemHarness) -> None:
        entry = an_entry(message="first")
        again = an_entry(id=entry.id, message="second")
        store.entry_log.append([entry])

        assert store.entry_log.append([again, an_entry(), entry]) == 1

        assert entry in self.found(store)
        assert len(self.found(store)) == 2
        assert self.found(store, sought=sought("second")) == []

    def test_two_who_add_the_same_add_it_once(self, store: SystemHarness) -> None:
        entries = [an_entry() for _ in range(50)]

        added = at_once([partial(store.entry_log.append, entries)] * 3)

        assert sum(added) == 50
        assert len(self.found(store)) == 50

    def test_the_newest_come_first(self, store: SystemHarness) -> None:
        old, new, newest = (an_entry(at=NOW + number * SECOND) for number in range(3))
        store.entry_log.append([new, newest, old])

        assert self.found(store) == [newest, new, old]

    def test_filters_narrow_down(self, store: SystemHarness) -> None:
        somebody = UserId(fresh_id())
        one = an_entry(component="booking", event="seats-held", actor=somebody, request_id="r-1")
        other = an_entry(component="worker", event="job-failed", at=NOW + SECOND)
        store.entry_log.append([one, other])

        for wanted in (
            {"component": "booking"},
            {"event": "seats-held"},
            {"actor": somebody},
            {"request_id": "r-1"},
            {"until": NOW + SECOND},
            {"component": "booking", "event": "seats-held", "since": NOW},
        ):
            assert self.found(store, **wanted) == [one]
        assert self.found(store, since=NOW + INSTANT) == [other]
        assert self.found(store, component="booking", event="job-failed") == []
        assert self.found(store, since=NOW, until=NOW) == []

    def test_a_level_means_at_least_so_much(self, store: SystemHarness) -> None:
        entries = [
            an_entry(level=level, at=NOW - number * SECOND) for number, level in enumerate(Level)
        ]
        store.entry_log.append(entries)

        for number, level in enumerate(Level):
            assert self.found(store, level=level) == entries[number:]

    @pytest.mark.parametrize(
        "text",
        [
            "declined",
            "DECLINED",
            "payment was declined",
            "declined payment",
            "pay*",
            "p* d*",
            "Zürich",
            "zurich",
            "AB-7K2M9Q",
            "409",
            "booking payment-refused",
            "0042",
            "ZeroDivisionError",
        ],
    )
    def test_entries_are_found_by_all_the_words(self, store: SystemHarness, text: str) -> None:
        entry = an_entry(
            component="booking",
            event="payment-refused",
            message="The payment of AB-7K2M9Q was declined in Zürich",
            facts={"status": 409, "code": "card-0042"},
            trace="ZeroDivisionError: division by zero",
        )
        near = an_entry(message="The repayment: undeclined 4090 ab7k2m9q")
        store.entry_log.append([near, entry])

        assert self.found(store, sought=sought(text)) == [entry]

    @pytest.mark.parametrize(
        "text", ["decline", "declin", "payment accepted", "eclined", "00", "x*", "\"' OR 1=1 --"]
    )
    def test_parts_of_words_and_other_words_find_nothing(
        self, store: SystemHarness, text: str
    ) -> None:
        store.entry_log.append([an_entry(message="payment declined 0042")])

        assert self.found(store, sought=sought(text)) == []

    def test_words_and_filters_go_together(self, store: SystemHarness) -> None:
        entries = [
            an_entry(message="payment declined", level=level, at=NOW + number * SECOND)
            for number, level in enumerate(Level)
        ]
        store.entry_log.append(entries)

        wanted = {"sought": sought("declined"), "level": Level.ERROR, "since": NOW}
        assert self.found(store, **wanted) == [entries[3], entries[2]]

    @few_examples
    @given(data=st.data())
    def test_pages_hold_every_entry_once(self, store: SystemHarness, data: st.DataObject) -> None:
        mark = f"m{fresh_id().hex}"
        ages = data.draw(st.lists(st.integers(0, 3), max_size=12))
        entries = [an_entry(at=NOW - age * SECOND, message=f"{mark} told") for age in ages]
        store.entry_log.append(entries)
        wanted = EntryFilter(sought=sought(mark))

        found = walk(lambda page: store.entry_log.search(page, wanted), data.draw(limits()))

        assert found == sorted(entries, key=lambda one: (one.at, one.id), reverse=True)

    def test_foreign_cursors_are_refused(self, store: SystemHarness) -> None:
        refuses_foreign_cursors(lambda page: store.entry_log.search(page, ANY))

    def test_old_entries_are_forgotten_in_batches(self, store: SystemHarness) -> None:
        entries = [an_entry(at=NOW - age * SECOND, message="told") for age in range(5)]
        store.entry_log.append(entries)

        assert store.entry_log.forget_before(NOW - SECOND, 2) == 2
        assert store.entry_log.forget_before(NOW - SECOND, 2) == 1
        assert store.entry_log.forget_before(NOW - SECOND, 2) == 0

        assert self.found(store) == entries[:2]
        assert self.found(store, sought=sought("told")) == entries[:2]

    def test_forgetting_an_earlier_time_changes_nothing(self, store: SystemHarness) -> None:
        entry = an_entry()
        store.entry_log.append([entry])
        store.entry_log.forget_before(NOW, 9)

        assert store.entry_log.forget_before(NOW - SECOND, 9) == 0
        assert self.found(store) == [entry]

    @staticmethod
    def found(store: SystemHarness, **wanted: Any) -> list[Entry]:
        chosen = EntryFilter(**wanted)
        return first(lambda page: store.entry_log.search(page, chosen))
