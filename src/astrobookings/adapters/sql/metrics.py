"""Figures of the running platform."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from attrs import frozen
from sqlalchemy import delete, func, select

from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.tables.system_monitoring import samples, traffic_reports
from astrobookings.domain.monitoring.metrics import Metric, Point, Sample
from astrobookings.domain.monitoring.traffic import NO_TRAFFIC, Traffic, TrafficReport

__all__ = ["SqlMetrics"]


def _second(moment: datetime) -> int:
    return int(moment.timestamp())


def _moment(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC)


@frozen
class SqlMetrics:
    """Instants are whole seconds since the epoch, so that steps are reckoned by the database."""

    store: SqlStore

    def report(self, reports: Sequence[TrafficReport]) -> None:
        rows = [
            {
                "source": one.source,
                "second": _second(one.at),
                "durations": list(one.traffic.durations),
                "refused": one.traffic.refused,
                "failed": one.traffic.failed,
            }
            for one in reports
        ]
        if rows:
            added = self.store.insert(traffic_reports).values(rows).on_conflict_do_nothing()
            with self.store.turn():
                self.store.write_alone(added)

    def traffic(self, since: datetime, until: datetime) -> Traffic:
        at, columns = traffic_reports.c.second, traffic_reports.c
        asked = select(columns.durations, columns.refused, columns.failed)
        found = self.store.rows(asked.where(at > _second(since), at <= _second(until)))
        reported = (Traffic(tuple(row.durations), row.refused, row.failed) for row in found)
        return sum(reported, start=NO_TRAFFIC)

    def add(self, samples_: Sequence[Sample]) -> int:
        rows = [
            {"metric": one.metric.value, "second": _second(one.at), "value": one.value}
            for one in samples_
        ]
        if not rows:
            return 0
        added = self.store.insert(samples).values(rows).on_conflict_do_nothing()
        with self.store.turn():
            return len(self.store.rows(added.returning(samples.c.second)))

    def newest(self, metric: Metric, until: datetime, limit: int) -> Sequence[Sample]:
        asked = select(samples.c.second, samples.c.value).where(
            samples.c.metric == metric.value, samples.c.second <= _second(until)
        )
        found = self.store.rows(asked.order_by(samples.c.second.desc()).limit(limit))
        return tuple(
            Sample(metric=metric, at=_moment(row.second), value=row.value) for row in found
        )

    def points(
        self, metric: Metric, since: datetime, until: datetime, step: timedelta
    ) -> Sequence[Point]:
        first, seconds, value = _second(since), int(step.total_seconds()), samples.c.value
        number = ((samples.c.second - first) // seconds).label("number")
        asked = (
            select(
                number,
                func.avg(value).label("mean"),
                func.min(value).label("least"),
                func.max(value).label("most"),
            )
            .where(
                samples.c.metric == metric.value,
                samples.c.second >= first,
                samples.c.second < _second(until),
            )
            .group_by(number)
            .order_by(number)
        )
        return tuple(
            Point(
                at=_moment(first + int(row.number) * seconds),
                mean=row.mean,
                least=row.least,
                most=row.most,
            )
            for row in self.store.rows(asked)
        )

    def forget_before(self, samples_: datetime, traffic: datetime) -> int:
        old_samples = delete(samples).where(samples.c.second < _second(samples_))
        old_reports = delete(traffic_reports).where(traffic_reports.c.second < _second(traffic))
        with self.store.turn():
            return self.store.write_alone(old_samples) + self.store.write_alone(old_reports)
