"""Anomalies raise one alert, and its end resolves it once."""

from collections import Counter
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from attrs import evolve

from astrobookings.domain.identity.roles import Position
from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.monitoring.alerts import Alert, AlertPolicy, AlertStatus
from astrobookings.domain.monitoring.metrics import Metric
from astrobookings.domain.sync.events import SyncRunEnded
from astrobookings.entrypoints.policies import policies_in
from astrobookings.testing.builders import a_sample, an_origin, fresh_id
from astrobookings.testing.contracts.threads import at_once
from astrobookings.testing.world import World

STEP = timedelta(seconds=30)


def measure(world: World, metric: Metric, *values: float) -> None:
    """Let time pass with these samples in it."""
    for value in values:
        world.pass_time(STEP)
        world.parts.metrics.add([a_sample(metric=metric, at=world.clock.now(), value=value)])


def alerts(world: World, **wanted: AlertStatus) -> list[Alert]:
    it = world.employee(Position.IT)
    return list(world.system.list_alerts(it, PageRequest(), **wanted).items)


@pytest.mark.story("6.5")
def test_a_breach_raises_one_alert_and_its_end_resolves_it(world: World) -> None:
    check = world.system.check_anomalies

    measure(world, Metric.OUTBOX_LAG_SECONDS, 130, 140)
    assert check(world.operator) == 0
    measure(world, Metric.OUTBOX_LAG_SECONDS, 150)
    assert check(world.operator) == 1
    assert check(world.operator) == 0
    measure(world, Metric.OUTBOX_LAG_SECONDS, 160, 20, 10)
    assert check(world.operator) == 0

    (alert,) = alerts(world, status=AlertStatus.OPEN)
    assert (alert.rule, alert.figure) == ("outbox_lag_seconds", "outbox_lag_seconds is 150")

    measure(world, Metric.OUTBOX_LAG_SECONDS, 0)
    assert check(world.operator) == 1
    assert check(world.operator) == 0

    (resolved,) = alerts(world)
    assert (resolved.status, resolved.resolved_at) == (AlertStatus.RESOLVED, world.clock.now())


@pytest.mark.story("6.5")
def test_under_two_checkers_everything_happens_once(world: World) -> None:
    it = world.employee(Position.IT)
    world.settle()

    def check_twice() -> int:
        return sum(at_once([lambda: world.system.check_anomalies(world.operator)] * 4))

    measure(world, Metric.OUTBOX_DEAD, 3)
    raised = check_twice()
    measure(world, Metric.OUTBOX_DEAD, 0)
    resolved = check_twice()

    assert (raised, resolved) == (1, 1)
    assert len(alerts(world)) == 1
    world.settle()
    mails = Counter(
        mail.subject
        for mail in world.parts.mailbox.newest(50)  # type: ignore[union-attr]
    )
    account = world.parts.users.get(it.user_id)  # type: ignore[arg-type]
    to_it = [
        mail
        for mail in world.parts.mailbox.newest(50)  # type: ignore[union-attr]
        if account.email in mail.to
    ]
    assert len(to_it) == 2, mails


def test_old_samples_say_nothing(world: World) -> None:
    measure(world, Metric.OUTBOX_LAG_SECONDS, 130, 140, 150)
    world.pass_time(timedelta(minutes=5))

    assert world.system.check_anomalies(world.operator) == 0


@pytest.mark.story("6.5")
def test_thresholds_are_configuration(world: World, tmp_path: Path) -> None:
    file = tmp_path / "policies.toml"
    file.write_text(
        "[alert_policy.notifications_lag_seconds]\nlimit = 1\nclear = 0.5\nin_a_row = 1\n"
        "[alert_policy.outbox_dead]\nwatched = false\n"
    )
    world.restart(evolve(world.parts, **policies_in(str(file))))
    measure(world, Metric.NOTIFICATIONS_LAG_SECONDS, 2)
    measure(world, Metric.OUTBOX_DEAD, 5)

    world.system.check_anomalies(world.operator)

    assert [one.rule for one in alerts(world)] == ["notifications_lag_seconds"]


def test_an_alert_that_nobody_watches_any_more_is_resolved(world: World) -> None:
    measure(world, Metric.OUTBOX_DEAD, 5)
    world.system.check_anomalies(world.operator)
    unwatched = evolve(AlertPolicy().outbox_dead, watched=False)
    world.restart(evolve(world.parts, alert_policy=AlertPolicy(outbox_dead=unwatched)))

    assert world.system.check_anomalies(world.operator) == 1

    assert alerts(world, status=AlertStatus.OPEN) == []


@pytest.mark.story("6.5")
def test_an_open_alert_shows_in_the_state_of_the_platform(world: World) -> None:
    it = world.employee(Position.IT)
    assert world.system.view_status(it).healthy

    measure(world, Metric.OUTBOX_DEAD, 5)
    world.system.check_anomalies(world.operator)

    seen = world.system.view_status(it)
    assert not seen.healthy
    assert [alert.rule for alert in seen.alerts] == ["outbox_dead"]


def ended(status: str, event_id: UUID | None = None) -> Envelope:
    return Envelope(
        id=event_id or fresh_id(),  # type: ignore[arg-type]
        event=SyncRunEnded(fresh_id(), "profiles", status),
        origin=an_origin(),
        at=an_origin().at,
    )


@pytest.mark.story("5.3")
def test_a_failed_synchronization_raises_an_alert_until_one_succeeds(world: World) -> None:
    hear, failed = world.system.hear_sync_run, ended("failed")
    hear(failed)
    hear(ended("failed"))
    hear(failed)

    (alert,) = alerts(world)
    assert (alert.rule, alert.subject) == ("sync_failed", "profiles")

    hear(ended("partial"))
    hear(failed)
    assert [one.status for one in alerts(world)] == [AlertStatus.RESOLVED]
