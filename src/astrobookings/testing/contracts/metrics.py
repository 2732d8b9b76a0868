"""What every adapter of `Metrics` must do."""

from datetime import timedelta
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.monitoring.metrics import Metric, Point, Sample
from astrobookings.domain.monitoring.traffic import NO_TRAFFIC, Traffic
from astrobookings.testing.builders import NOW, a_sample, a_traffic_report
from astrobookings.testing.contracts.harness import SystemHarness
from astrobookings.testing.contracts.paging import few_examples
from astrobookings.testing.contracts.threads import at_once

__all__ = ["MetricsContract"]

SECOND = timedelta(seconds=1)
STEP = timedelta(seconds=30)
HOUR = timedelta(hours=1)
LATER = NOW + HOUR
LAG = Metric.OUTBOX_LAG_SECONDS


class MetricsContract:
    """Reports that add up, samples that are there once."""

    def test_nothing_was_measured_at_first(self, store: SystemHarness) -> None:
        assert store.metrics.traffic(NOW - HOUR, NOW) == NO_TRAFFIC
        assert list(store.metrics.newest(LAG, NOW, 5)) == []
        assert list(store.metrics.points(LAG, NOW - HOUR, NOW, STEP)) == []
        assert store.metrics.add(()) == 0
        store.metrics.report(())

    def test_reports_of_all_processes_add_up(self, store: SystemHarness) -> None:
        fast, slow = Traffic.of(3, 200), Traffic.of(700, 503)
        store.metrics.report([a_traffic_report(traffic=fast), a_traffic_report(traffic=slow)])
        store.metrics.report([a_traffic_report(traffic=fast)])

        assert store.metrics.traffic(NOW - SECOND, NOW) == fast + slow + fast

    def test_a_report_told_again_counts_once(self, store: SystemHarness) -> None:
        report = a_traffic_report(traffic=Traffic.of(3, 200))
        again = a_traffic_report(source=report.source, traffic=Traffic.of(9, 500))

        store.metrics.report([report])
        store.metrics.report([again, report])

        assert store.metrics.traffic(NOW - HOUR, NOW) == report.traffic

    def test_traffic_is_of_its_span(self, store: SystemHarness) -> None:
        for age in range(3):
            store.metrics.report([a_traffic_report(at=NOW - age * SECOND)])

        assert store.metrics.traffic(NOW - SECOND, NOW).requests == 1
        assert store.metrics.traffic(NOW - 2 * SECOND, NOW).requests == 2
        assert store.metrics.traffic(NOW - HOUR, NOW - SECOND).requests == 2

    def test_a_metric_has_one_value_at_a_time(self, store: SystemHarness) -> None:
        first, other = a_sample(value=1.5), a_sample(metric=Metric.OUTBOX_DEAD, value=2)

        assert store.metrics.add([first, other]) == 2
        assert store.metrics.add([a_sample(value=9.0), a_sample(at=NOW + STEP)]) == 1

        assert store.metrics.newest(LAG, LATER, 9)[-1] == first
        assert list(store.metrics.newest(Metric.OUTBOX_DEAD, NOW, 9)) == [other]

    def test_two_who_sample_at_once_sample_once(self, store: SystemHarness) -> None:
        samples = [a_sample(metric=metric) for metric in Metric]

        added = at_once([partial(store.metrics.add, samples)] * 3)

        assert sum(added) == len(samples)

    def test_the_newest_come_first(self, store: SystemHarness) -> None:
        old, new, newest = (a_sample(at=NOW + number * STEP) for number in range(3))
        store.metrics.add([new, old, newest])

        assert list(store.metrics.newest(LAG, LATER, 2)) == [newest, new]
        assert list(store.metrics.newest(LAG, NOW + STEP, 9)) == [new, old]

    def test_points_tell_the_mean_and_both_ends(self, store: SystemHarness) -> None:
        values = {0: 4.0, 30: 2.0, 60: 9.0, 150: 7.5}
        store.metrics.add([a_sample(at=NOW + s * SECOND, value=v) for s, v in values.items()])

        found = store.metrics.points(LAG, NOW, NOW + HOUR, 2 * STEP)

        assert list(found) == [
            Point(at=NOW, mean=3.0, least=2.0, most=4.0),
            Point(at=NOW + 2 * STEP, mean=9.0, least=9.0, most=9.0),
            Point(at=NOW + 4 * STEP, mean=7.5, least=7.5, most=7.5),
        ]

    def test_points_are_of_their_span(self, store: SystemHarness) -> None:
        store.metrics.add([a_sample(at=NOW + number * STEP) for number in range(4)])

        found = store.metrics.points(LAG, NOW + STEP, NOW + 3 * STEP, STEP)

        assert [point.at for point in found] == [NOW + STEP, NOW + 2 * STEP]

    @few_examples
    @given(
        seconds=st.lists(st.integers(0, 600), min_size=1, max_size=20, unique=True),
        step=st.integers(1, 200),
    )
    def test_points_miss_no_sample(
        self, store: SystemHarness, seconds: list[int], step: int
    ) -> None:
        store.metrics.forget_before(NOW + HOUR, NOW + HOUR)
        store.metrics.add([a_sample(at=NOW + s * SECOND, value=float(s)) for s in seconds])

        found = store.metrics.points(LAG, NOW, NOW + HOUR, step * SECOND)

        assert min(point.least for point in found) == min(seconds)
        assert max(point.most for point in found) == max(seconds)
        assert [point.at for point in found] == [
            NOW + place * step * SECOND for place in sorted({s // step for s in seconds})
        ]
        assert all(point.least <= point.mean <= point.most for point in found)

    def test_old_figures_are_forgotten(self, store: SystemHarness) -> None:
        store.metrics.add([a_sample(at=NOW - number * STEP) for number in range(4)])
        store.metrics.report([a_traffic_report(at=NOW - number * STEP) for number in range(4)])

        assert store.metrics.forget_before(NOW - STEP, NOW) == 2 + 3

        assert len(store.metrics.newest(LAG, LATER, 9)) == 2
        assert store.metrics.traffic(NOW - HOUR, NOW).requests == 1

    def test_values_stay_as_exact_as_they_were(self, store: SystemHarness) -> None:
        sample = Sample(metric=LAG, at=NOW, value=0.1 + 0.2)
        store.metrics.add([sample])

        assert list(store.metrics.newest(LAG, NOW, 1)) == [sample]
