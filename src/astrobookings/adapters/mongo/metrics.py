"""Figures of the running platform."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from attrs import frozen
from pymongo.client_session import ClientSession
from pymongo.errors import BulkWriteError

from astrobookings.adapters.mongo.collections.monitoring import SAMPLES, TRAFFIC_REPORTS
from astrobookings.adapters.mongo.store import Document, MongoStore
from astrobookings.domain.monitoring.metrics import Metric, Point, Sample
from astrobookings.domain.monitoring.traffic import NO_TRAFFIC, Traffic, TrafficReport

__all__ = ["MongoMetrics", "add_new"]

_DUPLICATE = 11000


def add_new(store: MongoStore, name: str, documents: Sequence[Document]) -> int:
    """Add those of *documents* that no unique index refuses, outside of transactions; how many."""
    rows = store.collection(name)

    def add(session: ClientSession | None) -> int:
        try:
            return len(rows.insert_many(documents, ordered=False, session=session).inserted_ids)
        except BulkWriteError as error:
            refusals = error.details["writeErrors"] if error.details else []
            if not refusals or any(one["code"] != _DUPLICATE for one in refusals):
                raise
            return len(documents) - len(refusals)

    return store.write_alone(add) if documents else 0


def _second(moment: datetime) -> int:
    return int(moment.timestamp())


def _traffic(document: Document) -> Traffic:
    return Traffic(tuple(document["durations"]), document["refused"], document["failed"])


def _moment(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC)


@frozen
class MongoMetrics:
    """Instants are whole seconds since the epoch, so that steps are reckoned by the server."""

    store: MongoStore

    def report(self, reports: Sequence[TrafficReport]) -> None:
        documents: list[Document] = [
            {
                "source": one.source,
                "second": _second(one.at),
                "durations": list(one.traffic.durations),
                "refused": one.traffic.refused,
                "failed": one.traffic.failed,
            }
            for one in reports
        ]
        add_new(self.store, TRAFFIC_REPORTS.name, documents)

    def traffic(self, since: datetime, until: datetime) -> Traffic:
        span = {"$gt": _second(since), "$lte": _second(until)}
        found = self.store.find(TRAFFIC_REPORTS.name, {"second": span})
        return sum((_traffic(document) for document in found), start=NO_TRAFFIC)

    def add(self, samples: Sequence[Sample]) -> int:
        documents: list[Document] = [
            {"metric": one.metric.value, "second": _second(one.at), "value": float(one.value)}
            for one in samples
        ]
        return add_new(self.store, SAMPLES.name, documents)

    def newest(self, metric: Metric, until: datetime, limit: int) -> Sequence[Sample]:
        of_it = {"metric": metric.value, "second": {"$lte": _second(until)}}
        found = self.store.find(SAMPLES.name, of_it, sort=[("second", -1)], limit=limit)
        return tuple(
            Sample(metric=metric, at=_moment(one["second"]), value=one["value"]) for one in found
        )

    def points(
        self, metric: Metric, since: datetime, until: datetime, step: timedelta
    ) -> Sequence[Point]:
        first, seconds = _second(since), int(step.total_seconds())
        rows = self.store.collection(SAMPLES.name)
        place = {"$floor": {"$divide": [{"$subtract": ["$second", first]}, seconds]}}
        wanted: list[Document] = [
            {
                "$match": {
                    "metric": metric.value,
                    "second": {"$gte": first, "$lt": _second(until)},
                }
            },
            {
                "$group": {
                    "_id": place,
                    "mean": {"$avg": "$value"},
                    "least": {"$min": "$value"},
                    "most": {"$max": "$value"},
                }
            },
            {"$sort": {"_id": 1}},
        ]
        found = self.store.read(lambda session: list(rows.aggregate(wanted, session=session)))
        return tuple(
            Point(
                at=_moment(first + int(one["_id"]) * seconds),
                mean=one["mean"],
                least=one["least"],
                most=one["most"],
            )
            for one in found
        )

    def forget_before(self, samples: datetime, traffic: datetime) -> int:
        old = {SAMPLES.name: _second(samples), TRAFFIC_REPORTS.name: _second(traffic)}
        return sum(self._forget(name, second) for name, second in old.items())

    def _forget(self, name: str, second: int) -> int:
        rows, older = self.store.collection(name), {"second": {"$lt": second}}

        def forget(session: ClientSession | None) -> int:
            return rows.delete_many(older, session=session).deleted_count

        return self.store.write_alone(forget)
