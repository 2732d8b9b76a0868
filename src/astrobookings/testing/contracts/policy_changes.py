"""What every adapter of `PolicyChanges` must do."""

from contextlib import suppress
from datetime import timedelta

import pytest
from attrs import evolve

from astrobookings.domain.kernel.errors import Stale
from astrobookings.domain.policies.changes import NewFigure, PolicyChange
from astrobookings.testing.builders import a_policy_change
from astrobookings.testing.contracts.harness import SystemHarness
from astrobookings.testing.contracts.threads import at_once

__all__ = ["PolicyChangesContract"]

FIGURES = (
    NewFigure("policies.seats.regular", 5),
    NewFigure("health.fair_rate", 0.8),
    NewFigure("alert_policy.error_share.watched", False),
    NewFigure("policies.refunds.tiers", [{"notice": "30 days", "share": "0.5"}]),
)


def _added(store: SystemHarness, change: PolicyChange) -> PolicyChange:
    with store.writing():
        return store.policy_changes.add(change)


class PolicyChangesContract:
    """Decisions in order, each once."""

    def test_a_decision_can_be_read(self, store: SystemHarness) -> None:
        change = a_policy_change(figures=FIGURES)
        with store.writing() as origin:
            added = store.policy_changes.add(change)

        assert list(store.policy_changes.after(0)) == [added]
        assert added == evolve(change, version=1, updated_at=origin.at)

    def test_decisions_come_in_the_order_of_their_numbers(self, store: SystemHarness) -> None:
        made = [_added(store, a_policy_change(number=number)) for number in (1, 2, 10)]

        assert list(store.policy_changes.after(0)) == made
        assert list(store.policy_changes.after(1)) == made[1:]
        assert list(store.policy_changes.after(10)) == []

    def test_a_withdrawal_names_what_it_withdraws(self, store: SystemHarness) -> None:
        change = _added(store, a_policy_change())
        said = {"figures": (), "effective_from": None, "withdraws": change.id, "decided_by": None}
        withdrawal = _added(store, a_policy_change(number=2, **said))

        assert list(store.policy_changes.after(1)) == [withdrawal]

    def test_a_number_is_given_once(self, store: SystemHarness) -> None:
        first = _added(store, a_policy_change())

        with pytest.raises(Stale), store.writing():
            store.policy_changes.add(a_policy_change())

        assert list(store.policy_changes.after(0)) == [first]

    def test_of_many_that_decide_at_once_one_does(self, store: SystemHarness) -> None:
        def decide() -> bool:
            try:
                _added(store, a_policy_change())
            except Stale:
                return False
            return True

        assert sum(at_once([decide] * 4)) == 1
        assert len(store.policy_changes.after(0)) == 1

    def test_a_decision_is_logged_with_its_reason(self, store: SystemHarness) -> None:
        store.clock.move(timedelta(hours=1))
        change = _added(store, a_policy_change())

        (logged,) = store.changes.of(change.id)
        assert logged.kind == "policy_change"
        assert logged.fields["reason"].new == change.reason
        assert logged.origin.at == store.clock.now()

    def test_what_fails_is_not_kept(self, store: SystemHarness) -> None:
        with suppress(ZeroDivisionError), store.writing():
            store.policy_changes.add(a_policy_change())
            _ = 1 / 0

        assert list(store.policy_changes.after(0)) == []
