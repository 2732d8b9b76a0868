"""The stores of monitoring keep their contracts."""

from datetime import timedelta

import pytest

from astrobookings.application.monitoring.alarms import Alarms
from astrobookings.application.monitoring.check_anomalies import CheckAnomalies
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.monitoring.alerts import AlertPolicy
from astrobookings.domain.monitoring.metrics import Metric
from astrobookings.testing.builders import a_sample
from astrobookings.testing.contracts.alerts import AlertsContract
from astrobookings.testing.contracts.entry_log import EntryLogContract
from astrobookings.testing.contracts.harness import SystemHarness
from astrobookings.testing.contracts.metrics import MetricsContract
from astrobookings.testing.contracts.threads import at_once
from tests.contracts.stores import OnSystem

STEP = timedelta(seconds=30)


class TestEntryLog(OnSystem, EntryLogContract):
    pass


class TestMetrics(OnSystem, MetricsContract):
    pass


class TestAlerts(OnSystem, AlertsContract):
    pass


class TestCheckers(OnSystem):
    """Whoever checks at the same time, on whatever store."""

    @pytest.mark.story("6.5")
    def test_several_checkers_raise_and_resolve_once(self, store: SystemHarness) -> None:
        alarms = Alarms(
            alerts=store.alerts,
            system=store.transaction,
            system_handled=store.handled,
            system_outbox=store.outbox,
            clock=store.clock,
            ids=store.ids,
        )
        check = CheckAnomalies(store.metrics, store.alerts, alarms, store.clock, AlertPolicy())
        by = Principal.system(service="scheduler", request_id="r")

        told = []
        for value in (3, 0, 5):
            store.clock.move(STEP)
            now = store.clock.now()
            store.metrics.add([a_sample(metric=Metric.OUTBOX_DEAD, at=now, value=value)])
            at_once([lambda: check(by)] * 4)
            told.append([envelope.event.name for envelope in store.outbox.unpublished(9)])

        assert told == [
            ["alert-raised"],
            ["alert-raised", "alert-resolved"],
            ["alert-raised", "alert-resolved", "alert-raised"],
        ]
