"""Whose turn it is."""

from datetime import datetime, timedelta

from attrs import frozen
from pymongo.client_session import ClientSession

from astrobookings.adapters.mongo.collections.workers import TURNS
from astrobookings.adapters.mongo.mapping import micros
from astrobookings.adapters.mongo.store import MongoStore, Taken

__all__ = ["MongoTurns"]


@frozen
class MongoTurns:
    store: MongoStore

    def take(self, name: str, now: datetime, period: timedelta) -> bool:
        """Where the turn is not over, the name is taken: it cannot be inserted once more."""
        ends = [{"taken_at": {"$lte": micros(now - period)}}, {"taken_at": {"$gt": micros(now)}}]
        is_over, taken = {"_id": name, "$or": ends}, {"$set": {"taken_at": micros(now)}}
        rows = self.store.collection(TURNS.name)

        def take(session: ClientSession | None) -> None:
            rows.update_one(is_over, taken, upsert=True, session=session)

        try:
            self.store.write_alone(take)
        except Taken:
            return False
        return True
