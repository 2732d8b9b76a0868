"""Figures of the running platform in memory."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from astrobookings.adapters.memory.store import MemoryStore, Rows
from astrobookings.domain.monitoring.metrics import Metric, Point, Sample
from astrobookings.domain.monitoring.traffic import NO_TRAFFIC, Traffic, TrafficReport

__all__ = ["MemoryMetrics"]


def _second(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)


class MemoryMetrics:
    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._samples: Rows[tuple[Metric, datetime], Sample] = store.rows("samples")
        self._reports: Rows[tuple[str, datetime], TrafficReport] = store.rows("traffic")

    def report(self, reports: Sequence[TrafficReport]) -> None:
        with self._store.housekeeping():
            for one in reports:
                key = one.source, _second(one.at)
                if self._reports.find(key) is None:
                    self._reports.put(key, one)

    def traffic(self, since: datetime, until: datetime) -> Traffic:
        first, last = _second(since), _second(until)
        found = (one for (_, at), one in self._reports.items() if first < at <= last)
        return sum((one.traffic for one in found), start=NO_TRAFFIC)

    def add(self, samples: Sequence[Sample]) -> int:
        added = 0
        with self._store.housekeeping():
            for one in samples:
                key = one.metric, _second(one.at)
                if self._samples.find(key) is None:
                    kept = Sample(metric=one.metric, at=key[1], value=float(one.value))
                    self._samples.put(key, kept)
                    added += 1
        return added

    def newest(self, metric: Metric, until: datetime, limit: int) -> Sequence[Sample]:
        found = [one for one in self._of(metric) if one.at <= until]
        return tuple(found[::-1][:limit])

    def points(
        self, metric: Metric, since: datetime, until: datetime, step: timedelta
    ) -> Sequence[Point]:
        first, steps = _second(since), dict[int, list[float]]()
        for one in self._of(metric):
            if first <= one.at < _second(until):
                steps.setdefault((one.at - first) // step, []).append(one.value)
        return tuple(_point(first + number * step, values) for number, values in steps.items())

    def forget_before(self, samples: datetime, traffic: datetime) -> int:
        old_samples = [key for key, _ in self._samples.items() if key[1] < _second(samples)]
        old_reports = [key for key, _ in self._reports.items() if key[1] < _second(traffic)]
        with self._store.housekeeping():
            for key in old_samples:
                self._samples.drop(key)
            for name in old_reports:
                self._reports.drop(name)
        return len(old_samples) + len(old_reports)

    def _of(self, metric: Metric) -> list[Sample]:
        """In order of time."""
        found = (one for one in self._samples.all() if one.metric is metric)
        return sorted(found, key=lambda one: one.at)


def _point(at: datetime, values: list[float]) -> Point:
    return Point(at=at, mean=sum(values) / len(values), least=min(values), most=max(values))
