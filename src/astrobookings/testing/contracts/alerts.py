"""What every adapter of `Alerts` must do."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.kernel.errors import Refused, Unavailable
from astrobookings.domain.kernel.ids import AlertId
from astrobookings.domain.monitoring.alerts import Alert, AlertStatus, resolved
from astrobookings.testing.builders import NOW, an_alert, fresh_id
from astrobookings.testing.contracts.harness import SystemHarness
from astrobookings.testing.contracts.paging import (
    few_examples,
    first,
    limits,
    refuses_foreign_cursors,
    walk,
)
from astrobookings.testing.contracts.records import (
    ChangesContract,
    SavesContract,
    TellsAbsenceContract,
)
from astrobookings.testing.contracts.threads import at_once

__all__ = ["AlertsContract"]


class AlertsContract(
    SavesContract[SystemHarness, Alert],
    ChangesContract[SystemHarness, Alert],
    TellsAbsenceContract[SystemHarness],
):
    """The conventions, and one open alert per rule and subject."""

    kind = "alert"

    def make(self, store: SystemHarness, /, **fields: Any) -> Alert:
        alert = an_alert(**{"subject": str(fresh_id()), **fields})
        with store.writing():
            assert store.alerts.add(alert)
        return store.alerts.get(alert.id)

    def changed(self, alert: Alert, /) -> Alert:
        return resolved(alert, NOW)

    def save(self, store: SystemHarness, alert: Alert, /) -> Alert:
        return store.alerts.save(alert)

    def read(self, store: SystemHarness, key: Any, /) -> Alert:
        return store.alerts.get(key)

    def test_rule_and_subject_have_one_open_alert(self, store: SystemHarness) -> None:
        alert = self.make(store)
        same = evolve(alert, id=AlertId(fresh_id()), version=0)

        with store.writing():
            assert not store.alerts.add(same)
            assert store.alerts.add(evolve(same, subject="other"))
            assert store.alerts.add(evolve(same, id=AlertId(fresh_id()), rule="other"))

        with store.writing():
            assert store.alerts.lock_open(alert.rule, alert.subject) == alert
        assert len(self.listed(store)) == 3

    def test_a_resolved_one_makes_room_for_the_next(self, store: SystemHarness) -> None:
        alert = self.make(store)
        with store.writing():
            store.alerts.save(resolved(alert, NOW))
        with store.writing():
            assert store.alerts.lock_open(alert.rule, alert.subject) is None

        again = self.make(store, rule=alert.rule, subject=alert.subject)

        with store.writing():
            assert store.alerts.lock_open(alert.rule, alert.subject) == again

    def test_of_many_who_raise_one_does(self, store: SystemHarness) -> None:
        def raise_it() -> bool:
            with suppress(Refused, Unavailable), store.writing():
                return store.alerts.add(an_alert(subject="profiles"))
            return False

        won = at_once([raise_it] * 4)

        assert won.count(True) == 1
        assert len(self.listed(store)) == 1

    def test_of_many_who_resolve_one_does(self, store: SystemHarness) -> None:
        alert = self.make(store)

        def resolve_it() -> bool:
            with suppress(Refused, Unavailable), store.writing():
                found = store.alerts.lock_open(alert.rule, alert.subject)
                if found is not None:
                    store.alerts.save(resolved(found, NOW))
                    return True
            return False

        won = at_once([resolve_it] * 4)

        assert won.count(True) == 1
        assert store.alerts.get(alert.id).version == alert.version + 1

    @pytest.mark.parametrize(
        "act",
        [
            lambda alerts: alerts.add(an_alert()),
            lambda alerts: alerts.lock_open("rule", "subject"),
        ],
    )
    def test_raising_needs_a_transaction(
        self, store: SystemHarness, act: Callable[[Any], object]
    ) -> None:
        with pytest.raises(RuntimeError):
            act(store.alerts)

        assert self.listed(store) == []

    def test_alerts_are_listed_by_status(self, store: SystemHarness) -> None:
        still_open, done = self.make(store), self.make(store)
        with store.writing():
            done = store.alerts.save(resolved(done, NOW))

        assert self.listed(store, status=AlertStatus.OPEN) == [still_open]
        assert self.listed(store, status=AlertStatus.RESOLVED) == [done]
        assert len(self.listed(store)) == 2

    @few_examples
    @given(wanted=limits(), ages=st.lists(st.integers(0, 2), max_size=8))
    def test_pages_hold_every_alert_once(
        self, store: SystemHarness, wanted: list[int], ages: list[int]
    ) -> None:
        for age in ages:
            self.make(store, raised_at=NOW.replace(minute=age))

        found = walk(store.alerts.list, wanted)

        assert len(found) >= len(ages)
        assert found == sorted(found, key=lambda one: (one.raised_at, one.id), reverse=True)
        assert len({one.id for one in found}) == len(found)

    def test_foreign_cursors_are_refused(self, store: SystemHarness) -> None:
        refuses_foreign_cursors(store.alerts.list)

    @staticmethod
    def listed(store: SystemHarness, **wanted: Any) -> list[Alert]:
        return first(lambda page: store.alerts.list(page, **wanted))
