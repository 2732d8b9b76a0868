"""Figures are sampled once per step, whoever asks."""

from datetime import timedelta

import pytest
from attrs import evolve

from astrobookings.domain.identity.roles import Position
from astrobookings.domain.kernel.errors import Invalid, NotAllowed, Unavailable
from astrobookings.domain.monitoring.metrics import Metric, floored
from astrobookings.domain.monitoring.traffic import NO_TRAFFIC, Traffic
from astrobookings.testing.builders import a_sample, a_traffic_report
from astrobookings.testing.contracts.threads import at_once
from astrobookings.testing.world import World

STEP = timedelta(seconds=30)


def serve(world: World, *requests: Traffic) -> None:
    """Report *requests* in the middle of the step that is sampled next."""
    policy = world.parts.sampling
    at = floored(world.clock.now() - policy.settling, policy.every) - policy.every / 2
    traffic = sum(requests, start=NO_TRAFFIC)
    world.system.report_traffic(world.operator, [a_traffic_report(at=at, traffic=traffic)])


def newest(world: World, metric: Metric) -> float | None:
    found = world.parts.metrics.newest(metric, world.clock.now(), 1)
    return found[0].value if found else None


@pytest.mark.story("6.4")
def test_requests_of_all_processes_become_samples(world: World) -> None:
    serve(world, *[Traffic.of(8, 200)] * 45)
    serve(world, *[Traffic.of(400, 200)] * 13, Traffic.of(1, 404), Traffic.of(600, 500))

    world.system.sample_metrics(world.operator)

    assert newest(world, Metric.REQUESTS_PER_SECOND) == 2
    assert newest(world, Metric.ERROR_SHARE) == pytest.approx(1 / 60)
    assert newest(world, Metric.REFUSED_SHARE) == pytest.approx(1 / 60)
    assert 5 < (newest(world, Metric.LATENCY_P50_MS) or 0) <= 10
    assert 350 < (newest(world, Metric.LATENCY_P95_MS) or 0) <= 500


def test_a_few_requests_say_nothing_of_shares(world: World) -> None:
    serve(world, Traffic.of(9000, 500))

    world.system.sample_metrics(world.operator)

    assert newest(world, Metric.REQUESTS_PER_SECOND) == pytest.approx(1 / 30)
    assert newest(world, Metric.ERROR_SHARE) is None
    assert newest(world, Metric.LATENCY_P95_MS) is None


@pytest.mark.story("6.4")
def test_queues_are_sampled_with_their_age(world: World) -> None:
    world.book(world.traveler(), world.launch().id)
    world.pass_time(timedelta(seconds=90))

    world.system.sample_metrics(world.operator)

    assert (newest(world, Metric.OUTBOX_WAITING) or 0) >= 2
    assert newest(world, Metric.OUTBOX_LAG_SECONDS) == 90
    assert newest(world, Metric.OPERATIONS_UP) == 1
    assert newest(world, Metric.WORKERS_ALIVE) == 0


def test_two_schedulers_sample_once(world: World) -> None:
    sampled = at_once([lambda: world.system.sample_metrics(world.operator)] * 3)
    again = world.system.sample_metrics(world.operator)

    assert sum(one > 0 for one in sampled) >= 1
    assert again == 0
    assert len(world.parts.metrics.newest(Metric.OUTBOX_WAITING, world.clock.now(), 9)) == 1


def test_a_store_that_is_away_is_a_figure_itself(world: World) -> None:
    class Away:
        def waiting(self) -> int:
            raise Unavailable

    world.restart(evolve(world.parts, operations_outbox=Away()))  # type: ignore[arg-type]

    world.system.sample_metrics(world.operator)

    assert newest(world, Metric.OPERATIONS_UP) == 0
    assert newest(world, Metric.OUTBOX_WAITING) is not None
    assert world.system.view_status(world.employee(Position.IT)).healthy is False


@pytest.mark.story("6.4")
def test_it_looks_at_the_last_hour(world: World) -> None:
    now = world.clock.now()
    world.parts.metrics.add([a_sample(at=now - age * STEP, value=age) for age in range(1, 200)])

    seen = world.system.view_metrics(world.employee(Position.IT))

    points = seen.series[Metric.OUTBOX_LAG_SECONDS]
    assert (seen.step, len(points)) == (STEP, 120)
    assert set(seen.series) == set(Metric)
    assert points[-1].mean == 1


def test_a_long_span_has_larger_steps(world: World) -> None:
    it, now = world.employee(Position.IT), world.clock.now()
    world.parts.metrics.add([a_sample(at=now - age * STEP, value=age) for age in range(2880)])

    seen = world.system.view_metrics(
        it, metric=Metric.OUTBOX_LAG_SECONDS, since=now - timedelta(days=1), until=now
    )

    (points,) = seen.series.values()
    assert seen.step == timedelta(minutes=3)
    assert len(points) <= world.parts.sampling.most_points
    assert max(point.most for point in points) == 2879


@pytest.mark.parametrize(
    ("since", "until", "pointer"),
    [
        (timedelta(0), timedelta(0), "/until"),
        (timedelta(0), timedelta(hours=-1), "/until"),
        (timedelta(days=-31), timedelta(0), "/since"),
    ],
)
def test_an_odd_span_is_refused(
    world: World, since: timedelta, until: timedelta, pointer: str
) -> None:
    it, now = world.employee(Position.IT), world.clock.now()

    with pytest.raises(Invalid) as caught:
        world.system.view_metrics(it, since=now + since, until=now + until)

    assert [fault.pointer for fault in caught.value.faults] == [pointer]


def test_figures_for_others_are_fresh_ones(world: World) -> None:
    world.system.sample_metrics(world.operator)
    assert Metric.OUTBOX_WAITING in world.system.read_figures(world.operator)

    world.pass_time(timedelta(minutes=10))

    assert world.system.read_figures(world.operator) == {}
    with pytest.raises(NotAllowed):
        world.system.read_figures(world.employee(Position.IT))
